"""The tests of the core notice small faults put into it; the whole run is marked long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guize.core.days import Calendar
from mutations import mutants_of, put_in

TESTS = Path(__file__).resolve().parents[1]


def test_a_mutant_is_one_fault_in_one_function_and_can_be_put_in():
    found = next(m for m in mutants_of("days") if "next_working_day" in m.function.__qualname__)
    sound = found.function.__code__
    put_in(found)
    try:
        assert Calendar.next_working_day.__code__ is found.mutated
    finally:
        found.function.__code__ = sound
    assert found.mutated != sound


@pytest.mark.long
def test_fewer_than_one_mutant_in_ten_survives():
    command = [sys.executable, str(TESTS / "mutants.py"), "--each", "20"]
    paths = os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
