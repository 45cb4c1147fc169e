"""What is left undone falls away when the case or the proceeding is over, and says why."""

from __future__ import annotations

import pytest

from build import a_finding, a_record, an_event, assessed, day, rulebook, the_duty
from guize.core.duties import DutyState, state_on
from guize.core.explain import say_duty

SERVED = "2026-03-02"  # report due 03-04, plan three working days after the report, answer 03-17
LATER = "2026-06-30"
WITHDRAWN = an_event("ruling_served", "2026-04-07", ruling_kind="withdrawal")
THEM = an_event("other_party_served", "2026-04-07", judgment="ruling_served-2026-04-07")


def state(record, rule, when=LATER):
    return state_on(the_duty(record, rule, when), day(when)).value


@pytest.mark.parametrize("rule", ["7-2-方案", "法-行政答辩", "法-行政举证"])
def test_what_was_overdue_when_the_suit_was_withdrawn_is_owed_no_longer(rule):
    record = a_record(WITHDRAWN, THEM, complaint_served=SERVED, report_made="2026-03-03")
    assert state(record, rule, "2026-04-06") == "overdue"
    duty = the_duty(record, rule, LATER)
    assert (state_on(duty, day(LATER)), duty.moot_on) == (
        DutyState.NOT_APPLICABLE,
        day("2026-04-07"),
    )
    said = say_duty(duty, rulebook())
    assert any("到期未见记录;案件已于 2026-04-07(周二) 终结且不属败诉" in line for line in said)


def test_a_case_won_leaves_nothing_overdue_once_the_judgment_holds():
    won = an_event("judgment_served", "2026-04-07", disposition="claim_dismissed")
    record = a_record(won, complaint_served=SERVED)
    assert state(record, "7-2-报告", "2026-04-08") == "overdue"
    assert state(record, "7-2-报告", LATER) == "not_applicable"


def test_a_case_lost_keeps_what_was_overdue__art_10_1():
    lost = an_event("judgment_served", "2026-04-07", disposition="revoked")
    record = a_record(lost, complaint_served=SERVED)
    assert state(record, "7-2-报告") == "overdue"
    assert [g.hinted for g in assessed(record, LATER).grounds if g.id == "10-1"] == [True]


def test_a_case_that_may_still_be_found_lost_keeps_it_until_then():
    settled = an_event("mediation_served", "2026-04-07", id="m")
    own = an_event("other_party_served", "2026-04-07", judgment="m")
    open_ = a_record(settled, own, complaint_served=SERVED)
    finding = a_finding("adverse_confirmed", "absent", "2026-05-06", about="m")
    found = a_record(settled, own, complaint_served=SERVED, findings=(finding,))
    assert state(open_, "7-2-报告") == "overdue"
    assert state(found, "7-2-报告") == "not_applicable"


def test_what_was_done_late_stays_done_late_and_a_right_stays_lapsed():
    record = a_record(WITHDRAWN, THEM, complaint_served=SERVED, report_made="2026-03-05")
    assert state(record, "7-2-报告") == "fulfilled_late"
    assert state(record, "法-行政管辖异议") == "lapsed"


def test_what_a_later_instance_asks_for_is_owed_though_an_earlier_end_was_not_adverse():
    won = an_event("judgment_served", "2026-04-07", disposition="claim_dismissed")
    again = an_event("retrial_copy_served", "2026-06-01", instance="i2", service_method="post")
    record = a_record(won, again, complaint_served=SERVED)
    duties = {d.trigger: d for d in assessed(record, LATER).duties if d.rule == "7-2-报告"}
    assert state_on(duties[again.id], day(LATER)) is DutyState.OVERDUE


@pytest.mark.parametrize(
    ("type_", "payload"),
    [
        ("proceeding_closed", {"reasons": "略"}),
        ("resolution_recorded", {"resolution": "no_action"}),
    ],
)
def test_the_review_falls_away_with_the_proceeding(type_, payload):
    opened = an_event("proceeding_opened", "2026-03-02", reasons="略")
    over = an_event(type_, "2026-06-01", **payload)
    assert state(a_record(opened), "15-2-审查建议") == "overdue"
    assert state(a_record(opened, over), "15-2-审查建议") == "not_applicable"


def test_a_returned_proposal_ends_nothing():
    opened = an_event("proceeding_opened", "2026-03-02", reasons="略")
    back = an_event("resolution_recorded", "2026-06-01", resolution="returned")
    assert state(a_record(opened, back), "15-2-审查建议") == "overdue"
