"""What the answer to an open question could rule out, by table and result."""

from __future__ import annotations

from dataclasses import dataclass

from guize.core.answers import Missing
from guize.core.explain.conclusions import QUESTIONS
from guize.core.explain.rows import find_row, table_of
from guize.core.explain.saying import label, phrase, say_question, word
from guize.core.rulebook import Circumstance, DutyRule, Rulebook

NOBODY = "nobody"  # said of who acts along with another
_BY_TABLE = {table: question for question, (table, _) in QUESTIONS.items()}


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Results of one table that some answer excludes: rows by id, and what they would say."""

    table: str
    rows: tuple[str, ...]
    results: tuple[str, ...]


def ruled_out(missing: Missing, rulebook: Rulebook, language: str = "zh") -> tuple[RuledOut, ...]:
    """The results that answers to a missing fact would rule out, in the order of the question."""
    rows: dict[str, list[str]] = {}
    for row in missing.rules_out:
        rows.setdefault(table_of(row, rulebook), []).append(row)
    return tuple(
        RuledOut(
            table=say_table(table, rulebook, language),
            rows=tuple(ids),
            results=tuple(dict.fromkeys(say_result(row, rulebook, language) for row in ids)),
        )
        for table, ids in rows.items()
        if table
    )


def say_table(table: str, rulebook: Rulebook, language: str = "zh") -> str:
    """The name of a table, or of the question that it answers."""
    question = _BY_TABLE.get(table)
    return say_question(question, language) if question else phrase(table, rulebook, language)


def say_result(row: str, rulebook: Rulebook, language: str = "zh") -> str:
    """What a row would say: the act of a duty, the results of a table, a circumstance."""
    found = find_row(row, rulebook)
    if found is None:
        return row
    if isinstance(found, DutyRule):
        return phrase(found.act, rulebook, language)
    if isinstance(found[1], Circumstance):
        return found[1].label
    said = (
        label(code, heading, rulebook, language)
        for heading, code in found[1].results.items()
        if code and code != NOBODY
    )
    return word("slash", language).join(said)
