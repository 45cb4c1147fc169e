"""Which ends make a duty pointless, and from which day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import a_record, an_event, day, norms, the_duty
from guize.core.duties import derive_duties
from guize.core.facts import Instance

SERVED, LATER = "2026-03-02", "2026-06-30"


def duties(record, rule, when=LATER):
    found = derive_duties(record, norms(), on=day(when))
    return {each.trigger: each for each in found if each.rule == rule}


def keys(duty):
    return [why.key for why in duty.reasons if why.key.startswith("duty.")]


WITHIN = {
    "joinder_notice_served": "7-2-报告",
    "appeal_copy_served": "法-行政上诉答辩",
    "retrial_copy_served": "法-行政再审意见",
    "hearing_notice_served": "9-2-安排",
    "evidence_period_set": "法-举证期限",
    "suit_intended": "7-2-请示",
    "report_made": "7-2-方案",
    "instruction_requested": "7-2-方案",
    "complaint_served": "法-行政答辩",
}
ENDED = an_event("ruling_served", "2026-03-03", ruling_kind="withdrawal")


@pytest.mark.parametrize("type_", WITHIN)
def test_what_the_court_set_in_motion_ends_with_the_instance(type_):
    begun = an_event(type_, SERVED, id="b", until="2026-04-01", hearing_on="2026-04-10")
    found = duties(a_record(begun, ENDED), WITHIN[type_])["b"]
    assert (found.moot_on, keys(found)[-1]) == (day("2026-03-03"), "duty.instance_ended")


@pytest.mark.parametrize("kind", ["withdrawal", "suit_rejected", "not_accepted", "remand"])
def test_these_rulings_end_an_instance(kind):
    ruling = replace(ENDED, payload={"ruling_kind": kind})
    found = the_duty(a_record(ruling, complaint_served=SERVED), "法-行政答辩", LATER)
    assert found.moot_on == day("2026-03-03")


@pytest.mark.parametrize("kind", ["jurisdiction", "preservation", ""])
def test_a_ruling_on_the_way_ends_nothing(kind):
    ruling = replace(ENDED, payload={"ruling_kind": kind})
    found = the_duty(a_record(ruling, complaint_served=SERVED), "法-行政答辩", LATER)
    assert found.moot_on is None


@pytest.mark.parametrize(
    ("when", "falls"),
    [("2026-03-01", False), ("2026-03-02", True), ("2026-03-17", True), ("2026-03-18", False)],
)
def test_an_end_counts_from_the_day_of_the_cause_to_the_last_day(when, falls):
    """The answer is due on 2026-03-17: what was overdue before the end stays so, if it was lost."""
    lost = an_event("judgment_served", when, disposition="revoked")
    found = the_duty(a_record(lost, complaint_served=SERVED), "法-行政答辩", LATER)
    assert (found.moot_on is not None) is falls


def test_an_end_of_another_instance_ends_nothing():
    other = replace(ENDED, instance="i2")
    levels = {
        "instances": (Instance("i1", "first", "defendant"), Instance("i2", "second", "defendant"))
    }
    record = a_record(other, complaint_served=SERVED, changes=levels)
    assert the_duty(record, "法-行政答辩", LATER).moot_on is None


def test_the_review_falls_away_on_the_day_the_proceeding_closes_and_says_so():
    opened = an_event("proceeding_opened", SERVED, reasons="略")
    over = an_event("proceeding_closed", SERVED, reasons="略")
    found = the_duty(a_record(opened, over), "15-2-审查建议", LATER)
    assert (found.moot_on, keys(found)[-1]) == (day(SERVED), "duty.proceeding_ended")
    early = replace(over, occurred_on=day("2026-03-01"))
    assert the_duty(a_record(opened, early), "15-2-审查建议", LATER).moot_on is None


def test_a_judgment_won_in_a_second_instance_closes_the_case_on_its_own_day():
    """Both instances were won; what was overdue falls away when the last judgment holds."""
    first = an_event("judgment_served", "2026-03-20", id="a", disposition="claim_dismissed")
    levels = {
        "instances": (Instance("i1", "first", "defendant"), Instance("i2", "second", "defendant"))
    }
    last = an_event("judgment_served", "2026-06-01", id="b", instance="i2",
                    disposition="claim_dismissed")  # fmt: skip
    one = the_duty(a_record(first, complaint_served=SERVED), "7-2-报告", LATER)
    both = the_duty(
        a_record(first, last, complaint_served=SERVED, changes=levels), "7-2-报告", LATER
    )
    assert (one.moot_on, both.moot_on) == (day("2026-04-08"), day("2026-06-01"))
    assert keys(both)[-1] == "duty.case_closed"


def test_one_judgment_lost_among_several_keeps_what_was_overdue():
    levels = {
        "instances": (Instance("i1", "first", "defendant"), Instance("i2", "second", "defendant"))
    }
    won = an_event("judgment_served", "2026-03-20", id="a", disposition="claim_dismissed")
    lost = an_event("judgment_served", "2026-06-01", id="b", instance="i2", disposition="revoked")
    record = a_record(won, lost, complaint_served=SERVED, changes=levels)
    assert the_duty(record, "7-2-报告", LATER).moot_on is None
