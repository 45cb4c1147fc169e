"""The record in force: corrections, retractions, what was known when."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from build import a_finding, a_record, an_event
from guize.core.answers import FactState
from guize.core.facts import effective_events, effective_findings, timeline

FIRST = an_event("complaint_served", "2026-09-24", id="e1", recorded="2026-09-24T09:00")
SECOND = an_event(
    "complaint_served", "2026-09-23", id="e2", supersedes="e1", recorded="2026-09-25T09:00"
)
BACK = an_event(
    "complaint_served", "2026-09-24", id="e3", supersedes="e2", recorded="2026-09-26T09:00"
)


def retraction(of: str, id_: str, recorded: str):
    return an_event("retraction", recorded[:10], id=id_, supersedes=of, recorded=recorded)


def ids(*events, known_at=None):
    return [event.id for event in effective_events(a_record(*events), known_at)]


def test_a_corrected_entry_drops_out():
    assert ids(FIRST, SECOND) == ["e2"]


def test_correcting_back_gives_the_first_day_again():
    record = a_record(FIRST, SECOND, BACK)
    assert [e.occurred_on for e in effective_events(record, None)] == [FIRST.occurred_on]


def test_a_retraction_takes_the_entry_back_with_all_it_corrected():
    assert ids(FIRST, SECOND, retraction("e2", "r", "2026-09-27T09:00")) == []


def test_retracting_a_retraction_brings_the_entry_back():
    taken = retraction("e1", "r1", "2026-09-25T10:00")
    assert ids(FIRST, taken, retraction("r1", "r2", "2026-09-26T10:00")) == ["e1"]


def test_what_was_recorded_later_is_not_known():
    before = datetime(2026, 9, 25, 8, tzinfo=UTC)
    assert ids(FIRST, SECOND, known_at=before) == ["e1"]


def test_references_to_a_corrected_entry_lead_to_the_one_in_force():
    known = timeline(a_record(FIRST, SECOND), None)
    assert known.current["e1"] == "e2"


def test_events_come_by_day_then_by_record():
    early = an_event("report_made", "2026-09-20", id="late-entry", recorded="2026-09-30T09:00")
    assert ids(FIRST, early) == ["late-entry", "e1"]


def test_an_event_that_records_a_finding_is_one():
    event = an_event("adverse_determined", "2026-10-01", judgment="e2", state="present")
    found = effective_findings(a_record(FIRST, SECOND, event), None)
    assert [(f.fact, f.about, f.state) for f in found] == [
        ("adverse_confirmed", "e2", FactState.PRESENT)
    ]


def test_a_finding_about_a_subject_goes_before_the_one_about_the_case():
    record = a_record(
        findings=(a_finding("evident_error", "absent"), a_finding("evident_error", about="a-x"))
    )
    known = timeline(record, None)
    assert known.finding("evident_error", "a-x").state is FactState.PRESENT
    assert known.finding("evident_error", "a-y").state is FactState.ABSENT


@given(st.permutations([FIRST, SECOND, BACK, retraction("e3", "r", "2026-09-28T09:00")]))
def test_the_order_of_entries_does_not_matter(events):
    assert ids(*events) == []


@given(st.permutations([FIRST, SECOND, an_event("report_made", "2026-09-25", id="e9")]))
def test_the_record_in_force_depends_on_the_set_alone(events):
    assert ids(*events) == ["e2", "e9"]
