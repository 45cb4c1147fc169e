"""Every reason can be said, in both languages, and says why or why not."""

from __future__ import annotations

import string

import pytest

from build import (
    APPOINTMENTS,
    UNIT_DEPUTY,
    a_finding,
    a_record,
    an_event,
    assessed,
    day,
    norms,
    rulebook,
    the_duty,
)
from guize.core import explain
from guize.core.duties import DutyState
from guize.core.explain import chinese, english
from guize.core.facts.entry import CAUSES

SERVED = "2026-09-24"
RICH = a_record(
    an_event("judgment_served", "2026-03-02", id="j", disposition="revoked"),
    an_event("period_suspended", "2026-02-12", reasons="x"),
    an_event("period_extended", "2026-02-20", duty="法-行政举证", until="2026-03-10"),
    complaint_served="2026-02-06",
    findings=(a_finding("ground_hearing_error", "not_proven", "2026-05-01"),),
    changes={"appointments": tuple(a for a in APPOINTMENTS if a.id != UNIT_DEPUTY)},
)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_sentences_with_the_same_values():
    chinese_ones = chinese.SENTENCES | CAUSES
    assert set(chinese_ones) == set(english.SENTENCES)
    assert set(chinese.WORDS) == set(english.WORDS)
    for key, sentence in chinese_ones.items():
        assert fields(sentence) == fields(english.SENTENCES[key]), key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_of_an_assessment_can_be_said(language):
    assessment = assessed(RICH, "2026-05-20")
    book = rulebook()
    for duty in assessment.duties:
        assert all(explain.say_duty(duty, book, language))
    for judgment in assessment.judgments:
        assert all(explain.say_all(judgment.reasons, book, language))
    for item in (*assessment.responsibility, *assessment.pursuit, assessment.lead):
        assert all(explain.say_answer(item.answer, book, language))
    for state in (*assessment.grounds, *assessment.mitigations):
        assert all(explain.say_all(state.reasons, book, language) or [True])
    for missing in assessment.open_questions:
        assert explain.say_missing(missing, book, language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", list(DutyState))
def test_every_state_has_a_name(state, language):
    assert explain.say_state(state, language)


def test_the_count_of_days_is_told_with_its_provision():
    duty = the_duty(a_record(complaint_served=SERVED), "7-2-报告", SERVED)
    told = "".join(explain.say_duty(duty, rulebook()))
    assert "中秋节" in told
    assert "2026-09-29(周二)" in told
    assert "民诉法第八十五条" in told


def test_overdue_says_that_only_the_record_is_missing():
    assert explain.say_state(DutyState.OVERDUE) == "逾期(未见记录)"


def test_names_stand_for_ids_where_they_are_given():
    duty = the_duty(a_record(complaint_served=SERVED), "7-2-报告", SERVED)
    told = explain.say_all(duty.holders.reasons, rulebook(), names={"unit": "云台镇"})
    assert "云台镇" in told[0]


def why_not(row, record, when="2026-05-20"):
    return [(r.key, dict(r.values)) for r in explain.why_not(row, record, norms(), on=day(when))]


def test_why_a_duty_does_not_arise_names_the_event_it_waits_for():
    assert why_not("7-2-请示", RICH)[0] == ("absent.no_trigger", {"type": "suit_intended"})


def test_why_a_duty_does_not_arise_names_the_condition_not_met():
    key, values = why_not("法-民事答辩", RICH)[0]
    assert (key, values["fact"]) == ("absent.not_met", "case_kind")


def test_why_a_responsibility_is_not_there_names_the_unknown_fact():
    reasons = why_not("8-2-应诉前汇报", RICH)
    assert ("absent.unknown", "reported_before_response") in [(k, v["fact"]) for k, v in reasons]


def test_what_applies_says_so_and_what_is_not_in_the_book_too():
    assert why_not("7-2-报告", RICH) == [("absent.present", {"row": "7-2-报告"})]
    assert why_not("nothing", RICH) == [("absent.no_row", {"row": "nothing"})]
