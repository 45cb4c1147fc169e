"""What follows a judgment: performance, delay, enforcement, recourse, reversal (解释 D39, D40)."""

from __future__ import annotations

import pytest

from build import a_finding, a_record, an_event, assessed, day, norms, the_duty
from guize.core.duties import effectiveness, state_on
from guize.core.facts import Party

LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked_and_redo")
THEM = an_event("other_party_served", "2025-01-17", judgment="j", party_name="某某")
WHEN = "2025-06-01"


def case_with(*events, **more):
    return a_record(LOST, THEM, *events, complaint_served="2024-11-01", **more)


def state(record, rule, when=WHEN):
    return state_on(the_duty(record, rule, when), day(when)).value


def judgment_of(disposition, **payload):
    served = an_event("judgment_served", "2025-01-17", id="j", disposition=disposition, **payload)
    record = a_record(served, THEM, complaint_served=("2024-11-01", {"amount_claimed": 100_00}))
    return effectiveness(record, norms(), on=day(WHEN))[0]


def test_the_act_is_to_be_made_anew_from_effectiveness_on():
    duty = the_duty(case_with(), "法-重作", WHEN)
    assert (duty.triggered_on, duty.due) == (day("2025-02-06"), None)
    made = an_event("act_made_anew", "2025-04-01")
    assert state(case_with(made), "法-重作") == "fulfilled_in_time"


def test_the_term_that_the_court_sets_is_the_last_day():
    until = an_event("redo_period_set", "2025-02-06", until="2025-04-07")
    late = an_event("act_made_anew", "2025-04-08")
    assert the_duty(case_with(until), "法-行政履行", WHEN).due == day("2025-04-07")
    assert state(case_with(until, late), "法-行政履行") == "fulfilled_late"


@pytest.mark.parametrize(
    ("disposition", "rule"),
    [("ordered_to_perform", "法-履职"), ("ordered_to_pay", "法-给付"), ("compensation", "法-给付")],
)
def test_each_kind_of_judgment_has_its_own_performance(disposition, rule):
    served = an_event("judgment_served", "2025-01-17", id="j", disposition=disposition)
    record = a_record(served, THEM, complaint_served="2024-11-01")
    assert the_duty(record, rule, WHEN).triggered_on == day("2025-02-06")


def test_delay_calls_for_interest_until_performed_or_paid():
    over = an_event("performance_expired", "2025-04-07", judgment="j")
    assert state(case_with(over), "法-迟延履行") == "running"
    paid = an_event("delay_interest_paid", "2025-05-06", amount=1_000_00)
    assert state(case_with(over, paid), "法-迟延履行") == "fulfilled_in_time"


def test_an_order_of_enforcement_against_the_unit_names_its_last_day():
    order = an_event("enforcement_notice_served", "2025-05-06", until="2025-05-20")
    assert the_duty(case_with(order), "法-行政履行", WHEN).due == day("2025-05-20")
    assert state(case_with(order), "法-行政履行") == "overdue"


def test_enforcement_may_be_applied_for_two_years_from_the_end_of_the_term():
    over = an_event("performance_expired", "2024-02-29")
    record = a_record(over, complaint_served="2023-11-01")
    assert the_duty(record, "法-行政申请执行", "2024-03-01").due == day("2026-02-28")


def test_an_act_not_sued_upon_may_be_enforced_within_three_months():
    over = an_event("addressee_term_expired", "2024-11-30")
    assert the_duty(a_record(over), "法-非诉执行", "2024-12-01").due == day("2025-02-28")


def test_payment_of_compensation_seven_days_then_fifteen_for_the_treasury():
    asked = an_event("payment_requested", "2025-03-03", amount=1)
    applied = an_event("payment_applied", "2025-03-10", amount=1)
    record = a_record(asked, applied)
    assert the_duty(record, "法-赔偿支付", WHEN).due == day("2025-03-10")
    assert the_duty(record, "法-财政支付", WHEN).due == day("2025-03-25")


@pytest.mark.parametrize(
    ("found", "expected"), [("present", "running"), ("not_determined", "undetermined")]
)
def test_recourse_is_a_prompt_until_intent_or_gross_negligence_is_found(found, expected):
    paid = an_event("compensation_paid", "2025-05-06", amount=1)
    fault = (a_finding("ground_other_fault", found, "2025-05-07"),)
    assert state(case_with(paid, findings=fault), "法-追偿") == expected


def test_without_fault_there_is_no_recourse():
    paid = an_event("compensation_paid", "2025-05-06", amount=1)
    record = case_with(paid, findings=(a_finding("ground_other_fault", "absent", "2025-05-07"),))
    assert not [d for d in assessed(record, WHEN).duties if d.rule == "法-追偿"]


ASIDE = an_event("judgment_set_aside", "2025-05-20", judgment="j")
DECIDED = (
    an_event("proceeding_opened", "2025-03-03", reasons="略"),
    an_event("decision_made", "2025-04-30", subject="a-principal", body="discipline_body"),
)


def test_a_reversal_after_accountability_reopens_and_notifies_and_undoes_nothing__d39():
    record = case_with(*DECIDED, ASIDE)
    assert assessed(record, "2025-05-19").stage == "S4"
    after = assessed(record, WHEN)
    assert after.stage == "S2"
    assert {"15-2-撤销后审查", "15-2-撤销后通知"} <= {d.rule for d in after.duties}
    assert next(s for s in after.steps if s.id == "步-决定").state == "done"


def test_a_reversal_without_a_proceeding_asks_for_nothing():
    after = assessed(case_with(ASIDE), WHEN)
    assert after.stage == "S0"
    assert not [d for d in after.duties if d.rule.startswith("15-2-撤销")]


def test_a_win_with_criticism_is_no_loss_and_says_so__d40():
    judgment = judgment_of("claim_dismissed", criticised=True)
    assert (judgment.adverse.value, judgment.tags) == ("not_adverse", ("win_with_criticism",))
    assert judgment_of("claim_dismissed").tags == ()


def test_withdrawal_after_a_change_is_no_loss_and_marked_corrected():
    judgment = judgment_of("withdrawn_after_change")
    assert (judgment.adverse.value, judgment.tags) == ("not_adverse", ("corrected",))


@pytest.mark.parametrize(
    ("disposition", "awarded", "tags"),
    [
        ("partly_revoked", None, ("partial",)),
        ("compensation", 99_99, ("partial",)),
        ("compensation", 100_00, ()),
        ("revoked", None, ()),
    ],
)
def test_a_partial_loss_is_a_loss_and_marked(disposition, awarded, tags):
    judgment = judgment_of(disposition, amount_awarded=awarded)
    assert (judgment.adverse.value, judgment.tags) == ("adverse", tags)


def test_a_second_instance_takes_effect_with_the_last_service():
    late = an_event("other_party_served", "2025-01-24", judgment="j", party_name="某某")
    record = a_record(LOST, late, complaint_served="2024-11-01", instance={"level": "second"})
    assert effectiveness(record, norms(), on=day(WHEN))[0].effective_on == day("2025-01-24")


def test_the_last_of_several_outsiders_decides_and_a_missing_one_makes_it_presumed():
    parties = (
        Party("us", "i1", "defendant", "unit"),
        Party("one", "i1", "plaintiff", "", "甲"),
        Party("two", "i1", "third_party", "", "乙"),
    )
    second = an_event("other_party_served", "2025-01-24", id="o2", judgment="j", party_name="乙")
    for events, effective, presumed in (((), "2025-02-06", True), ((second,), "2025-02-09", False)):
        record = case_with(*events, changes={"parties": parties})
        judgment = effectiveness(record, norms(), on=day(WHEN))[0]
        assert (judgment.effective_on, judgment.presumed) == (day(effective), presumed)


def test_mediation_takes_effect_with_the_last_signature_and_until_then_is_presumed():
    signed = an_event("mediation_served", "2025-01-17", id="m")
    theirs = an_event("other_party_served", "2025-01-22", judgment="m", party_name="某某")
    for events, effective, presumed in (((), "2025-01-17", True), ((theirs,), "2025-01-22", False)):
        record = a_record(signed, *events, complaint_served="2024-11-01")
        judgment = effectiveness(record, norms(), on=day(WHEN))[0]
        assert (judgment.effective_on, judgment.presumed) == (day(effective), presumed)
        assert (judgment.earliest_safe_on is not None) == presumed
