"""The one entry: pure, complete, in order."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from build import (
    UNIT,
    a_finding,
    a_record,
    an_event,
    assessed,
    calendar,
    day,
    norms,
    rulebook,
)
from guize.core.assess import assess
from guize.core.days import Calendar, LocalDay
from guize.core.duties import state_on
from guize.core.facts import Organ
from guize.core.rulebook import Norms

SERVED = "2026-09-24"
EVENTS = (
    an_event("complaint_served", "2026-03-02", id="e1"),
    an_event("report_made", "2026-03-03", id="e2"),
    an_event("response_plan_made", "2026-03-06", id="e3"),
    an_event("defence_filed", "2026-03-16", id="e4"),
    an_event("hearing_held", "2026-04-15", id="e5", appearance="principal_appeared"),
    an_event("judgment_served", "2026-05-06", id="e6", disposition="revoked"),
    an_event("other_party_served", "2026-05-07", id="e7", judgment="e6", party_name="某某"),
)


def served_on(text, **more):
    return a_record(complaint_served=text, **more)


def test_the_same_input_gives_the_same_output():
    record = a_record(*EVENTS)
    first = assessed(record, "2026-06-30")
    assert first == assessed(record, "2026-06-30")
    assert pickle.dumps(first) == pickle.dumps(assessed(record, "2026-06-30"))


@given(st.permutations(EVENTS))
@settings(max_examples=25)
def test_it_depends_on_the_set_of_facts_and_not_on_the_order_of_entry(events):
    ordered = assessed(a_record(*EVENTS), "2026-06-30")
    assert assessed(a_record(*events), "2026-06-30") == ordered


@given(st.dates(min_value=day("2026-01-05"), max_value=day("2026-03-01")))
@settings(max_examples=25)
def test_correcting_an_entry_and_correcting_it_back_gives_the_first_duties(wrong):
    first = EVENTS[0]
    there = replace(first, id="c1", occurred_on=wrong, supersedes="e1")
    back = replace(first, id="c2", supersedes="c1")
    dues = [
        [(d.rule, d.due, d.done_on) for d in assessed(record, "2026-06-30").duties]
        for record in (a_record(*EVENTS), a_record(*EVENTS, there, back))
    ]
    assert sorted(map(str, dues[0])) == sorted(map(str, dues[1]))


def test_what_was_not_known_then_does_not_count():
    later = an_event("report_made", "2026-09-28", recorded="2026-10-20T09:00")
    record = a_record(later, complaint_served=SERVED)
    then = assessed(record, "2026-10-08", known_at=datetime(2026, 10, 8, tzinfo=UTC))
    states = {d.rule: state_on(d, day("2026-10-08")).value for d in then.duties}
    assert states["7-2-报告"] == "overdue"


def test_what_happens_after_the_day_asked_is_not_seen():
    assessment = assessed(a_record(*EVENTS), "2026-04-30")
    assert assessment.judgments == ()
    assert assessment.stage.value == "S0"


@given(st.dates(min_value=day("2026-01-05"), max_value=day("2026-11-20")), st.data())
@settings(max_examples=40)
def test_a_new_day_off_never_makes_a_running_duty_due_earlier(served, data):
    gap = data.draw(st.integers(min_value=1, max_value=20))
    off = LocalDay(served + timedelta(days=gap), "县庆")
    known = calendar()
    longer = Calendar(known.notices, known.festivals, (off,), 2020, 2030)
    record = served_on(served.isoformat())
    before = {d.id: d.due for d in assess(record, norms(), on=served).duties}
    after = assess(record, Norms((rulebook(),), longer), on=served).duties
    assert all(before[d.id] is None or d.due >= before[d.id] for d in after)


@given(st.dates(min_value=day("2024-09-27"), max_value=day("2026-11-20")))
@settings(max_examples=40)
def test_every_rolled_date_is_a_working_day(served):
    for duty in assess(served_on(served.isoformat()), norms(), on=served).duties:
        assert duty.due is None or calendar().is_working_day(duty.due)
        assert duty.raw is None or duty.raw <= duty.due


def test_party_bodies_are_under_the_regulation_by_analogy_and_others_not():
    for kind, scope, state in (
        ("party_body", "by_analogy", "overdue"),
        ("other_body", "not_applicable", "not_applicable"),
    ):
        organs = tuple(replace(o, kind=kind) if o.id == UNIT else o for o in a_record().organs)
        record = served_on("2026-03-02", changes={"organs": organs})
        assessment = assessed(record, "2026-03-20")
        assert assessment.scope[0].answer.value == scope
        report = next(d for d in assessment.duties if d.rule == "7-2-报告")
        assert state_on(report, day("2026-03-20")).value == state


def test_the_heads_of_departments_do_the_work_where_the_county_is_party__art_9_3():
    case = {"units": ("county", UNIT)}
    found = (a_finding("upheld_on_reconsideration", "absent", "2026-03-02"),)
    assessment = assessed(served_on("2026-03-02", case=case, findings=found), "2026-03-03")
    assert assessment.conduct.answer.value == "acting_organ"


def test_open_questions_come_by_what_they_rule_out_and_none_twice():
    assessment = assessed(a_record(*EVENTS), "2026-06-30")
    counts = [len(missing.rules_out) for missing in assessment.open_questions]
    assert counts == sorted(counts, reverse=True)
    keys = [(missing.fact, missing.about) for missing in assessment.open_questions]
    assert len(keys) == len(set(keys))


def test_a_reorganised_unit_keeps_its_responsibility__art_16_2():
    successor = Organ("new", "新机构", "department", succeeds=(UNIT,))
    organs = (*a_record().organs, successor)
    record = a_record(*EVENTS, changes={"organs": organs})
    assert UNIT in {p.subject for p in assessed(record, "2026-06-30").pursuit}


def test_a_case_without_events_has_nothing_to_do_and_no_error():
    assessment = assessed(a_record(), "2026-06-30")
    assert (assessment.duties, assessment.judgments, assessment.gate) == ((), (), None)
