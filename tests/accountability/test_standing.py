"""A corrected entry: the pages say what was built on it and who must confirm it anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from guize.accountability import queries
from guize.cases import services as cases
from guize.core.facts import FactError
from guize.ledger.queries import stream_events

WARNING = "所依据的记录已更正,须重新确认"


def url(name, course, *more):
    return reverse(f"accountability:{name}", args=[course.row.id, *more])


def entry(course, type_):
    events = stream_events(course.county.tenant, "case", course.row.case_id)
    return next(event for event in events if event.type == type_)


@pytest.fixture
def corrected(proposed):
    """The report to the deputy turns out to have been late, after the proposal was made."""
    late_report(proposed)
    return proposed


def late_report(course):
    first = entry(course, "report_made")
    cases.record_event(
        actor=course.county.justice_officer.actor,
        case=course.row.case_id,
        type="report_made",
        occurred_on=date(2026, 3, 20),
        payload=dict(first.payload),
        supersedes=first.id,
        reason="签批单载明",
    )


def page(client, course, name, *more, who="justice_officer", ask=""):
    return client.as_(course.county.cast[who].account).get(url(name, course, *more) + ask)


@pytest.mark.parametrize(
    ("name", "more"),
    [("proceeding", ()), ("determination", ()), ("step", ("proposal_made",))],
)
def test_the_page_names_the_entry_what_rests_on_it_and_who_confirms(client, corrected, name, more):
    text = page(client, corrected, name, *more).content.decode()
    assert WARNING in text
    assert "向分管副县长报告 2026-03-03(周二)" in text
    assert "签批单载明" in text
    assert "提出处理建议 · 李强 · 镇长" in text
    assert "由县司法行政机关重新确认(原记录人 孙丽 · 行政应诉科科长)" in text


def test_without_a_correction_there_is_no_warning(client, proposed):
    for name in ("proceeding", "determination"):
        assert WARNING not in page(client, proposed, name).content.decode()


def test_nothing_built_on_it_goes_on_until_it_is_confirmed_anew(client, corrected):
    head = corrected.county.unit_head.appointment
    with pytest.raises(FactError, match="须先重新确认:事实认定、提出处理建议"):
        corrected.take("justice_head", "proposal_submitted", reasons="提请")
    corrected.find("serious_impact")
    corrected.find("major_economic_loss", "absent")
    corrected.find("ground_not_performed", about=head)
    with pytest.raises(FactError, match="须先重新确认:提出处理建议"):
        corrected.take("justice_head", "proposal_submitted", reasons="提请")
    corrected.propose(head)
    assert WARNING not in page(client, corrected, "proceeding").content.decode()
    corrected.take("justice_head", "proposal_submitted", reasons="提请")
    assert corrected.row.stage == "S3"


def test_what_was_approved_before_is_returned_not_referred(approved):
    head = approved.county.unit_head.appointment
    late_report(approved)
    with pytest.raises(FactError, match="须先重新确认"):
        approved.refer(head, "organization_department")
    meeting = {"meeting_on": "2026-10-11", "minutes_number": "[2026]10号"}
    with pytest.raises(FactError, match="已有审批结果"):
        approved.take("party_group_member", "resolution_recorded", resolution="approved", **meeting)
    approved.take("party_group_member", "resolution_recorded", resolution="returned", **meeting)
    assert approved.row.stage == "S2"
    approved.find("ground_not_performed", about=head)


def test_a_file_that_lies_with_the_deciding_body_goes_on_and_it_is_told(client, approved):
    head = approved.county.unit_head.appointment
    approved.refer(head, "organization_department")
    late_report(approved)
    text = page(client, approved, "proceeding", who="organization_officer").content.decode()
    assert "本件已移送办理机关" in text
    approved.decide(head)
    assert approved.row.stage == "S4"


def test_a_corrected_finding_takes_the_proposal_with_it(client, proposed):
    events = stream_events(proposed.county.tenant, "proceeding", proposed.row.id)
    found = [e for e in events if e.type == "finding_recorded"][-1]
    window = client.as_(proposed.county.justice_officer.account)
    given = {**found.payload, "occurred_on": "2026-10-11", "state": "absent", "reason": "复查"}
    done = window.post(url("correct", proposed, found.id), given)
    assert done.status_code == 302
    text = page(client, proposed, "proceeding").content.decode()
    assert WARNING in text
    assert f"#e-{found.id}" in text


def test_who_may_not_see_findings_is_told_nothing(client, approved):
    head = approved.county.unit_head.appointment
    approved.refer(head, "organization_department")
    for who in ("unit_head", "deputy_head", "case_officer"):
        assert page(client, approved, "why", who=who).status_code == 404
    assert queries.corrected(approved.county.unit_head.actor, approved.row) == []
