"""Cells: the finitely many answers to a fact that a table tells apart, unknown being the last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guize.core.rulebook import Column, Condition

Cut = tuple[int, bool]
FactValue = bool | str | int | None
NO_YES = ("no", "yes")


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with a table, and at which row (empty: the table as a whole)."""

    row: str
    cause: str
    english: str


class TableError(ValueError):
    """A table that cannot be proven, or a value it does not know; `faults` lists everything."""

    def __init__(self, *faults: TableFault) -> None:
        super().__init__(";".join(fault.cause for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Demand:
    """What one cell of a rulebook asks: any of `codes` (yes and no are codes too), or a number
    between.

    A cut (value, inclusive) lies after the value if inclusive, else before it; amounts are in
    fen.
    """

    codes: frozenset[str] = frozenset()
    above: Cut | None = None
    below: Cut | None = None


def edge(cut: Cut) -> int:
    """The first whole number above the cut."""
    return cut[0] + cut[1]


def column_of(
    fact: str, kind: str, demands: Iterable[Demand], codes: tuple[str, ...] = ()
) -> Column:
    """The column of `fact` whose cells tell all `demands` apart; `codes` for a fact of kind
    choice.
    """
    if kind in ("yes_no", "choice"):
        return Column(fact, kind, codes if kind == "choice" else ())
    found = {edge(cut): cut for d in demands for cut in (d.above, d.below) if cut is not None}
    return Column(fact, kind, (), tuple(found[key] for key in sorted(found)))


def known_cells(column: Column) -> int:
    """How many cells the column has, unknown not counted."""
    if column.kind == "yes_no":
        return 2
    return len(column.codes) if column.kind == "choice" else len(column.cuts) + 1


def condition_of(column: Column, demand: Demand) -> Condition:
    """The cells of the column that satisfy the demand. Raises TableError for a code it does not
    have.
    """
    if column.kind in ("yes_no", "choice"):
        codes = column.codes if column.kind == "choice" else NO_YES
        if unknown := demand.codes.difference(codes):
            raise _unknown_value(column, min(unknown))
        return Condition(column.fact, frozenset(codes.index(code) for code in demand.codes))
    edges = [edge(cut) for cut in column.cuts]
    first = bisect_right(edges, edge(demand.above) - 1) + 1 if demand.above else 0
    last = edges.index(edge(demand.below)) if demand.below else len(edges)
    return Condition(column.fact, frozenset(range(first, last + 1)))


def cell_of(column: Column, value: FactValue) -> int:
    """The cell a value falls in; None falls in the last. Raises TableError for a value of another
    kind.
    """
    if value is None:
        return known_cells(column)
    if column.kind == "yes_no" and isinstance(value, bool):
        return int(value)
    if column.kind == "choice" and value in column.codes:
        return column.codes.index(str(value))
    if (
        column.kind in ("money", "number")
        and isinstance(value, int)
        and not isinstance(value, bool)
    ):
        return bisect_right([edge(cut) for cut in column.cuts], value)
    raise _unknown_value(column, value)


def strange_code(column: Column, value: FactValue) -> str:
    """The code on record that the vocabulary of the column lacks, as when another version of the
    rulebook added it; empty where there is none.
    """
    is_strange = column.kind == "choice" and isinstance(value, str) and value not in column.codes
    return str(value) if is_strange else ""


def holds(column: Column, condition: Condition, value: FactValue) -> bool | None:
    """Checks if a value satisfies the condition; None where the value is unknown and it matters,
    or is a code that the column does not know.
    """
    if value is None or strange_code(column, value):
        return True if len(condition.accepts) == known_cells(column) else None
    return cell_of(column, value) in condition.accepts


def _unknown_value(column: Column, value: FactValue) -> TableError:
    return TableError(
        TableFault(
            "",
            f"事实 {column.fact} 没有「{value}」这个取值",
            f'the fact {column.fact} does not have the value "{value}"',
        )
    )


Share = tuple[str, Mapping[FactValue, int] | None, tuple[int, ...], int]


def share_of(column: Column, weight: int) -> Share:
    """What a column adds to a table's code, for the fast look-up: (fact, value → share, –,
    weight), or for a number (fact, None, edges, weight), where the share is the place among the
    edges × weight.
    """
    if column.kind == "yes_no":
        return column.fact, {False: 0, True: weight, None: 2 * weight}, (), weight
    if column.kind == "choice":
        shares: dict[FactValue, int] = {c: n * weight for n, c in enumerate(column.codes)}
        return column.fact, shares | {None: len(column.codes) * weight}, (), weight
    return column.fact, None, tuple(edge(cut) for cut in column.cuts), weight
