"""Opening a case and recording events: what follows, what is refused, what repeats itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases_rows import rows_of
from fixtures_cases import header
from guize.cases import queries, services
from guize.core.facts import FactError
from guize.ledger.services import IdempotencyConflict, SequenceConflict


def duties_of(member, case) -> dict[str, object]:
    known = queries.record(member.actor, case)
    outcome = queries.assessment(member.actor, known)
    return {d.duty.rule: d for d in queries.duties_on(member.actor, case, outcome, known)}


def test_a_complaint_served_gives_the_duty_to_report_in_two_working_days(lawful, opened):
    duty = duties_of(lawful.case_officer, opened)["7-2-报告"].duty
    assert duty.due == date(2026, 9, 29)  # 9月25日中秋放假


def test_rows_written_by_a_service_equal_rows_rebuilt(opened, record, lawful):
    record("report_made", "2026-09-28", **report(lawful))
    written = rows_of(opened)
    services.rebuild(opened)
    assert rows_of(opened) == written


def report(county) -> dict[str, object]:
    return {
        "reported_by": county.unit_head.appointment,
        "reported_to": county.deputy_head.appointment,
    }


def test_the_report_discharges_its_duty_and_starts_the_plan(lawful, opened, record):
    record("report_made", "2026-09-28", lawful.unit_head, **report(lawful))
    found = duties_of(lawful.case_officer, opened)
    assert found["7-2-报告"].duty.done_on == date(2026, 9, 28)
    assert found["7-2-方案"].duty.due is not None


def test_the_same_submission_twice_is_one_event(lawful, opened):
    event = {
        "actor": lawful.case_officer.actor,
        "case": opened.id,
        "type": "evidence_filed",
        "occurred_on": date(2026, 9, 30),
        "payload": {"documents": "照片"},
        "idempotency_key": "one",
    }
    first = services.record_event(**event)
    again = services.record_event(**event)
    assert (again.id, again.is_replay) == (first.id, True)
    with pytest.raises(IdempotencyConflict):
        services.record_event(**{**event, "payload": {"documents": "别的"}})


def test_a_case_registered_twice_with_one_key_is_one_case(lawful):
    given = {
        "actor": lawful.case_officer.actor,
        "type": "complaint_served",
        "occurred_on": date(2026, 9, 24),
        "payload": {"service_method": "direct"},
        "idempotency_key": "form",
        **header(lawful),
    }
    assert services.register_case(**given).id == services.register_case(**given).id


def test_who_wrote_in_between_is_told_what_he_has_not_seen(lawful, opened, record):
    record("evidence_filed", "2026-09-30", documents="照片")
    with pytest.raises(SequenceConflict) as conflict:
        services.record_event(
            actor=lawful.unit_head.actor,
            case=opened.id,
            type="defence_filed",
            occurred_on=date(2026, 10, 8),
            expected_sequence=opened.sequence,
        )
    assert [event.type for event in conflict.value.newer] == ["evidence_filed"]


WON = {"disposition": "won", "service_method": "direct"}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (("hearing_notice_served", "2027-01-05", {"hearing_on": "2027-02-01"}), "occurred_on"),
        (("defence_filed", "2026-09-01", {}), "occurred_on"),
        (("hearing_notice_served", "2026-10-01", {}), "hearing_on"),
        (("judgment_served", "2026-10-01", WON), "disposition"),
        (("defence_filed", "2026-10-01", {"nothing": "x"}), "nothing"),
        (("no_such_event", "2026-10-01", {}), "type"),
        (("proceeding_opened", "2026-10-01", {"reasons": "x"}), "type"),
    ],
)
def test_a_bad_entry_is_refused_at_its_field_and_nothing_is_written(opened, record, entry, field):
    before = rows_of(opened)
    with pytest.raises(FactError) as refused:
        record(*entry[:2], **entry[2])
    assert refused.value.field == field
    assert rows_of(opened) == before


def test_another_unit_finds_nothing(lawful, opened):
    with pytest.raises(Http404):
        queries.case(lawful.outsider.actor, opened.id)
    assert queries.cases(lawful.outsider.actor, queries.Filters()).total == 0


def test_the_deputy_county_head_sees_but_does_not_file_the_answer(lawful, record):
    with pytest.raises(PermissionDenied):
        record("defence_filed", "2026-10-08", lawful.deputy_head)


def test_the_unit_does_not_determine_an_adverse_judgment(lawful, opened, record):
    judgment = record(
        "judgment_served", "2026-10-08", disposition="mediated", service_method="direct"
    )
    with pytest.raises(PermissionDenied):
        record(
            "adverse_determined", "2026-10-09", judgment=judgment.id, state="present", reasons="x"
        )


def test_a_unit_opens_no_case_for_another(lawful):
    with pytest.raises(PermissionDenied):
        services.open_case(
            actor=lawful.outsider.actor, opened_on=date(2026, 9, 24), **header(lawful)
        )


def test_a_correction_moves_the_duty_and_keeps_the_first_entry(lawful, opened, record):
    served = next(
        line.event for line in lines(lawful, opened) if line.event.type == "complaint_served"
    )
    services.record_event(
        actor=lawful.case_officer.actor,
        case=opened.id,
        type="complaint_served",
        occurred_on=date(2026, 9, 23),
        payload={"service_method": "post"},
        supersedes=served.id,
        reason="送达回证载明为9月23日",
    )
    states = [line.state for line in lines(lawful, opened)]
    assert sorted(states) == ["current", "replaced"]
    assert duties_of(lawful.case_officer, opened)["7-2-报告"].duty.start < date(2026, 9, 25)


def lines(county, case):
    actor = county.case_officer.actor
    known = queries.record(actor, case)
    return queries.timeline(actor, case, known, queries.assessment(actor, known))


def test_a_retracted_discharge_opens_the_duty_again(lawful, opened, record):
    report_event = record("report_made", "2026-09-28", **report(lawful))
    services.retract(
        actor=lawful.case_officer.actor, case=opened.id, event=report_event.id, reason="误记"
    )
    assert duties_of(lawful.case_officer, opened)["7-2-报告"].duty.done_on is None
    assert "taken_back" in [line.state for line in lines(lawful, opened)]
