"""Looking a case up in a table: what hits, what may hit, and which facts would settle it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod

from guize.core.answers import Missing
from guize.core.rulebook import DecisionTable, Row
from guize.core.tables.cells import FactValue, TableError, cell_of, known_cells, strange_code


@dataclass(frozen=True, slots=True)
class Hits:
    """`certain` rows hit whatever the unknown facts are; `possible` ones only for some answers to
    them.

    The two share no row. `missing` names the unknown facts that tell the outcomes apart, the one
    that can rule out most rows first, ties in the order of the columns; it is empty if nothing is
    open.
    """

    certain: tuple[Row, ...]
    possible: tuple[Row, ...]
    missing: tuple[Missing, ...]


def code_of(table: DecisionTable, facts: Mapping[str, FactValue]) -> int:
    """The number of the case's combination of cells. A fact that is not given counts as unknown.

    Raises TableError for a value that its column does not know.
    """
    code = 0
    try:
        for fact, shares, edges, weight in table.weights:
            value = facts[fact]
            code += bisect_right(edges, value) * weight if shares is None else shares[value]
    except (KeyError, TypeError):
        code = 0
        for column, size in zip(table.columns, table.radix, strict=True):
            code = code * size + cell_of(column, facts.get(column.fact))
    return code


def row_ids(table: DecisionTable, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The ids of the rows that hit for certain: the shortest way from facts to an explained result.

    Raises TableError for a value that its column does not know.
    """
    try:
        asked, step = table.tree
        for fact in asked:
            step = step[facts[fact]]
    except (KeyError, TypeError):  # a fact is left out, or its value is none of the column's
        return tuple([table.rows[n].id for n in table.certain[code_of(table, facts)]])
    found: tuple[str, ...] = step
    return found


def look_up(table: DecisionTable, facts: Mapping[str, FactValue]) -> Hits:
    """What the table says of a case. 证据不足 is given as False, not known as None.

    A code that its vocabulary lacks counts as unknown, and the missing fact names it. Raises
    TableError for a value of another kind.
    """
    try:
        code = code_of(table, facts)
    except TableError:
        strange = {c.fact: strange_code(c, facts.get(c.fact)) for c in table.columns}
        if not any(strange.values()):
            raise
        return _besides(table, facts, {fact: code for fact, code in strange.items() if code})
    return table.answers.get(code) or _answered(table, code)


def _besides(
    table: DecisionTable, facts: Mapping[str, FactValue], strange: Mapping[str, str]
) -> Hits:
    """What the table says with the codes it does not know taken as unknown."""
    hits = look_up(table, {**facts, **dict.fromkeys(strange)})
    told = [replace(each, code=strange.get(each.fact, "")) for each in hits.missing]
    return replace(hits, missing=tuple(told))


def _answered(table: DecisionTable, code: int) -> Hits:
    """Every case of one code has the same answer, so it is worked out once and remembered."""
    certain = tuple([table.rows[n] for n in table.certain[code]])
    possible = tuple([table.rows[n] for n in table.possible[code]])
    missing = _missing(table, code) if possible else ()
    hits = Hits(certain, possible, missing)
    table.answers[code] = hits
    return hits


def _missing(table: DecisionTable, code: int) -> tuple[Missing, ...]:
    open_rows = set(table.possible[code])
    found = []
    for place, column in enumerate(table.columns):
        excluded: set[int] = set()
        for answer in _answers(table, code, place):
            excluded |= open_rows.difference(table.possible[answer], table.certain[answer])
        if excluded:
            ids = tuple(table.rows[n].id for n in sorted(excluded))
            found.append(Missing(column.fact, "", ids))
    return tuple(sorted(found, key=lambda missing: -len(missing.rules_out)))


def _answers(table: DecisionTable, code: int, place: int) -> Iterator[int]:
    """The codes of the case for every answer to the column's fact if it is unknown; else none."""
    weight = prod(table.radix[place + 1 :])
    unknown = known_cells(table.columns[place])
    if code // weight % table.radix[place] == unknown:
        return (code - (unknown - cell) * weight for cell in range(unknown))
    return iter(())
