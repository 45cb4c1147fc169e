"""Cells of the matrix read into clauses; read once, when the module is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guize.core.access.matrix import (
    CASE_LINES,
    COLUMNS,
    PROCEEDING_LINES,
    STAGES,
    SYSTEM_LINES,
)
from guize.core.access.values import Action, Object, Role

_CLAUSE = re.compile(
    r"(?P<actions>[VACPE]+)(?P<condition>[pwxauosdmj]?)(?P<filed>[fq]?)(/(?P<part>[a-z]+))?"
)
_DENIED = ("·", "○")


@dataclass(frozen=True, slots=True)
class Clause:
    """Actions that a cell grants where its condition holds, perhaps on a part of the object only.

    `filed` is None where a draft and a filed item are alike.
    """

    actions: frozenset[Action]
    condition: str = ""
    filed: bool | None = None
    part: str = ""


Cells = Mapping[tuple[str, str, str], tuple[Clause, ...]]


def read_cell(cell: str) -> tuple[Clause, ...]:
    """The clauses of a cell; none where it denies. Raises `ValueError` for a cell not wholly
    understood.
    """
    if cell in _DENIED:
        return ()
    return tuple(_read_clause(text) for text in cell.split("+"))


def _read_clause(text: str) -> Clause:
    found = _CLAUSE.fullmatch(text)
    if not found:
        raise ValueError(f"not a clause of the access matrix: {text}")
    actions = frozenset(Action(letter) for letter in found["actions"])
    filed = {"": None, "f": True, "q": False}[found["filed"]]
    return Clause(actions, found["condition"], filed, found["part"] or "")


def read_lines(lines: str) -> Iterator[tuple[Object, str, Role, str]]:
    """Object, stage, column and cell text, for every stage a line names."""
    for line in filter(None, lines.splitlines()):
        name, stages, *cells = line.split()
        first, last = stages.split("-") if "-" in stages else (stages, stages)
        for stage in STAGES[STAGES.index(first) : STAGES.index(last) + 1]:
            for role, cell in zip(COLUMNS, cells, strict=True):
                yield Object(name), stage, role, cell


TEXTS: Mapping[tuple[str, str, str], str] = {
    (obj, stage, role): cell
    for lines in (CASE_LINES, PROCEEDING_LINES, SYSTEM_LINES)
    for obj, stage, role, cell in read_lines(lines)
}
"""The cell for an object, stage and column; one that is not there denies and hides."""

CELLS: Cells = {place: read_cell(cell) for place, cell in TEXTS.items()}
