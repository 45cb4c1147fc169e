"""What the record says in force: corrections, retractions, and what was known at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from guize.core.answers import FactState
from guize.core.facts.record import CaseRecord, Event, Finding

RETRACTION = "retraction"
_FOUND = ("finding_recorded", "fact_recorded")
_STATES = {state.value: state for state in FactState}
Entry = TypeVar("Entry", Event, Finding)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events and findings in force, read once. `current` maps each entry id to the id in force
    in its place (missing: taken back), so that references made before a correction still hold.
    """

    events: tuple[Event, ...]
    by_type: Mapping[str, tuple[Event, ...]]
    current: Mapping[str, str]
    findings: tuple[Finding, ...]
    _found: Mapping[str, tuple[Finding, ...]]

    def of(self, *types: str) -> tuple[Event, ...]:
        """The events of the types, in the order of `effective_events`."""
        if len(types) == 1:
            return self.by_type.get(types[0], ())
        found = [event for type_ in types for event in self.by_type.get(type_, ())]
        return tuple(sorted(found, key=_order))

    def finding(self, fact: str, about: str = "") -> Finding | None:
        """The finding of a fact about an id, else the one about the whole case, else None."""
        found = self._found.get(fact)
        if not found:
            return None
        whole = next((finding for finding in reversed(found) if not finding.about), None)
        return next((f for f in reversed(found) if about and f.about == about), whole)

    def all_findings(self, fact: str) -> tuple[Finding, ...]:
        """Every finding in force of a fact, about whatever."""
        return self._found.get(fact, ())


def effective_events(record: CaseRecord, known_at: datetime | None) -> tuple[Event, ...]:
    """The events in force: superseded and retracted ones drop out, and what was recorded after
    `known_at` is not known. By day of the fact, then instant of the record.

    A retraction takes back the entry it names, with all it corrected; retracting a retraction
    brings the entry back.
    """
    return timeline(record, known_at).events


def effective_findings(record: CaseRecord, known_at: datetime | None) -> tuple[Finding, ...]:
    """The findings in force: those of the record, and those that events carry
    (`finding_recorded`, `fact_recorded`, `adverse_determined`). By day found, then record.
    """
    return timeline(record, known_at).findings


def timeline(record: CaseRecord, known_at: datetime | None, until: date | None = None) -> Timeline:
    """Reads a record once for all questions about it; what happened after `until` is left out."""
    heads = _heads(_known(record.events, known_at))
    kept = {
        event.id: event
        for event in heads.values()
        if event and (until is None or event.occurred_on <= until)
    }
    events = tuple(sorted(kept.values(), key=_order))
    current = {id_: event.id for id_, event in heads.items() if event}
    by_type: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_type[event.type].append(event)
    findings = tuple(
        finding
        for finding in _findings(record, known_at, events, current)
        if until is None or finding.found_on <= until
    )
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.fact].append(finding)
    return Timeline(
        events,
        {type_: tuple(of) for type_, of in by_type.items()},
        current,
        findings,
        {fact: tuple(of) for fact, of in found.items()},
    )


def _findings(
    record: CaseRecord,
    known_at: datetime | None,
    events: tuple[Event, ...],
    current: Mapping[str, str],
) -> tuple[Finding, ...]:
    heads = _heads(_known(record.findings, known_at))
    found = {finding.id: finding for finding in heads.values() if finding}
    for event in events:
        finding = _from_event(event, current)
        if finding is not None:
            found.setdefault(finding.id, finding)
    return tuple(sorted(found.values(), key=lambda f: (f.found_on, f.recorded_at, f.id)))


def _from_event(event: Event, current: Mapping[str, str]) -> Finding | None:
    if event.type in _FOUND:
        fact, about = str(event.payload.get("fact", "")), str(event.payload.get("about", ""))
    elif event.type == "adverse_determined":
        fact, about = "adverse_confirmed", str(event.payload.get("judgment", ""))
    else:
        return None
    value = event.payload.get("value")
    return Finding(
        id=event.id,
        fact=fact,
        state=_STATES.get(str(event.payload.get("state", "")), FactState.NOT_DETERMINED),
        found_on=event.occurred_on,
        recorded_at=event.recorded_at,
        about=current.get(about, about),
        value=_amount(value),
        found_by=event.appointment or event.recorded_by,
        reasons=str(event.payload.get("reasons", "")),
        evidence=event.evidence,
    )


def _amount(value: object) -> int | str | None:
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    return value if isinstance(value, int | str) and value != "" else None


def _known(entries: Iterable[Entry], known_at: datetime | None) -> list[Entry]:
    return [entry for entry in entries if known_at is None or entry.recorded_at <= known_at]


def _heads(entries: list[Entry]) -> dict[str, Entry | None]:
    """For each entry the one in force in its place, None where it was taken back."""
    by_id = {entry.id: entry for entry in entries}
    followers: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.recorded_at, entry.id)):
        if entry.supersedes in by_id:
            followers[entry.supersedes] = entry
    return {entry.id: _in_force(_last(entry, followers), by_id) for entry in entries}


def _last(entry: Entry, followers: Mapping[str, Entry]) -> Entry:
    seen = {entry.id}
    while entry.id in followers and followers[entry.id].id not in seen:
        entry = followers[entry.id]
        seen.add(entry.id)
    return entry


def _in_force(head: Entry, by_id: Mapping[str, Entry]) -> Entry | None:
    """A retraction leaves nothing, unless what it takes back is itself a retraction."""
    taken_back = False
    while isinstance(head, Event) and head.type == RETRACTION:
        taken_back = not taken_back
        below = by_id.get(head.supersedes)
        if below is None:
            return None
        head = below
    return None if taken_back else head


def _order(event: Event) -> tuple[date, datetime, str]:
    return event.occurred_on, event.recorded_at, event.id
