"""Properties of period counting that hold for every day and every length."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guize.core.days import Calendar, DayError, LocalDay, Period, Roll, Unit, last_day, parse_period
from guize.formats.calendar_files import read_calendar

CALENDAR = read_calendar()
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
LENGTHS = st.integers(1, 60)
NATURAL = st.builds(Period, LENGTHS, st.sampled_from([Unit.DAY, Unit.MONTH]))
PERIODS = st.builds(Period, LENGTHS, st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH]))


@given(DAYS, PERIODS)
def test_a_later_start_never_ends_earlier(start, period):
    later = last_day(start + timedelta(days=1), period, CALENDAR)
    assert last_day(start, period, CALENDAR).due <= later.due


@given(DAYS, PERIODS)
def test_a_longer_period_never_ends_earlier(start, period):
    longer = Period(period.length + 1, period.unit)
    assert last_day(start, period, CALENDAR).due <= last_day(start, longer, CALENDAR).due


@given(DAYS, PERIODS)
def test_the_first_day_is_not_counted_and_the_end_is_worked(start, period):
    result = last_day(start, period, CALENDAR)
    assert start < result.raw <= result.due
    assert CALENDAR.is_working_day(result.due)


@given(DAYS, LENGTHS)
def test_working_days_are_as_many_as_asked(start, n):
    due = last_day(start, Period(n, Unit.WORKING_DAY), CALENDAR).due
    days = [start + timedelta(days=k) for k in range(1, (due - start).days + 1)]
    assert sum(map(CALENDAR.is_working_day, days)) == n == CALENDAR.count_working_days(start, due)


@given(DAYS, LENGTHS)
def test_a_month_ends_on_the_same_day_or_the_last_of_the_month(start, n):
    raw = last_day(start, Period(n, Unit.MONTH), CALENDAR).raw
    assert (raw.year * 12 + raw.month) - (start.year * 12 + start.month) == n
    assert raw.day == start.day or (raw.day < start.day and (raw + timedelta(days=1)).day == 1)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2026, 6, 1)), PERIODS, st.integers(0, 40))
def test_another_day_off_never_makes_a_period_end_earlier(start, period, offset):
    off = LocalDay(start + timedelta(days=offset), "县庆")
    more = Calendar(CALENDAR.notices, CALENDAR.festivals, (off,), 2024, 2034)
    assert last_day(start, period, CALENDAR).due <= last_day(start, period, more).due


@given(DAYS, NATURAL)
def test_without_rolling_the_end_is_the_day_counted(start, period):
    result = last_day(start, period, CALENDAR, roll=Roll.NONE)
    assert result.due == result.raw


@given(DAYS, PERIODS)
def test_it_is_provisional_exactly_when_a_counted_year_has_no_notice(start, period):
    result = last_day(start, period, CALENDAR)
    days = (start + timedelta(days=k) for k in range(1, (result.due - start).days + 1))
    assert result.provisional == any(not CALENDAR.is_published(day) for day in days)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2个工作日", Period(2, Unit.WORKING_DAY)),
        ("2工作日", Period(2, Unit.WORKING_DAY)),
        ("２个工作日", Period(2, Unit.WORKING_DAY)),
        ("2 working days", Period(2, Unit.WORKING_DAY)),
        ("1 working day", Period(1, Unit.WORKING_DAY)),
        ("15日", Period(15, Unit.DAY)),
        ("15 days", Period(15, Unit.DAY)),
        ("2个月", Period(2, Unit.MONTH)),
        ("2月", Period(2, Unit.MONTH)),
        ("2 Months", Period(2, Unit.MONTH)),
        ("2年", Period(2, Unit.YEAR)),
        ("1 year", Period(1, Unit.YEAR)),
    ],
)
def test_a_period_is_read_in_both_languages(text, period):
    assert parse_period(text) == period
    assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "两天", "15", "-3日", "0日", "1.5月", "2周", "99999日", "15日x"]
)
def test_any_other_text_is_refused_with_its_cause(text):
    with pytest.raises(DayError, match="期限「"):
        parse_period(text)


@given(st.text(max_size=80))
def test_any_text_gives_a_period_or_the_one_error(text):
    with suppress(DayError):
        assert parse_period(text).length > 0
