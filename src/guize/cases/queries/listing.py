"""Lists and numbers: cases by filters, duties by due date. All from what the actor may view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from guize.cases import mapping
from guize.cases.models import Case, Duty
from guize.cases.queries import rules
from guize.cases.queries.sight import visible
from guize.core.access import Actor
from guize.core.duties import DutyState
from guize.core.rulebook import DutyRule
from guize.ledger import clock
from guize.organisation.queries import organ_names

PAGE = 25
SOON = 7


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of a list says: each empty text filters nothing."""

    q: str = ""
    kind: str = ""
    unit: str = ""
    role: str = ""
    level: str = ""
    due: str = ""  # overdue, soon
    sort: str = "opened"  # opened, due

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        return cls(**{name: query.get(name, "").strip() for name in cls.__slots__ if name in query})

    def set_ones(self) -> dict[str, str]:
        given = {name: getattr(self, name) for name in self.__slots__ if name != "sort"}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cases with the number of all that match, and the names of their units."""

    rows: Slice
    total: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class DutyDue:
    """A duty row of a list with its case, rule and state on the day."""

    row: Duty
    case: Case
    rule: DutyRule | None
    state: DutyState


def cases(actor: Actor, filters: Filters, page: int = 1, *, on: date | None = None) -> Page:
    rows = _filtered(visible(actor), filters, on or clock.today())
    order = ("next_due", "id") if filters.sort == "due" else ("-opened_on", "-id")
    slices = Paginator(rows.order_by(*order), PAGE)
    return Page(slices.get_page(page), slices.count, filters)


def _filtered(rows: QuerySet[Case], filters: Filters, on: date) -> QuerySet[Case]:
    for name in ("kind", "role", "level"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.unit:
        rows = rows.filter(scopes__unit=filters.unit, scopes__ground="party")
    if filters.q:
        rows = rows.filter(search__icontains=filters.q)
    if filters.due:
        rows = rows.filter(Exists(_open_duties(on, filters.due).filter(case=OuterRef("pk"))))
    return rows


def _open_duties(on: date, which: str) -> QuerySet[Duty]:
    """Duties owed and not done: overdue, or due within a week (overdue ones included in
    neither).
    """
    owed = Duty.objects.filter(done_on__isnull=True, moot_on__isnull=True, is_watch=False)
    if which == "overdue":  # what only waits for an earlier step is not late yet
        return owed.filter(due__lt=on, expected__isnull=True)
    return owed.filter(due__gte=on, due__lte=on + timedelta(days=SOON))


@dataclass(frozen=True, slots=True)
class Listed:
    """A case of a list, the names of its units, and the duty owed next, if the reader may see
    it.
    """

    case: Case
    units: tuple[str, ...]
    next: DutyDue | None


def listed(actor: Actor, page: Page, *, on: date | None = None) -> list[Listed]:
    today = on or clock.today()
    names = organ_names(actor.tenant)
    owed = _next_duties(actor, [case.id for case in page.rows], today)
    return [
        Listed(case, tuple(names.get(unit, unit) for unit in case.units), owed.get(case.id))
        for case in page.rows
    ]


def _next_duties(actor: Actor, ids: list[UUID], today: date) -> dict[UUID, DutyDue]:
    rows = Duty.objects.filter(
        case__in=visible(actor, "O4").filter(id__in=ids),
        done_on__isnull=True,
        moot_on__isnull=True,
        is_watch=False,
        due__isnull=False,
    )
    found = _due(actor, rows.order_by("-due", "-id"), today)
    return {one.row.case_id: one for one in found}


def _due(actor: Actor, rows: QuerySet[Duty], today: date) -> list[DutyDue]:
    by_id = {rule.id: rule for rule in rules.rulebook(actor).duties}
    return [
        DutyDue(row, row.case, by_id.get(row.rule), mapping.duty_state(row, today))
        for row in rows.select_related("case")
    ]


def duties_due(actor: Actor, until: date, *, on: date | None = None) -> list[DutyDue]:
    """Duties owed and not done that fall due by `until`, those that are late first."""
    today = on or clock.today()
    seen = visible(actor, "O4")
    rows = Duty.objects.filter(
        tenant=actor.tenant, done_on__isnull=True, moot_on__isnull=True, is_watch=False
    )
    rows = rows.filter(due__lte=until, case__in=seen).order_by("due", "id")
    return _due(actor, rows, today)


def duty_row(actor: Actor, case: UUID | str, key: str) -> DutyDue | None:
    """One duty of a case that the actor may see, done or not."""
    rows = Duty.objects.filter(case__in=visible(actor, "O4").filter(id=case), key=key)
    return next(iter(_due(actor, rows, clock.today())), None)


def discharged(cases_of: Iterable[UUID], keys: Iterable[str]) -> set[tuple[UUID, str]]:
    """Which duties of these cases with these keys have been done, as case and key."""
    done = Duty.objects.filter(case__in=cases_of, key__in=keys, done_on__isnull=False)
    return set(done.values_list("case", "key"))


def counts(actor: Actor, *, on: date | None = None) -> dict[str, int]:
    """Numbers for the home page: open cases, overdue and soon due duties, cases with an adverse
    end.
    """
    today = on or clock.today()
    seen = visible(actor)
    duties = Q(case__in=visible(actor, "O4"))
    return {
        "cases": seen.count(),
        "overdue": _open_duties(today, "overdue").filter(duties).count(),
        "soon": _open_duties(today, "soon").filter(duties).count(),
        "adverse": seen.exclude(stage="S0").count(),
    }
