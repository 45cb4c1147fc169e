"""Working days over arrays are those of one day at a time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from guize.core.columns import DayColumns, day_columns
from guize.core.days import Calendar, DayError, Period, Unit, last_day

DAYS = st.lists(st.dates(date(2003, 1, 1), date(2029, 12, 31)), min_size=1, max_size=30)
LENGTHS = st.integers(-300, 300)


@pytest.fixture(scope="module")
def columns() -> DayColumns:
    return day_columns(build.calendar())


def dates(days: list[date]) -> np.ndarray:
    return np.array(days, "datetime64[D]")


@given(DAYS, LENGTHS)
def test_adding_a_fixed_number_is_adding_it_to_each(columns, days, n):
    wanted = [build.calendar().add_working_days(day, n) for day in days]
    found = columns.add_working_days(columns.places(dates(days)), n)
    assert columns.dates(found).tolist() == wanted


@given(st.lists(st.tuples(st.dates(date(2003, 1, 1), date(2029, 12, 31)), LENGTHS), max_size=30))
def test_adding_a_number_to_each_day_is_adding_it_alone(columns, pairs):
    days, lengths = [day for day, _ in pairs], [n for _, n in pairs]
    found = columns.add_working_days(columns.places(dates(days)), np.array(lengths, np.int32))
    assert columns.dates(found).tolist() == [
        build.calendar().add_working_days(day, n) for day, n in pairs
    ]


@given(DAYS, DAYS)
def test_counting_and_rolling_are_those_of_one_day(columns, starts, ends):
    pairs = list(zip(starts, ends, strict=False))
    after = columns.places(dates([start for start, _ in pairs]))
    until = columns.places(dates([end for _, end in pairs]))
    calendar = build.calendar()
    assert columns.count_working_days(after, until).tolist() == [
        calendar.count_working_days(start, end) for start, end in pairs
    ]
    rolled = columns.dates(columns.next_working_day(after)).tolist()
    assert rolled == [calendar.next_working_day(start) for start, _ in pairs]


@given(DAYS, st.integers(1, 300))
def test_a_year_without_a_notice_is_provisional_as_for_one_day(columns, days, n):
    starts = columns.places(dates(days))
    found = columns.is_provisional(starts, columns.add_working_days(starts, n))
    period = Period(n, Unit.WORKING_DAY)
    wanted = [last_day(day, period, build.calendar()).provisional for day in days]
    assert found.tolist() == wanted


@pytest.mark.parametrize("n", [2, -2, np.array([2], np.int32), np.array([-2], np.int32)])
def test_beyond_the_calendar_there_is_no_day_only_an_error(n):
    calendar = Calendar(first_year=2025, last_year=2025)
    columns = day_columns(calendar)
    edge = date(2025, 1, 2) if np.max(n) < 0 else date(2025, 12, 30)
    with pytest.raises(DayError):
        calendar.add_working_days(edge, int(np.max(n)))
    with pytest.raises(DayError):
        columns.add_working_days(columns.places(dates([edge])), n)


def test_a_day_outside_the_calendar_has_no_place(columns):
    with pytest.raises(DayError):
        columns.places(dates([date(1949, 12, 31)]))
    with pytest.raises(DayError):
        columns.places(dates([date(2100, 1, 1)]))


def test_no_days_give_no_days(columns):
    assert len(columns.add_working_days(columns.places(dates([])), 2)) == 0


def test_a_calendar_of_many_centuries_still_counts():
    calendar = Calendar(first_year=1700, last_year=2399)
    columns = day_columns(calendar)
    late = columns.places(dates([date(2399, 1, 1)]))
    assert columns.dates(columns.add_working_days(late, 10)).tolist() == [
        calendar.add_working_days(date(2399, 1, 1), 10)
    ]
