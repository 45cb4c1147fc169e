"""Cases of the justice bureau itself: who acts in its place, and who may be named (解释 D38)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases import mapping
from guize.cases.models import Case
from guize.cases.queries import sight
from guize.core.access import Actor, scope
from guize.core.facts import CaseRecord, Event, is_held
from guize.ledger import clock
from guize.organisation.queries import organisation_record

OBJECT = "O1r"
NEEDED = frozenset({"principal", "case_officer"})


@dataclass(frozen=True, slots=True)
class Review:
    """Who acts in the bureau's place in a case; `named` None: nobody yet."""

    case: Case
    organ: str
    named: Event | None


def names_reviewers(actor: Actor) -> bool:
    """Whether posts like the actor's name an organ in the bureau's place."""
    return any(term.kind == "bureau_concerned" for term in scope(actor, OBJECT).terms)


def to_review(actor: Actor) -> list[Review]:
    """The bureau's own lost cases, for those who name who acts in its place; those open first."""
    if not names_reviewers(actor):
        return []
    rows = sight.visible(actor, OBJECT).filter(concerns_bureau=True).exclude(stage="S0")
    found = [review_of(row) for row in rows.order_by("-opened_on", "-id") if _may_name(actor, row)]
    return sorted(found, key=lambda one: one.named is not None)


def review_of(row: Case, known: CaseRecord | None = None) -> Review:
    known = known or mapping.case_record(row.tenant, row.id)
    named = mapping.reviewer_of(known)
    organ = mapping.reviewer_named(named) if named else ""
    name = next((one.name for one in known.organs if one.id == organ), "")
    return Review(row, name, named)


def review_shown(row: Case, known: CaseRecord | None = None) -> Review | None:
    """What a page says of it: nothing of a case that does not concern the bureau, or is open."""
    return review_of(row, known) if row.concerns_bureau and row.stage != "S0" else None


def case_to_review(actor: Actor, case: UUID | str) -> tuple[Case, str]:
    """The case and the post in which the actor names the organ, or 404."""
    row = sight.visible(actor, OBJECT).filter(id=case, concerns_bureau=True).first()
    found = sight.verdict(actor, "A", OBJECT, row) if row else None
    if row is None or found is None or not found.allowed:
        raise Http404(_("没有这个页面"))
    return row, found.appointment


def _may_name(actor: Actor, row: Case) -> bool:
    return sight.allowed(actor, "A", OBJECT, row)


def organs_to_review(actor: Actor, row: Case) -> list[tuple[str, str]]:
    """Organs that can act in the bureau's place: not concerned, and with a head and an officer."""
    known, today = organisation_record(actor.tenant), clock.today()
    concerned = sight.relations(row).party
    posts = {post.id: post for post in known.posts}
    functions: dict[str, set[str]] = {}
    for held in known.appointments:
        if is_held(held.since, held.until, today):
            post = posts[held.post]
            functions.setdefault(post.organ, set()).add(post.function)
    return [
        (organ.id, organ.name)
        for organ in known.organs
        if organ.id not in concerned and functions.get(organ.id, set()) >= NEEDED
    ]
