"""The calendar against an independent source, its range, its overlay, its provisional years."""

from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import pytest

from guize.core.days import Calendar, DayError, LocalDay, Roll, YearNotice, last_day, parse_period
from guize.formats.calendar_files import CalendarFileError, read_calendar, read_year

CALENDAR = read_calendar()
WORKDAYS_2026 = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


def test_every_day_of_2004_to_2026_agrees_with_chinesecalendar():
    day, wrong = date(2004, 1, 1), []
    while day.year <= 2026:
        if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day += timedelta(days=1)
    assert not wrong


def test_the_months_of_2026_have_the_working_days_of_the_notice():
    starts = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    eve = timedelta(days=1)
    counts = [
        CALENDAR.count_working_days(first - eve, then - eve) for first, then in pairwise(starts)
    ]
    assert counts == WORKDAYS_2026


def test_what_is_published_is_known():
    assert CALENDAR.published_until == date(2026, 12, 31)
    assert CALENDAR.is_published(date(2004, 1, 1))
    assert not CALENDAR.is_published(date(2003, 12, 31))
    assert not CALENDAR.is_published(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("start", "period", "year"),
    [("2026-12-30", "2工作日", 2027), ("2003-03-03", "15日", 2003), ("2026-11-22", "6月", 2027)],
)
def test_a_year_without_a_notice_gives_a_provisional_day_and_says_why(start, period, year):
    result = last_day(date.fromisoformat(start), parse_period(period), CALENDAR)
    assert result.provisional
    assert [dict(r.values)["year"] for r in result.reasons if r.key == "count.provisional"] == [
        year
    ]


def test_new_year_and_national_day_are_off_even_without_a_notice():
    assert not CALENDAR.is_working_day(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 10, 1))
    assert last_day(date(2026, 12, 31), parse_period("1日"), CALENDAR).due == date(2027, 1, 4)


def test_a_countys_own_day_off_is_skipped_and_named():
    local = LocalDay(date(2026, 11, 24), "颁金节", notice="示例文号")
    calendar = Calendar(CALENDAR.notices, CALENDAR.festivals, (local,))
    result = last_day(date(2026, 11, 23), parse_period("2工作日"), calendar)
    assert result.due == date(2026, 11, 26)
    assert ("name", "颁金节") in [value for step in result.reasons for value in step.values]


def test_no_roll_keeps_the_day_that_was_counted():
    result = last_day(date(2024, 9, 20), parse_period("15日"), CALENDAR, roll=Roll.NONE)
    assert result.due == result.raw == date(2024, 10, 5)


@pytest.mark.parametrize("start", [date(1949, 12, 30), date(2099, 12, 30), date.max, date.min])
def test_a_day_outside_the_range_is_an_error_never_a_wrong_day(start):
    with pytest.raises(DayError, match="日历"):
        last_day(start, parse_period("9工作日"), CALENDAR)


def test_counting_backwards_gives_the_working_days_before():
    assert CALENDAR.add_working_days(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert CALENDAR.add_working_days(date(2026, 10, 3), -1) == date(2026, 9, 30)
    assert CALENDAR.add_working_days(date(2026, 10, 3), 0) == date(2026, 9, 30)


def test_a_notice_with_a_day_both_off_and_worked_is_refused(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text(
        'year = 2027\nmakeup = [2027-01-02]\n[[off]]\nname = "元旦"\n'
        "first = 2027-01-01\nlast = 2027-01-02\n"
    )
    with pytest.raises(CalendarFileError, match=r"2027\.toml: 2027-01-02 既放假又上班"):
        read_year(path)


def test_a_new_notice_turns_a_provisional_day_into_a_certain_one():
    notice = YearNotice(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 2)}))
    calendar = Calendar((*CALENDAR.notices, notice), CALENDAR.festivals)
    result = last_day(date(2026, 12, 31), parse_period("1工作日"), calendar)
    assert (result.due, result.provisional) == (date(2027, 1, 2), False)
