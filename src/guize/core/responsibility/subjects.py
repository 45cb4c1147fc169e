"""The suit as a span of days, and who belongs to it: units, holders, those who took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guize.core.answers import Answer
from guize.core.facts import Appointment, CaseFacts, Holding, PartialDate, is_held
from guize.core.facts.entry import OPENING

UNIT = "unit"
UNIT_FUNCTIONS = ("principal", "unit_deputy", "case_officer")
COUNTY_FUNCTIONS = ("deputy_head", "executive_deputy", "county_head")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who holds a function for an organ from a day of the suit on; undetermined if unknown."""

    function: str
    organ: str
    since: date
    holding: Holding


def suit_span(facts: CaseFacts, ended_on: date | None) -> tuple[date, date]:
    """First and last day of the suit up to the day asked; `ended_on` is its effective end."""
    opened = facts.timeline.of(*OPENING) or facts.timeline.events
    first = opened[0].occurred_on if opened else facts.on
    last = facts.on if ended_on is None else min(ended_on, facts.on)
    return first, max(first, last)


def seats(facts: CaseFacts, function: str, span: tuple[date, date]) -> tuple[Seat, ...]:
    """The holders of a function in each unit concerned over the suit, with every change."""
    return tuple(
        Seat(function, organ, day, _took_part(facts, function, holding))
        for organ in facts.handling_organs()
        for day, holding in facts.offices.during(function, organ, span)
    )


def _took_part(facts: CaseFacts, function: str, holding: Holding) -> Holding:
    """Of several case officers, those who entered or did something in the case (具体承办人员)."""
    if function != "case_officer" or len(holding.value or ()) < 2:  # noqa: PLR2004
        return holding
    named = {str(v) for event in facts.timeline.events for v in event.payload.values()}
    named |= {event.appointment for event in facts.timeline.events}
    involved = tuple(held for held in holding.value or () if held.id in named)
    return Answer(involved, holding.reasons) if involved else holding


def held_at_act(facts: CaseFacts, held: Appointment) -> bool | None:
    """Whether an appointment covered the day of the act in dispute, in the organ that acted."""
    organ = facts.offices.organ_of(held.id)
    matters = facts.record.matters
    states = [_covers(held, matter.act_on) for matter in matters if matter.acting_organ == organ]
    if True in states:
        return True
    return None if not matters or None in states else False


def _covers(held: Appointment, day: PartialDate | None) -> bool | None:
    if day is None:
        return None
    states = {is_held(held.since, held.until, each) for each in (day.first, day.last)}
    return states.pop() if len(states) == 1 else None


def held_in_suit(held: Appointment, span: tuple[date, date]) -> bool | None:
    """Whether an appointment covered any day of the suit."""
    first, last = span
    until = held.until
    if held.since.first > last or (until is not None and until.last <= first):
        return False
    is_sure = held.since.last <= last and (until is None or until.first > first)
    return True if is_sure else None
