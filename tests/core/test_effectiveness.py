"""When a judgment takes effect, and if it is adverse (第三条)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import a_finding, a_record, an_event, assessed, calendar, day, norms, rulebook
from guize.core.duties import derive_duties, effectiveness

LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-20", judgment="j", party_name="某某")


def the_judgment(*events, when="2025-06-01", **more):
    record = a_record(*events, complaint_served="2024-11-01", **more)
    return effectiveness(record, norms(), on=day(when))[0]


def test_by_lapse_it_takes_effect_the_day_after_the_last_partys_appeal_day():
    judgment = the_judgment(LOST, THEM)
    assert judgment.appeal_until == day("2025-02-05")
    assert (judgment.effective_on, judgment.presumed) == (day("2025-02-06"), False)


def test_without_the_other_partys_service_it_is_presumed_with_a_safe_day_beside_it():
    judgment = the_judgment(LOST)
    assert (judgment.effective_on, judgment.presumed) == (day("2025-02-06"), True)
    assert judgment.earliest_safe_on == day("2025-01-17")


def test_a_presumed_start_gives_the_report_a_safe_day_too():
    record = a_record(LOST, complaint_served="2024-11-01")
    duties = derive_duties(record, norms(), on=day("2025-02-10"))
    report = next(duty for duty in duties if duty.rule == "15-1-整改报告")
    assert report.presumed
    assert (report.due, report.safe_due) == (day("2025-04-07"), day("2025-03-17"))


def test_a_certificate_goes_before_the_presumption():
    paper = an_event(
        "effectiveness_certified", "2025-03-01", judgment="j", effective_on="2025-02-12"
    )
    judgment = the_judgment(LOST, paper)
    assert (judgment.effective_on, judgment.certified) == (day("2025-02-12"), True)


def test_an_appeal_in_time_keeps_it_from_taking_effect():
    judgment = the_judgment(LOST, an_event("appeal_filed", "2025-02-05"))
    assert (judgment.effective_on, judgment.appealed_on) == (None, day("2025-02-05"))
    assert judgment.adverse.value == "not_yet"


def test_our_appeal_out_of_time_does_not():
    assert the_judgment(LOST, an_event("appeal_filed", "2025-02-06")).effective_on


def test_an_appeal_of_the_other_side_does_even_if_it_reaches_us_late():
    copy = an_event("appeal_copy_served", "2025-03-01", instance="i2")
    assert the_judgment(LOST, copy).effective_on is None


def test_the_clock_of_the_report_does_not_run_before_effectiveness():
    record = a_record(LOST, an_event("appeal_filed", "2025-02-05"))
    duties = derive_duties(record, norms(), on=day("2025-06-01"))
    assert not [duty for duty in duties if duty.rule == "15-1-整改报告"]


@pytest.mark.parametrize("level", ["second", "retrial"])
def test_a_final_judgment_takes_effect_on_service(level):
    judgment = the_judgment(LOST, instance={"level": level})
    assert (judgment.effective_on, judgment.presumed) == (day("2025-01-17"), False)


def test_small_claims_are_final():
    judgment = the_judgment(LOST, instance={"procedure": "small_claims"}, case={"kind": "civil"})
    assert judgment.effective_on == day("2025-01-17")


@pytest.mark.parametrize(
    ("kind", "effective"),
    [("suit_rejected", "2025-02-06"), ("withdrawal", "2025-01-17"), ("remand", "2025-01-17")],
)
def test_only_some_rulings_can_be_appealed(kind, effective):
    ruling = an_event("ruling_served", "2025-01-17", ruling_kind=kind)
    # 10 days end on 01-27, a working day: effective on 01-28
    expected = "2025-01-28" if kind == "suit_rejected" else effective
    assert the_judgment(ruling).effective_on == day(expected)


def test_an_unknown_level_leaves_the_effect_open():
    judgment = the_judgment(LOST, changes={"instances": ()})
    assert judgment.effective_on is None
    assert ("instance_level", "j") in [(m.fact, m.about) for m in judgment.adverse.missing] or (
        judgment.adverse.missing
    )


@pytest.mark.parametrize(
    ("disposition", "adverse"),
    [
        ("revoked", "adverse"),
        ("partly_revoked", "adverse"),
        ("declared_illegal", "adverse"),
        ("ordered_to_perform", "adverse"),
        ("compensation", "adverse"),
        ("declared_void", "adverse"),
        ("civil_lost_defendant", "adverse"),
        ("claim_dismissed", "not_adverse"),
        ("withdrawn", "not_adverse"),
        ("civil_won", "not_adverse"),
        ("civil_lost_plaintiff", None),
        ("other_result", None),
    ],
)
def test_what_counts_as_adverse__art_3(disposition, adverse):
    event = an_event("judgment_served", "2025-01-17", disposition=disposition)
    assert the_judgment(event).adverse.value == adverse


@pytest.mark.parametrize(("state", "adverse"), [("present", "adverse"), ("absent", "not_adverse")])
def test_where_the_text_is_open_the_bureau_decides(state, adverse):
    event = an_event("judgment_served", "2025-01-17", id="j", disposition="civil_lost_plaintiff")
    found = a_finding("adverse_confirmed", state, "2025-02-10", about="j")
    assert the_judgment(event, findings=(found,)).adverse.value == adverse


def test_a_judgment_set_aside_is_no_longer_a_loss():
    aside = an_event("judgment_set_aside", "2025-05-01", judgment="j")
    record = a_record(LOST, THEM, aside, complaint_served="2024-11-01")
    assert assessed(record, "2025-06-01").stage.value == "S0"


def test_a_ruling_on_jurisdiction_decides_nothing():
    ruling = an_event("ruling_served", "2025-01-17", ruling_kind="jurisdiction")
    assessment = assessed(a_record(ruling, complaint_served="2024-11-01"), "2025-06-01")
    assert assessment.gate is None


@given(st.dates(min_value=day("2024-09-27"), max_value=day("2026-10-01")))
def test_effectiveness_follows_the_appeal_period_that_the_rulebook_gives(served):
    event = an_event("judgment_served", served.isoformat(), disposition="revoked")
    judgment = effectiveness(a_record(event), norms(), on=served)[0]
    assert calendar().is_working_day(judgment.appeal_until)
    assert (judgment.effective_on - judgment.appeal_until).days == 1
    assert (judgment.appeal_until - served).days >= 15


def test_the_rulebook_knows_the_derived_triggers():
    assert {"judgment_effective", "adverse_judgment_effective"} <= set(rulebook().event_types)
