"""Rows of the organisation to core values, nowhere else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from guize.core import facts
from guize.ledger import queries as ledger
from guize.ledger.mapping import StreamRef
from guize.organisation.models import Appointment, Held, Organ, Person, Portfolio, Post


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """Every organ, post, person, appointment and portfolio of a county, of all times."""

    organs: tuple[facts.Organ, ...]
    posts: tuple[facts.Post, ...]
    persons: tuple[facts.Person, ...]
    appointments: tuple[facts.Appointment, ...]
    portfolios: tuple[facts.Portfolio, ...]


def organisation_record(tenant: str | UUID) -> OrganisationRecord:
    """The organisation as its stream stands: read anew when an event has been added."""
    last = ledger.head(tenant, StreamRef("organisation", str(tenant)))
    return _record_at(str(tenant), last.hash) if last.hash else _read(tenant)


@lru_cache(maxsize=8)
def _record_at(tenant: str, _head: str) -> OrganisationRecord:
    return _read(tenant)


def _read(tenant: str | UUID) -> OrganisationRecord:
    """Six queries, however large the county."""
    return OrganisationRecord(
        organs=_organs(tenant),
        posts=tuple(post(row) for row in Post.objects.filter(tenant=tenant).order_by("id")),
        persons=tuple(person(row) for row in Person.objects.filter(tenant=tenant).order_by("id")),
        appointments=tuple(
            appointment(row)
            for row in Appointment.objects.filter(tenant=tenant).order_by("since_first", "id")
        ),
        portfolios=tuple(
            portfolio(row)
            for row in Portfolio.objects.filter(tenant=tenant).order_by("since_first", "id")
        ),
    )


def _organs(tenant: str | UUID) -> tuple[facts.Organ, ...]:
    rows = Organ.objects.filter(tenant=tenant).order_by("id")
    former: dict[UUID, list[str]] = defaultdict(list)
    links = Organ.succeeds.through.objects.filter(from_organ__tenant=tenant)
    for successor, predecessor in links.order_by("id").values_list("from_organ", "to_organ"):
        former[successor].append(str(predecessor))
    return tuple(
        facts.Organ(str(row.id), row.name, row.kind, row.role, tuple(former[row.id]))
        for row in rows
    )


def post(row: Post) -> facts.Post:
    return facts.Post(str(row.id), str(row.organ_id), row.title, row.function)


def person(row: Person) -> facts.Person:
    return facts.Person(str(row.id), row.name)


def appointment(row: Appointment) -> facts.Appointment:
    return facts.Appointment(
        id=str(row.id),
        person=str(row.person_id),
        post=str(row.post_id),
        since=since(row),
        until=until(row),
        mode=row.mode,
        cadre_authority=row.cadre_authority,
        instrument=row.instrument,
        stands_in_for=str(row.stands_in_for_id or ""),
    )


def portfolio(row: Portfolio) -> facts.Portfolio:
    return facts.Portfolio(
        id=str(row.id),
        appointment=str(row.appointment_id),
        organ=str(row.organ_id),
        since=since(row),
        until=until(row),
        kind=row.kind,
        instrument=row.instrument,
    )


def since(row: Held) -> facts.PartialDate:
    return facts.PartialDate(row.since_first, row.since_last)


def until(row: Held) -> facts.PartialDate | None:
    if row.until_first is None or row.until_last is None:
        return None
    return facts.PartialDate(row.until_first, row.until_last)


def is_held(row: Held, day: date) -> bool | None:
    """Whether it was held on a day; None inside a bound known to the month or the year."""
    return facts.is_held(since(row), until(row), day)


def person_record(tenant: str | UUID, person_id: str | UUID) -> OrganisationRecord:
    """The posts of one person, of all times, with their organs and what is in their charge."""
    held = Appointment.objects.filter(tenant=tenant, person=person_id).select_related("post__organ")
    appointments = list(held.order_by("since_first", "id"))
    in_charge = Portfolio.objects.filter(tenant=tenant, appointment__in=appointments)
    portfolios = list(in_charge.select_related("organ").order_by("since_first", "id"))
    organs = {row.post.organ_id: row.post.organ for row in appointments}
    organs |= {row.organ_id: row.organ for row in portfolios}
    return OrganisationRecord(
        organs=tuple(facts.Organ(str(o.id), o.name, o.kind, o.role) for o in organs.values()),
        posts=tuple({row.post_id: post(row.post) for row in appointments}.values()),
        persons=tuple(person(row) for row in Person.objects.filter(tenant=tenant, id=person_id)),
        appointments=tuple(appointment(row) for row in appointments),
        portfolios=tuple(portfolio(row) for row in portfolios),
    )
