"""Gate and referral of the case (第三、四、六条), the competent body per person (第六、十六条)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guize.core.answers import Answer, Citation, Missing, TableAnswer
from guize.core.facts import CaseFacts, FactValue
from guize.core.routing.values import OpenMeasure, PersonRoute
from guize.core.rulebook import DecisionTable, Rulebook
from guize.core.tables import ask_all, ask_one

GATE_TABLE, REFERRAL_TABLE, BODY_TABLE = "追责门槛", "案件移送", "人员办理机关"
BODY, VIA = "机关", "经由"
UNIT, PERSON = "unit", "person"
HANDLING, UNIT_HANDLING = "handling", "unit_measure"


def gate_of(facts: CaseFacts, rulebook: Rulebook) -> TableAnswer | None:
    """Whether the regulation on accountability applies (第四条). It never opens by itself: major
    loss and serious impact are findings of the justice bureau (解释 D2, D3).
    """
    table = rulebook.tables.get(GATE_TABLE)
    return ask_one(table, facts.value) if table else None


def case_referral_of(facts: CaseFacts, rulebook: Rulebook) -> TableAnswer | None:
    """Whether the case goes to the discipline body (第六条第二款): dereliction found, and a direct
    loss strictly over 300,000.00 yuan (解释 D4).
    """
    table = rulebook.tables.get(REFERRAL_TABLE)
    return ask_one(table, facts.value) if table else None


def routes_of(
    facts: CaseFacts, rulebook: Rulebook, subjects: tuple[tuple[str, str], ...]
) -> tuple[PersonRoute, ...]:
    """The competent bodies for each (subject, person); a person may need several.

    A city-managed cadre never goes to a county body (第六条第三款). 依据:
    第十五条第二款、第十六条第一款.
    """
    table = rulebook.tables.get(BODY_TABLE)
    if table is None:
        return ()
    return tuple(_route(facts, rulebook, subject, person) for subject, person in subjects)


def handlings_of(facts: CaseFacts, subject: str, person: str) -> tuple[str, ...]:
    """The kinds of handling proposed for a subject; a unit's is the measure against units."""
    proposed = dict.fromkeys(
        str(event.payload.get("handling", ""))
        for event in facts.timeline.of("proposal_made")
        if event.payload.get("subject") == subject
    )
    return tuple(proposed) or (() if person else (UNIT_HANDLING,))


def _route(facts: CaseFacts, rulebook: Rulebook, subject: str, person: str) -> PersonRoute:
    table = rulebook.tables[BODY_TABLE]
    kinds = handlings_of(facts, subject, person)
    bodies: dict[str, str] = {}
    missing: dict[Missing, None] = {}
    rows: list[str] = []
    possible: list[str] = []
    citations: dict[Citation, None] = {}
    for kind in kinds or (None,):
        read = _reader(facts, subject, kind)
        for row, said in ask_all(table, read, about=subject, result=BODY):
            rows += said.rows
            possible += said.possible
            citations[row.citation] = None
            missing |= dict.fromkeys(said.answer.missing)
            if said.answer.value is not None:
                bodies[said.answer.value] = row.results.get(VIA, "")
    if not bodies and not missing:
        missing |= dict.fromkeys(_unsaid(facts, table, subject, kinds))
    answer = (
        Answer[tuple[str, ...]].undetermined(*missing) if missing else Answer.known(tuple(bodies))
    )
    return PersonRoute(
        subject=subject,
        person=person,
        cadre_authority=str(facts.value("cadre_authority", subject) or ""),
        handling=kinds,
        bodies=answer,
        via=tuple(dict.fromkeys(bodies.values())),
        rows=tuple(rows),
        possible=tuple(possible),
        citations=tuple(citations),
    )


def _unsaid(
    facts: CaseFacts, table: DecisionTable, subject: str, kinds: tuple[str, ...]
) -> Iterator[Missing]:
    """What no row speaks of: the rulebook knows each word and names no body for them together."""
    for column in table.columns:
        value = "、".join(kinds) if column.fact == HANDLING else facts.value(column.fact, subject)
        yield Missing(column.fact, subject, code=str(value or ""))


def _reader(facts: CaseFacts, subject: str, kind: str | None) -> Callable[[str], FactValue]:
    def read(code: str) -> FactValue:
        return kind if code == HANDLING else facts.value(code, subject)

    return read


def measures_of(rulebook: Rulebook, targets: frozenset[str]) -> tuple[OpenMeasure, ...]:
    """The measures open against units or persons (第十三、十四条), in the order of the text."""
    return tuple(
        OpenMeasure(m.id, m.label, m.name, m.target, m.handling, m.citation)
        for m in rulebook.measures
        if m.target in targets
    )
