"""A small model of a county for the tests of access: actors by role, and an object's relations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guize.core import access
from guize.core.access import Actor, Relations, Role, Seat, Verdict

OWN, OTHER = "organ-own", "organ-other"
PERSON, ACCOUNT, CASE = "person-own", "account-own", "case-1"
DAY = date(2026, 10, 12)


def seat(
    role: str,
    organ: str = OWN,
    in_charge: frozenset[str] = frozenset({OWN}),
    reviews: frozenset[str] = frozenset(),
) -> Seat:
    deputy = role in ("DH", "EX")
    return Seat(
        Role(role), f"appointment-{role}", organ, date(2024, 1, 1), None,
        in_charge if deputy else frozenset(), reviews,
    )  # fmt: skip


def actor(*roles: str, **changes: object) -> Actor:
    seats = tuple(seat(role) for role in roles)
    assigned = frozenset({CASE}) if "LA" in roles else frozenset()
    made = Actor("county", ACCOUNT, PERSON, seats, DAY, assigned=assigned)
    return replace(made, **changes)


NOBODYS = Relations(tenant="county", party=frozenset({OTHER}), case="case-2")
GRANTING = {
    "party": {"party": frozenset({OWN}), "case": CASE},
    "transferred": {"transferred_to": frozenset({OWN})},
    "agenda": {"on_agenda": True},
    "own": {"about": frozenset({PERSON})},
    "served": {"served_on": frozenset({PERSON})},
    "own_unit": {"about_units": frozenset({OWN})},
    "author": {"authors": frozenset({ACCOUNT})},
    "city_managed": {"city_managed": True},
    "bureau": {"bureau_concerned": True},
}
"""What must be true of an object for each condition of a cell to hold."""


def related(*conditions: str, **changes: object) -> Relations:
    found = NOBODYS
    for condition in conditions:
        found = replace(found, **GRANTING[condition])
    return replace(found, **changes)


def may(who: Actor, action: str, name: str, stage: str, relations: Relations) -> Verdict:
    return access.may(who, action, name, stage, relations=relations)


def may_record(who: Actor, action: str, name: str, stage: str, relations: Relations) -> Verdict:
    return access.may_record(who, action, name, stage, relations=relations)
