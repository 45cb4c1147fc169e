"""Where the parts of a simulation are worked out: in this process, in several, or on a cluster.

An engine applies one function to every part and gives the outcomes in the order of the parts; the
result is the same on all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from guize.cli.failing import BadInputError
from guize.core.rulebook import Norms
from guize.core.simulation import Failure, Outcome, simulate
from guize.formats.docket import DocketError, read_row

AHEAD = 4  # parts waiting for each process: enough to keep it busy, little enough to hold
Part = tuple[int, tuple[str, ...]]  # number of the first row, texts of the rows


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of each part; carries all it needs, so that it can go to another machine."""

    first: Norms
    second: Norms
    on: date

    def __call__(self, part: Part) -> Outcome:
        """The outcome of a part; a row that is no case record is a failure of its own."""
        start, texts = part
        records, failures = [], []
        for number, text in enumerate(texts, start):
            try:
                records.append(read_row(number, text, self.first.rulebooks[-1]))
            except DocketError as error:
                failures.append(Failure("", error.cause, error.english))
        said = simulate(records, self.first, self.second, on=self.on)
        return said + Outcome(cases=len(failures), failures=tuple(failures))


Engine = Callable[[Task, Iterable[Part]], Iterator[Outcome]]


def local(task: Task, parts: Iterable[Part]) -> Iterator[Outcome]:
    """One part after the other, here."""
    return map(task, parts)


def processes(number: int) -> Engine:
    """That many processes of this machine; each gets the rulebooks once."""

    def run(task: Task, parts: Iterable[Part]) -> Iterator[Outcome]:
        clean = get_context("spawn")  # no threads or connections of this process
        with ProcessPoolExecutor(number, clean, _take, (task,)) as pool:
            yield from _in_order((pool.submit(_work, part) for part in parts), number * AHEAD)

    return run


_own: dict[str, Task] = {}


def _take(task: Task) -> None:
    _own["task"] = task


def _work(part: Part) -> Outcome:
    return _own["task"](part)


def dask(address: str) -> Engine:
    """A Dask cluster at an address (`tcp://…`), or one of this machine if the address is empty.

    Its workers need guize installed, in the same version.
    """

    def run(task: Task, parts: Iterable[Part]) -> Iterator[Outcome]:
        client = _client(address)
        with client:
            there = client.scatter(task, broadcast=True)
            asked = (client.submit(_apply, there, part, pure=False) for part in parts)
            yield from _in_order(asked, AHEAD * max(1, len(client.ncores())))

    return run


def _apply(task: Task, part: Part) -> Outcome:
    return task(part)


def _client(address: str) -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise BadInputError(
            "使用 dask 需要附加组件 cluster:pip install 'guize[cluster]'",
            "dask needs the extra cluster: pip install 'guize[cluster]'",
        ) from error
    try:
        return distributed.Client(
            address or None, **({} if address else {"dashboard_address": None})
        )
    except OSError as error:
        raise BadInputError(
            f"无法连接集群 {address}", f"no cluster at {address}: {error}"
        ) from error


def _in_order(asked: Iterable[Future[Outcome]], most: int) -> Iterator[Outcome]:
    """The results in order, with only so many parts read ahead: a docket may be larger than
    memory.
    """
    waiting: deque[Future[Outcome]] = deque()
    for future in asked:
        waiting.append(future)
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
