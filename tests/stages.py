"""`./guize test`: every check in order, all of them run, all of them reported.

tests/stages.py             lint, types, imports, tests on both databases, browser journeys
tests/stages.py --long      the same with the tests marked long
tests/stages.py PATH …      only these tests, on SQLite; further words go to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import machine

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NO_TESTS = 5  # pytest's exit code when a selection is empty


@dataclass(frozen=True)
class Outcome:
    """What one stage counted; `cause` says why it could not be run."""

    stage: str
    passed: int
    failed: int
    seconds: float
    cause: str = ""


def main(words: list[str]) -> int:
    os.chdir(ROOT)
    long = "--long" in words
    chosen = [word for word in words if word != "--long"]
    with tempfile.TemporaryDirectory(prefix="guize-test-") as folder:
        os.environ["GUIZE_DATA"] = folder
        if long:
            os.environ["GUIZE_LONG"] = "1"
        marks = "not journey" if long else "not journey and not long"
        if chosen:
            outcomes = [tests("tests", chosen, Path(folder), marks="")]
        else:
            outcomes = [run(Path(folder), marks) for run in STAGES]
    for outcome in outcomes:
        report(outcome)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def check(name: str, *command: str) -> Outcome:
    """A stage that passes or fails as a whole."""
    print(f"\n── {name} ──", flush=True)
    start = time.monotonic()
    code = subprocess.run([str(BIN / command[0]), *command[1:]], check=False).returncode
    return Outcome(name, int(code == 0), int(code != 0), time.monotonic() - start)


def tests(name: str, words: list[str], folder: Path, *, marks: str, **environment: str) -> Outcome:
    """A stage of pytest; counts come from its own report."""
    print(f"\n── {name} ──", flush=True)
    start = time.monotonic()
    counted = folder / f"{name}.xml"
    command = [str(BIN / "pytest"), f"--junitxml={counted}", "-p", "no:cacheprovider", *words]
    command += ["-m", marks] if marks else []
    code = subprocess.run(command, check=False, env={**os.environ, **environment}).returncode
    passed, failed = count(counted)
    failed += int(code not in (0, NO_TESTS) and not failed)
    return Outcome(name, passed, failed, time.monotonic() - start)


def count(report: Path) -> tuple[int, int]:
    """Passed and failed of a JUnit report; what was skipped counts as failed: nothing may be."""
    if not report.exists():
        return 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314  (our own file)
    sums = [
        (int(suite.get("tests", 0)), sum(int(suite.get(kind, 0)) for kind in BAD))
        for suite in suites
    ]
    every, bad = (sum(column) for column in zip(*sums, strict=True)) if sums else (0, 0)
    return every - bad, bad


BAD = ("failures", "errors", "skipped")


def on_sqlite(folder: Path, marks: str) -> Outcome:
    return tests("SQLite", ["-n", "2"], folder, marks=marks, GUIZE_DATABASE="")


def on_postgresql(folder: Path, marks: str) -> Outcome:
    try:
        with machine.postgresql(folder) as server:
            name = f"guize_{os.getpid()}"
            return tests(
                "PostgreSQL",
                ["-n", "2", "--database-only"],
                folder,
                marks=marks,
                GUIZE_DATABASE=f"{server}/{name}",
            )
    except machine.UnavailableError as cause:
        return Outcome("PostgreSQL", 0, 1, 0, str(cause))


def journeys(folder: Path, _marks: str) -> Outcome:
    try:
        machine.need_browser()
    except machine.UnavailableError as cause:
        return Outcome("journeys", 0, 1, 0, str(cause))
    return tests("journeys", ["tests/journeys"], folder, marks="journey", GUIZE_DATABASE="")


def report(outcome: Outcome) -> None:
    line = f"{outcome.stage:<12}{outcome.passed:>6} passed {outcome.failed:>4} failed"
    print(f"{line} {outcome.seconds:>7.1f} s  {outcome.cause}".rstrip())


STAGES: tuple[Callable[[Path, str], Outcome], ...] = (
    lambda *_: check("ruff", "ruff", "check", "."),
    lambda *_: check("format", "ruff", "format", "--check", "."),
    lambda *_: check("mypy", "mypy"),
    lambda *_: check("imports", "lint-imports"),
    on_sqlite,
    on_postgresql,
    journeys,
)

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
