"""Two assessments of one record side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import DEPUTY, OFFICER, UNIT, a_finding, a_record, an_event, assessed, day
from guize.core.answers import Answer, Missing
from guize.core.comparing import DutyChange, compared
from guize.core.days import Period, Unit

SERVED, WHEN = "2026-03-02", "2026-03-05"
LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-17", judgment="j")


def said(*events, when=WHEN, **more):
    return assessed(a_record(*events, complaint_served=SERVED, **more), when)


def after(base, rule, **changes):
    """The same assessment with one duty told otherwise."""
    duties = tuple(replace(d, **changes) if d.rule == rule else d for d in base.duties)
    return replace(base, duties=duties)


BASE = said()


def test_an_assessment_beside_itself_differs_in_nothing_and_keeps_everything():
    found = compared(BASE, BASE)
    assert (found.changed_duties, found.changed_answers) == ((), ())
    assert {change.duty.id for change in found.duties} == {duty.id for duty in BASE.duties}
    assert found.answers


@pytest.mark.parametrize(
    "changes",
    [{"due": day("2026-03-06")}, {"raw": day("2026-03-06")}, {"severity": "target"},
     {"period": Period(3, Unit.WORKING_DAY)}, {"provisional": True}, {"presumed": True},
     {"missing": (Missing("x"),)}, {"modality": "可以"}, {"bearers": ("unit",)},
     {"moot_on": day("2026-03-05")}],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_a_duty_differs_in_whatever_its_reader_is_told(changes):
    (change,) = compared(BASE, after(BASE, "7-2-报告", **changes)).changed_duties
    assert (change.before.rule, change.is_changed) == ("7-2-报告", True)
    assert getattr(change.after, next(iter(changes))) == next(iter(changes.values()))


@pytest.mark.parametrize("changes", [{"done_on": day("2026-03-03")}, {"reasons": ()}, {"to": ()}])
def test_what_happened_to_a_duty_is_no_difference_of_law(changes):
    assert compared(BASE, after(BASE, "7-2-报告", **changes)).changed_duties == ()


def test_a_duty_under_one_of_both_alone_stands_beside_nothing():
    fewer = replace(BASE, duties=tuple(d for d in BASE.duties if d.rule != "7-2-报告"))
    (gone,), (came,) = compared(BASE, fewer).changed_duties, compared(fewer, BASE).changed_duties
    assert (gone.duty.rule, gone.after) == ("7-2-报告", None)
    assert (came.duty.rule, came.before) == ("7-2-报告", None)
    with pytest.raises(ValueError, match="no duty"):
        DutyChange(None, None).duty  # noqa: B018 - the fault under test


def test_of_both_duties_the_one_of_the_later_reading_is_shown():
    reworded = compared(BASE, after(BASE, "7-2-报告", act="另报"))
    assert "另报" in {change.duty.act for change in reworded.duties}


@pytest.mark.parametrize(
    ("before", "later", "is_open"),
    [
        ({}, {}, True),
        ({"done_on": day(SERVED)}, {}, True),
        ({}, {"moot_on": day(SERVED)}, True),
        ({"done_on": day(SERVED)}, {"done_on": day(SERVED)}, False),
        ({"moot_on": day(SERVED)}, {"done_on": day(SERVED)}, False),
        ({"done_on": day(SERVED), "moot_on": day(SERVED)}, None, False),
        (None, {}, True),
    ],
)
def test_a_change_is_open_while_one_side_is_neither_done_nor_fallen_away(before, later, is_open):
    duty = next(d for d in BASE.duties if d.rule == "7-2-报告")
    sides = [None if given is None else replace(duty, **given) for given in (before, later)]
    assert DutyChange(*sides).is_open is is_open


def test_duties_come_by_their_cause_and_several_of_one_cause_stay_apart():
    again = an_event("appeal_copy_served", "2026-03-03", id="a", instance="i2")
    found = compared(said(again), said(again)).duties
    days = [change.duty.triggered_on for change in found]
    assert days == sorted(days)
    doubled = replace(BASE, duties=(*BASE.duties, *BASE.duties))
    assert len(compared(doubled, doubled).duties) == 2 * len(BASE.duties)
    assert len(compared(doubled, BASE).changed_duties) == len(BASE.duties)


def test_a_consequence_of_the_same_judgment_is_the_same_duty_under_another_reading():
    """D29 decides whether effect or receipt sets the report off: one judgment, one duty."""
    lost = assessed(a_record(LOST, THEM), "2025-03-01")
    other = tuple(
        replace(d, trigger=d.trigger.replace("adverse_judgment_effective", "judgment_effective"))
        for d in lost.duties
    )
    assert compared(lost, replace(lost, duties=other)).changed_duties == ()


def answers(*events, when="2025-05-01", **more):
    base = assessed(a_record(LOST, THEM, *events, complaint_served="2024-09-27", **more), when)
    return {(c.question, c.about): c.before for c in compared(base, base).answers}


def test_every_question_is_answered_open_or_not_asked():
    found = answers()
    assert found["败诉", "j"] == "adverse"
    assert found["牵头", ""] == "deputy_head"
    assert found["追责门槛", ""] == found["案件移送", ""] == "undetermined"
    assert found["适用范围", UNIT] == "applies"
    assert found["责任", OFFICER] == "direct"
    assert found["责任", DEPUTY] == "undetermined"
    assert ("应诉承办", "") in found
    running = compared(BASE, BASE).answers
    assert not {"追责门槛", "案件移送", "责任"} & {each.question for each in running}


def test_an_answer_that_changes_is_told_with_both_codes_and_its_vocabulary():
    loss = (a_finding("major_economic_loss"),)
    base = assessed(a_record(LOST, THEM, complaint_served="2024-09-27"), "2025-05-01")
    later = assessed(
        a_record(LOST, THEM, complaint_served="2024-09-27", findings=loss), "2025-05-01"
    )
    changed = {c.question: c for c in compared(base, later).changed_answers}
    gate = changed["追责门槛"]
    assert (gate.before, gate.after, gate.vocabulary) == ("undetermined", "gate_open", "门槛")
    assert gate.is_changed
    none = compared(base, replace(base, gate=None, lead=None))
    assert {(c.question, c.after) for c in none.changed_answers} == {("追责门槛", ""), ("牵头", "")}


def test_who_leads_is_open_where_the_table_leaves_it_open():
    lead = replace(BASE.lead, function="", answer=Answer.undetermined(Missing("portfolio")))
    (change,) = compared(BASE, replace(BASE, lead=lead)).changed_answers
    assert (change.question, change.after) == ("牵头", "undetermined")


def test_a_vacant_post_is_named_by_its_function():
    kept = tuple(a for a in a_record().appointments if a.id != OFFICER)
    assert answers(changes={"appointments": kept})["责任", "case_officer"] == "undetermined"
