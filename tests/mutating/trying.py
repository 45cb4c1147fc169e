"""Tries mutants: in the running program where that is possible, else in one loaded with the fault.

Each try is a process of its own. A test that needs ten times its usual time has noticed.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import io
import os
import pickle
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mutating.mutants import Mutant, live, module_code, put_in
from mutating.reach import Reach, caches

NOTICED, SURVIVED, TIMED_OUT = "noticed", "survived", "timed out"
SLOW = 10.0  # seconds: a test as slow as this is not asked
PATIENCE, AT_LEAST, WAITING = 10, 5, 20  # times the usual, seconds of work, times that by the clock
MEMORY = 6 << 30
OPTIONS = ("-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:randomly")
OPTIONS += ("-o", "addopts=", "--import-mode=importlib", "-m", "not long and not journey")


@dataclass(frozen=True)
class House:
    """Where mutants of some files are tried: the tests asked and how pytest is started."""

    name: str
    tests: tuple[str, ...]
    options: tuple[str, ...] = ()
    can_load: bool = True

    @property
    def command(self) -> list[str]:
        return [*OPTIONS, *self.options]


def tried(house: House, mutants: Sequence[Mutant]) -> dict[Mutant, str]:
    """What became of each. A test that fails without any mutant is named and not asked."""
    outcomes, waiting = _apart(lambda: _in_house(house, mutants))
    for mutant, words in waiting.items():
        outcomes[mutant] = _loaded(house, mutant, words)
        _tick(outcomes[mutant], mutant)
    return outcomes


def _apart(work: Callable[[], Any]) -> Any:
    """The result of something done in a child, so that this process stays without the product."""
    back, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(back)
        with os.fdopen(there, "wb") as pipe:
            pickle.dump(work(), pipe)
        os._exit(0)
    os.close(there)
    with os.fdopen(back, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    if not content:
        raise RuntimeError("the tests did not come to an end")
    result = pickle.loads(content)  # noqa: S301 - from our own child
    if isinstance(result, str):
        raise RuntimeError(result)
    return result


def _in_house(house: House, mutants: Sequence[Mutant]) -> Any:
    _calm_hypothesis()
    trial = Trial(mutants)
    pytest.main([*house.command, *house.tests], plugins=[trial])
    if len(trial.failed) == len(trial.tests):
        return "no test passes without a mutant"
    waiting = {m: trial.words_for(m) for m in trial.waiting if house.can_load}
    outcomes = trial.outcomes | {m: SURVIVED for m in trial.waiting if not house.can_load}
    return outcomes, waiting


def _calm_hypothesis() -> None:
    """The same examples each time, none kept for later, and no search for the smallest one."""
    from hypothesis import Phase, settings  # after the fork: it reads the clock and the folder

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", database=None, derandomize=True, deadline=None,
                              phases=phases)  # fmt: skip
    settings.load_profile("mutants")


class Elsewhere:
    """Stands for the next test: one of another file, so that only what lasts a session is kept."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[Any]:
        return [self.session]


class Trial:
    """A pytest plugin: learns which test runs which line, then tries the mutants."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.reach = Reach({mutant.file for mutant in mutants})
        self.tests: list[Any] = []
        self.seconds: list[float] = []
        self.failed: set[int] = set()
        self.outcomes: dict[Mutant, str] = {}
        self.waiting: list[Mutant] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        if not isinstance(collector, pytest.Module):
            return (yield)
        self.reach.collect(str(collector.path))
        try:
            return (yield)
        finally:
            self.reach.collected_by(str(collector.path))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.reach.tests_begin()
        self.tests = session.items
        for number, item in enumerate(self.tests):
            self._learn(number, item)
        sys.stderr.write(f"{len(self.tests)} tests, {sum(self.seconds):.0f} s\n")
        for mutant in self.mutants:
            self._try(mutant)
        return True

    def _learn(self, number: int, item: Any) -> None:
        before, start = item.session.testsfailed, time.process_time()
        self.reach.test()
        try:
            self._run(item)
        finally:
            self.reach.stop()
        self.seconds.append(time.process_time() - start)
        self.reach.note(number)
        if item.session.testsfailed > before:
            self.failed.add(number)
            sys.stderr.write(f"fails without any mutant: {item.nodeid}\n")

    def _run(self, item: Any) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            elsewhere = Elsewhere(item.session)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=elsewhere)

    def _try(self, mutant: Mutant) -> None:
        asked = self._quickest(self.reach.tests_of(mutant))
        if live(mutant) is None:
            self.waiting.append(mutant)
            return
        is_shared = self.reach.is_shared(mutant)
        outcome = _forked(lambda: self._in_child(mutant, asked, is_shared))
        if outcome == SURVIVED and self._outlasts(mutant):
            self.waiting.append(mutant)
            return
        self.outcomes[mutant] = outcome
        _tick(outcome, mutant)

    def _quickest(self, numbers: Iterable[int]) -> list[int]:
        return sorted(
            (number for number in numbers if self._is_asked(number)),
            key=lambda number: self.seconds[number],
        )

    def _is_asked(self, number: int) -> bool:
        return self.seconds[number] < SLOW and number not in self.failed

    def _in_child(self, mutant: Mutant, asked: list[int], is_shared: bool) -> int:
        put_in(mutant)
        self.reach.forget()
        for cached in caches() if is_shared else ():
            cached.cache_clear()
        for number in asked:
            item = self.tests[number]
            before = item.session.testsfailed
            _allow(self.seconds[number])
            self._run(item)
            if item.session.testsfailed > before:
                return 1
        return 0

    def _outlasts(self, mutant: Mutant) -> bool:
        """Checks if what it makes may have been made before it was put in."""
        reach = self.reach
        return reach.is_shared(mutant) or reach.is_imported(mutant) or bool(reach.files_of(mutant))

    def words_for(self, mutant: Mutant) -> list[str]:
        """What pytest is told to try a mutant anew: the files whose collection runs it; all tests
        near it, if importing it does; all there are, if it fills a cache. The quickest files first,
        without the slow tests.
        """
        files = self.reach.files_of(mutant)
        near = {str(self.tests[number].path) for number in self.reach.tests_near(mutant)}
        if self.reach.is_imported(mutant) or not mutant.function:
            files |= near
        total: dict[str, float] = defaultdict(float)
        for seconds, item in zip(self.seconds, self.tests, strict=True):
            total[str(item.path)] += seconds
        if self.reach.is_shared(mutant):
            files |= set(total)
        ordered = sorted(files, key=lambda file: (file not in near, total[file]))
        left_out = (each for each in range(len(self.tests)) if not self._is_asked(each))
        return ordered + [f"--deselect={self.tests[number].nodeid}" for number in left_out]


def _allow(usual: float) -> None:
    """Ends this process when its next test works ten times as long as usual, or waits for ever."""
    limit = AT_LEAST + PATIENCE * usual
    signal.setitimer(signal.ITIMER_PROF, limit)
    signal.alarm(int(limit * WAITING))


def _forked(work: Callable[[], int]) -> str:
    child = os.fork()
    if child == 0:
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    ended = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(ended):
        return TIMED_OUT
    return SURVIVED if os.WEXITSTATUS(ended) == 0 else NOTICED


def _loaded(house: House, mutant: Mutant, words: list[str]) -> str:
    """Tries a mutant in a program that loads its file with the fault."""

    def work() -> int:
        _calm_hypothesis()
        code = module_code(mutant)
        sound = importlib.machinery.SourceFileLoader.get_code

        def get_code(loader: Any, name: str) -> Any:
            return code if Path(loader.path) == mutant.path else sound(loader, name)

        importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
        _allow(60)
        return int(bool(words) and pytest.main([*house.command, "-x", *words]))

    return _forked(work)


def _tick(outcome: str, mutant: Mutant) -> None:
    sys.stderr.write("." if outcome != SURVIVED else f"\n{mutant}\n")
    sys.stderr.flush()
