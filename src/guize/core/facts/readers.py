"""How each fact that is not a finding is read from a record, by its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from guize.core.facts.record import Event

if TYPE_CHECKING:  # the facts ask these readers; here the name is for the reader only
    from guize.core.facts.asked import CaseFacts, FactValue


def _from_instance(name: str) -> Callable[[CaseFacts, str], FactValue]:
    def read(facts: CaseFacts, about: str) -> FactValue:
        instance = facts.instance(about)
        return str(getattr(instance, name)) if instance else None

    return read


# what a ruling or a mediation statement decides, where no result is entered beside its kind
_DISPOSITIONS = {
    "suit_rejected": "suit_rejected",
    "not_accepted": "suit_rejected",
    "withdrawal": "withdrawn",
    "remand": "remanded",
}


def _disposition(facts: CaseFacts, about: str) -> FactValue:
    """The result that counts: where an appeal is dismissed, that of the judgment below."""
    event = facts.upheld(about) or facts.events.get(about)
    return (own_result(event) or None) if event else None


def own_result(event: Event) -> str:
    """What a decision itself says, by its result or its kind; empty if neither is entered."""
    if event.type == "mediation_served":
        return "mediated"
    kind = str(event.payload.get("ruling_kind", ""))
    return str(event.payload.get("disposition") or "") or _DISPOSITIONS.get(kind, "")


def _from_payload(name: str) -> Callable[[CaseFacts, str], FactValue]:
    def read(facts: CaseFacts, about: str) -> FactValue:
        event = facts.events.get(about)
        return (str(event.payload[name]) if event.payload.get(name) else None) if event else None

    return read


def _unit_kind(facts: CaseFacts, about: str) -> FactValue:
    units = facts.record.case.units
    organ = facts.organs.get(about) or facts.organs.get(units[0] if len(units) == 1 else "")
    return organ.kind if organ else None


def _inquiry(facts: CaseFacts, about: str) -> FactValue:
    results = facts.timeline.of("inquiry_result_recorded")
    return str(results[-1].payload.get("inquiry_result", "")) if results else "none_yet"


def _major(facts: CaseFacts, about: str) -> FactValue:
    """A finding comes first; without one a high amount alone is enough (第九条第一款第三句)."""
    found = facts.found("major_or_difficult", about)
    return facts.is_of_high_amount(facts.day_of(about)) if found is None else found


def _cadre_authority(facts: CaseFacts, about: str) -> FactValue:
    held = facts.offices.appointments.get(facts.subject(about))
    return (held.cadre_authority or None) if held else None


def _handling(facts: CaseFacts, about: str) -> FactValue:
    """The kind of handling last proposed for a person or unit, or for the subject of an entry."""
    subject = facts.subject(about)
    proposals = [
        event
        for event in facts.timeline.of("proposal_made")
        if event.payload.get("subject") == subject
    ]
    return str(proposals[-1].payload.get("handling", "")) or None if proposals else None


def _petition_result(facts: CaseFacts, about: str) -> FactValue:
    event = facts.events.get(about)
    return str(event.payload.get("petition_result") or "") or None if event else None


def _appeared_for_defendant(facts: CaseFacts, about: str) -> FactValue:
    """Whether who appeared holds a post in an organ of ours that is sued; None if no one is named.

    依据: 法释〔2020〕3号第二条: heads of a lower organ do not stand for the county government.
    """
    event = facts.events.get(about)
    held = str(event.payload.get("appeared_by") or "") if event else ""
    organ = facts.offices.organ_of(held)
    return organ in facts.sued(about) if organ else None


def _absence_excused(facts: CaseFacts, about: str) -> FactValue:
    """Whether one of the four grounds of 法释〔2020〕3号第八条 was given for the instance."""
    event = facts.events.get(about)
    if event is None:
        return None
    told = facts.timeline.of("absence_explained")
    return any(e.payload.get("absence_code") and e.instance == event.instance for e in told)


def _has(type_: str) -> Callable[[CaseFacts, str], FactValue]:
    def read(facts: CaseFacts, about: str) -> FactValue:
        return bool(facts.timeline.of(type_))

    return read


READERS: dict[str, Callable[[CaseFacts, str], FactValue]] = {
    "case_kind": lambda facts, about: facts.record.case.kind,
    "our_role": _from_instance("role"),
    "instance_level": _from_instance("level"),
    "procedure": _from_instance("procedure"),
    "unit_kind": _unit_kind,
    "disposition": _disposition,
    "ruling_kind": _from_payload("ruling_kind"),
    "county_government_is_party": lambda facts, about: facts.county_is_party(),
    "cross_portfolio": lambda facts, about: facts.is_cross_portfolio(facts.day_of(about)),
    "reported_before_response": lambda facts, about: facts.reported_before_response(),
    "inquiry_result": _inquiry,
    "major_or_difficult": _major,
    "cadre_authority": _cadre_authority,
    "handling": _handling,
    "petition_result": _petition_result,
    "appearance": _from_payload("appearance"),
    "appeared_for_defendant": _appeared_for_defendant,
    "identity_defective": lambda facts, about: bool(
        about in facts.events and facts.events[about].payload.get("identity_defective")
    ),
    "absence_excused": _absence_excused,
    "proceeding_opened": _has("proceeding_opened"),
    "decision_made": _has("decision_made"),
    "function": lambda facts, about: facts.offices.function_of(about) or None,
}
