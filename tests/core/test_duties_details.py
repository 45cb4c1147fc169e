"""Which act answers which duty, who owes it, and when a duty falls away: the edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import (
    COUNTY,
    DEPARTMENT,
    DEPUTY,
    OFFICER,
    PRINCIPAL,
    UNIT,
    UNIT_DEPUTY,
    a_record,
    an_event,
    assessed,
    day,
    norms,
    rulebook,
    the_duty,
)
from guize.core.duties import derive_duties, state_on
from guize.core.duties.appearing import attended, is_appearance

SERVED, LATER = "2026-03-02", "2026-06-30"
ROWS = {rule.id: rule for rule in rulebook().duties}


def duties(record, rule, when=LATER):
    found = derive_duties(record, norms(), on=day(when))
    return {each.trigger: each for each in found if each.rule == rule}


def state(duty, when=LATER):
    return state_on(duty, day(when)).value


def keys(duty):
    return [why.key for why in duty.reasons if why.key.startswith("duty.")]


HEARD = an_event("hearing_held", "2026-04-10", appearance="staff_only")


@pytest.mark.parametrize(
    "head", ["principal", "unit_deputy", "deputy_head", "executive_deputy", "county_head"]
)
def test_staff_in_court_do_not_stand_for_any_head(head):
    rule = replace(ROWS["法-出庭"], bearers=(head,))
    assert not attended(HEARD, rule)
    for appearance in ("principal_appeared", "deputy_appeared"):
        present = replace(HEARD, payload={"appearance": appearance})
        assert attended(present, rule)


@pytest.mark.parametrize(
    ("appearance", "is_there"),
    [("staff_only", True), ("principal_appeared", True), ("counsel_only", False),
     ("nobody", False)],
)  # fmt: skip
def test_counsel_alone_does_not_stand_for_staff(appearance, is_there):
    heard = replace(HEARD, payload={"appearance": appearance})
    assert attended(heard, ROWS["9-2-其他人员"]) is is_there


def test_presence_is_asked_only_where_the_row_is_about_a_hearing():
    assert is_appearance(ROWS["法-出庭"])
    assert not is_appearance(ROWS["9-2-安排"])  # to send someone is no presence
    assert not is_appearance(replace(ROWS["法-出庭"], done_by=("absence_explained",)))
    absent = replace(HEARD, payload={"appearance": "nobody"})
    assert attended(absent, ROWS["9-2-安排"])
    assert attended(replace(absent, type="absence_explained"), ROWS["法-出庭"])


NOTICE = an_event("hearing_notice_served", "2026-03-20", id="n", hearing_on="2026-04-10")
ACCIDENT = {"absence_code": "accident", "absence_reason": "略"}


def head_owes(*events, when="2026-04-20"):
    return duties(a_record(NOTICE, *events, complaint_served=SERVED), "法-出庭", when)["n"]


@pytest.mark.parametrize(
    ("when", "more", "expected"),
    [
        ("2026-03-20", {}, "not_applicable"),
        ("2026-04-01", {}, "not_applicable"),
        ("2026-03-19", {}, "overdue"),
        ("2026-04-01", {"instance": "i2"}, "overdue"),
        ("2026-04-01", {"absence_code": ""}, "overdue"),
    ],
)
def test_a_ground_releases_from_the_hearing_it_was_given_for(when, more, expected):
    told = an_event("absence_explained", when, **{**ACCIDENT, **more})
    assert state(head_owes(told), "2026-04-20") == expected


def test_a_release_says_on_what_it_rests():
    told = an_event("absence_explained", "2026-04-01", **ACCIDENT)
    assert "duty.excused" in keys(head_owes(told))
    before = an_event("hearing_held", "2026-03-19", id="h", appearance="principal_appeared")
    again = head_owes(before)
    assert (keys(again)[-1], again.moot_on) == ("duty.appeared_before", day("2026-03-20"))


@pytest.mark.parametrize("change", [{"occurred_on": day("2026-03-21")}, {"instance": "i2"}])
def test_only_a_hearing_before_and_in_the_same_instance_counts_as_having_appeared(change):
    heard = an_event("hearing_held", "2026-03-19", id="h", appearance="principal_appeared")
    assert state(head_owes(heard), "2026-03-25") == "not_applicable"
    assert head_owes(replace(heard, **change), when="2026-03-20").moot_on is None


ENDED = an_event("ruling_served", "2026-03-03", ruling_kind="withdrawal")


def test_what_was_done_says_by_what_and_when_and_does_not_fall_away():
    record = a_record(ENDED, complaint_served=SERVED, report_made="2026-03-03")
    found = the_duty(record, "7-2-报告", LATER)
    assert (found.moot_on, keys(found)) == (None, ["duty.triggered", "duty.done"])
    early = a_record(complaint_served="2024-09-26")
    assert keys(the_duty(early, "7-2-报告", "2024-10-10"))[-1] == "duty.before_in_force"


def test_one_report_answers_one_service():
    again = an_event("appeal_copy_served", "2026-03-03", id="again")
    record = a_record(again, complaint_served=SERVED, report_made="2026-03-04")
    found = duties(record, "7-2-报告")
    assert [bool(each.done_on) for each in found.values()] == [True, False]


def test_one_act_may_answer_several_causes_where_the_row_says_so():
    shared = tuple(replace(r, per_trigger=r.id != "7-2-报告") for r in rulebook().duties)
    given = replace(norms(), rulebooks=(replace(rulebook(), duties=shared),))
    again = an_event("appeal_copy_served", "2026-03-03", id="again")
    record = a_record(again, complaint_served=SERVED, report_made="2026-03-04")
    found = [d for d in derive_duties(record, given, on=day(LATER)) if d.rule == "7-2-报告"]
    assert [bool(each.done_on) for each in found] == [True, True]


def test_an_act_on_the_day_of_its_cause_answers_it_and_an_earlier_one_does_not():
    assert the_duty(
        a_record(complaint_served=SERVED, report_made=SERVED), "7-2-报告", LATER
    ).done_on
    early = a_record(complaint_served=SERVED, report_made="2026-03-01")
    assert the_duty(early, "7-2-报告", LATER).done_on is None


@pytest.mark.parametrize("instance", ["i1", "i2", ""])
def test_an_appeal_answers_the_judgment_below_wherever_it_is_entered(instance):
    lost = an_event("judgment_served", "2026-03-20", id="j", disposition="revoked")
    appeal = an_event("appeal_filed", "2026-03-25", instance=instance)
    record = a_record(lost, appeal, complaint_served=SERVED)
    assert the_duty(record, "法-行政判决上诉", LATER).done_on == day("2026-03-25")
    again = an_event("retrial_applied", "2026-06-01", instance=instance)
    them = an_event("other_party_served", "2026-03-20", judgment="j")
    record = a_record(lost, them, again, complaint_served=SERVED)
    assert the_duty(record, "法-行政申请再审", LATER).done_on == day("2026-06-01")


def test_a_petition_answers_the_decision_on_the_same_person():
    served = [
        an_event("decision_served", "2026-03-02", id=who, instance="", subject=who,
                 handling="sanction", sanction_kind="civil_servant")
        for who in (OFFICER, PRINCIPAL)
    ]  # fmt: skip
    recorded = an_event("petition_filed", "2026-03-05", instance="", subject=PRINCIPAL)
    found = duties(a_record(*served, recorded), "18-考核")
    assert set(found) == {OFFICER, PRINCIPAL}
    entered = an_event("appraisal_recorded", "2026-03-05", instance="", subject=PRINCIPAL)
    done = duties(a_record(*served, entered), "18-考核")
    assert {who: bool(each.done_on) for who, each in done.items()} == {
        OFFICER: False,
        PRINCIPAL: True,
    }
    for_all = replace(entered, payload={})
    assert duties(a_record(*served, for_all), "18-考核")[OFFICER].done_on


def test_a_unit_answers_for_itself_where_entries_name_one_of_several():
    def served(unit):
        return an_event("complaint_served", SERVED, id=unit, unit=unit)

    units = {"case": {"units": (UNIT, DEPARTMENT)}}
    filed = an_event("defence_filed", "2026-03-05", unit=DEPARTMENT)
    found = duties(a_record(served(UNIT), served(DEPARTMENT), filed, **units), "法-行政答辩")
    assert {unit: bool(each.done_on) for unit, each in found.items()} == {
        UNIT: False,
        DEPARTMENT: True,
    }
    whole = duties(a_record(served(UNIT), replace(filed, payload={}), **units), "法-行政答辩")
    assert whole[UNIT].done_on


def test_a_body_owes_as_such_and_a_row_without_bearer_binds_whom_the_entry_is_about():
    record = a_record(complaint_served=SERVED)
    assert the_duty(record, "法-行政答辩", SERVED).holders.value == ()
    assert the_duty(record, "法-行政答辩", SERVED).holders.is_known
    served = an_event("decision_served", SERVED, instance="", subject=OFFICER)
    bare = tuple(replace(r, conditions=()) for r in rulebook().duties)
    given = replace(norms(), rulebooks=(replace(rulebook(), duties=bare),))
    of = {d.rule: d for d in derive_duties(a_record(served), given, on=day(SERVED))}
    assert [held.id for held in of["法-公务员复核"].holders.value] == [OFFICER]
    nobody = replace(served, payload={"subject": "a-nobody"})
    of = {d.rule: d for d in derive_duties(a_record(nobody), given, on=day(SERVED))}
    assert of["法-公务员复核"].holders.value == ()


def test_of_several_posts_all_holders_are_named_and_a_vacant_one_is_missing():
    found = head_owes()
    assert [held.id for held in found.holders.value] == [PRINCIPAL, UNIT_DEPUTY]
    assert [h.id for h in duties(a_record(NOTICE), "9-2-出庭")["n"].holders.value] == [
        PRINCIPAL,
        DEPUTY,
    ]
    kept = tuple(a for a in a_record().appointments if a.id != UNIT_DEPUTY)
    record = a_record(NOTICE, complaint_served=SERVED, changes={"appointments": kept})
    vacant = duties(record, "法-出庭")["n"].holders
    assert [m.fact for m in vacant.missing] == ["holder"]
    county = {"case": {"units": (COUNTY,)}}
    assert duties(a_record(complaint_served=SERVED, **county), "法-行政答辩")


def test_a_row_foreseen_asks_for_no_unknown_fact_and_names_when_it_would_be_due():
    found = the_duty(a_record(complaint_served=SERVED), "7-2-方案", SERVED)
    assert (found.trigger, found.expected) == ("expected:complaint_served-2026-03-02", found.due)
    assert keys(found)[0] == "duty.expected"
    assert all(not each.rule.startswith("9-1-听取") or each.due is None
               for each in assessed(a_record(complaint_served=SERVED), SERVED).duties)  # fmt: skip


def test_colliding_clocks_name_each_other_and_say_so():
    record = a_record(complaint_served="2026-09-24", report_made="2026-09-29")
    plan = the_duty(record, "7-2-方案", "2026-09-29")
    answer = the_duty(record, "法-行政答辩", "2026-09-29")
    assert answer.id in plan.collides_with
    assert answer.collides_with == (plan.id,)
    assert keys(answer)[-1] == keys(plan)[-1] == "duty.collision"


def test_a_judgment_not_effective_sets_off_nothing_and_an_unknown_loss_no_report():
    lost = an_event("judgment_served", "2026-03-02", id="j", disposition="other_result")
    them = an_event("other_party_served", "2026-03-02", judgment="j")
    record = a_record(lost, them)
    assert duties(record, "法-行政申请再审")
    assert not duties(record, "15-1-整改报告")
    assert not duties(a_record(lost, them, an_event("appeal_filed", "2026-03-05")), "15-1-整改报告")
