"""The case record: what it holds, what is in force, who held which post, what may enter it."""

from guize.core.facts.asked import CaseFacts, FactValue
from guize.core.facts.corrections import (
    Timeline,
    effective_events,
    effective_findings,
    timeline,
)
from guize.core.facts.entry import check_event, check_payload
from guize.core.facts.holding import (
    Holding,
    Offices,
    holders,
    is_held,
    partial_date,
    partial_text,
)
from guize.core.facts.record import (
    Appointment,
    Case,
    CaseRecord,
    Event,
    FactError,
    Finding,
    Instance,
    Matter,
    Organ,
    PartialDate,
    Party,
    Person,
    Portfolio,
    Post,
)

__all__ = [
    "Appointment",
    "Case",
    "CaseFacts",
    "CaseRecord",
    "Event",
    "FactError",
    "FactValue",
    "Finding",
    "Holding",
    "Instance",
    "Matter",
    "Offices",
    "Organ",
    "PartialDate",
    "Party",
    "Person",
    "Portfolio",
    "Post",
    "Timeline",
    "check_event",
    "check_payload",
    "effective_events",
    "effective_findings",
    "holders",
    "is_held",
    "partial_date",
    "partial_text",
    "timeline",
]
