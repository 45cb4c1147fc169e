"""What a correction takes the ground from: findings, proposals and steps built on the entry as it
was. Nothing of it is undone; whoever made it confirms it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guize.core.assess import Assessment, assess
from guize.core.duties import state_on
from guize.core.facts import CaseRecord, Event, timeline
from guize.core.rulebook import Norms

FINDING, PROPOSAL = "finding_recorded", "proposal_made"
SUBMITTED, RESOLVED = "proposal_submitted", "resolution_recorded"
REFERRED, DECIDED = "referral_made", "decision_made"
BUILT = (FINDING, PROPOSAL, SUBMITTED, RESOLVED, REFERRED, DECIDED)
RELIED_ON = "relied_on"
_PLACES = {FINDING: ("fact", "about"), PROPOSAL: ("subject", "measure")}
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Shaken:
    """An entry that was corrected or taken back, by which entry, and what had been built on it.

    `built` are entries in force that nobody has confirmed since, in the order of the record.
    """

    entry: Event
    correction: Event
    built: tuple[Event, ...]


def shaken(record: CaseRecord, norms: Norms, *, on: date) -> tuple[Shaken, ...]:
    """Every correction that something still in force was built before.

    A finding rests on the entries it names, or where it names none on what the record then said of
    its subject; a proposal on the findings about its subject and on what is computed of him; the
    steps after it on the proposals they carry.
    """
    return tuple(found for found in _Looking(record, norms, on).all() if found.built)


class _Looking:
    """One record looked through for what corrections leave without ground."""

    def __init__(self, record: CaseRecord, norms: Norms, on: date) -> None:
        self.record = record
        self.norms = norms
        self.on = on
        self.entries = {event.id: event for event in record.events}
        self.current = timeline(record, None).current
        latest: dict[tuple[str, ...], Event] = {}
        for event in sorted(record.events, key=_recorded):
            if event.type in BUILT and self.current.get(event.id) == event.id:
                latest[_place(event)] = event
        self.standing = tuple(latest.values())

    def all(self) -> Iterator[Shaken]:
        for correction in sorted(self.record.events, key=_recorded):
            entry = self.entries.get(correction.supersedes)
            if entry is not None and any(_is_between(b, entry, correction) for b in self.standing):
                yield Shaken(entry, correction, self._built(entry, correction))

    def _built(self, entry: Event, correction: Event) -> tuple[Event, ...]:
        rests = _Resting(entry, correction, self)
        return tuple(
            each
            for each in self.standing
            if _is_between(each, entry, correction) and rests.is_built(each)
        )

    def before_and_after(self, correction: Event) -> tuple[Assessment, Assessment]:
        """What followed just before a correction, and with it."""
        at = correction.recorded_at
        return self._known(at - INSTANT), self._known(at)

    def _known(self, at: datetime) -> Assessment:
        return assess(self.record, self.norms, on=self.on, known_at=at)


class _Resting:
    """What rested on one entry when it was corrected."""

    def __init__(self, entry: Event, correction: Event, looking: _Looking) -> None:
        self.entry = entry
        self.correction = correction
        self.looking = looking
        self._differences: dict[str, bool] = {}

    def is_built(self, event: Event) -> bool:
        rests: dict[str, Callable[[Event], bool]] = {
            FINDING: self._finding,
            PROPOSAL: self._proposal,
        }
        return rests.get(event.type, self._step)(event)

    def _finding(self, event: Event) -> bool:
        named = event.payload.get(RELIED_ON)
        if isinstance(named, list | tuple) and named:
            return self.entry.id in named
        is_of_case = self.entry.stream == "case"
        return is_of_case and self._differs(str(event.payload.get("about", "")))

    def _proposal(self, event: Event) -> bool:
        subject = str(event.payload.get("subject", ""))
        if self.entry.type == FINDING:
            return str(self.entry.payload.get("about", "")) in ("", subject)
        findings = (e for e in self._earlier(event, FINDING) if _concerns(e, subject))
        return self._differs(subject) or any(self._finding(each) for each in findings)

    def _step(self, event: Event) -> bool:
        """A step stands with the proposals it carried, in the wording they had then."""
        subject = str(event.payload.get("subject", ""))
        carried = self._earlier(event, PROPOSAL)
        if subject:
            carried = [each for each in carried if _concerns(each, subject)]
        return any(e.id == self.entry.id or self._proposal(e) for e in carried)

    def _earlier(self, event: Event, type_: str) -> list[Event]:
        """The entries of a type as they were in force when the step was recorded."""
        known = timeline(self.looking.record, event.recorded_at).of(type_)
        return [each for each in known if each.recorded_at <= event.recorded_at]

    def _differs(self, subject: str) -> bool:
        """Whether the correction changed what is computed of the case or of this subject."""
        if subject not in self._differences:
            before, after = self.looking.before_and_after(self.correction)
            self._differences[subject] = _told(before, subject) != _told(after, subject)
        return self._differences[subject]


def _told(said: Assessment, subject: str) -> object:
    """What a finding or proposal about a subject can rest on."""
    whom = ("", subject)
    return (
        [(d.rule, state_on(d, said.on), d.due, d.done_on) for d in said.duties if not d.is_watch],
        [(j.event, j.adverse.value, j.effective_on) for j in said.judgments],
        [each and each.answer.value for each in (said.gate, said.case_referral)],
        [(b.function, b.answer.value) for b in said.responsibility if b.subject in whom],
        [(p.answer.value, p.rows) for p in said.pursuit if p.subject in whom],
        [r.bodies.value for r in said.routing if r.subject in whom],
    )


def _is_between(event: Event, entry: Event, correction: Event) -> bool:
    """Whether something was recorded on an entry before that was corrected."""
    is_other = event.id not in (entry.id, correction.id)
    return is_other and entry.recorded_at <= event.recorded_at < correction.recorded_at


def _concerns(event: Event, subject: str) -> bool:
    return str(event.payload.get("subject", event.payload.get("about", ""))) in ("", subject)


def _place(event: Event) -> tuple[str, ...]:
    """What a later entry of the same kind confirms or replaces."""
    named = _PLACES.get(event.type, ("subject",))
    return (event.type, *(str(event.payload.get(name, "")) for name in named))


def _recorded(event: Event) -> tuple[datetime, str]:
    return event.recorded_at, event.id


def unconfirmed(found: tuple[Shaken, ...], *types: str) -> tuple[Event, ...]:
    """The entries of some types that wait to be confirmed anew, each once."""
    built = {event.id: event for each in found for event in each.built if event.type in types}
    return tuple(built.values())
