"""Who may be recused from a proceeding (回避), by whom, and who is. Open in every step of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guize.accountability.models import Proceeding
from guize.accountability.queries import sight
from guize.accounts.queries import recusals
from guize.cases import queries as cases
from guize.core.access import Actor
from guize.core.facts import is_held
from guize.ledger import clock
from guize.organisation.queries import organisation_record, person_name

BODIES = frozenset(
    {"justice_bureau", "party_group", "discipline_body", "organization_department"}
    | {"party_committee"}
)


@dataclass(frozen=True, slots=True)
class Recused:
    """Someone who takes no part."""

    name: str
    on: date


def recused_of(row: Proceeding) -> list[Recused]:
    return [
        Recused(person_name(row.tenant, one.person), one.declared_on)
        for one in recusals(row.tenant, row.id)
    ]


def participants(actor: Actor, row: Proceeding) -> list[tuple[str, str]]:
    """Whom the actor may declare recused: himself first, who works in his own body, and for the
    body that drafts everyone in the bodies with a part in the proceeding.
    """
    names_anyone = cases.may_determine(actor, row.case)
    own = {seat.organ for seat in actor.seats}
    gone = sight.relations(row).recused
    found = {
        person: label
        for person, organ, label in _in_office(actor, row)
        if person not in gone and (names_anyone or organ in own)
    }
    return sorted(found.items(), key=lambda one: one[0] != actor.person)


def _in_office(actor: Actor, row: Proceeding) -> Iterator[tuple[str, str, str]]:
    """Person, organ, and 「周涛 · 县司法局局长」 of everyone in a body with a part."""
    known, today = organisation_record(actor.tenant), clock.today()
    reviewer = cases.review_shown(row.case)
    names = {one.id: one.name for one in known.persons}
    organs = {
        one.id: one.name
        for one in known.organs
        if one.role in BODIES or (reviewer and one.name == reviewer.organ)
    }
    posts = {post.id: post for post in known.posts if post.organ in organs}
    for held in known.appointments:
        post = posts.get(held.post)
        if post and is_held(held.since, held.until, today):
            label = f"{names.get(held.person, held.person)} · {organs[post.organ]}{post.title}"
            yield held.person, post.organ, label
