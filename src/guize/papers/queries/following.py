"""Follow-ups a reader may see, and the duties that call for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases import queries as cases
from guize.cases.queries.listing import DutyDue
from guize.core.access import Actor, Object
from guize.core.access.reach import UNIT_ROLES
from guize.ledger import clock
from guize.organisation.queries import organ_names
from guize.papers import tiers
from guize.papers.models import FollowUp

AHEAD, MOST = timedelta(days=60), 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty that calls for a follow-up: `ref` names it in a form, `tier` is the one proposed, in
    its colour.
    """

    due: DutyDue
    unit: str
    tier: str
    colour: str
    issued: tuple[FollowUp, ...]

    @property
    def ref(self) -> str:
        return f"{self.due.case.id}|{self.due.row.key}"


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow-up with what its reader may do, and whether its duty has been met since."""

    row: FollowUp
    unit: str
    colour: str
    is_done: bool
    may_receive: bool
    may_close: bool


def may_issue(actor: Actor) -> bool:
    """The justice bureau follows duties up; whoever may only look at them does not."""
    return cases.is_of_bureau(actor)


def candidates(actor: Actor) -> list[Candidate]:
    """Duties in amber or red for which a tier is proposed now, the latest first."""
    return list(islice(_candidates(actor), MOST))


def _candidates(actor: Actor) -> Iterator[Candidate]:
    today, book = clock.today(), cases.rulebook(actor)
    open_ones = _by_duty(_visible(actor).filter(closed_on__isnull=True))
    names = organ_names(actor.tenant)
    for one in cases.duties_due(actor, until=today + AHEAD, on=today):
        issued = open_ones.get((one.case.id, one.row.key), [])
        told = [tiers.Issued(row.tier, row.answer_by) for row in issued]
        tier = tiers.proposed(book, one.state, told, today)
        if tier and cases.allowed(actor, "E", Object.DUTIES, one.case):
            unit, colour = unit_of(one), tiers.colour(book, tier)
            yield Candidate(one, names.get(unit, ""), tier, colour, tuple(issued))


def _by_duty(rows: Iterable[FollowUp]) -> dict[tuple[UUID, str], list[FollowUp]]:
    found: dict[tuple[UUID, str], list[FollowUp]] = defaultdict(list)
    for row in rows:
        found[row.case_id, row.duty].append(row)
    return found


def unit_of(one: DutyDue) -> str:
    """The unit a slip about the duty goes to: the one that owes it, else the first of the case."""
    return one.row.unit or next(iter(one.case.units), "")


def _visible(actor: Actor) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(tenant=actor.tenant)
    return rows.filter(case__in=cases.visible(actor, Object.DUTIES)).select_related("case", "paper")


def follow_up(actor: Actor, found: UUID | str) -> FollowUp:
    """One the reader may see, or 404."""
    row = _visible(actor).filter(id=found).first()
    if row is None:
        raise Http404(_("没有这份督办,或者您无权查看"))
    return row


def follow_ups(actor: Actor, *, is_open: bool = True) -> list[Followed]:
    """Those still open, or those closed, the newest first."""
    return _followed(actor, _visible(actor).filter(closed_on__isnull=is_open))


def open_one(actor: Actor, found: UUID | str) -> Followed | None:
    """One that is still open, as far as the actor may see it."""
    rows = _visible(actor).filter(closed_on__isnull=True, id=found)
    return next(iter(_followed(actor, rows)), None)


def awaiting_receipt(actor: Actor) -> list[Followed]:
    """What the reader's unit has been sent and has not yet signed for."""
    units = {seat.organ for seat in actor.seats if seat.role in UNIT_ROLES}
    if not units:
        return []
    rows = _visible(actor).filter(closed_on__isnull=True, received_on__isnull=True, unit__in=units)
    return _followed(actor, rows)


def _followed(actor: Actor, rows: QuerySet[FollowUp]) -> list[Followed]:
    shown = list(rows[:MOST])
    if not shown:
        return []
    book, names, met = cases.rulebook(actor), organ_names(actor.tenant), _met(shown)
    return [
        Followed(
            row=row,
            unit=names.get(row.unit, row.unit),
            colour=tiers.colour(book, row.tier),
            is_done=(row.case_id, row.duty) in met,
            may_receive=row.received_on is None and is_addressed(actor, row),
            may_close=row.closed_on is None and may_issue(actor),
        )
        for row in shown
    ]


def _met(rows: Iterable[FollowUp]) -> set[tuple[UUID, str]]:
    """Case and key of each of their duties that has been discharged."""
    cases_of, keys = {row.case_id for row in rows}, {row.duty for row in rows}
    return cases.discharged(cases_of, keys)


def is_addressed(actor: Actor, row: FollowUp) -> bool:
    """Whether he holds a post of the unit that the slip went to."""
    return any(seat.role in UNIT_ROLES and seat.organ == row.unit for seat in actor.seats)
