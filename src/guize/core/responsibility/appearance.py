"""Whether a head appeared in court as the law asks, instance by instance (法释〔2020〕3号)."""

from __future__ import annotations

from collections.abc import Iterator

from guize.core.facts import CaseFacts, Event
from guize.core.responsibility.values import Appearance
from guize.core.rulebook import DecisionTable, Rulebook
from guize.core.tables import ask_one

TABLE, RESULT = "负责人出庭", "出庭结论"
HEARING, COMPLIANT, CIVIL = "hearing_held", "compliant", "civil"


def appearances_of(facts: CaseFacts, rulebook: Rulebook) -> tuple[Appearance, ...]:
    """One answer for each instance heard, by its hearing that complies, else by the last one.

    None for civil cases, nor where the rulebook has no table 负责人出庭. A case decided on paper
    has no hearing and no answer. 依据: 法释〔2020〕3号第一条、第二条、第七条.
    """
    table = rulebook.tables.get(TABLE)
    if table is None or facts.record.case.kind == CIVIL:
        return ()
    heard = dict.fromkeys(event.instance for event in facts.timeline.of(HEARING))
    return tuple(_of_instance(instance, facts, table) for instance in heard)


def _of_instance(instance: str, facts: CaseFacts, table: DecisionTable) -> Appearance:
    asked = list(_answers(instance, facts, table))
    return next((each for each in asked if each.answer.value == COMPLIANT), asked[-1])


def _answers(instance: str, facts: CaseFacts, table: DecisionTable) -> Iterator[Appearance]:
    for hearing in facts.timeline.of(HEARING):
        if hearing.instance == instance:
            yield _asked(hearing, facts, table)


def _asked(hearing: Event, facts: CaseFacts, table: DecisionTable) -> Appearance:
    about = hearing.id
    said = ask_one(table, lambda code: facts.value(code, about), about=about, result=RESULT)
    return Appearance(
        instance=hearing.instance,
        hearing=about,
        heard_on=hearing.occurred_on,
        by=str(hearing.payload.get("appeared_by") or ""),
        answer=said.answer,
        rows=said.rows or said.possible,
        citation=said.citation,
        note=said.note,
    )
