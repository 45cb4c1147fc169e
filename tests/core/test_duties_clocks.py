"""How a duty's clock is set, stopped, extended and turned amber, to the day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import a_record, an_event, assessed, calendar, day, norms, rulebook, the_duty
from guize.core.assess import assess
from guize.core.days import Period, Unit
from guize.core.duties import state_on
from guize.core.duties.clocks import AMBER_LEAST, AMBER_MOST
from guize.core.rulebook import Norms

SERVED = "2026-03-02"  # a Monday: report due 03-04, answer and evidence 03-17
ANSWER, EVIDENCE, REPORT = "法-行政答辩", "法-行政举证", "7-2-报告"
LATER = "2026-06-30"


def stop(when, **payload):
    instance = payload.pop("instance", "i1")
    return an_event("period_suspended", when, id=f"stop-{when}", instance=instance, **payload)


def go(when, **payload):
    instance = payload.pop("instance", "i1")
    return an_event("period_resumed", when, id=f"go-{when}", instance=instance, **payload)


def longer(when, until, **payload):
    instance = payload.pop("instance", "i1")
    return an_event("period_extended", when, instance=instance, until=until, **payload)


def duty(*events, rule=ANSWER, when=LATER, **more):
    return the_duty(a_record(*events, complaint_served=SERVED, **more), rule, when)


def keys(found):
    return [why.key for why in found.reasons if why.key.startswith("duty.")]


def due(*events, **more):
    return duty(*events, **more).due.isoformat()


def test_days_that_the_clock_stood_still_are_added_one_by_one():
    assert due() == "2026-03-17"
    assert due(stop("2026-03-05"), go("2026-03-06")) == "2026-03-18"
    assert due(stop("2026-03-05"), go("2026-03-05")) == "2026-03-17"
    found = duty(stop("2026-03-05"), go("2026-03-12"))
    assert found.suspensions == ((day("2026-03-05"), day("2026-03-12")),)
    assert "duty.suspended" in keys(found)


def test_what_ends_on_a_day_off_after_a_stop_moves_to_the_next_working_day():
    found = duty(stop("2026-03-05"), go("2026-03-09"))
    assert (found.raw, found.due) == (day("2026-03-21"), day("2026-03-23"))


def test_of_a_period_in_working_days_the_working_days_of_the_stop_are_added():
    """A stop from Tuesday to the next Monday takes four working days off a report."""
    entry = {"duty": REPORT}
    found = duty(stop("2026-03-03", **entry), go("2026-03-09", **entry), rule=REPORT)
    assert (found.raw, found.due) == (day("2026-03-10"), day("2026-03-10"))


def test_a_day_of_stop_alone_moves_a_report_by_one_working_day():
    entry = {"duty": REPORT}
    assert due(stop("2026-03-03", **entry), go("2026-03-04", **entry), rule=REPORT) == "2026-03-05"
    weekend = (stop("2026-03-07", **entry), go("2026-03-09", **entry))
    assert due(*weekend, rule=REPORT, when=LATER) == "2026-03-04"


def test_a_stop_after_the_last_day_changes_nothing_and_one_on_it_does():
    assert duty(stop("2026-03-18"), go("2026-03-20")).suspensions == ()
    assert due(stop("2026-03-17"), go("2026-03-19")) == "2026-03-19"


def test_a_second_stop_while_the_clock_stands_still_counts_once():
    twice = (stop("2026-03-05"), stop("2026-03-06"), go("2026-03-10"))
    assert due(*twice) == "2026-03-23"
    assert len(duty(*twice).suspensions) == 1
    open_ = duty(stop("2026-03-05"), stop("2026-03-06"))
    assert open_.suspensions == ((day("2026-03-05"), None),)


def test_a_stop_on_the_day_the_clock_ran_on_is_a_new_one():
    again = (stop("2026-03-05"), go("2026-03-06"), stop("2026-03-06"), go("2026-03-09"))
    found = duty(*again)
    assert len(found.suspensions) == 2
    assert found.raw == day("2026-03-21")


def test_a_stop_that_names_no_period_stops_the_statutory_ones_of_its_instance_alone():
    events = (stop("2026-03-03"), go("2026-03-10"))
    assert due(*events) == due(*events, rule=EVIDENCE) == "2026-03-24"
    assert due(*events, rule=REPORT) == "2026-03-04"
    elsewhere = (stop("2026-03-03", instance="i2"), go("2026-03-10", instance="i2"))
    assert due(*elsewhere) == "2026-03-17"


@pytest.mark.parametrize("name", [ANSWER, f"{ANSWER}@complaint_served-{SERVED}", "提交答辩状"])
def test_a_stop_may_name_its_period_by_row_by_duty_or_by_act(name):
    events = (stop("2026-03-03", duty=name), go("2026-03-10", duty=name))
    assert due(*events) == "2026-03-24"
    assert due(*events, rule=EVIDENCE) == "2026-03-17"


def test_what_was_entered_before_the_cause_concerns_another_period():
    assert due(longer("2026-03-01", "2026-04-01", duty=ANSWER)) == "2026-03-17"
    assert due(longer(SERVED, "2026-04-01", duty=ANSWER)) == "2026-04-01"


def test_an_extension_names_the_day_it_reaches():
    found = duty(longer("2026-03-10", "2026-04-04", duty=ANSWER))
    assert (found.raw, found.due) == (day("2026-04-04"), day("2026-04-04"))
    assert keys(found)[:2] == ["duty.triggered", "duty.extended"]


def test_only_what_resumes_after_the_stop_ends_it_and_the_first_does():
    assert due(stop("2026-03-05"), go("2026-03-09"), go("2026-03-30")) == "2026-03-23"
    found = duty(go("2026-03-04"), stop("2026-03-05"), when="2026-03-10")
    assert state_on(found, day("2026-03-10")).value == "suspended"
    other = duty(stop("2026-03-05"), go("2026-03-06", duty=EVIDENCE))
    assert other.suspensions == ((day("2026-03-05"), None),)


def test_what_has_no_last_day_cannot_be_stopped():
    redo = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked_and_redo")
    them = an_event("other_party_served", "2025-01-17", judgment="j")
    halt = an_event("period_suspended", "2025-03-03", duty="法-重作")
    found = the_duty(a_record(redo, them, halt), "法-重作", "2025-06-01")
    assert (found.due, found.suspensions, found.amber_from) == (None, (), None)
    assert "duty.no_term" in keys(found)


def test_a_day_that_the_court_names_is_the_last_day_and_says_so():
    order = an_event("evidence_period_set", "2026-03-05", until="2026-04-04")
    found = duty(order, rule="法-举证期限")
    assert (found.start, found.raw, found.due) == (day("2026-03-05"), *[day("2026-04-04")] * 2)
    assert keys(found) == ["duty.triggered", "duty.on_field"]


def test_an_order_without_a_day_leaves_the_last_day_open():
    order = an_event("evidence_period_set", "2026-03-05")
    assert duty(order, rule="法-举证期限").due is None


CIVIL = {"case": {"kind": "civil"}}


def test_what_must_precede_an_event_ends_with_it_and_until_then_has_no_day():
    open_ = duty(rule="法-反诉", **CIVIL)
    assert (open_.due, keys(open_)) == (None, ["duty.triggered", "duty.before"])
    closed = an_event("debate_closed", "2026-05-06")
    assert due(closed, rule="法-反诉", **CIVIL) == "2026-05-06"
    assert due(replace(closed, occurred_on=day(SERVED)), rule="法-反诉", **CIVIL) == SERVED


@pytest.mark.parametrize("change", [{"instance": "i2"}, {"occurred_on": day("2026-03-01")}])
def test_the_event_to_precede_is_of_the_same_instance_and_not_past(change):
    closed = replace(an_event("debate_closed", "2026-05-06"), **change)
    assert duty(closed, rule="法-反诉", **CIVIL).due is None


def with_period(rule, length, unit):
    """The rulebook with another period in one row."""
    duties = tuple(
        replace(each, period=Period(length, unit)) if each.id == rule else each
        for each in rulebook().duties
    )
    return Norms((replace(rulebook(), duties=duties),), calendar())


@pytest.mark.parametrize(
    ("length", "ahead"),
    [(1, AMBER_LEAST), (3, 1), (6, 1), (7, 2), (10, 3), (33, 9), (34, 10), (90, AMBER_MOST)],
)
def test_amber_begins_with_the_last_three_tenths_of_the_working_days(length, ahead):
    """At least one working day ahead of the last, at most ten."""
    changed = with_period(REPORT, length, Unit.WORKING_DAY)
    said = assess(a_record(complaint_served=SERVED), changed, on=day(SERVED))
    found = next(each for each in said.duties if each.rule == REPORT)
    assert calendar().count_working_days(found.amber_from, found.due) == ahead


def test_the_day_before_amber_runs_and_the_day_itself_is_due_soon():
    found = duty(when=SERVED)
    assert found.amber_from == day("2026-03-12")
    assert state_on(found, day("2026-03-11")).value == "running"
    assert state_on(found, day("2026-03-12")).value == "due_soon"


def test_a_yearly_report_is_due_on_the_last_day_of_the_year_whatever_day_that_is():
    haikou = rulebook("haikou-2011")
    (yearly,) = [rule for rule in haikou.duties if rule.year_end][:1]
    trigger = an_event(yearly.triggers[0], "2022-03-02", disposition="revoked", id="j")
    given = Norms((haikou,), calendar())
    said = assess(a_record(trigger, complaint_served="2022-01-04"), given, on=day("2023-03-01"))
    found = [d for d in said.duties if d.rule == yearly.id]
    assert {d.due for d in found} == {day("2022-12-31")}
    assert all("duty.year_end" in keys(d) for d in found)


def test_where_a_start_is_presumed_the_safe_day_is_counted_from_our_own_service():
    lost = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
    presumed = the_duty(a_record(lost), "15-1-整改报告", "2025-03-01")
    assert (presumed.presumed, presumed.safe_due) == (True, day("2025-03-17"))
    assert "duty.presumed" in keys(presumed)
    them = an_event("other_party_served", "2025-01-17", judgment="j")
    certain = the_duty(a_record(lost, them), "15-1-整改报告", "2025-03-01")
    assert (certain.presumed, certain.safe_due) == (False, None)


def test_a_plain_period_is_neither_provisional_nor_presumed_nor_a_mere_watch():
    found = duty(rule=REPORT)
    assert (found.provisional, found.presumed, found.is_watch) == (False, False, False)
    assert (found.start, norms().calendar.is_published_year(2026)) == (day(SERVED), True)
    record = a_record(complaint_served=SERVED)
    assert assessed(record, SERVED).duties[0].triggered_on == day(SERVED)
