"""The fifty worked examples of the law report: start, period, day counted, day after rolling."""

from datetime import date

import pytest

from guize.core.days import last_day, parse_period
from guize.formats.calendar_files import read_calendar

CALENDAR = read_calendar()

NATURAL = """
1  2024-09-20 15日 2024-10-05 2024-10-08
2  2024-09-27 15日 2024-10-12 2024-10-12
3  2024-09-13 15日 2024-09-28 2024-09-29
4  2024-09-27 10日 2024-10-07 2024-10-08
5  2024-01-25 15日 2024-02-09 2024-02-09
6  2024-02-02 15日 2024-02-17 2024-02-18
7  2025-01-11 15日 2025-01-26 2025-01-26
8  2025-01-17 15日 2025-02-01 2025-02-05
9  2025-09-16 15日 2025-10-01 2025-10-09
10 2025-09-26 15日 2025-10-11 2025-10-11
11 2025-10-03 15日 2025-10-18 2025-10-20
12 2025-12-19 15日 2026-01-03 2026-01-04
13 2026-01-30 15日 2026-02-14 2026-02-14
14 2026-01-31 15日 2026-02-15 2026-02-24
15 2026-02-05 10日 2026-02-15 2026-02-24
16 2026-02-04 10日 2026-02-14 2026-02-14
17 2026-04-21 10日 2026-05-01 2026-05-06
18 2026-09-18 15日 2026-10-03 2026-10-08
19 2025-09-05 30日 2025-10-05 2025-10-09
20 2025-12-18 60日 2026-02-16 2026-02-24
21 2025-12-31 2月  2026-02-28 2026-02-28
22 2024-12-31 2月  2025-02-28 2025-02-28
23 2026-01-31 1月  2026-02-28 2026-02-28
24 2025-08-31 6月  2026-02-28 2026-02-28
25 2023-08-31 6月  2024-02-29 2024-02-29
26 2024-02-29 2年  2026-02-28 2026-02-28
27 2024-10-03 2年  2026-10-03 2026-10-08
28 2025-08-03 2月  2025-10-03 2025-10-09
29 2025-02-06 2月  2025-04-06 2025-04-07
30 2025-12-16 2月  2026-02-16 2026-02-24
31 2024-11-30 3月  2025-02-28 2025-02-28
32 2025-09-02 30日 2025-10-02 2025-10-09
"""

WORKING = """
33 2024-09-27 2  2024-09-30
34 2024-09-27 5  2024-10-10
35 2024-09-30 2  2024-10-09
35 2024-09-30 5  2024-10-12
36 2024-02-08 2  2024-02-18
36 2024-02-08 5  2024-02-21
37 2024-09-12 2  2024-09-14
38 2025-01-24 2  2025-01-27
38 2025-01-24 3  2025-02-05
39 2025-01-27 5  2025-02-10
40 2025-09-30 2  2025-10-10
40 2025-09-30 5  2025-10-14
41 2025-10-03 2  2025-10-10
42 2025-12-31 2  2026-01-05
42 2025-12-31 5  2026-01-08
43 2026-02-12 2  2026-02-14
43 2026-02-12 5  2026-02-26
44 2026-02-13 2  2026-02-24
44 2026-02-13 5  2026-02-27
44 2026-02-13 10 2026-03-05
45 2026-09-18 2  2026-09-21
46 2026-09-24 5  2026-10-09
46 2026-09-24 10 2026-10-15
47 2026-09-30 2  2026-10-09
47 2026-09-30 5  2026-10-13
47 2026-09-30 10 2026-10-20
48 2026-02-09 10 2026-02-28
49 2025-09-24 10 2025-10-14
50 2026-09-21 10 2026-10-12
"""


def oracles(text):
    return [line.split()[1:] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("start", "period", "raw", "due"), oracles(NATURAL))
def test_a_natural_period_ends_and_rolls_as_worked_out(start, period, raw, due):
    result = last_day(date.fromisoformat(start), parse_period(period), CALENDAR)
    assert (result.raw.isoformat(), result.due.isoformat()) == (raw, due)
    assert not result.provisional


@pytest.mark.parametrize(("start", "n", "due"), oracles(WORKING))
def test_working_days_end_as_worked_out(start, n, due):
    result = last_day(date.fromisoformat(start), parse_period(f"{n}个工作日"), CALENDAR)
    assert result.raw == result.due == date.fromisoformat(due)
    assert not result.provisional


def test_the_chain_of_a_first_instance_case():
    due = lambda start, period: last_day(start, parse_period(period), CALENDAR).due  # noqa: E731
    served, judged = date(2024, 9, 27), date(2025, 1, 17)
    report = due(served, "2工作日")
    assert (report, due(report, "3工作日")) == (date(2024, 9, 30), date(2024, 10, 10))
    assert due(served, "15日") == date(2024, 10, 12)
    assert (due(judged, "5工作日"), due(judged, "15日")) == (date(2025, 1, 24), date(2025, 2, 5))
    assert due(date(2025, 2, 6), "6月") == date(2025, 8, 6)
