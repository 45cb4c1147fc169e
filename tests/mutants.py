"""Mutation testing of the core: small faults put in one by one, and whether a test notices.

tests/mutants.py [--each N] [--seed N] [--report FILE] [MODULE …]

For each module of `guize.core` named (default: MODULES) at most N mutants, drawn by the seed, are
tried; each is run against the tests that reach its function, the quickest first, in a process of
its own. A mutant that no test notices survives. The report tells how many were possible and tried.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import build
from mutations import Mutant, mutants_of, put_in

ROOT = Path(__file__).resolve().parents[1]
MODULES = ("days", "tables", "duties", "routing", "responsibility")
AREAS = ("days", "duties", "effectiveness", "facts", "responsibility", "routing", "tables")
AREAS += ("assess", "explain", "readings", "units", "appearance", "after", "otherwise")
OPTIONS = ("-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:django", "--noconftest")
OPTIONS += ("-p", "no:terminal", "-o", "addopts=", "--import-mode=importlib")
MOST_SECONDS, EACH, ALLOWED = 15, 25, 0.10


@dataclass
class Tally:
    """What became of the mutants of one module."""

    possible: int = 0
    noticed: int = 0
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.noticed + len(self.survivors)


class Trial:
    """A pytest plugin: collects once, learns which test reaches which function, tries mutants."""

    def __init__(self, modules: tuple[str, ...], each: int, seed: int) -> None:
        self.modules, self.each = modules, each
        self.chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
        self.reached: dict[CodeType, list[tuple[float, Any]]] = defaultdict(list)
        self.tallies: dict[str, Tally] = {}
        self.is_sound = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            before = session.testsfailed
            self._learn(item)
            if session.testsfailed > before:
                sys.stderr.write(f"{item.nodeid} fails without any mutant\n")
        self.is_sound = session.testsfailed == 0
        for module in self.modules if self.is_sound else ():
            self.tallies[module] = self._try_all(module)
        return True

    def _learn(self, item: Any) -> None:
        codes: set[CodeType] = set()

        def note(frame: FrameType, event: str, _argument: object) -> None:
            if event == "call" and "/guize/core/" in frame.f_code.co_filename:
                codes.add(frame.f_code)

        start = time.monotonic()
        sys.setprofile(note)
        try:
            _run(item)
        finally:
            sys.setprofile(None)
        for code in codes:
            self.reached[code].append((time.monotonic() - start, item))

    def _try_all(self, module: str) -> Tally:
        possible = list(mutants_of(module))
        tally = Tally(len(possible))
        chosen = self.chance.sample(possible, min(self.each, len(possible)))
        for mutant in sorted(chosen, key=lambda each: (each.file, each.line)):
            if _is_noticed(mutant, self._tests_of(mutant)):
                tally.noticed += 1
            else:
                tally.survivors.append(mutant)
            sys.stderr.write(".")
            sys.stderr.flush()
        return tally

    def _tests_of(self, mutant: Mutant) -> list[Any]:
        """The tests that reach it, the quickest first; the calendar is built once for all, so
        those on days are asked of its faults too.
        """
        reached = list(self.reached.get(mutant.code, ()))
        if mutant.file.endswith("days/calendar.py"):
            known = {id(item) for _, item in reached}
            pairs = (pair for of in self.reached.values() for pair in of)
            reached += [p for p in pairs if "test_days" in p[1].nodeid and id(p[1]) not in known]
        ordered = {id(item): item for _, item in sorted(reached, key=lambda pair: pair[0])}
        return list(ordered.values())


def _tests() -> list[str]:
    found = [path for area in AREAS for path in Path("tests/core").glob(f"test_{area}*.py")]
    return [*map(str, sorted(found)), "tests/rulebooks/test_scenarios.py"]


def _run(item: Any) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _is_noticed(mutant: Mutant, tests: list[Any]) -> bool:
    """Runs the tests on the mutant in a child; running on without end is noticing too."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, lambda *_: os._exit(1))
        signal.alarm(MOST_SECONDS)
        os._exit(_in_child(mutant, tests))
    return os.waitpid(child, 0)[1] != 0


def _in_child(mutant: Mutant, tests: list[Any]) -> int:
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    put_in(mutant)
    build.calendar.cache_clear()  # what was built before must not hide the fault
    start = time.monotonic()
    for item in tests:
        _run(item)
        if item.session.testsfailed:
            return 1
        if time.monotonic() - start > MOST_SECONDS - 5:
            return 0  # not noticed within the time: counted as surviving
    return 0


def _head() -> str:
    """The commit, also the seed: each draws anew, so that no sample can be tested towards."""
    git = ["git", "rev-parse", "--short=8", "HEAD"]
    return subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _report(tallies: dict[str, Tally], seconds: float, seed: int) -> str:
    tried = sum(tally.tried for tally in tallies.values())
    survived = sum(len(tally.survivors) for tally in tallies.values())
    lines = [
        f"# Mutants of the core, {f'{datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d}'}",
        "",
        f"Commit {_head()}, seed {seed}, {seconds:.0f} s. Tried {tried} of "
        f"{sum(t.possible for t in tallies.values())} possible mutants, drawn at random; "
        f"{survived} survived ({survived / max(tried, 1):.1%}).",
        "",
        "| module | possible | tried | noticed | survived |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| core/{name} | {t.possible} | {t.tried} | {t.noticed} | {len(t.survivors)} |"
        for name, t in tallies.items()
    ]
    lines += ["", "Survivors:", ""]
    lines += [f"- {each}" for t in tallies.values() for each in t.survivors] or ["none"]
    return "\n".join(lines) + "\n"


def _arguments(words: list[str]) -> Iterator[Any]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--seed", type=int, default=int(_head(), 16))
    parser.add_argument("--report", type=Path)
    parser.add_argument("modules", nargs="*", default=list(MODULES))
    chosen = parser.parse_args(words)
    yield from (chosen.each, chosen.seed, chosen.report, tuple(chosen.modules))


def main(words: list[str]) -> int:
    each, seed, target, modules = _arguments(words)
    os.chdir(ROOT)
    start = time.monotonic()
    trial = Trial(modules, each, seed)
    pytest.main([*OPTIONS, *_tests()], plugins=[trial])
    if not trial.is_sound:
        return 2
    text = _report(trial.tallies, time.monotonic() - start, seed)
    sys.stdout.write(text)
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    tried = sum(tally.tried for tally in trial.tallies.values())
    survived = sum(len(tally.survivors) for tally in trial.tallies.values())
    return int(survived > ALLOWED * tried)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
