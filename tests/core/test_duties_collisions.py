"""Internal and statutory clocks on one trigger: both shown, the statutory one governs."""

from __future__ import annotations

from datetime import timedelta

from build import a_record, an_event, assessed, calendar, day, the_duty
from guize.core.duties import DutyState, state_on

FIRST, LAST = day("2024-09-27"), day("2026-11-22")
PLAN_LATE = {"2026-09-23", "2026-09-24"}
COPY_LATE = [
    *("2024-09-27", "2024-09-29", "2024-09-30"),
    *("2025-01-23", "2025-01-24", "2025-01-26", "2025-01-27"),
    *("2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30"),
    *("2026-02-11", "2026-02-12", "2026-02-13", "2026-02-14"),
    *("2026-09-24", "2026-09-28", "2026-09-29", "2026-09-30"),
]


def days_of_service():
    span = range((LAST - FIRST).days + 1)
    days = (FIRST + timedelta(days=n) for n in span)
    return [each for each in days if calendar().is_working_day(each)]


def collides(duties, rule, other):
    named = [d for duty in duties if duty.rule == rule for d in duty.collides_with]
    return any(each.startswith(other + "@") for each in named)


def test_the_plan_may_consume_the_whole_period_for_the_answer_on_these_days_only():
    late = set()
    for served in days_of_service():
        record = a_record(complaint_served=served.isoformat())
        if collides(assessed(record, served.isoformat()).duties, "7-2-方案", "法-行政答辩"):
            late.add(served.isoformat())
    assert late == PLAN_LATE


def test_the_copy_falls_due_after_the_appeal_period_of_a_ruling_on_these_days_only():
    late = []
    for served in days_of_service():
        ruling = an_event("ruling_served", served.isoformat(), ruling_kind="suit_rejected")
        duties = assessed(a_record(ruling), served.isoformat()).duties
        copy = next(duty for duty in duties if duty.rule == "7-3-报司法局")
        appeal = next(duty for duty in duties if duty.rule == "法-行政裁定上诉")
        assert bool(copy.collides_with) == (copy.due >= appeal.due)
        if copy.due > appeal.due:
            late.append(served.isoformat())
    assert late == COPY_LATE


def test_the_collision_stays_when_the_report_has_been_made():
    record = a_record(complaint_served="2026-09-24", report_made="2026-09-29")
    plan = the_duty(record, "7-2-方案", "2026-09-29")
    assert plan.due == day("2026-10-09")
    assert "法-行政答辩@complaint_served-2026-09-24" in plan.collides_with


def test_before_the_report_the_plan_is_foreseen_and_not_yet_owed():
    plan = the_duty(a_record(complaint_served="2024-09-27"), "7-2-方案", "2024-09-27")
    assert plan.expected == day("2024-10-10")
    assert state_on(plan, day("2024-10-20")) is DutyState.NOT_STARTED


def test_clocks_of_different_triggers_do_not_collide():
    record = a_record(
        complaint_served="2024-09-27", judgment_served=("2025-01-17", {"disposition": "revoked"})
    )
    assert the_duty(record, "15-1-整改报告", "2025-02-10").collides_with == ()
