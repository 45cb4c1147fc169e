"""The steps of a proceeding: by whom, in what order, and what forbids them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from fixtures_proceedings import file_report
from guize.accountability import queries, services
from guize.accountability.models import ProceedingScope, Subject
from guize.core.facts import FactError
from guize.ledger.services import SequenceConflict


def test_the_bureau_opens_a_proceeding_on_an_effective_adverse_judgment(course):
    assert (course.row.stage, course.row.number) == ("S2", "2026-001")


def test_the_unit_opens_none_and_learns_of_none(lawful, course):
    with pytest.raises(PermissionDenied):
        services.open_proceeding(
            actor=lawful.unit_head.actor,
            case=course.row.case_id,
            occurred_on=date(2026, 10, 10),
            reasons="x",
        )
    with pytest.raises(Http404):
        queries.proceeding(lawful.unit_head.actor, course.row.id)


def test_the_proposal_waits_for_the_report_of_the_unit__art_15_1(lawful, lost):
    row = services.open_proceeding(
        actor=lawful.justice_officer.actor,
        case=lost.id,
        occurred_on=date(2026, 10, 10),
        reasons="影响重大",
    )
    from fixtures_proceedings import Course

    early = Course(lawful, row)
    early.find("ground_not_performed", about=lawful.unit_head.appointment)
    early.propose(lawful.unit_head.appointment)
    with pytest.raises(FactError, match="第十五条第一款"):
        early.take("justice_head", "proposal_submitted", reasons="提请")
    file_report(lawful, lost)
    early.take("justice_head", "proposal_submitted", reasons="提请")
    assert early.row.stage == "S3"


def test_nobody_submits_what_he_proposed(lawful, proposed):
    services.make_proposal(
        actor=lawful.justice_head.actor,
        proceeding=proposed.row.id,
        occurred_on=date(2026, 10, 10),
        payload={
            "subject": lawful.unit_deputy.appointment,
            "responsibility": "principal_leadership",
            "measure": "14-1",
            "handling": "organizational",
            "reasons": "x",
        },
    )
    with pytest.raises((PermissionDenied, Http404)):
        proposed.take("justice_head", "proposal_submitted", reasons="提请")


def test_the_file_reaches_the_party_group_with_its_submission_only(lawful, proposed):
    with pytest.raises(Http404):
        queries.proceeding(lawful.party_group_member.actor, proposed.row.id)
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    assert queries.proceeding(lawful.party_group_member.actor, proposed.row.id) == proposed.row


def test_a_second_resolution_on_one_submission_is_refused(approved):
    with pytest.raises(FactError, match="已有审批结果"):
        approved.take(
            "party_group_member",
            "resolution_recorded",
            meeting_on="2026-10-10",
            minutes_number="x",
            resolution="approved",
        )


def test_two_approvals_at_once_the_second_is_a_conflict(lawful, proposed):
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    seen = proposed.row.sequence
    given = {
        "actor": lawful.party_group_member.actor,
        "proceeding": proposed.row.id,
        "occurred_on": date(2026, 10, 10),
        "payload": {"meeting_on": "2026-10-10", "minutes_number": "9", "resolution": "approved"},
        "expected_sequence": seen,
    }
    services.record_resolution(**given)
    with pytest.raises((SequenceConflict, FactError)):
        services.record_resolution(**given)


def test_a_resolution_to_take_no_action_closes_the_proceeding__art_15_2(proposed):
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    no_action = {"meeting_on": "2026-10-10", "minutes_number": "9", "resolution": "no_action"}
    proposed.take("party_group_member", "resolution_recorded", **no_action)
    assert (proposed.row.stage, proposed.row.closed_on) == ("S7", date(2026, 10, 10))


def test_a_returned_proposal_is_a_draft_of_the_bureau_again(proposed):
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    proposed.take(
        "party_group_member",
        "resolution_recorded",
        meeting_on="2026-10-10",
        minutes_number="9",
        resolution="returned",
    )
    assert proposed.row.stage == "S2"


def test_a_county_managed_person_goes_to_the_organization_department(lawful, approved):
    head = lawful.unit_head.appointment
    with pytest.raises(FactError, match="县委组织部"):
        approved.refer(head, "discipline_body")
    approved.refer(head, "organization_department")
    handed = ProceedingScope.objects.filter(proceeding=approved.row, ground="transferred")
    assert [scope.unit for scope in handed] == [lawful.organization_department]
    with pytest.raises(Http404):
        queries.proceeding(lawful.discipline_officer.actor, approved.row.id)


def test_a_city_managed_person_goes_through_the_committee_to_the_city__art_6_3(lawful, proposed):
    deputy = lawful.deputy_head.appointment
    proposed.propose(deputy, handling="sanction", measure="14-4b")
    proposed.approve()
    with pytest.raises(FactError, match="第六条第三款"):
        proposed.refer(deputy, "discipline_body")
    proposed.refer(deputy, "city_discipline_body")
    proposed.take(
        "committee_officer", "handed_to_city", subject=deputy, body="city_discipline_body"
    )
    assert Subject.objects.get(subject=deputy).is_city_managed


def test_each_body_takes_its_own_step_on_the_transfer_file__art_6_3(lawful, proposed):
    deputy = lawful.deputy_head.appointment
    proposed.propose(deputy, handling="sanction", measure="14-4b")
    proposed.approve()
    proposed.refer(lawful.unit_head.appointment, "organization_department")
    proposed.refer(deputy, "city_discipline_body")
    with pytest.raises(PermissionDenied):
        proposed.take(
            "organization_officer", "handed_to_city", subject=deputy, body="city_discipline_body"
        )


def test_a_decision_is_made_only_on_someone_proposed_and_referred(lawful, approved):
    approved.refer(lawful.unit_head.appointment, "organization_department")
    with pytest.raises(FactError, match="处理建议"):
        approved.decide(lawful.unit_deputy.appointment)
    approved.decide(lawful.unit_head.appointment)
    with pytest.raises(FactError, match="已有处理决定"):
        approved.decide(lawful.unit_head.appointment)


def test_a_body_that_was_not_handed_the_file_decides_nothing(lawful, approved):
    approved.refer(lawful.unit_head.appointment, "organization_department")
    with pytest.raises((PermissionDenied, Http404)):
        approved.decide(lawful.unit_head.appointment, "discipline_officer")


def test_the_whole_course_ends_closed_and_the_report_falls_due_in_ten_working_days(
    lawful, approved
):
    head = lawful.unit_head.appointment
    approved.refer(head, "organization_department")
    approved.decide(head)
    known = queries.record(approved.row)
    outcome = queries.assessment(approved.row, known)
    due = {duty.rule: duty.due for duty in outcome.duties}
    assert due["15-3-报县委"] == date(2026, 10, 23)  # 10月10日(周六)为调休上班日
    with pytest.raises(FactError, match="办结前还缺"):
        approved.take("justice_head", "proceeding_closed", reasons="x")
    body = "organization_officer"
    approved.take(body, "decision_served", subject=head, service_method="direct")
    approved.take(body, "decision_reported", subject=head)
    approved.take(body, "decision_copied", subject=head)
    approved.take("unit_head", "petition_filed", subject=head, reasons="不服")
    approved.take(body, "petition_decided", subject=head, petition_result="upheld")
    approved.take(
        body,
        "appraisal_recorded",
        subject=head,
        appraisal_kind="cadre_assessment",
        appraisal_year=2026,
    )
    approved.take("justice_head", "proceeding_closed", reasons="办理完毕")
    assert approved.row.stage == "S7"


def test_rows_written_by_a_step_equal_rows_rebuilt(approved):
    def rows():
        named = list(approved.row.subjects.order_by("subject").values())
        return [{k: v for k, v in row.items() if k != "id"} for row in named]

    written = rows()
    services.rebuild(approved.row)
    assert rows() == written
