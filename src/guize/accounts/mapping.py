"""Rows of accounts, and posts held on a day, to the values of the access matrix; nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from guize.accounts.models import Account, Grant
from guize.core.access import ROLE_OF_FUNCTION, Actor, Seat
from guize.core.facts import Appointment, Post, is_held
from guize.organisation.mapping import OrganisationRecord


def actor(account: Account, seats: tuple[Seat, ...], on: date, acting: str = "") -> Actor:
    """The actor that an account is on a day; `acting` counts only if he holds that seat."""
    granted = _granted(account, on)
    return Actor(
        tenant=str(account.tenant),
        account=str(account.id),
        person=str(account.person or ""),
        seats=seats,
        on=on,
        active=account.is_usable_on(on),
        assigned=granted[Grant.Kind.CASE],
        records_for=granted[Grant.Kind.RECORDS_FOR],
        acting=acting if any(seat.appointment == acting for seat in seats) else "",
    )


def seats_on(record: OrganisationRecord, person: str, on: date) -> tuple[Seat, ...]:
    """The seats of a person on a day. A bound known to the month alone gives no right within it."""
    posts = {post.id: post for post in record.posts}
    in_charge: dict[str, set[str]] = defaultdict(set)
    for portfolio in record.portfolios:
        if is_held(portfolio.since, portfolio.until, on):
            in_charge[portfolio.appointment].add(portfolio.organ)
    held = (
        appointment
        for appointment in record.appointments
        if appointment.person == person and is_held(appointment.since, appointment.until, on)
    )
    return tuple(
        _seat(appointment, posts[appointment.post], in_charge[appointment.id])
        for appointment in held
        if posts[appointment.post].function in ROLE_OF_FUNCTION
    )


def reviewing(seats: tuple[Seat, ...], reviewed: Mapping[str, frozenset[str]]) -> tuple[Seat, ...]:
    """The seats with the cases their organs were named to review."""
    return tuple(replace(seat, reviews=reviewed.get(seat.organ, frozenset())) for seat in seats)


def _seat(appointment: Appointment, post: Post, in_charge: Iterable[str]) -> Seat:
    return Seat(
        role=ROLE_OF_FUNCTION[post.function],
        appointment=appointment.id,
        organ=post.organ,
        since=appointment.since.last,
        until=appointment.until.first if appointment.until else None,
        organs_in_charge=frozenset(in_charge),
    )


def _granted(account: Account, on: date) -> dict[str, frozenset[str]]:
    rows = Grant.objects.filter(tenant=account.tenant, account=account, since__lte=on)
    found: dict[str, set[str]] = {kind: set() for kind in Grant.Kind.values}
    for row in rows.exclude(until__lte=on):
        found[row.kind].add(str(row.target))
    return {kind: frozenset(targets) for kind, targets in found.items()}
