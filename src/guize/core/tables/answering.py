"""A decision table's word on one subject, as an answer with its row, provision and open facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from guize.core.answers import Answer, Citation, Missing, TableAnswer, reason
from guize.core.rulebook import DecisionTable, Row
from guize.core.tables.asking import look_up
from guize.core.tables.cells import FactValue

Read = Callable[[str], FactValue]


def ask_one(table: DecisionTable, read: Read, about: str = "", result: str = "") -> TableAnswer:
    """What a table of hit one says: the value under the heading `result` (empty: the first).

    Known also where several rows are possible but all give the same value.
    """
    hits = look_up(table, {column.fact: read(column.fact) for column in table.columns})
    rows = hits.certain or hits.possible
    values = {_result(row, result) for row in rows}
    if len(values) != 1:
        ids = tuple(row.id for row in hits.possible)
        open_ = Answer[str].undetermined(*_about(hits.missing, about))
        return TableAnswer(table.name, about, open_, possible=ids)
    row = rows[0]
    return TableAnswer(
        table=table.name,
        about=about,
        answer=Answer.known(values.pop(), *(reason("row", r.citation, row=r.id) for r in rows)),
        rows=tuple(row.id for row in hits.certain),
        possible=tuple(row.id for row in hits.possible),
        modality=row.modality if len({row.modality for row in rows}) == 1 else "",
        citation=_joined(rows),
        note=row.note if len(rows) == 1 else "",
    )


def _joined(rows: tuple[Row, ...]) -> Citation:
    """The provision of a row, or of all that agree."""
    first = rows[0].citation
    if len(rows) == 1:
        return first
    cited = [row.citation for row in rows]
    provisions = "、".join(dict.fromkeys(each.provision for each in cited))
    interpretations = dict.fromkeys(id_ for each in cited for id_ in each.interpretations)
    ids = "、".join(row.id for row in rows)
    is_open = any(each.unverified for each in cited)
    return Citation(first.pack, provisions, ids, tuple(interpretations), is_open)


def ask_all(
    table: DecisionTable, read: Read, about: str = "", result: str = ""
) -> tuple[tuple[Row, TableAnswer], ...]:
    """What a table of hit all says: each row that hits, and each that still may, undetermined."""
    hits = look_up(table, {column.fact: read(column.fact) for column in table.columns})
    certain = [
        (row, Answer.known(_result(row, result), reason("row", row.citation, row=row.id)))
        for row in hits.certain
    ]
    possible = [(row, _open(row, hits.missing, about)) for row in hits.possible]
    return tuple(
        (row, _of_row(table.name, about, row, answer)) for row, answer in (*certain, *possible)
    )


def _of_row(table: str, about: str, row: Row, answer: Answer[str]) -> TableAnswer:
    known = answer.is_known
    return TableAnswer(
        table=table,
        about=about,
        answer=answer,
        rows=(row.id,) if known else (),
        possible=() if known else (row.id,),
        modality=row.modality,
        citation=row.citation,
        note=row.note,
    )


def _open(row: Row, missing: Iterable[Missing], about: str) -> Answer[str]:
    """What would settle one row: the facts that can exclude it, else all that are open."""
    all_ = tuple(missing)
    own = tuple(each for each in all_ if row.id in each.rules_out) or all_
    return Answer.undetermined(*_about(own, about))


def _about(missing: Iterable[Missing], about: str) -> tuple[Missing, ...]:
    return tuple(replace(each, about=about) for each in missing)


def _result(row: Row, heading: str) -> str:
    return row.results[heading] if heading else next(iter(row.results.values()))
