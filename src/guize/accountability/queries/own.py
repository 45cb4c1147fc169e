"""What concerns the reader himself: notices and decisions served on him; decisions on his
unit's people.
"""

from __future__ import annotations

from dataclasses import dataclass

from guize.accountability.models import Subject
from guize.accountability.queries import reading, sight
from guize.cases.forms.choices import person_in_post, subject_name
from guize.cases.queries import details, rulebook
from guize.core.access import Actor
from guize.core.facts import CaseRecord, Event, timeline
from guize.core.routing import RemedyState


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as its reader may see it: the type, the day, the filled-in fields."""

    event: Event
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """One person's part in one proceeding, after something was served on him."""

    row: Subject
    name: str
    notice: Entry | None
    statements: tuple[Entry, ...]
    decision: Entry | None
    served: Entry | None
    petition: Entry | None
    result: Entry | None
    remedy: RemedyState | None
    may_state: bool
    may_petition: bool


def mine(actor: Actor) -> list[Own]:
    """Notices and decisions served on the reader. Nothing before it is served, and nobody
    else's.
    """
    if not actor.person:
        return []
    rows = Subject.objects.filter(tenant=actor.tenant, person=actor.person)
    rows = rows.select_related("proceeding__case").order_by("proceeding__opened_on", "id")
    return [_own(actor, row) for row in rows if row.notice_served_on or row.served_on]


def _own(actor: Actor, row: Subject) -> Own:
    known = reading.record(row.proceeding)
    outcome = reading.assessment(row.proceeding, known)
    sees_notice = bool(row.notice_served_on) and _sees(actor, "O6n", row)
    sees_decision = bool(row.served_on) and _sees(actor, "O10", row)
    sees_petition = bool(row.served_on) and _sees(actor, "O12", row)
    statements = _entries(actor, known, "statement_received", row) if sees_notice else ()
    remedies = (r for r in outcome.remedies if r.subject == row.subject)
    return Own(
        row=row,
        name=person_in_post(known, row.subject),
        notice=_last(actor, known, "notice_served", row) if sees_notice else None,
        statements=statements,
        decision=_last(actor, known, "decision_made", row) if sees_decision else None,
        served=_last(actor, known, "decision_served", row) if sees_decision else None,
        petition=_last(actor, known, "petition_filed", row) if sees_petition else None,
        result=_last(actor, known, "petition_decided", row) if sees_petition else None,
        remedy=next(remedies, None) if sees_decision else None,
        may_state=sees_notice and _may(actor, "A", "O6n", row),
        may_petition=sees_decision and not row.petition_on and _may(actor, "A", "O12", row),
    )


def _sees(actor: Actor, protected: str, row: Subject) -> bool:
    return _may(actor, "V", protected, row)


def _may(actor: Actor, action: str, protected: str, row: Subject) -> bool:
    return sight.allowed(actor, action, protected, row.proceeding, subject=row.subject)


def _entries(actor: Actor, known: CaseRecord, type_: str, row: Subject) -> tuple[Entry, ...]:
    book = rulebook(actor)
    kind = book.event_types[type_]
    return tuple(
        Entry(event, details(event, kind, known, book))
        for event in timeline(known, None).of(type_)
        if event.payload.get("subject") == row.subject
    )


def _last(actor: Actor, known: CaseRecord, type_: str, row: Subject) -> Entry | None:
    found = _entries(actor, known, type_, row)
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Decision:
    """A served decision on somebody of the reader's unit, portfolio or file."""

    row: Subject
    name: str
    decision: Entry | None


def decisions(actor: Actor) -> list[Decision]:
    """Served decisions the reader may view in his post; never his own and never a draft."""
    rows = Subject.objects.filter(tenant=actor.tenant, served_on__isnull=False)
    rows = rows.exclude(person=actor.person or "nobody").select_related("proceeding__case")
    found = []
    for row in rows.order_by("-served_on", "id"):
        if _sees(actor, "O10", row):
            known = reading.record(row.proceeding)
            entry = _last(actor, known, "decision_made", row)
            found.append(Decision(row, subject_name(known, row.subject), entry))
    return found
