"""What discharges a duty, what stops it, and its state on a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import a_record, an_event, assessed, day, rulebook, the_duty
from guize.core.duties import DutyState, state_on

SERVED = "2026-03-02"  # a Monday: report due 03-04, answer due 03-17


def state(record, rule, when):
    return state_on(the_duty(record, rule, when), day(when)).value


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-03-02", "running"),
        ("2026-03-03", "due_soon"),
        ("2026-03-04", "due_today"),
        ("2026-03-05", "overdue"),
    ],
)
def test_a_report_runs_turns_amber_falls_due_and_is_overdue(when, expected):
    assert state(a_record(complaint_served=SERVED), "7-2-报告", when) == expected


@pytest.mark.parametrize(
    ("made", "expected"), [("2026-03-04", "fulfilled_in_time"), ("2026-03-05", "fulfilled_late")]
)
def test_a_report_is_in_time_to_the_last_day(made, expected):
    record = a_record(complaint_served=SERVED, report_made=made)
    assert state(record, "7-2-报告", "2026-04-01") == expected


def test_posting_in_time_is_filing_in_time():
    filed = an_event("defence_filed", "2026-03-19", postmark_on="2026-03-17")
    record = a_record(filed, complaint_served=SERVED)
    assert state(record, "法-行政答辩", "2026-04-01") == "fulfilled_in_time"


def test_a_right_not_used_lapses_and_is_never_overdue():
    assert state(a_record(complaint_served=SERVED), "法-行政管辖异议", "2026-04-01") == "lapsed"


def test_an_unknown_condition_leaves_the_duty_undetermined_and_names_itself():
    duty = the_duty(a_record(complaint_served=SERVED), "9-1-沟通", SERVED)
    assert state_on(duty, day(SERVED)) is DutyState.UNDETERMINED
    assert [m.fact for m in duty.missing] == ["major_or_difficult"]


def test_withdrawal_ends_what_the_instance_asked_for():
    ruling = an_event("ruling_served", "2026-03-10", ruling_kind="withdrawal")
    record = a_record(ruling, complaint_served=SERVED)
    assert state(record, "法-行政答辩", "2026-03-20") == "not_applicable"
    assert state(record, "7-2-报告", "2026-03-09") == "overdue"
    assert state(record, "7-2-报告", "2026-03-20") == "not_applicable"


def test_what_happened_before_the_regulation_is_not_under_it():
    record = a_record(complaint_served="2024-09-26")
    assert state(record, "7-2-报告", "2024-10-10") == "not_applicable"
    assert state(record, "法-行政答辩", "2024-10-20") == "overdue"


def test_a_suspension_stops_the_clock_and_adds_its_actual_days():
    stop = an_event("period_suspended", "2026-03-05", reasons="不可抗力", duty="法-行政答辩")
    go = an_event("period_resumed", "2026-03-12", duty="法-行政答辩")
    assert (
        state(a_record(stop, complaint_served=SERVED), "法-行政答辩", "2026-03-20") == "suspended"
    )
    resumed = the_duty(a_record(stop, go, complaint_served=SERVED), "法-行政答辩", "2026-03-20")
    assert (resumed.raw, resumed.due) == (day("2026-03-24"), day("2026-03-24"))


def test_the_court_may_extend():
    longer = an_event("period_extended", "2026-03-10", duty="法-行政举证", until="2026-04-01")
    record = a_record(longer, complaint_served=SERVED)
    assert the_duty(record, "法-行政举证", "2026-03-11").due == day("2026-04-01")
    assert the_duty(record, "法-行政答辩", "2026-03-11").due == day("2026-03-17")


def test_asking_first_means_before_the_suit_is_filed():
    asked = a_record(
        suit_intended="2026-03-02", instruction_requested="2026-03-05", suit_filed="2026-03-06"
    )
    late = a_record(
        suit_intended="2026-03-02", suit_filed="2026-03-05", instruction_requested="2026-03-06"
    )
    assert state(asked, "7-2-请示", "2026-03-10") == "fulfilled_in_time"
    assert state(late, "7-2-请示", "2026-03-10") == "fulfilled_late"


def test_a_hearing_is_attended_on_its_day():
    notice = an_event("hearing_notice_served", "2026-03-20", hearing_on="2026-04-10")
    duty = the_duty(a_record(notice, complaint_served=SERVED), "9-2-出庭", "2026-03-21")
    assert duty.due == day("2026-04-10")


def test_each_judgment_needs_its_own_copy_to_the_bureau():
    first = an_event("judgment_served", "2026-03-02", id="j1", disposition="revoked")
    second = an_event("judgment_served", "2026-03-03", id="j2", disposition="revoked")
    copy = an_event("judgment_reported", "2026-03-05", judgment="j2")
    duties = assessed(a_record(first, second, copy), "2026-03-06").duties
    done = {d.trigger: d.done_on for d in duties if d.rule == "7-3-报司法局"}
    assert done == {"j1": None, "j2": day("2026-03-05")}


def test_a_second_report_does_not_ask_for_a_second_plan():
    again = an_event("report_made", "2026-03-20")
    record = a_record(again, complaint_served=SERVED, report_made="2026-03-03")
    assert the_duty(record, "7-2-方案", "2026-03-21").triggered_on == day("2026-03-03")


def test_another_instance_does_not_discharge():
    filed = an_event("defence_filed", "2026-03-10", instance="i2")
    record = a_record(filed, complaint_served=SERVED)
    assert the_duty(record, "法-行政答辩", "2026-03-11").done_on is None


def test_a_retracted_discharge_reopens_the_duty_with_its_due_date():
    made = an_event("report_made", "2026-03-04", id="r")
    back = an_event("retraction", "2026-03-05", supersedes="r")
    before = the_duty(a_record(complaint_served=SERVED), "7-2-报告", "2026-03-10")
    after = the_duty(a_record(made, back, complaint_served=SERVED), "7-2-报告", "2026-03-10")
    assert (after.due, after.done_on) == (before.due, None)


def test_the_holder_is_that_of_the_trigger_and_that_of_today():
    duty = the_duty(a_record(complaint_served=SERVED), "7-2-报告", SERVED)
    assert [held.id for held in duty.holders.value] == ["a-principal"]


def test_every_duty_has_a_provision_that_names_an_article():
    for duty in assessed(a_record(complaint_served=SERVED), SERVED).duties:
        assert duty.citation.provision
        assert duty.citation.row == duty.rule


@given(st.integers(min_value=0, max_value=60))
def test_the_state_never_goes_back(n):
    order = ["running", "due_soon", "due_today", "overdue"]
    duty = the_duty(a_record(complaint_served=SERVED), "法-行政答辩", SERVED)
    today = day(SERVED) + timedelta(days=n)
    tomorrow = today + timedelta(days=1)
    states = [order.index(state_on(duty, each).value) for each in (today, tomorrow)]
    assert states == sorted(states)


def test_no_row_of_the_rulebook_is_without_provision():
    assert all(rule.citation.provision for rule in rulebook().duties)
