"""Due dates of whole cases, computed by hand from the dated notices."""

from __future__ import annotations

import pytest

from build import a_record, an_event, assessed, day, the_duty
from guize.core.duties import state_on

CHAIN = a_record(
    an_event("other_party_served", "2025-01-17", judgment="judgment_served-2025-01-17"),
    complaint_served="2024-09-27",
    report_made="2024-09-30",
    judgment_served=("2025-01-17", {"disposition": "revoked"}),
)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("7-2-报告", "2024-09-30"),
        ("7-2-方案", "2024-10-10"),
        ("法-行政答辩", "2024-10-12"),
        ("法-行政举证", "2024-10-12"),
        ("7-3-报司法局", "2025-01-24"),
        ("法-行政判决上诉", "2025-02-05"),
        ("15-1-整改报告", "2025-04-07"),
        ("法-行政申请再审", "2025-08-06"),
    ],
)
def test_every_link_of_the_chain_falls_due_as_counted_by_hand(rule, due):
    assert the_duty(CHAIN, rule, "2025-03-01").due == day(due)


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("2024-09-20", "2024-10-08"),
        ("2024-09-27", "2024-10-12"),
        ("2024-09-13", "2024-09-29"),
        ("2024-01-25", "2024-02-09"),
        ("2024-02-02", "2024-02-18"),
        ("2025-01-11", "2025-01-26"),
        ("2025-01-17", "2025-02-05"),
        ("2025-09-16", "2025-10-09"),
        ("2025-09-26", "2025-10-11"),
        ("2025-10-03", "2025-10-20"),
        ("2025-12-19", "2026-01-04"),
        ("2026-01-30", "2026-02-14"),
        ("2026-01-31", "2026-02-24"),
        ("2026-09-18", "2026-10-08"),
    ],
)
def test_the_answer_is_due_15_days_after_service(served, due):
    assert the_duty(a_record(complaint_served=served), "法-行政答辩", served).due == day(due)


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("2024-09-27", "2024-09-30"),
        ("2024-09-30", "2024-10-09"),
        ("2025-01-24", "2025-01-27"),
        ("2025-10-03", "2025-10-10"),
        ("2025-12-31", "2026-01-05"),
        ("2026-02-12", "2026-02-14"),
        ("2026-09-18", "2026-09-21"),
        ("2026-09-30", "2026-10-09"),
    ],
)
def test_the_report_is_due_two_working_days_after_service__art_7_2(served, due):
    assert the_duty(a_record(complaint_served=served), "7-2-报告", served).due == day(due)


@pytest.mark.parametrize(
    ("served", "due"),
    [("2026-02-05", "2026-02-24"), ("2026-02-04", "2026-02-14"), ("2026-04-21", "2026-05-06")],
)
def test_a_ruling_is_appealed_within_ten_days(served, due):
    ruling = an_event("ruling_served", served, ruling_kind="suit_rejected")
    record = a_record(ruling, complaint_served="2026-01-05")
    assert the_duty(record, "法-行政裁定上诉", served).due == day(due)


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2026-02-09", "2026-02-28"),
        ("2025-09-24", "2025-10-14"),
        ("2026-09-21", "2026-10-12"),
        ("2026-09-24", "2026-10-15"),
    ],
)
def test_a_decision_is_reported_within_ten_working_days__art_15_3(decided, due):
    record = a_record(
        an_event("decision_made", decided, subject="a-principal", stream="proceeding")
    )
    assert the_duty(record, "15-3-报县委", decided).due == day(due)


def test_a_year_without_a_notice_makes_the_date_provisional():
    duty = the_duty(a_record(complaint_served="2026-12-25"), "法-行政答辩", "2026-12-25")
    assert duty.provisional
    assert duty.due == day("2027-01-11")


def test_a_recorded_chain_leaves_only_what_is_really_open():
    open_ = {
        duty.rule
        for duty in assessed(CHAIN, "2025-02-10").duties
        if state_on(duty, day("2025-02-10")).value == "running"
    }
    assert {"15-1-整改报告", "15-1-追责建议", "法-行政申请再审"} <= open_
