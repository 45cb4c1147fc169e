"""A head's appearance in court, instance by instance (法释〔2020〕3号, 第九条第二款)."""

from __future__ import annotations

import pytest

from build import (
    COUNTY,
    DEPUTY,
    PRINCIPAL,
    a_record,
    an_event,
    assessed,
    day,
    norms,
    the_duty,
)
from guize.core.duties import derive_duties, state_on
from guize.core.facts import Party

NOTICE = an_event("hearing_notice_served", "2026-03-20", hearing_on="2026-04-10")
COUNTY_SUED = {
    "case": {"units": (COUNTY,)},
    "changes": {"parties": (Party("us", "i1", "defendant", COUNTY),)},
}


def hearing(appearance="principal_appeared", by=PRINCIPAL, when="2026-04-10", **more):
    return an_event("hearing_held", when, appearance=appearance, appeared_by=by, **more)


def appeared(*events, **more):
    record = a_record(NOTICE, *events, complaint_served="2026-03-02", **more)
    return assessed(record, "2026-04-20").appearances


def one(*events, **more):
    (found,) = appeared(*events, **more)
    return found.answer.value


def state(rule, *events, when="2026-04-20", **more):
    record = a_record(NOTICE, *events, complaint_served="2026-03-02", **more)
    return state_on(the_duty(record, rule, when), day(when)).value


def test_a_head_of_the_organ_sued_complies():
    assert one(hearing()) == "compliant"


def test_the_head_of_a_department_does_not_stand_for_the_county_government():
    assert one(hearing(), **COUNTY_SUED) == "not_compliant"
    (found,) = appeared(hearing(), **COUNTY_SUED)
    assert found.citation.provision == "法释〔2020〕3号第二条"


def test_a_deputy_county_head_does():
    assert one(hearing("deputy_appeared", DEPUTY), **COUNTY_SUED) == "compliant"


def test_a_deputy_county_head_does_not_stand_for_a_township_that_is_sued():
    assert one(hearing("deputy_appeared", DEPUTY)) == "not_compliant"


def test_a_defective_proof_of_identity_counts_as_absence():
    assert one(hearing(identity_defective=True)) == "not_compliant"


def test_who_appeared_unnamed_leaves_it_open():
    (found,) = appeared(hearing(by=""))
    assert [missing.fact for missing in found.answer.missing] == ["appeared_for_defendant"]


@pytest.mark.parametrize("code", ["force_majeure", "accident", "irreplaceable_duty"])
def test_staff_with_a_ground_of_article_8_is_excused(code):
    told = an_event("absence_explained", "2026-04-01", absence_reason="略", absence_code=code)
    assert one(told, hearing("staff_only", "")) == "excused"


def test_a_reason_that_is_none_of_the_four_does_not_excuse():
    told = an_event("absence_explained", "2026-04-01", absence_reason="会议")
    assert one(told, hearing("staff_only", "")) == "not_compliant"


def test_a_lawyer_alone_is_a_breach_with_or_without_a_reason():
    told = an_event("absence_explained", "2026-04-01", absence_code="accident")
    assert one(told, hearing("counsel_only", "")) == "not_compliant"


def test_who_appeared_is_named_and_nobody_where_the_record_is_silent():
    (named,), (silent,) = appeared(hearing()), appeared(hearing("staff_only", None))
    assert (named.by, silent.by) == (PRINCIPAL, "")


def test_each_instance_counts_once_and_apart():
    absent = hearing("staff_only", "", "2026-05-10", id="h2", instance="i2")
    again = hearing("staff_only", "", "2026-04-12", id="h1b")
    found = {a.instance: a.answer.value for a in appeared(hearing(), again)}
    assert found == {"i1": "compliant"}
    record = a_record(NOTICE, hearing(), absent, complaint_served="2026-03-02")
    found = {a.instance: a.answer.value for a in assessed(record, "2026-06-01").appearances}
    assert found == {"i1": "compliant", "i2": "not_compliant"}


def test_a_civil_case_and_a_case_decided_on_paper_have_none():
    assert appeared(hearing(), case={"kind": "civil"}) == ()
    assert appeared() == ()


def test_a_hearing_without_a_head_does_not_fulfil_the_duty_to_appear():
    assert state("法-出庭", hearing()) == "fulfilled_in_time"
    assert state("法-出庭", hearing("staff_only", "")) == "overdue"
    assert state("9-2-出庭", hearing("staff_only", "")) == "overdue"
    assert state("9-2-其他人员", hearing("staff_only", "")) == "fulfilled_in_time"
    assert state("9-2-其他人员", hearing("nobody", "")) == "overdue"


def test_a_ground_given_releases_the_head_and_not_the_staff():
    told = an_event("absence_explained", "2026-04-01", absence_code="accident")
    assert state("法-出庭", told, hearing("staff_only", "")) == "not_applicable"
    assert state("9-2-其他人员", told, hearing("nobody", "")) == "overdue"


@pytest.mark.parametrize(("ordered", "expected"), [(False, "not_applicable"), (True, "overdue")])
def test_having_appeared_once_is_enough_unless_ordered_again(ordered, expected):
    again = an_event(
        "hearing_notice_served", "2026-04-15", hearing_on="2026-05-10", head_required=ordered
    )
    second = hearing("staff_only", "", "2026-05-10", id="h2")
    record = a_record(NOTICE, hearing(), again, second, complaint_served="2026-03-02")
    duties = derive_duties(record, norms(), on=day("2026-05-20"))
    found = next(d for d in duties if d.rule == "法-出庭" and d.trigger == again.id)
    assert state_on(found, day("2026-05-20")).value == expected


def test_the_county_governments_head_owes_appearance_where_it_is_sued():
    record = a_record(NOTICE, complaint_served="2026-03-02", **COUNTY_SUED)
    duty = the_duty(record, "法-县政府出庭", "2026-04-01")
    assert duty.bearers == ("county_head", "deputy_head")
    assert not [d for d in assessed(record, "2026-04-01").duties if d.rule == "法-出庭"]


def test_a_unit_that_is_plaintiff_owes_none():
    record = a_record(NOTICE, instance={"role": "plaintiff"}, complaint_served="2026-03-02")
    assert not [d for d in assessed(record, "2026-04-01").duties if d.rule == "法-出庭"]


@pytest.mark.parametrize(
    ("kind", "rule"), [("judicial", "法-司法建议"), ("procuratorial", "法-检察建议")]
)
def test_a_suggestion_is_answered_by_the_day_it_names(kind, rule):
    got = an_event(f"{kind}_suggestion_received", "2026-05-06", until="2026-07-06")
    answered = an_event(f"{kind}_suggestion_answered", "2026-07-07")
    record = a_record(got, answered, complaint_served="2026-03-02")
    duty = the_duty(record, rule, "2026-08-01")
    assert duty.due == day("2026-07-06")
    assert state_on(duty, day("2026-08-01")).value == "fulfilled_late"
