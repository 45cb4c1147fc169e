"""The first page of each role: a queue of what he owes and what waits for him, never a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guize.accountability import queries as accountability
from guize.accounts import queries as accounts
from guize.cases import queries as cases
from guize.cases.queries.listing import DutyDue
from guize.core.access import Actor, Object, Role, scope
from guize.core.days import Calendar, Unit
from guize.core.duties import DutyState
from guize.papers import queries as papers
from guize.regulations.queries import calendar
from guize.ui.templatetags.guize import event_names
from guize.web import handover
from guize.web.waiting import Awaited, Waiting, signing, waiting

if TYPE_CHECKING:
    from guize.accounts.models import Proposal
    from guize.organisation.models import Handover

SHOWN, AT_ONCE, AHEAD, HORIZON = 15, 5, timedelta(days=30), timedelta(days=400)
LEADERS = frozenset({Role.DH, Role.EX, Role.CH, Role.UH, Role.SC, Role.SH})


@dataclass(frozen=True, slots=True)
class Task:
    """A duty that falls due, with the time left in the unit its period is counted in."""

    due: DutyDue
    left: str

    @property
    def is_foreseen(self) -> bool:
        """Whether an earlier step must come first: its day is a forecast, nobody is late."""
        return self.due.state is DutyState.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Figure:
    number: int
    label: str
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    figures: tuple[Figure, ...]
    tasks: tuple[Task, ...]
    further: int
    later: Task | None
    waiting: tuple[Waiting, ...]
    further_waiting: int
    own: tuple[accountability.Own, ...]
    sees_cases: bool
    may_open: bool
    changes: tuple[Proposal, ...] = ()
    to_receive: tuple[papers.Followed, ...] = ()
    to_review: int = 0
    signing: tuple[Awaited, ...] = ()
    to_accept: tuple[Handover, ...] = ()


def home_for(actor: Actor, on: date) -> Home:
    sees_cases = bool(scope(actor, Object.CASE).terms)
    due = cases.duties_due(actor, until=on + HORIZON, on=on) if sees_cases else []
    soon = [item for item in due if item.row.due <= on + AHEAD]
    days = calendar(actor.tenant)
    rows, reviews = waiting(actor, most=SHOWN)
    return Home(
        signing=(*signing(actor), *reviews),
        figures=_figures(actor, on) if sees_cases and actor.roles & LEADERS else (),
        tasks=tuple(Task(item, time_left(item, on, days, due)) for item in soon[:SHOWN]),
        further=max(0, len(soon) - SHOWN),
        later=next((Task(d, time_left(d, on, days, due)) for d in due[len(soon) :]), None),
        waiting=tuple(rows[:AT_ONCE]),
        further_waiting=max(0, len(rows) - AT_ONCE),
        own=tuple(accountability.mine(actor)),
        sees_cases=sees_cases,
        may_open=cases.may_open(actor),
        to_accept=tuple(handover.to_accept(actor)),
        to_review=sum(one.named is None for one in cases.to_review(actor)),
        changes=tuple(accounts.to_decide(actor)),
        to_receive=tuple(papers.awaiting_receipt(actor)),
    )


def _figures(actor: Actor, on: date) -> tuple[Figure, ...]:
    number, address = cases.counts(actor, on=on), reverse("cases:list")
    return (
        Figure(number["overdue"], _("逾期(未见记录)"), f"{address}?due=overdue", "late"),
        Figure(number["soon"], _("七日内到期"), f"{address}?due=soon", "soon"),
        Figure(number["cases"], _("案件"), address),
    )


def _steps_before(item: DutyDue, owed: Iterable[DutyDue]) -> list[str]:
    """The events it waits for: of those that may set it off, the ones its case still owes."""
    triggers = list(item.rule.triggers) if item.rule else []
    still = {t for d in owed if d.case == item.case and d.rule for t in d.rule.done_by}
    return [code for code in triggers if code in still] or triggers


def time_left(item: DutyDue, on: date, days: Calendar, owed: Iterable[DutyDue] = ()) -> str:
    """余 1 个工作日, 逾 3 日, 今日; working days where the period is counted in them."""
    due = item.row.due
    if item.state is DutyState.NOT_STARTED:
        return _("待前一步(%(steps)s)后起算") % {"steps": event_names(_steps_before(item, owed))}
    if due == on:
        return _("今日")
    first, last = min(on, due), max(on, due)
    period = item.rule.period if item.rule else None
    if period and period.unit is Unit.WORKING_DAY:
        n = days.count_working_days(first, last)
        late = ngettext("逾 %(n)s 个工作日", "逾 %(n)s 个工作日", n)
        left = ngettext("余 %(n)s 个工作日", "余 %(n)s 个工作日", n)
    else:
        n = (last - first).days
        late = ngettext("逾 %(n)s 日", "逾 %(n)s 日", n)
        left = ngettext("余 %(n)s 日", "余 %(n)s 日", n)
    return (late if due < on else left) % {"n": n}
