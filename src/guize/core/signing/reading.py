"""Opinions on a case (签批): what was written, by the holder of which post, and what still waits.

An event type with the field 签批人 is an opinion, one with 送签对象 asks for it, one with
所确认意见 confirms what was entered for another (代录), whatever their names. The table 签批权限
says which post gives which opinion; where a rulebook has none, nothing is refused for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guize.core.facts import (
    Appointment,
    CaseRecord,
    Event,
    Offices,
    Timeline,
    is_held,
    timeline,
)
from guize.core.rulebook import EventType, Row, Rulebook
from guize.core.tables import look_up

SIGNER, ADDRESSEE, CONFIRMED = "signed_by", "asked_of", "confirms"
TABLE, KIND, TYPE = "签批权限", "意见类型", "签批事件"
OF_UNIT = frozenset({"principal", "unit_deputy", "case_officer"})
BY_SCAN = "by_scan"


class OpinionState(StrEnum):
    """Whose word an opinion is: own, or entered for another and not yet or since confirmed,
    denied, or proven by the signed original.
    """

    OWN = "own"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    BY_SCAN = "by_scan"


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion in force. `signed_by` is the appointment whose opinion it is; `entered_by` that
    of whoever entered it for him (代录), empty where he wrote himself.
    """

    event: Event
    kind: str
    signed_by: str
    state: OpinionState
    entered_by: str = ""

    def told(self, field: str) -> str:
        """A text field as recorded, or nothing."""
        return str(self.event.payload.get(field) or "")


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody was asked for an opinion; `answered_by` is the event that gave it, or empty."""

    event: Event
    asked_of: str
    kind: str
    answered_by: str = ""


def role_of(kind: EventType) -> str:
    """signed_by, asked_of or confirms for a type that has to do with opinions; else empty."""
    codes = {field.code for field in kind.fields}
    return next((role for role in (SIGNER, ADDRESSEE, CONFIRMED) if role in codes), "")


def opinions(record: CaseRecord, rulebook: Rulebook) -> tuple[Opinion, ...]:
    """The opinions in force, in the order of their days."""
    told, people = timeline(record, None), {held.id: held.person for held in record.appointments}
    confirmed = {
        str(event.payload.get(CONFIRMED)): str(event.payload.get("confirmation"))
        for event in _of_role(told, rulebook, CONFIRMED)
    }
    return tuple(
        _opinion(event, confirmed.get(event.id, ""), people)
        for event in _of_role(told, rulebook, SIGNER)
    )


def _opinion(event: Event, conclusion: str, people: dict[str, str]) -> Opinion:
    signed_by = str(event.payload.get(SIGNER, ""))
    is_own = people.get(event.appointment) == people.get(signed_by) and event.appointment in people
    state = OpinionState(conclusion) if conclusion else OpinionState.PENDING
    if state is OpinionState.PENDING and event.payload.get("scan"):
        state = OpinionState.BY_SCAN
    kind = str(event.payload.get("opinion_kind", ""))
    if is_own:
        return Opinion(event, kind, signed_by, OpinionState.OWN)
    return Opinion(event, kind, signed_by, state, event.appointment)


def requests(record: CaseRecord, rulebook: Rulebook) -> tuple[Request, ...]:
    """Everyone asked for an opinion, in the order of asking, with the opinion that answered."""
    told = timeline(record, None)
    answers = {
        told.current.get(str(event.payload["answers"]), ""): event.id
        for event in _of_role(told, rulebook, SIGNER)
        if event.payload.get("answers")
    }
    return tuple(
        Request(
            event,
            str(event.payload.get(ADDRESSEE, "")),
            str(event.payload.get("opinion_kind", "")),
            answers.get(event.id, ""),
        )
        for event in _of_role(told, rulebook, ADDRESSEE)
    )


def _of_role(told: Timeline, rulebook: Rulebook, role: str) -> tuple[Event, ...]:
    types = (code for code, kind in rulebook.event_types.items() if role_of(kind) == role)
    return told.of(*types)


def signers(record: CaseRecord, rulebook: Rulebook, kind: EventType, on: date) -> tuple[str, ...]:
    """Appointments in office on the day that may be named in an event of this type, with the
    posts of the case before those of others.
    """
    offices = Offices(record)
    return tuple(
        held.id
        for held in record.appointments
        if is_held(held.since, held.until, on) is not False
        and _rows(rulebook, kind, offices.function_of(held.id))
        and bears_on(held, record, offices, on)
    )


def kinds_for(
    record: CaseRecord, rulebook: Rulebook, kind: EventType, appointment: str
) -> set[str]:
    """The opinions that the holder of a post gives in an event of this type."""
    function = Offices(record).function_of(appointment)
    return {row.results[KIND] for row in _rows(rulebook, kind, function)}


def _rows(rulebook: Rulebook, kind: EventType, function: str) -> tuple[Row, ...]:
    """Rows for the post: of the type itself or, where it asks for an opinion, of its stream."""
    table = rulebook.tables.get(TABLE)
    found = look_up(table, {"function": function}).certain if table and function else ()
    return tuple(row for row in found if _is_of(row, kind, rulebook))


def _is_of(row: Row, kind: EventType, rulebook: Rulebook) -> bool:
    if role_of(kind) == SIGNER:
        return row.results[TYPE] == kind.code
    named = rulebook.event_types.get(row.results[TYPE])
    return bool(named and named.stream == kind.stream)


def bears_on(held: Appointment, record: CaseRecord, offices: Offices, on: date) -> bool:
    """Posts of the units of the case, the deputies in charge of them, and the county's own."""
    function, organ = offices.function_of(held.id), offices.organ_of(held.id)
    units = {*record.case.units, *(m.acting_organ for m in record.matters)}
    units |= {party.organ for party in record.parties if party.organ}
    if function in OF_UNIT:
        return organ in units
    if function != "deputy_head":
        return True
    return any(
        each.appointment == held.id
        and each.organ in units
        and is_held(each.since, each.until, on) is not False
        for each in record.portfolios
    )


def hand_of(
    appointments: Iterable[Appointment], addressed: str, own: Iterable[str], on: date
) -> str:
    """Which of someone's own appointments answers for the one addressed; empty if none does.

    The very one; one that stands in for its absent holder; or, once he has left, one of the same
    post.
    """
    held, mine = {each.id: each for each in appointments}, tuple(own)
    if addressed in mine:
        return addressed
    before = held.get(addressed)
    left = before.post if before and is_held(before.since, before.until, on) is False else ""
    for ref in mine:
        each = held.get(ref)
        if each and (each.stands_in_for == addressed or each.post == left):
            return ref
    return ""


def answers_to(
    appointment: str, opinion_kind: str, record: CaseRecord, rulebook: Rulebook
) -> tuple[EventType, ...]:
    """The event types in which the holder of a post gives an opinion of a kind."""
    types = (kind for kind in rulebook.event_types.values() if role_of(kind) == SIGNER)
    return tuple(
        kind for kind in types if opinion_kind in kinds_for(record, rulebook, kind, appointment)
    )


def confirmation_of(type_: str, rulebook: Rulebook) -> EventType | None:
    """The event type that confirms opinions of a type: the one that must come after it."""
    kinds = (kind for kind in rulebook.event_types.values() if role_of(kind) == CONFIRMED)
    return next((kind for kind in kinds if type_ in kind.after), None)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What waits for the holder of a post: an opinion asked of him, or one entered for him.

    `event` asked or was entered, `answer` is the type of event that settles it.
    """

    appointment: str
    event: Event
    answer: str
    kind: str
    matter: str


def awaited(record: CaseRecord, rulebook: Rulebook) -> Iterator[Awaited]:
    """Everything that waits in a record, requests first."""
    for asked in requests(record, rulebook):
        answers = answers_to(asked.asked_of, asked.kind, record, rulebook)
        if answers and not asked.answered_by:
            matter = str(asked.event.payload.get("matter", ""))
            yield Awaited(asked.asked_of, asked.event, answers[0].code, asked.kind, matter)
    for one in opinions(record, rulebook):
        confirm = confirmation_of(one.event.type, rulebook)
        if confirm and one.state is OpinionState.PENDING:
            told = one.told("opinion")
            yield Awaited(one.signed_by, one.event, confirm.code, one.kind, told)
