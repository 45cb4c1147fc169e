"""Who must do what and who bears what, one line for each bearer: the responsibility matrix."""

from __future__ import annotations

from dataclasses import dataclass

from guize.core.rulebook import DutyRule, Row, Rulebook
from guize.regulations.queries import pages
from guize.regulations.queries.cells import conditions_text, label

BEARS = "责任"
SUBJECT = "责任主体"
LOST = "adverse_judgment"


@dataclass(frozen=True, slots=True)
class Bears:
    """A responsibility borne under a row of the table 责任, and when beyond a lost case."""

    name: str
    row: Row
    when: str


@dataclass(frozen=True, slots=True)
class Bearer:
    name: str
    duties: tuple[DutyRule, ...]
    bears: tuple[Bears, ...]


def responsibility(book: Rulebook) -> tuple[Bearer, ...]:
    """Bearers in the order in which the rulebook first names them."""
    duties = pages.duties(book)
    table = book.tables.get(BEARS)
    rows = table.rows if table else ()
    named = [code for duty in duties for code in duty.bearers]
    named += [row.results.get(SUBJECT, "") for row in rows]
    return tuple(
        Bearer(
            name=label(book, code, ""),
            duties=tuple(duty for duty in duties if code in duty.bearers),
            bears=tuple(
                Bears(label(book, row.results.get(BEARS, ""), BEARS), row, _when(book, row))
                for row in rows
                if row.results.get(SUBJECT) == code
            ),
        )
        for code in dict.fromkeys(filter(None, named))
    )


def _when(book: Rulebook, row: Row) -> str:
    columns = {column.fact: column for column in book.tables[BEARS].columns if column.fact != LOST}
    asked = [(columns[c.fact], c) for c in row.conditions if c.fact in columns]
    return conditions_text(book, asked)
