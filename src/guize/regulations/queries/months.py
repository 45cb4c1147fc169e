"""A year of the calendar as twelve months of weeks."""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date

from guize.core.days import Calendar, YearNotice

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayCell:
    """One cell; `day` None pads a week. `mark` 休 or 班 where it differs from the plain week."""

    day: date | None
    kind: str = ""
    mark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MonthPage:
    first: date
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    year: int
    notice: YearNotice | None
    months: tuple[MonthPage, ...]
    working_days: int


def years(calendar: Calendar) -> tuple[int, ...]:
    """The years with a notice and the two after them, newest first."""
    newest = max(calendar.published, default=calendar.first_year)
    return tuple(sorted({*calendar.published, newest + 1, newest + 2}, reverse=True))


def year_page(calendar: Calendar, year: int, today: date) -> YearPage:
    notices = (notice for notice in calendar.notices if notice.year == year)
    return YearPage(
        year=year,
        notice=next(notices, None),
        months=tuple(_month(calendar, year, month, today) for month in range(1, 13)),
        working_days=calendar.count_working_days(date(year - 1, 12, 31), date(year, 12, 31)),
    )


def _month(calendar: Calendar, year: int, month: int, today: date) -> MonthPage:
    weeks = gregorian.Calendar().monthdatescalendar(year, month)
    return MonthPage(
        date(year, month, 1),
        tuple(
            tuple(_cell(calendar, day, today) if day.month == month else DayCell(None) for day in w)
            for w in weeks
        ),
    )


def _cell(calendar: Calendar, day: date, today: date) -> DayCell:
    found = calendar.kind(day)
    is_weekend = day.weekday() >= SATURDAY
    extra = " is-today" if day == today else ""
    if found.is_working:
        kind = "is-makeup" if is_weekend else ""
        return DayCell(day, kind + extra, "班" if is_weekend else "", found.name)
    if found.name == "周末":
        return DayCell(day, "is-weekend" + extra, "", "")
    return DayCell(day, "is-off" + extra, "休", found.name)
