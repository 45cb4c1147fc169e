"""Why and why not in a proceeding; the facts a step lacks; duties that the proceeding settles."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from guize.cases import services as cases


def url(name, course, *more):
    return reverse(f"accountability:{name}", args=[course.row.id, *more])


def bureau(client, course):
    return client.as_(course.county.justice_officer.account)


def test_every_conclusion_of_the_proceeding_opens(client, proposed):
    window = bureau(client, proposed)
    groups = dict(window.get(url("why", proposed)).context["groups"])
    assert {"过错情形", "是否追究", "办理机关", "责任身份"} <= set(groups)
    for entries in groups.values():
        for each in entries:
            assert window.get(url("why", proposed), {"of": each.id}).status_code == 200, each.id


def test_a_finding_stands_beside_the_fact_with_its_reasons(client, proposed):
    page = bureau(client, proposed).get(url("why", proposed), {"of": "gate"}).content.decode()
    assert "存在" in page
    assert "查明" in page
    assert "适用责任追究" in page


def test_the_determination_links_each_result_to_its_reasons(client, proposed):
    window = bureau(client, proposed)
    head = proposed.county.unit_head.appointment
    for step, id_ in (
        ("1", "of=gate"),
        ("3", "of=circumstance%3A10-1"),
        ("5", f"of=pursuit%3A{head}"),
    ):
        assert id_ in window.get(url("determination", proposed) + f"?step={step}").content.decode()


def test_a_likely_ground_says_without_which_lateness_it_would_not_arise(client, proposed):
    page = bureau(client, proposed).get(url("determination", proposed) + "?step=3")
    assert "以前完成" in page.content.decode()


def test_the_facts_a_step_lacks_link_to_the_form_that_takes_them(client, proposed):
    window = bureau(client, proposed)
    questions = window.get(url("determination", proposed) + "?step=5").context["questions"]
    places = {each.missing.fact: each.place.url for each in questions if each.place}
    form = window.get(places["act_defect"]).context["form"]
    assert form["fact"].value() == "act_defect"
    ruled = [len(each.missing.rules_out) for each in questions]
    assert ruled == sorted(ruled, reverse=True)


def test_a_reversal_asks_the_proceeding_for_a_review__d39(client, approved):
    county, case = approved.county, approved.row.case_id
    before = bureau(client, approved).get(url("proceeding", approved)).content.decode()
    assert "重新审查责任追究" not in before.split("经过")[0].split("本程序的期限")[-1]
    from guize.ledger.queries import stream_events

    events = stream_events(county.tenant, "case", case)
    judgment = next(event for event in events if event.type == "judgment_served")
    cases.record_event(
        actor=county.justice_officer.actor,
        case=case,
        type="judgment_set_aside",
        occurred_on=date(2026, 10, 11),
        payload={"judgment": judgment.id},
    )
    page = bureau(client, approved).get(url("proceeding", approved))
    acts = {one.duty.act for one in page.context["duties"]}
    assert "重新审查责任追究" in acts
    assert "D39" in page.content.decode()


def test_recourse_is_prompted_once_fault_is_found(client, course):
    county = course.county
    cases.record_event(
        actor=county.justice_officer.actor,
        case=course.row.case_id,
        type="compensation_paid",
        occurred_on=date(2026, 10, 9),
        payload={"amount": 3_000_00},
    )
    course.find("ground_other_fault")
    duties = bureau(client, course).get(url("proceeding", course)).context["duties"]
    assert {one.state.value for one in duties if one.duty.rule == "法-追偿"} == {"running"}
