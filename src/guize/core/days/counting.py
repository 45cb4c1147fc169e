"""The last day of a period and, step by step, how it was counted.

Keys of the reasons, rendered by `explain`: count.start, count.working_days, count.skipped,
count.makeup, count.days, count.months, count.month_end, count.rolled, count.not_rolled,
count.provisional.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guize.core.answers import Citation, Reason, reason
from guize.core.days.calendar import Calendar
from guize.core.days.periods import DayError, Period, Roll, Unit

START = Citation("cn", "民诉法第八十五条第二款、民法典第二百零一条")
MONTHS = Citation("cn", "民法典第二百零二条")
ROLLING = Citation("cn", "民诉法第八十五条第三款、民法典第二百零三条")
HOLIDAYS = Citation("cn", "全国年节及纪念日放假办法")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period. `raw` is the day counted, `due` the day after rolling (equal for
    working days).

    `provisional`: a counted day lies in a year whose notice is not entered; the reasons say
    which.
    """

    start: date
    period: Period
    raw: date
    due: date
    provisional: bool
    reasons: tuple[Reason, ...]


def last_day(
    start: date, period: Period, calendar: Calendar, *, roll: Roll | str | None = None
) -> Deadline:
    """The last day on which the act is in time; the starting day is not counted.

    Working days end on a working day by themselves; days, months and years that end on a day off
    move to the first working day after unless `roll` is Roll.NONE. A month without the day ends
    on its last day. 依据: 民诉法第八十五条, 民法典第二百零一条至第二百零三条. Raises DayError
    beyond the calendar's range.
    """
    if period.unit is Unit.WORKING_DAY:
        raw = due = calendar.add_working_days(start, period.length)
        counted = tuple(_working_steps(start, period, due, calendar))
    else:
        raw = _natural_end(start, period)
        stays = roll == Roll.NONE
        due = raw if stays else calendar.next_working_day(raw)
        end = _rolling_steps(raw, due, calendar, stays=stays)
        counted = (*_natural_steps(start, period, raw), *end)
    open_years = _open_years(start, due, calendar)
    reasons = (reason("count.start", START, start=start), *counted, *open_years)
    return Deadline(start, period, raw, due, bool(open_years), reasons)


def _natural_end(start: date, period: Period) -> date:
    try:
        if period.unit is Unit.DAY:
            return start + timedelta(days=period.length)
        months = period.length * (12 if period.unit is Unit.YEAR else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise DayError(
            f"期限 {period} 超出日历范围", f"the period {period} reaches beyond the calendar"
        ) from error


def _working_steps(start: date, period: Period, due: date, calendar: Calendar) -> Iterator[Reason]:
    for first, last, name in _rest_runs(start, due, calendar):
        yield reason("count.skipped", HOLIDAYS, first=first, last=last, name=name)
    for day in _days(start, due):
        if calendar.kind(day).is_makeup:
            yield reason("count.makeup", HOLIDAYS, day=day)
    yield reason("count.working_days", length=period.length, due=due)


def _natural_steps(start: date, period: Period, raw: date) -> Iterator[Reason]:
    if period.unit is Unit.DAY:
        yield reason("count.days", START, length=period.length, raw=raw)
        return
    key = "count.years" if period.unit is Unit.YEAR else "count.months"
    yield reason(key, MONTHS, length=period.length, raw=raw)
    if raw.day != start.day:
        yield reason("count.month_end", MONTHS, day=start.day, raw=raw)


def _rolling_steps(raw: date, due: date, calendar: Calendar, *, stays: bool) -> Iterator[Reason]:
    kind = calendar.kind(raw)
    if kind.is_makeup:
        yield reason("count.makeup", HOLIDAYS, day=raw)
    elif not kind.is_working:
        key = "count.not_rolled" if stays else "count.rolled"
        yield reason(key, None if stays else ROLLING, raw=raw, name=kind.name, due=due)


def _days(start: date, until: date) -> Iterator[date]:
    """Every day after `start` up to and including `until`."""
    return (start + timedelta(days=n) for n in range(1, (until - start).days + 1))


def _rest_runs(start: date, until: date, calendar: Calendar) -> Iterator[tuple[date, date, str]]:
    """Days off between the two, neighbours of one name joined."""
    run: tuple[date, date, str] | None = None
    for day in _days(start, until):
        kind = calendar.kind(day)
        if run and not kind.is_working and run[2] == kind.name:
            run = (run[0], day, kind.name)
            continue
        if run:
            yield run
        run = None if kind.is_working else (day, day, kind.name)
    if run:
        yield run


def _open_years(start: date, due: date, calendar: Calendar) -> tuple[Reason, ...]:
    """A reason for every year that was counted in without its notice."""
    years = range((start + timedelta(days=1)).year, due.year + 1)
    open_years = (year for year in years if not calendar.is_published_year(year))
    return tuple(reason("count.provisional", HOLIDAYS, year=year) for year in open_years)
