"""From a condition of the matrix to the rows it reaches, and back: does a row lie within reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guize.core.access.cells import Clause
from guize.core.access.values import Actor, Relations, Role, Seat, Term

Seats = tuple[Seat, ...]

UNIT_ROLES = (Role.UC, Role.UD, Role.UH)
DEPUTY_ROLES = (Role.DH, Role.EX)

# Where a cell of the justice bureau has no condition, it holds for its own posts as long as the
# bureau is not itself concerned, and for those of the organ named in its place in that case alone.
NOT_CONCERNED, IN_ITS_PLACE = "not concerned", "in its place"


def terms_of(actor: Actor, clause: Clause, seats: Seats) -> tuple[Term, ...]:
    """The terms that the condition of a clause stands for when these seats hold it.

    A term that would name nobody is left out, so that it can match nothing by accident.
    """
    reached = _REACH[clause.condition](actor, seats).items()
    named = (Term(kind, ids - {""}, clause.filed) for kind, ids in reached)
    free = (kind for kind in _FREE.get(clause.condition, ()) if _is_free(kind, seats))
    return (
        *(term for term in named if term.ids),
        *(Term(kind, filed=clause.filed) for kind in free),
    )


def matches(term: Term, relations: Relations) -> bool:
    """Says whether an object meets the term. Raises `KeyError` for a term of unknown kind."""
    if term.filed is not None and term.filed != relations.filed:
        return False
    flags = {
        "everything": True,
        "cross_portfolio": relations.cross_portfolio,
        "agenda": relations.on_agenda,
        "city_managed": relations.city_managed,
        "bureau_concerned": relations.bureau_concerned,
        "unconcerned": not relations.bureau_concerned,
    }
    if term.kind in flags:
        return flags[term.kind]
    related = {
        "units": relations.party,
        "cases": frozenset({relations.case}),
        "transferred": relations.transferred_to,
        "about": relations.about,
        "about_units": relations.about_units,
        "served_on": relations.served_on,
        "authors": relations.authors,
        "bodies": relations.bodies,
    }
    return bool(related[term.kind] & term.ids)


def _party_or_portfolio(actor: Actor, seats: Seats) -> Mapping[str, frozenset[str]]:
    deputies = (seat.organs_in_charge for seat in seats if seat.role in DEPUTY_ROLES)
    is_counsel = any(seat.role is Role.LA for seat in seats)
    return {
        "units": _own_units(actor, seats)["units"].union(*deputies),
        "cases": actor.assigned if is_counsel else frozenset(),
    }


def _own_units(actor: Actor, seats: Seats) -> Mapping[str, frozenset[str]]:
    return {"units": frozenset(seat.organ for seat in seats if seat.role in UNIT_ROLES)}


def _organs(seats: Seats) -> frozenset[str]:
    return frozenset(seat.organ for seat in seats)


def _is_free(kind: str, seats: Seats) -> bool:
    """Checks if a term without ids holds: cases across portfolios are the executive deputy's
    alone.
    """
    return kind != "cross_portfolio" or any(seat.role is Role.EX for seat in seats)


_FREE: Mapping[str, tuple[str, ...]] = {
    "": ("everything",),
    "p": ("cross_portfolio",),
    "a": ("agenda",),
    "m": ("city_managed",),
    "j": ("bureau_concerned",),
    NOT_CONCERNED: ("unconcerned",),
}

_REACH: Mapping[str, Callable[[Actor, Seats], Mapping[str, frozenset[str]]]] = {
    "": lambda actor, seats: {},
    "a": lambda actor, seats: {},
    "m": lambda actor, seats: {},
    "j": lambda actor, seats: {},
    NOT_CONCERNED: lambda actor, seats: {},
    IN_ITS_PLACE: lambda actor, seats: {
        "cases": frozenset().union(*(seat.reviews for seat in seats))
    },
    "p": _party_or_portfolio,
    "w": _own_units,
    "x": lambda actor, seats: {"transferred": _organs(seats)},
    "u": lambda actor, seats: {"about_units": _organs(seats)},
    "o": lambda actor, seats: {"about": frozenset({actor.person, actor.account})},
    "s": lambda actor, seats: {"served_on": frozenset({actor.person})},
    "d": lambda actor, seats: {"authors": frozenset({actor.account})},
    "r": lambda actor, seats: {"bodies": actor.records_for},
}
