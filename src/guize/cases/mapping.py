"""Events of the case stream to core values, core values to rows. The one place for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guize.cases import models
from guize.core import facts
from guize.core.answers import Answer, Citation, Missing
from guize.core.assess import Assessment
from guize.core.duties import Duty, DutyState, state_on
from guize.core.facts import partial_date, partial_text
from guize.core.rulebook import Rulebook
from guize.core.signing import awaited
from guize.ledger.mapping import StoredEvent
from guize.ledger.queries import stream_events
from guize.organisation.queries import organisation_record

OPENED, AMENDED, MATTER_ADDED, INSTANCE_ADDED = (
    "case_opened",
    "case_amended",
    "matter_added",
    "instance_added",
)
STRUCTURAL = frozenset({OPENED, AMENDED, MATTER_ADDED, INSTANCE_ADDED})
# entries of the stream that tell nothing of the case itself: papers filed in it, duties followed up
UNTOLD = STRUCTURAL | {
    *("document_filed", "follow_up_issued", "follow_up_received", "follow_up_closed")
}
REVIEWER_NAMED = "reviewer_named"
HEADER = ("number", "title", "kind", "units")


@dataclass(frozen=True, slots=True)
class Structure:
    """What the structural events of a case say: header, matters, levels of court, parties."""

    case: facts.Case
    matters: tuple[facts.Matter, ...] = ()
    instances: tuple[facts.Instance, ...] = ()
    parties: tuple[facts.Party, ...] = ()

    def payload(self) -> dict[str, object]:
        """As the payload of `case_opened`."""
        return {
            "case": {name: _plain(getattr(self.case, name)) for name in HEADER},
            "matters": [matter_payload(matter) for matter in self.matters],
            "instances": [asdict(instance) for instance in self.instances],
            "parties": [asdict(party) for party in self.parties],
        }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def matter_payload(matter: facts.Matter) -> dict[str, object]:
    act_on = partial_text(matter.act_on) if matter.act_on else ""
    return {
        "id": matter.id,
        "acting_organ": matter.acting_organ,
        "act_kind": matter.act_kind,
        "act_on": act_on,
        "title": matter.title,
    }


def _matter(stored: Mapping[str, Any]) -> facts.Matter:
    act_on = partial_date(stored["act_on"]) if stored.get("act_on") else None
    return facts.Matter(**{**stored, "act_on": act_on})


def structure(case_id: str, events: Iterable[StoredEvent]) -> Structure:
    """The case as its structural events describe it; corrected ones count in their last wording."""
    events = tuple(events)
    replaced = {event.supersedes for event in events if event.supersedes}
    built: Structure | None = None
    for event in events:
        if event.type not in STRUCTURAL or event.id in replaced:
            continue
        built = _opened(case_id, event) if event.type == OPENED else _extended(built, event)
    if built is None:
        raise LookupError(f"case {case_id} has no opening event")
    return built


def _opened(case_id: str, event: StoredEvent) -> Structure:
    content: Mapping[str, Any] = event.payload
    header = content["case"]
    return Structure(
        facts.Case(
            id=case_id,
            kind=header["kind"],
            title=header["title"],
            units=tuple(header["units"]),
            number=header.get("number", ""),
            opened_on=event.occurred_on,
        ),
        tuple(_matter(stored) for stored in content["matters"]),
        tuple(facts.Instance(**stored) for stored in content["instances"]),
        tuple(facts.Party(**stored) for stored in content["parties"]),
    )


def _extended(built: Structure | None, event: StoredEvent) -> Structure:
    if built is None:
        raise LookupError(f"event {event.id} precedes the opening of its case")
    content: Mapping[str, Any] = event.payload
    if event.type == AMENDED:
        return _amended(built, content)
    if event.type == MATTER_ADDED:
        return replace(built, matters=(*built.matters, _matter(content["matter"])))
    added = facts.Instance(**content["instance"])
    parties = tuple(facts.Party(**stored) for stored in content["parties"])
    return replace(built, instances=(*built.instances, added), parties=(*built.parties, *parties))


def _amended(built: Structure, content: Mapping[str, Any]) -> Structure:
    """Header fields by name, and under `instances` the changed fields of a level of court by
    its id.
    """
    changed = {name: content[name] for name in HEADER if name in content}
    if "units" in changed:
        changed["units"] = tuple(changed["units"])
    levels = content.get("instances", {})
    return replace(
        built,
        case=replace(built.case, **changed),
        instances=tuple(replace(level, **levels.get(level.id, {})) for level in built.instances),
    )


def core_event(stored: StoredEvent) -> facts.Event:
    return facts.Event(
        id=stored.id,
        type=stored.type,
        occurred_on=stored.occurred_on,
        recorded_at=stored.recorded_at,
        recorded_by=stored.account,
        appointment=stored.appointment,
        instance=stored.instance,
        payload=stored.payload,
        evidence=stored.evidence,
        supersedes=stored.supersedes,
        reason=stored.reason,
        stream=stored.stream.kind,
    )


def case_record(
    tenant: UUID, case_id: UUID | str, *, proceedings: Iterable[UUID | str] = ()
) -> facts.CaseRecord:
    """The record of a case: its own stream, and the proceedings found visible by the caller."""
    events = stream_events(tenant, "case", case_id)
    extra = tuple(e for ref in proceedings for e in stream_events(tenant, "proceeding", ref))
    return record_of(tenant, structure(str(case_id), events), (*events, *extra))


def record_of(
    tenant: UUID, built: Structure, events: Iterable[StoredEvent] = ()
) -> facts.CaseRecord:
    """A record from its structure, before it is stored or after."""
    told = tuple(core_event(event) for event in events if event.type not in UNTOLD)
    bare = facts.CaseRecord(built.case, built.matters, built.instances, built.parties, events=told)
    return with_organisation(tenant, bare)


def with_organisation(tenant: UUID | str, record: facts.CaseRecord) -> facts.CaseRecord:
    """Adds the part of the organisation that bears on the case: its units, the bodies with a role
    in the
    procedure, their posts and who held them, and who was in charge of the units."""
    known = organisation_record(tenant)
    named = {*record.case.units, *(m.acting_organ for m in record.matters)}
    named |= {party.organ for party in record.parties}
    named |= {reviewer_named(event) for event in record.events}
    named |= {former for organ in known.organs if organ.id in named for former in organ.succeeds}
    organs = tuple(organ for organ in known.organs if organ.role or organ.id in named)
    places = {organ.id for organ in organs}
    portfolios = tuple(held for held in known.portfolios if held.organ in places)
    posts = tuple(post for post in known.posts if post.organ in places)
    seats = {post.id for post in posts}
    appointments = tuple(held for held in known.appointments if held.post in seats)
    people = {held.person for held in appointments}
    return replace(
        record,
        organs=organs,
        posts=posts,
        persons=tuple(person for person in known.persons if person.id in people),
        appointments=appointments,
        portfolios=portfolios,
    )


def reviewer_named(event: facts.Event) -> str:
    """The organ that an entry names in the justice bureau's place; empty for any other entry."""
    return str(event.payload.get("reviewer", "")) if event.type == REVIEWER_NAMED else ""


def reviewer_of(record: facts.CaseRecord) -> facts.Event | None:
    """The entry in force that names an organ in the justice bureau's place."""
    told = facts.timeline(record, None).of(REVIEWER_NAMED)
    return told[-1] if told else None


def with_events(record: facts.CaseRecord, events: tuple[facts.Event, ...]) -> facts.CaseRecord:
    return replace(record, events=events)


def with_draft(record: facts.CaseRecord, draft: facts.Event) -> facts.CaseRecord:
    return replace(record, events=(*record.events, draft))


def draft_event(
    *,
    type: str,  # noqa: A002 - the word of the envelope
    occurred_on: date,
    at: datetime,
    payload: Mapping[str, object],
    instance: str = "",
    supersedes: str = "",
    stream: str = "case",
) -> facts.Event:
    """An event as it would be if it were recorded at `at`."""
    return facts.Event(
        id="draft",
        type=type,
        occurred_on=occurred_on,
        recorded_at=at,
        instance=instance,
        payload=payload,
        supersedes=supersedes,
        stream=stream,
    )


def header_fields(record: facts.CaseRecord, outcome: Assessment) -> dict[str, Any]:
    """What the row of a case shows of its record."""
    case = record.case
    last = record.instances[-1] if record.instances else None
    owed = [d.due for d in outcome.duties if d.due and not (d.done_on or d.moot_on or d.is_watch)]
    return {
        "number": (last.number if last else "") or case.number,
        "kind": case.kind,
        "title": case.title,
        "opened_on": case.opened_on,
        "units": list(case.units),
        "stage": str(outcome.stage.value),
        "role": last.role if last else "",
        "level": last.level if last else "",
        "court": last.court if last else "",
        "counterparty": "、".join(dict.fromkeys(p.name for p in record.parties if p.name)),
        "disposition": outcome.judgments[-1].disposition if outcome.judgments else "",
        "cross_portfolio": bool(outcome.lead and outcome.lead.function == "executive_deputy"),
        "concerns_bureau": any(o.role == "justice_bureau" for o in _units(record)),
        "next_due": min(owed, default=None),
        "search": _search_text(record),
    }


def _units(record: facts.CaseRecord) -> tuple[facts.Organ, ...]:
    concerned = units_in_scope(record)
    return tuple(organ for organ in record.organs if organ.id in concerned)


def _search_text(record: facts.CaseRecord) -> str:
    organs = {organ.id: organ.name for organ in record.organs}
    parts = [record.case.number, record.case.title, *(organs.get(u, "") for u in record.case.units)]
    parts += [party.name for party in record.parties]
    parts += [text for i in record.instances for text in (i.number, i.court)]
    return "\n".join(dict.fromkeys(filter(None, parts)))


def sort_key(case: models.Case) -> str:
    """Sorts by day of opening, then by id."""
    return f"{case.opened_on.isoformat()} {case.id}"


def units_in_scope(record: facts.CaseRecord) -> tuple[str, ...]:
    """The organs whose posts find the case: units concerned, those that acted, our parties."""
    found = [*record.case.units, *(m.acting_organ for m in record.matters)]
    found += [party.organ for party in record.parties if party.organ]
    return tuple(dict.fromkeys(found))


def matter_rows(case: models.Case, record: facts.CaseRecord) -> list[models.Matter]:
    rows = [(matter_payload(matter), n) for n, matter in enumerate(record.matters)]
    return [models.Matter(**_part(case, fields, n)) for fields, n in rows]


def instance_rows(case: models.Case, record: facts.CaseRecord) -> list[models.Instance]:
    return [
        models.Instance(**_part(case, asdict(level), n)) for n, level in enumerate(record.instances)
    ]


def party_rows(case: models.Case, record: facts.CaseRecord) -> list[models.Party]:
    return [models.Party(**_part(case, asdict(party), n)) for n, party in enumerate(record.parties)]


def awaited_rows(
    case: models.Case, record: facts.CaseRecord, book: Rulebook
) -> list[models.AwaitedOpinion]:
    return [
        models.AwaitedOpinion(
            tenant=case.tenant,
            case=case,
            event=one.event.id,
            asked_on=one.event.occurred_on,
            appointment=one.appointment,
            answer=one.answer,
            opinion_kind=one.kind,
            matter=one.matter,
        )
        for one in awaited(record, book)
    ]


def _part(case: models.Case, fields: dict[str, Any], position: int) -> dict[str, Any]:
    key = fields.pop("id")
    return {"tenant": case.tenant, "case": case, "key": key, "position": position, **fields}


def duty_rows(case: models.Case, duties: Iterable[Duty]) -> list[models.Duty]:
    """Boundary dates of the duties. `unit` is set where the case concerns one unit."""
    unit = case.units[0] if len(case.units) == 1 else ""
    return [_duty_row(case, duty, unit) for duty in duties]


def _duty_row(case: models.Case, duty: Duty, unit: str) -> models.Duty:
    return models.Duty(
        tenant=case.tenant,
        case=case,
        key=duty.id,
        pack=duty.citation.pack,
        rule=duty.rule,
        trigger=duty.trigger,
        triggered_on=duty.triggered_on,
        expected=duty.expected,
        is_undetermined=bool(duty.missing),
        start=duty.start,
        amber_from=duty.amber_from,
        raw=duty.raw,
        due=duty.due,
        done_on=duty.done_on,
        moot_on=duty.moot_on,
        provisional=duty.provisional,
        is_watch=duty.is_watch,
        suspensions=[[_iso(first), _iso(last)] for first, last in duty.suspensions],
        bearers=list(duty.bearers),
        unit=unit,
        fingerprint=case.fingerprint,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def duty_state(row: models.Duty, day: date) -> DutyState:
    """The state of a stored duty, by the same function that a computed one is asked."""
    return state_on(
        Duty(
            id=row.key,
            rule=row.rule,
            trigger=row.trigger,
            trigger_type="",
            triggered_on=row.triggered_on,
            instance="",
            bearers=tuple(row.bearers),
            holders=Answer.known(()),
            holders_now=Answer.known(()),
            act="",
            to=(),
            severity="",
            modality="",
            citation=Citation(row.pack, ""),
            due=row.due,
            amber_from=row.amber_from,
            done_on=row.done_on,
            suspensions=tuple(
                (_day(first) or date.min, _day(last)) for first, last in row.suspensions
            ),
            moot_on=row.moot_on,
            is_watch=row.is_watch,
            expected=row.expected,
            missing=(Missing("holder"),) if row.is_undetermined else (),
        ),
        day,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
