"""Who is to be pursued (第十、十二条): in office at the act, in office during the suit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guize.core.answers import Answer, Missing
from guize.core.facts import Appointment, CaseFacts
from guize.core.responsibility.circumstances import has_ground
from guize.core.responsibility.subjects import (
    COUNTY_FUNCTIONS,
    UNIT,
    UNIT_FUNCTIONS,
    held_at_act,
    held_in_suit,
    seats,
)
from guize.core.responsibility.values import Pursuit
from guize.core.rulebook import DecisionTable, Rulebook
from guize.core.tables import ask_one

PURSUIT_TABLE = "追究"


def pursuits_of(
    facts: CaseFacts, rulebook: Rulebook, span: tuple[date, date], leads: tuple[str, ...]
) -> tuple[Pursuit, ...]:
    """One answer for each unit and each person in office at the act or in the suit.

    `leads` are the appointments that led the response. 依据: 第十条, 第十二条, 第十六条第二款;
    解释 D21, D25. A transfer or reorganisation does not take anyone off the list.
    """
    table = rulebook.tables.get(PURSUIT_TABLE)
    if table is None:
        return ()
    organs = dict.fromkeys((*facts.acting_organs(), *facts.units()))
    units = [_unit(facts, rulebook, table, organ) for organ in organs]
    people = _people(facts, span, leads)
    return (*units, *(_person(facts, rulebook, table, (held, span)) for held in people))


def _people(
    facts: CaseFacts, span: tuple[date, date], leads: tuple[str, ...]
) -> tuple[Appointment, ...]:
    found: dict[str, Appointment] = {}
    for function in ("deputy_head", *UNIT_FUNCTIONS):
        for seat in seats(facts, function, span):
            found |= {held.id: held for held in seat.holding.value or ()}
    found |= {id_: facts.offices.appointments[id_] for id_ in leads}
    for matter in facts.record.matters:
        if matter.act_on is None:
            continue
        for function in ("principal", "unit_deputy"):
            holding = facts.offices.holders(function, matter.acting_organ, matter.act_on.first)
            found |= {held.id: held for held in holding.value or ()}
    return tuple(found.values())


def _unit(facts: CaseFacts, rulebook: Rulebook, table: DecisionTable, organ: str) -> Pursuit:
    acted = {matter.acting_organ for matter in facts.record.matters}
    at_act = organ in acted if acted else None
    return _asked(facts, rulebook, table, (organ, "", organ, UNIT, at_act, organ in facts.units()))


def _person(
    facts: CaseFacts,
    rulebook: Rulebook,
    table: DecisionTable,
    seat: tuple[Appointment, tuple[date, date]],
) -> Pursuit:
    held, span = seat
    function = facts.offices.function_of(held.id)
    organ = facts.offices.organ_of(held.id)
    at_act = False if function in COUNTY_FUNCTIONS else held_at_act(facts, held)
    in_suit = held_in_suit(held, span) if _has_part(facts, function, organ) else False
    return _asked(facts, rulebook, table, (held.id, held.person, organ, function, at_act, in_suit))


def _has_part(facts: CaseFacts, function: str, organ: str) -> bool:
    return function in COUNTY_FUNCTIONS or organ in (
        *facts.handling_organs(),
        *facts.bearing_organs(),
    )


def _asked(
    facts: CaseFacts,
    rulebook: Rulebook,
    table: DecisionTable,
    subject: tuple[str, str, str, str, bool | None, bool | None],
) -> Pursuit:
    id_, person, organ, function, at_act, in_suit = subject
    worked_out = {
        "function": function or None,
        "held_at_act": at_act,
        "held_in_suit": in_suit,
        "any_ground": has_ground(facts, rulebook, id_),
    }
    facts.settled |= {(code, id_): value for code, value in worked_out.items() if value is not None}
    said = ask_one(table, lambda code: facts.value(code, id_), about=id_)
    return Pursuit(
        subject=id_,
        person=person,
        organ=organ,
        function=function,
        held_at_act=_yes_no("held_at_act", id_, at_act),
        held_in_suit=_yes_no("held_in_suit", id_, in_suit),
        answer=replace(
            said.answer, missing=tuple(facts.open(each, id_) for each in said.answer.missing)
        ),
        rows=said.rows or said.possible,
        modality=said.modality,
        citation=said.citation,
    )


def _yes_no(code: str, about: str, value: bool | None) -> Answer[bool]:
    return Answer.undetermined(Missing(code, about)) if value is None else Answer.known(value)
