"""Proceeding events to rows: who is named, at which stage each person stands, who has the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from guize.core.assess import Assessment
from guize.core.facts import CaseRecord, Event, Timeline, timeline
from guize.core.routing import ends_without_action

NAMING = ("subject", "about")
CITY = "city"
DISCIPLINE = "discipline_body"


@dataclass(slots=True)
class SubjectState:
    """What the proceeding says of one unit or person so far."""

    subject: str
    person: str = ""
    organ: str = ""
    is_city_managed: bool = False
    days: dict[str, date] = field(default_factory=dict)
    stage: str = "S2"

    def fields(self) -> dict[str, object]:
        return {
            "person": self.person,
            "organ": self.organ,
            "is_city_managed": self.is_city_managed,
            "notice_served_on": self.days.get("notice_served"),
            "proposed_on": self.days.get("proposal_made"),
            "decided_on": self.days.get("decision_made"),
            "served_on": self.days.get("decision_served"),
            "petition_on": self.days.get("petition_filed"),
            "stage": self.stage,
        }


def told(record: CaseRecord) -> Timeline:
    """The entries in force."""
    return timeline(record, None)


def proceeding_events(record: CaseRecord) -> tuple[Event, ...]:
    return tuple(event for event in told(record).events if event.stream == "proceeding")


def closed_on(record: CaseRecord) -> date | None:
    """The day of the last closing, or of the resolution to take no action."""
    ends = [
        event.occurred_on
        for event in proceeding_events(record)
        if event.type == "proceeding_closed" or ends_without_action(event)
    ]
    return ends[-1] if ends else None


def subjects_of(record: CaseRecord, stage: str) -> tuple[SubjectState, ...]:
    """Everyone named, in findings and drafts too, in the order of naming."""
    found: dict[str, SubjectState] = {}
    for event in proceeding_events(record):
        for name in NAMING:
            subject = str(event.payload.get(name, ""))
            if subject and _exists(record, subject):
                state = found.setdefault(subject, _state(record, subject))
                state.days[event.type] = event.occurred_on
    for state in found.values():
        state.stage = person_stage(state, stage)
    return tuple(found.values())


def person_stage(state: SubjectState, stage: str) -> str:
    """The stage of one person: the proceeding's until the body acts, then his own."""
    if stage in ("S2", "S3", "S7"):
        return stage
    if "petition_filed" in state.days:
        return "S6"
    return "S5" if "decision_served" in state.days else "S4"


def _exists(record: CaseRecord, subject: str) -> bool:
    organs = {organ.id for organ in record.organs}
    return subject in organs or any(held.id == subject for held in record.appointments)


def _state(record: CaseRecord, subject: str) -> SubjectState:
    held = next((a for a in record.appointments if a.id == subject), None)
    if held is None:
        return SubjectState(subject, organ=subject)
    organ = next((post.organ for post in record.posts if post.id == held.post), "")
    is_city = held.cadre_authority == CITY
    return SubjectState(subject, held.person, organ, is_city)


def stage_of(outcome: Assessment) -> str:
    """The stage of the proceeding: S2 at least, once it is open."""
    return max(outcome.stage.value, "S2")


def is_on_agenda(record: CaseRecord) -> bool:
    return bool(told(record).of("proposal_submitted"))


def transferred_to(record: CaseRecord) -> tuple[str, ...]:
    """Organs the file was handed to, by the roles that referrals name."""
    roles = set(_referral_roles(told(record).of("early_referral_made", "referral_made")))
    return tuple(organ.id for organ in record.organs if organ.role in roles)


def _referral_roles(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        yield str(event.payload.get("body", DISCIPLINE))


# What a step signs, by the kind of step: nobody signs what he wrote.
SIGNED = {
    "proposal_submitted": ("proposal_made",),
    "resolution_recorded": ("proposal_made", "proposal_submitted"),
}


def authors_of(record: CaseRecord, type_: str) -> frozenset[str]:
    """Accounts that wrote what a step of this kind would sign."""
    wrote = SIGNED.get(type_, ())
    return (
        frozenset(event.recorded_by for event in told(record).of(*wrote)) if wrote else frozenset()
    )


def bodies_of(record: CaseRecord, subject: str) -> frozenset[str]:
    """Organs whose decision may be entered for them (代录): where this subject was referred."""
    handed = told(record).of("referral_made", "handed_to_city")
    roles = {str(e.payload.get("body", "")) for e in handed if e.payload.get("subject") == subject}
    return frozenset(organ.id for organ in record.organs if organ.role in roles - {""})
