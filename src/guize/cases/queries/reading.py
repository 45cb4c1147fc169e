"""One case: its record, what follows from it, its timeline, its duties, the forms it offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases import mapping
from guize.cases.forms.attachments import name_of
from guize.cases.forms.choices import Source, person_in_post
from guize.cases.forms.reading import readable
from guize.cases.models import Case, Draft
from guize.cases.queries import rules, sight
from guize.cases.queries.opinions import addressees, is_author
from guize.core.access import Actor
from guize.core.assess import Assessment, assess
from guize.core.duties import Duty, DutyState, state_on
from guize.core.explain import Otherwise
from guize.core.facts import CaseRecord, Event
from guize.core.facts import timeline as in_force
from guize.core.rulebook import EventType, Rulebook
from guize.core.signing import ADDRESSEE, role_of
from guize.ledger import clock
from guize.ledger.mapping import StoredEvent
from guize.ledger.queries import stream_events
from guize.regulations.queries import norms
from guize.ui.templatetags.guize import gloss

LATE_ENTRY_DAYS = 3
SHOWN_APART = frozenset({"strokes", "file"})
DONE = frozenset({DutyState.FULFILLED_IN_TIME, DutyState.FULFILLED_LATE, DutyState.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the timeline as its reader may see it. `state`: current, replaced or taken
    back. `hand` is what was written by hand, `files` are fields with the names of their files.
    """

    event: Event
    type: EventType | None
    state: str
    recorded_in: str
    is_late_entry: bool
    may_correct: bool
    details: tuple[tuple[str, str], ...]
    starts: tuple[Duty, ...] = ()
    hand: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DutyOn:
    """A duty with its state on the day of reading, who has to do it, and the event that does it;
    `otherwise`: what would have followed from a late one in time.
    """

    duty: Duty
    state: DutyState
    bearers: tuple[str, ...]
    records: tuple[EventType, ...]
    otherwise: Otherwise | None = None


def record(actor: Actor, row: Case, *, proceedings: Iterable[UUID | str] = ()) -> CaseRecord:
    """The record of a visible case; proceedings only as the caller found them visible."""
    return mapping.case_record(row.tenant, row.id, proceedings=proceedings)


def whole_record(row: Case, *, proceedings: Iterable[UUID | str] = ()) -> CaseRecord:
    """For services that must judge by everything. Nothing of it is shown without a right of its
    own.
    """
    return mapping.case_record(row.tenant, row.id, proceedings=proceedings)


def assessment(actor: Actor, known: CaseRecord, *, on: date | None = None) -> Assessment:
    return assess(known, norms(actor.tenant), on=on or clock.today())


def event_source(actor: Actor, known: CaseRecord, on: date | None = None) -> Source:
    return Source(known, rules.rulebook(actor), on or clock.today())


def source_for(actor: Actor, row: Case, known: CaseRecord, kind: EventType) -> Source:
    """The choices of one kind of event; whom one may ask for an opinion depends on the case."""
    asked = addressees(actor, row, known, kind) if role_of(kind) == ADDRESSEE else None
    return replace(event_source(actor, known), addressees=asked)


def stored_event(actor: Actor, row: Case, event_id: str) -> StoredEvent:
    """An event of the case that the actor may view, or 404."""
    events = stream_events(row.tenant, "case", row.id)
    found = next((event for event in events if event.id == str(event_id)), None)
    known = rules.rulebook(actor).event_types
    if found is None or found.type not in known or not _may_view(actor, row, known[found.type]):
        raise Http404(_("没有这条记录,或者您无权查看"))
    return found


def _may_view(actor: Actor, row: Case, kind: EventType) -> bool:
    return sight.allowed(actor, "V", kind.object, row)


def timeline(actor: Actor, row: Case, known: CaseRecord, outcome: Assessment) -> list[Line]:
    """The entries the actor may view, newest first; corrected ones stay, marked."""
    book = rules.rulebook(actor)
    types = book.event_types
    rights = _rights(actor, row, {types[e.type].object for e in known.events if e.type in types})
    lines = []
    for event in known.events:
        kind = types.get(event.type)
        if kind is None or event.type == "retraction" or event.stream != "case":
            continue
        if rights[kind.object, "V"]:
            may_correct = rights[kind.object, "C"] and is_author(actor, known, event)
            starts = tuple(duty for duty in outcome.duties if duty.trigger == event.id)
            lines.append(line(book, event, known, may_correct=may_correct, starts=starts))
    return sorted(lines, key=lambda one: (one.event.occurred_on, one.event.recorded_at))[::-1]


def _rights(actor: Actor, row: Case, objects: Iterable[str]) -> dict[tuple[str, str], bool]:
    """Asked once for each object, not for each entry."""
    return {(o, a): sight.allowed(actor, a, o, row) for o in objects for a in ("V", "C")}


def line(
    book: Rulebook,
    event: Event,
    known: CaseRecord,
    *,
    may_correct: bool,
    starts: tuple[Duty, ...] = (),
) -> Line:
    """An entry that its reader may view, in his language."""
    kind = book.event_types[event.type]
    state = _state(event, in_force(known, None).current)
    return Line(
        event=event,
        type=kind,
        state=state,
        recorded_in=person_in_post(known, event.appointment),
        is_late_entry=_gap(event) > LATE_ENTRY_DAYS,
        may_correct=state == "current" and may_correct,
        details=details(event, kind, known, book),
        starts=starts,
        hand=_hand(event, kind),
        files=tuple((code, name_of(event.payload[code])) for code in file_fields(event, kind)),
    )


def _state(event: Event, current: Mapping[str, str]) -> str:
    if event.id not in current:
        return "taken_back"
    return "current" if current[event.id] == event.id else "replaced"


def _gap(event: Event) -> int:
    return (event.recorded_at.astimezone(clock.BEIJING).date() - event.occurred_on).days


def details(
    event: Event, kind: EventType, known: CaseRecord, book: Rulebook
) -> tuple[tuple[str, str], ...]:
    """The filled-in fields as label and readable value."""
    return tuple(
        (gloss(field), readable(field, event.payload[field.code], known, book))
        for field in kind.fields
        if field.code in event.payload and field.kind not in SHOWN_APART
    )


def file_fields(event: Event, kind: EventType) -> list[str]:
    """The fields of an entry under which a file was kept."""
    return [f.code for f in kind.fields if f.kind == "file" and event.payload.get(f.code)]


def _hand(event: Event, kind: EventType) -> str:
    """What was written by hand, as strokes."""
    codes = (field.code for field in kind.fields if field.kind == "strokes")
    return next((str(event.payload[code]) for code in codes if event.payload.get(code)), "")


def duties_on(actor: Actor, row: Case, outcome: Assessment, known: CaseRecord) -> list[DutyOn]:
    """The duties of a case with their state on the day, most urgent first; none without the
    right.
    """
    if not sight.allowed(actor, "V", "O4", row):
        return []
    book = rules.rulebook(actor)
    found = [duty_on(book, duty, outcome, known) for duty in outcome.duties]
    return sorted(found, key=_urgency)


def duty_on(book: Rulebook, duty: Duty, outcome: Assessment, known: CaseRecord) -> DutyOn:
    """A duty with its state on the day of the assessment."""
    return DutyOn(
        duty=duty,
        state=state_on(duty, outcome.on),
        bearers=tuple(person_in_post(known, held.id) for held in (duty.holders_now.value or ())),
        records=tuple(
            book.event_types[code] for code in duty.discharged_by if code in book.event_types
        ),
    )


def _urgency(found: DutyOn) -> tuple[bool, bool, date]:
    return found.state in DONE, found.duty.is_watch, found.duty.due or date.max


def offered_types(actor: Actor, row: Case, known: CaseRecord) -> list[EventType]:
    """What the actor may record now: his right, the stage, and what must have come before."""
    told = set(in_force(known, None).by_type)
    found = [
        kind
        for kind in rules.rulebook(actor).event_types.values()
        if kind.stream == "case"
        and kind.code not in ("retraction", mapping.REVIEWER_NAMED)
        and (not kind.after or told & set(kind.after))
    ]
    rights = {
        pair: sight.allowed(actor, pair[1], pair[0], row)
        for pair in {(kind.object, kind.action) for kind in found}
    }
    return [
        kind
        for kind in found
        if rights[kind.object, kind.action]
        and (kind.code != "adverse_determined" or sight.may_determine(actor, row))
    ]


def drafts(actor: Actor) -> list[Draft]:
    """What the actor keeps unfinished, the latest first."""
    kept = Draft.objects.filter(tenant=actor.tenant, account=actor.account)
    return list(kept.select_related("case").order_by("-saved_at"))


def draft(actor: Actor, form: str, row: Case | None = None) -> Draft | None:
    kept = Draft.objects.filter(tenant=actor.tenant, account=actor.account, form=form)
    return kept.filter(case=row).first()
