"""Follow-ups a reader may see, and the duties that call for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases import queries as cases
from guize.cases.queries.listing import DutyDue
from guize.core.access import Actor, Object
from guize.core.access.reach import UNIT_ROLES
from guize.ledger import clock
from guize.organisation.queries import organisation_record
from guize.papers import tiers
from guize.papers.models import FollowUp

AHEAD, MOST = timedelta(days=60), 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty that calls for a follow-up: `ref` names it in a form, `tier` is the one proposed."""

    due: DutyDue
    unit: str
    tier: str
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
    today, book = clock.today(), cases.rulebook(actor)
    due = cases.duties_due(actor, until=today + AHEAD, on=today)
    open_ones = _by_duty(_visible(actor).filter(closed_on__isnull=True))
    names = _names(actor)
    found = []
    for one in due:
        issued = open_ones.get((one.case.id, one.row.key), [])
        told = [tiers.Issued(row.tier, row.answer_by) for row in issued]
        tier = tiers.proposed(book, one.state, told, today)
        if tier and cases.allowed(actor, "E", Object.DUTIES, one.case):
            found.append(Candidate(one, names.get(_unit(one), ""), tier, tuple(issued)))
    return found[:MOST]


def _by_duty(rows: Iterable[FollowUp]) -> dict[tuple[UUID, str], list[FollowUp]]:
    found: dict[tuple[UUID, str], list[FollowUp]] = defaultdict(list)
    for row in rows:
        found[row.case_id, row.duty].append(row)
    return found


def _unit(one: DutyDue) -> str:
    return one.row.unit or next(iter(one.case.units), "")


def unit_of(one: DutyDue) -> str:
    """The unit a slip about the duty goes to: the one that owes it, else the first of the case."""
    return _unit(one)


def _visible(actor: Actor) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(tenant=actor.tenant)
    return rows.filter(case__in=cases.visible(actor, Object.DUTIES)).select_related("case", "paper")


def follow_up(actor: Actor, found: UUID | str) -> FollowUp:
    """One the reader may see, or 404."""
    row = _visible(actor).filter(id=found).first()
    if row is None:
        raise Http404(_("没有这份督办,或者您无权查看"))
    return row


def follow_ups(actor: Actor, *, is_open: bool = True, case: UUID | None = None) -> list[Followed]:
    """Those still open, or those closed, the newest first."""
    rows = _visible(actor).filter(closed_on__isnull=is_open)
    if case:
        rows = rows.filter(case=case)
    book, names = cases.rulebook(actor), _names(actor)
    shown = list(rows[:MOST])
    met = _met(shown)
    return [
        Followed(
            row=row,
            unit=names.get(row.unit, row.unit),
            colour=tiers.colour(book, row.tier),
            is_done=(row.case_id, row.duty) in met,
            may_receive=row.received_on is None and is_addressed(actor, row),
            may_close=is_open and may_issue(actor),
        )
        for row in shown
    ]


def _met(rows: Iterable[FollowUp]) -> set[tuple[UUID, str]]:
    return {
        (row.case_id, row.duty)
        for row in rows
        if row.case.duties.filter(key=row.duty, done_on__isnull=False).exists()
    }


def awaiting_receipt(actor: Actor) -> list[Followed]:
    """What the reader's unit has been sent and has not yet signed for."""
    if not actor.roles & set(UNIT_ROLES):
        return []
    return [one for one in follow_ups(actor) if one.may_receive]


def is_addressed(actor: Actor, row: FollowUp) -> bool:
    """Whether he holds a post of the unit that the slip went to."""
    return any(seat.role in UNIT_ROLES and seat.organ == row.unit for seat in actor.seats)


def _names(actor: Actor) -> dict[str, str]:
    return {organ.id: organ.name for organ in organisation_record(actor.tenant).organs}
