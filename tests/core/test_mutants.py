"""The tests notice small faults put into the product; the whole run is marked long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guize.core.days import Calendar
from mutating import mutants
from mutating.equivalent import EQUIVALENT

TESTS = Path(__file__).resolve().parents[1]


def test_a_mutant_is_one_fault_in_one_function_and_can_be_put_in():
    days = mutants.mutants_of("core/days")
    found = next(m for m in days if m.function == "Calendar.next_working_day")
    sound = Calendar.next_working_day.__code__
    mutants.put_in(found)
    try:
        assert Calendar.next_working_day.__code__ == mutants.function_code(found) != sound
    finally:
        Calendar.next_working_day.__code__ = sound


def test_what_is_called_equivalent_exists_and_has_a_reason():
    files = {file for file, *_ in EQUIVALENT}
    found = {m.key for file in files for m in mutants.mutants_of(file.removesuffix(".py"))}
    assert not EQUIVALENT.keys() - found
    assert all(len(reason) > 20 for reason in EQUIVALENT.values())


@pytest.mark.long
def test_few_mutants_of_the_core_and_hardly_any_of_access_and_ledger_survive():
    command = [sys.executable, str(TESTS / "mutants.py")]
    paths = os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
