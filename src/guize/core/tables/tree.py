"""A table as a tree of dictionaries, one step a column: the shortest way from facts to row ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from guize.core.rulebook import Column
from guize.core.tables.cells import FactValue, edge


class Amounts(dict[FactValue, Any]):
    """A step over a numeric column: holds the branch of unknown and cuts any number at its edges.

    Raises TypeError for what is no number.
    """

    __slots__ = ("branches", "edges")

    def __init__(self, edges: list[int], branches: Sequence[Any]) -> None:
        super().__init__({None: branches[-1]})
        self.edges = edges
        self.branches = branches

    def __missing__(self, value: Any) -> Any:
        return self.branches[bisect_right(self.edges, value)]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.edges, self.branches)


class OneEdge(Amounts):
    """The same for a column with a single threshold, as most have."""

    __slots__ = ("below", "edge", "over")

    def __init__(self, edges: list[int], branches: Sequence[Any]) -> None:
        super().__init__(edges, branches)
        self.edge, self.below, self.over = edges[0], branches[0], branches[1]

    def __missing__(self, value: Any) -> Any:
        return self.over if value >= self.edge else self.below


def tree_of(
    columns: Sequence[Column], radix: Sequence[int], leaves: Sequence[Any]
) -> tuple[tuple[str, ...], Any]:
    """The facts asked in turn, and the first step: its leaves are `leaves` by code, and equal
    branches are one.
    """
    numbers, steps = _distinct(leaves)
    for column, size in zip(reversed(columns), reversed(radix), strict=True):
        numbers, groups = _distinct(list(zip(*[iter(numbers)] * size, strict=True)))
        steps = [_step(column, [steps[number] for number in group]) for group in groups]
    return tuple(column.fact for column in columns), steps[numbers[0]]


def _distinct(values: Sequence[Any]) -> tuple[list[int], list[Any]]:
    """The different values, and for each value its number among them."""
    known = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return [known[value] for value in values], list(known)


def _step(column: Column, branches: list[Any]) -> dict[FactValue, Any]:
    if column.kind in ("money", "number"):
        edges = [edge(cut) for cut in column.cuts]
        return (OneEdge if len(edges) == 1 else Amounts)(edges, branches)
    values = (False, True) if column.kind == "yes_no" else column.codes
    return dict(zip((*values, None), branches, strict=True))
