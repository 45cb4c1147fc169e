"""Measuring: medians of repeated runs, so that a busy machine shows as spread, not as a result."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One measured line. `seconds`: median of one piece of work, `best` the fastest round;
    `target` in the same unit, None where there is none.
    """

    work: str
    who: str
    seconds: float
    best: float
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        if self.seconds <= self.target:
            return "met"
        return "best round met" if self.best <= self.target else "missed"


@dataclass(frozen=True)
class Rate:
    """One measured pace: pieces per second, with its target and what it is held against."""

    work: str
    who: str
    per_second: float
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "met" if self.per_second >= self.target else "missed"


@contextmanager
def without_collector() -> Iterator[None]:
    """No garbage collection inside: it belongs to no single piece of work."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Callable[[], object], *, rounds: int = 15, pieces: int = 1) -> tuple[float, float]:
    """Median and best seconds of one piece, where one call of `work` does so many pieces."""
    work()
    taken = []
    with without_collector():
        for _ in range(rounds):
            began = perf_counter()
            work()
            taken.append((perf_counter() - began) / pieces)
    return median(taken), min(taken)


def figure(
    name: str,
    who: str,
    work: Callable[[], object],
    *,
    pieces: int = 1,
    rounds: int = 15,
    target: float | None = None,
    note: str = "",
) -> Figure:
    """Measures one line."""
    seconds, best = timed(work, rounds=rounds, pieces=pieces)
    return Figure(name, who, seconds, best, target, note)
