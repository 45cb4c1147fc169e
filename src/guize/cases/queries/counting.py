"""Figures over the cases whose statistics (O17) a reader may see, each with how it is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guize.cases import mapping
from guize.cases.models import Case, CaseScope, Duty
from guize.core.access import Actor, Object, may, scope
from guize.core.duties import DutyState
from guize.organisation.queries import organ_names

MONTHS = 12
COUNTED = frozenset({"units", "about_units"})
OWED = ("in_time", "late", "overdue", "running")
AS = {
    DutyState.FULFILLED_IN_TIME: "in_time",
    DutyState.FULFILLED_LATE: "late",
    DutyState.OVERDUE: "overdue",
    DutyState.RUNNING: "running",
    DutyState.DUE_SOON: "running",
    DutyState.DUE_TODAY: "running",
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both counted."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OfUnit:
    """What one unit had to do in the span, and how it did it."""

    name: str
    cases: int
    duties: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a span. `open`, `adverse` and `overdue` are those of its last day or, where
    that lies ahead, of the day of counting.
    """

    span: Span
    on: date
    open: int
    opened: int
    by_kind: Mapping[str, int]
    adverse: int
    dispositions: Mapping[str, int]
    duties: Mapping[str, int]
    months: tuple[tuple[str, int], ...]
    units: tuple[OfUnit, ...]


def quarter(year: int, number: int) -> Span:
    """The quarter as days; `ValueError` for a number beside 1 to 4."""
    first = date(year, 3 * number - 2, 1)
    following = date(year + number // 4, (3 * number) % 12 + 1, 1)
    return Span(first, following - timedelta(days=1))


def counted(actor: Actor) -> QuerySet[Case]:
    """The cases that the reader's statistics are of, never one in which he is himself concerned.
    Raises `PermissionDenied` for whoever may see none.
    """
    rows = Case.objects.filter(tenant=actor.tenant)
    if actor.person:
        rows = rows.exclude(named_persons__person=actor.person)
    whole = may(actor, "V", Object.STATISTICS, "S0")
    if whole.allowed and not whole.part:
        return rows
    terms = scope(actor, Object.STATISTICS).terms
    units = {one for term in terms if term.kind in COUNTED for one in term.ids}
    if not units:
        raise PermissionDenied(_("您无权查看统计"))
    own = CaseScope.objects.filter(unit__in=units, ground=CaseScope.Ground.PARTY)
    return rows.filter(id__in=own.values("case"))


def may_count(actor: Actor) -> bool:
    """Whether there are statistics for this reader."""
    try:
        counted(actor)
    except PermissionDenied:
        return False
    return True


def figures(actor: Actor, span: Span, on: date) -> Figures:
    """Everything a report tells of a span, as it stood on `on`."""
    rows = counted(actor)
    until = min(span.last, on)
    opened = rows.filter(opened_on__range=(span.first, until))
    lost = rows.exclude(stage="S0")
    known = rows.filter(opened_on__lte=until)
    duties = _duties(rows, span, on)
    return Figures(
        span=span,
        on=on,
        open=known.filter(stage="S0", disposition="").count(),
        opened=opened.count(),
        by_kind=Counter(opened.values_list("kind", flat=True)),
        adverse=lost.filter(opened_on__lte=until).count(),
        dispositions=Counter(known.exclude(disposition="").values_list("disposition", flat=True)),
        duties=Counter(state for _row, state in duties),
        months=_months(rows, until),
        units=_units(actor, opened, duties),
    )


def _duties(rows: QuerySet[Case], span: Span, on: date) -> list[tuple[Duty, str]]:
    """Duties owed (no periods to watch) whose last day lies in the span, with how they stand."""
    owed = Duty.objects.filter(case__in=rows, is_watch=False, moot_on__isnull=True)
    within = owed.filter(Q(due__range=(span.first, span.last)), expected__isnull=True)
    found = ((row, mapping.duty_state(row, on)) for row in within.select_related("case"))
    return [(row, AS[state]) for row, state in found if state in AS]


def _months(rows: QuerySet[Case], until: date) -> tuple[tuple[str, int], ...]:
    """Cases opened in each of the twelve months up to the last."""
    last = until.year * 12 + until.month - 1
    first = last - MONTHS + 1
    begins, ends = _first_day(first), _first_day(last + 1)
    days = rows.filter(opened_on__gte=begins, opened_on__lt=ends)
    opened = Counter(f"{day:%Y-%m}" for day in days.values_list("opened_on", flat=True))
    names = [f"{m // 12}-{m % 12 + 1:02}" for m in range(first, last + 1)]
    return tuple((name, opened[name]) for name in names)


def _first_day(month: int) -> date:
    """Of a month counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _units(
    actor: Actor, opened: Iterable[Case], duties: Iterable[tuple[Duty, str]]
) -> tuple[OfUnit, ...]:
    """The units that had a new case or a duty in the span, those with most overdue first."""
    names = organ_names(actor.tenant)
    cases: Counter[str] = Counter(unit for row in opened for unit in row.units)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for row, state in duties:
        for unit in [row.unit] if row.unit else row.case.units:
            states[unit][state] += 1
    found = [OfUnit(names.get(unit, unit), cases[unit], states[unit]) for unit in {*cases, *states}]
    return tuple(sorted(found, key=lambda one: (-one.duties.get("overdue", 0), one.name)))
