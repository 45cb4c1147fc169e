"""Home is a queue: what falls due, how long is left, what waits; empty it says what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from guize.cases.models import Duty
from guize.cases.queries.listing import DutyDue
from guize.core.days import Calendar, Period, Unit
from guize.core.duties import DutyState
from guize.web.home import home_for, time_left

ON = date(2026, 10, 12)


@pytest.fixture
def home(lawful, opened):
    return lambda who: home_for(lawful.cast[who].actor, ON)


def test_the_case_officer_sees_what_his_unit_owes_the_latest_first(home):
    tasks = home("case_officer").tasks
    assert tasks
    assert [t.due.row.due for t in tasks] == sorted(t.due.row.due for t in tasks)
    assert tasks[0].due.rule.id == "7-2-报告"
    assert tasks[0].due.state is DutyState.OVERDUE


def test_another_unit_sees_none_of_it(home):
    assert home("outsider").tasks == ()


@pytest.mark.parametrize("who", ["auditor", "system_admin", "security_admin"])
def test_officers_without_content_have_neither_tasks_nor_figures(home, who):
    found = home(who)
    assert (found.tasks, found.figures, found.waiting) == ((), (), ())
    assert not found.sees_cases


def test_a_leader_has_three_numbers_and_a_clerk_none(home):
    assert len(home("deputy_head").figures) == 3
    assert home("case_officer").figures == ()


def test_a_figure_counts_what_the_list_behind_it_shows(home, lawful, client):
    figure = home("justice_officer").figures[2]
    page = client.as_(lawful.justice_officer.account).get(figure.url).content.decode()
    assert f"{figure.number}" in page


def test_a_page_with_tasks_links_each_to_its_case(lawful, opened, client):
    page = client.as_(lawful.case_officer.account).get(reverse("home")).content.decode()
    assert reverse("cases:case", args=[opened.id]) in page
    assert "逾期(未见记录)" in page
    assert "系统提示,不作为处理依据" in page


def test_an_empty_queue_says_what_to_do_next(lawful, client):
    page = client.as_(lawful.outsider.account).get(reverse("home")).content.decode()
    assert "没有待办" in page
    assert reverse("cases:register") in page


class Rule:
    """As much of a duty rule as the time left depends on."""

    def __init__(self, period: Period) -> None:
        self.period = period


@pytest.mark.parametrize(
    ("due", "unit", "chinese", "english"),
    [
        (date(2026, 10, 8), Unit.WORKING_DAY, "逾 2 个工作日", "2 working days late"),
        (date(2026, 10, 13), Unit.WORKING_DAY, "余 1 个工作日", "1 working day left"),
        (date(2026, 10, 10), Unit.DAY, "逾 2 日", "2 days late"),
        (date(2026, 10, 12), Unit.DAY, "今日", "today"),
    ],
)
def test_time_left_is_counted_in_the_unit_of_the_period(due, unit, chinese, english):
    item = DutyDue(Duty(due=due), None, Rule(Period(2, unit)), DutyState.RUNNING)
    plain_weeks = Calendar()
    with override("zh-hans"):
        assert time_left(item, ON, plain_weeks) == chinese
    with override("en"):
        assert time_left(item, ON, plain_weeks) == english


def test_a_duty_that_waits_for_another_names_it_and_is_not_late(home, lawful, client):
    plan = next(t for t in home("case_officer").tasks if t.due.rule.id == "7-2-方案")
    assert plan.is_foreseen
    page = client.as_(lawful.case_officer.account).get(reverse("home")).content.decode()
    assert "待前一步(向分管副县长报告)后起算" in page
