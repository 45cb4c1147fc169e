"""Who must do what and who bears what, one line for each bearer: the responsibility matrix."""

from __future__ import annotations

from dataclasses import dataclass

from guize.core.rulebook import DutyRule, Row, Rulebook
from guize.regulations.queries import pages
from guize.regulations.queries.cells import label

BEARS = "责任"
SUBJECT = "责任主体"


@dataclass(frozen=True, slots=True)
class Bears:
    """A responsibility borne under a row of the table 责任."""

    name: str
    row: Row


@dataclass(frozen=True, slots=True)
class Bearer:
    name: str
    duties: tuple[DutyRule, ...]
    bears: tuple[Bears, ...]


def responsibility(book: Rulebook) -> tuple[Bearer, ...]:
    """Bearers in the order in which the rulebook first names them."""
    duties = pages.duties(book)
    rows = book.tables[BEARS].rows if BEARS in book.tables else ()
    named = [code for duty in duties for code in duty.bearers]
    named += [row.results.get(SUBJECT, "") for row in rows]
    return tuple(
        Bearer(
            name=label(book, code, ""),
            duties=tuple(duty for duty in duties if code in duty.bearers),
            bears=tuple(
                Bears(label(book, row.results.get(BEARS, ""), BEARS), row)
                for row in rows
                if row.results.get(SUBJECT) == code
            ),
        )
        for code in dict.fromkeys(filter(None, named))
    )
