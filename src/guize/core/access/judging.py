"""Two questions to the matrix: may he do this, and which rows may he see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from guize.core.access.cells import CELLS, Clause
from guize.core.access.matrix import (
    ADMINISTRATORS,
    BUREAU_AS_UNIT,
    CONTENT,
    IN_BUREAUS_PLACE,
    OWN,
    RECORDED_FOR,
    STAGES,
    UNTIL_SERVED,
)
from guize.core.access.reach import IN_ITS_PLACE, NOT_CONCERNED, matches, terms_of
from guize.core.access.values import (
    Action,
    Actor,
    Object,
    Relations,
    Role,
    Scope,
    Seat,
    Term,
    Verdict,
)

VIEW_OWN = Clause(frozenset({Action.VIEW}), "o", part="own")
ENTER = Clause(frozenset({Action.ADD}), "r", part="recorded_for")


@dataclass(frozen=True, slots=True)
class _Right:
    """A clause of a column, with the rows it reaches for the actor."""

    clause: Clause
    terms: tuple[Term, ...]
    rule: str
    appointment: str = ""


def may(
    actor: Actor,
    action: str,
    obj: str,
    stage: str,
    *,
    relations: Relations = Relations(),  # noqa: B008 - a frozen value
) -> Verdict:
    """Says whether the actor may do `action` (V, A, C, P, E; of several any one suffices) on the
    object in the stage.

    First match wins: account not usable; subject or recused (then column SUBJ alone, whatever
    posts); administrator (no content); other county; the matrix, as the union over his seats;
    denied. For O10 to O13 the stage is that of the person concerned. Nobody approves (P) what he
    wrote himself. Raises `ValueError` for an action or object that does not exist; an unknown
    stage is denied. 依据: the county's access document.
    """
    acts, thing = _actions(action), Object(obj)
    if not actor.active or relations.tenant not in ("", actor.tenant):
        return Verdict(False, False, "tenant" if actor.active else "disabled")
    is_taken = _is_taken(actor.person, relations, from_service=thing in UNTIL_SERVED)
    rights = [
        right
        for right in _rights(actor, thing, stage, is_taken=is_taken)
        if any(matches(term, relations) for term in right.terms)
    ]
    if actor.account in relations.authors - {""}:
        acts -= {Action.APPROVE}
    fitting = [right for right in rights if acts & right.clause.actions]
    if not fitting:
        is_visible = any(Action.VIEW in right.clause.actions for right in rights)
        return Verdict(False, is_visible, _denial(actor, thing, is_taken=is_taken))
    best = min(fitting, key=lambda right: (right.clause.part, right.appointment != actor.acting))
    return Verdict(True, True, best.rule, best.clause.part, best.appointment)


def may_record(
    actor: Actor,
    action: str,
    obj: str,
    stage: str,
    *,
    relations: Relations = Relations(),  # noqa: B008 - a frozen value
) -> Verdict:
    """Says whether the actor may record an event that needs `action` on the object.

    As `may`; beyond it, an officer charged with a body's paper decisions enters what the body
    approved, and the part is `recorded_for` (代录).
    """
    verdict = may(actor, action, obj, stage, relations=relations)
    if verdict.allowed or Action.APPROVE not in _actions(action):
        return verdict
    entered = may(actor, Action.ADD, obj, stage, relations=relations)
    return entered if entered.part == "recorded_for" else verdict


@cache
def _actions(letters: str) -> frozenset[Action]:
    """Raises `ValueError` for a letter that is no action, and for none at all."""
    return frozenset(map(Action, letters)) or frozenset({Action(letters)})


def scope(actor: Actor, obj: str, stage: str = "") -> Scope:
    """Which rows of an object the actor may view: in one stage, or (stage empty) in whichever.

    For one stage `covers(scope(…), relations)` equals `may(…, "V", …).allowed`. Without a stage it
    is the union, for lists; where the stage decides, `may` is asked for each row of it.
    """
    thing = Object(obj)
    if not actor.active:
        return Scope(actor.tenant)
    stages = (stage,) if stage else STAGES
    return Scope(
        tenant=actor.tenant,
        person=actor.person,
        terms=_view_terms(actor, thing, stages, is_taken=False),
        subject_terms=_view_terms(actor, thing, stages, is_taken=True),
        from_service=thing in UNTIL_SERVED,
    )


def covers(extent: Scope, relations: Relations) -> bool:
    """Says whether a row with these relations lies in the scope: what a query in SQL must equal."""
    if relations.tenant not in ("", extent.tenant):
        return False
    is_taken = _is_taken(extent.person, relations, from_service=extent.from_service)
    terms = extent.subject_terms if is_taken else extent.terms
    return any(matches(term, relations) for term in terms)


def _is_taken(person: str, relations: Relations, *, from_service: bool) -> bool:
    """Checks if column SUBJ alone answers: a recused person, or a subject (for O1 to O5 once
    served).
    """
    if not person:
        return False
    is_subject = person in relations.subjects
    return person in relations.recused or (
        is_subject and (not from_service or person in relations.served_on)
    )


def _denial(actor: Actor, obj: Object, *, is_taken: bool) -> str:
    if is_taken:
        return "subject"
    return "denied" if _seats(actor, obj) or not actor.seats else "administrator"


def _seats(actor: Actor, obj: Object) -> tuple[Seat, ...]:
    """The seats that count: none for content if one of them is an administrator's."""
    is_barred = obj in CONTENT and actor.roles & ADMINISTRATORS
    return () if is_barred else actor.seats


def _rights(actor: Actor, obj: Object, stage: str, *, is_taken: bool) -> Iterator[_Right]:
    seats = _seats(actor, obj)
    if is_taken and obj is not Object.STATISTICS:
        yield from _by_cell(actor, (obj, stage, Role.SUBJ), (*seats, *map(_as_unit, seats)))
        return
    for seat in seats:
        yield from _of_seat(actor, obj, stage, seat)
    if obj in OWN and stage in STAGES:
        yield _Right(VIEW_OWN, terms_of(actor, VIEW_OWN, ()), f"{obj} own")
    if seats and stage in RECORDED_FOR.get(obj, ()):
        yield _Right(ENTER, terms_of(actor, ENTER, seats), f"{obj} {stage} recorded_for")


def _of_seat(actor: Actor, obj: Object, stage: str, seat: Seat) -> Iterator[_Right]:
    """The column of a post; of the justice bureau's only where the bureau is not itself concerned,
    where it has the rights of a unit, and the organ named in its place has the bureau's.
    """
    own = actor, (obj, stage, seat.role), (seat,), seat.appointment
    if obj not in CONTENT:
        yield from _by_cell(*own)
    elif seat.role in BUREAU_AS_UNIT:
        yield from _by_cell(*own, unless=NOT_CONCERNED)
        unit = _as_unit(seat)
        yield from _by_cell(actor, (obj, stage, unit.role), (unit,), seat.appointment)
    else:
        yield from _by_cell(*own)
        if seat.reviews and seat.role in IN_BUREAUS_PLACE:
            place = obj, stage, IN_BUREAUS_PLACE[seat.role]
            yield from _by_cell(actor, place, (seat,), seat.appointment, unless=IN_ITS_PLACE)


def _as_unit(seat: Seat) -> Seat:
    return replace(seat, role=BUREAU_AS_UNIT.get(seat.role, seat.role))


def _by_cell(
    actor: Actor,
    place: tuple[Object, str, Role],
    seats: tuple[Seat, ...],
    appointment: str = "",
    *,
    unless: str = "",
) -> Iterator[_Right]:
    """The clauses of a cell; `unless` stands for the condition of those that have none."""
    for written in CELLS.get(place, ()):
        clause = replace(written, condition=written.condition or unless)
        yield _Right(clause, terms_of(actor, clause, seats), " ".join(place), appointment)


def _view_terms(
    actor: Actor, obj: Object, stages: tuple[str, ...], *, is_taken: bool
) -> tuple[Term, ...]:
    terms = (
        term
        for stage in stages
        for right in _rights(actor, obj, stage, is_taken=is_taken)
        if Action.VIEW in right.clause.actions
        for term in right.terms
    )
    return tuple(dict.fromkeys(terms))
