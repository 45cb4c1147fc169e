"""What the system works out about a person or unit: a hint, explained, that nobody need follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guize.accountability.models import Proceeding
from guize.accountability.queries import sight
from guize.cases.forms.choices import person_in_post, subject_name
from guize.core.access import Actor
from guize.core.assess import Assessment
from guize.core.facts import CaseRecord, timeline
from guize.core.responsibility import Bearing, Pursuit
from guize.core.routing import PersonRoute

CAPACITY, PURSUIT, ROUTE = "capacity", "pursuit", "route"
"""The vocabulary 系统提示."""

Said = Bearing | Pursuit | PersonRoute


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a hint is not followed."""

    reasons: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What was computed of one subject, with the reason why it is not followed, if it is not."""

    subject: str
    name: str
    said: Said
    rejected: Rejection | None


def derived(known: CaseRecord, hint: str, said: Iterable[Said]) -> tuple[Derived, ...]:
    return tuple(
        Derived(
            one.subject,
            subject_name(known, one.subject) if one.subject else "",
            one,
            _rejection(known, hint, one.subject),
        )
        for one in said
    )


def _rejection(known: CaseRecord, hint: str, subject: str) -> Rejection | None:
    """The last entry that says so."""
    told = [
        event
        for event in timeline(known, None).of("hint_rejected")
        if (event.payload.get("hint"), event.payload.get("subject")) == (hint, subject)
    ]
    if not told:
        return None
    by = person_in_post(known, told[-1].appointment)
    return Rejection(str(told[-1].payload.get("reasons", "")), told[-1].occurred_on, by)


def routed(
    actor: Actor, row: Proceeding, known: CaseRecord, outcome: Assessment
) -> tuple[Derived, ...]:
    """Whereto each is handed on, for those whose file the actor may see."""
    sees_all = sight.allowed(actor, "V", "O6", row)
    routes = (
        route
        for route in outcome.routing
        if sees_all or sight.allowed(actor, "V", "O8", row, subject=route.subject)
    )
    return derived(known, ROUTE, routes)
