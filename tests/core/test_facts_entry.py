"""What may enter a record."""

from __future__ import annotations

import pytest

from build import PRINCIPAL, a_record, an_event, day, rulebook
from guize.core.explain import say_error
from guize.core.facts import check_event

TODAY = day("2026-10-08")
RECORD = a_record(complaint_served="2026-09-24")
REPORT = {"reported_by": PRINCIPAL, "reported_to": "a-deputy"}


def faults(draft, record=RECORD):
    return [(e.field, e.reason.key) for e in check_event(draft, record, rulebook(), TODAY)]


def test_a_sound_entry_has_no_fault():
    assert faults(an_event("report_made", "2026-09-28", **REPORT)) == []


@pytest.mark.parametrize(
    ("draft", "field", "key"),
    [
        (an_event("no_such_thing", "2026-09-28"), "type", "entry.unknown_type"),
        (an_event("judgment_effective", "2026-09-28"), "type", "entry.unknown_type"),
        (an_event("report_made", "2026-10-09", **REPORT), "occurred_on", "entry.future"),
        (an_event("report_made", "2026-09-20", **REPORT), "occurred_on", "entry.before_cause"),
        (an_event("report_made", "2026-09-28"), "reported_by", "entry.required"),
        (an_event("report_made", "2026-09-28", **REPORT, foo="x"), "foo", "entry.unknown_field"),
        (
            an_event("report_made", "2026-09-28", **REPORT | {"reported_by": "nobody"}),
            "reported_by",
            "entry.unknown_id",
        ),
        (
            an_event("hearing_held", "2026-09-28", appearance="x"),
            "appearance",
            "entry.not_a_choice",
        ),
        (
            an_event("hearing_held", "2026-09-20", appearance="staff_only"),
            "occurred_on",
            "entry.before_suit",
        ),
        (
            an_event("hearing_notice_served", "2026-09-28", hearing_on="2026-02-30"),
            "hearing_on",
            "entry.not_a_date",
        ),
        (
            an_event("performance_made", "2026-09-28", amount=-1),
            "amount",
            "entry.not_an_amount",
        ),
        (
            an_event("defence_filed", "2026-09-28", postmark_on="2026-09-30"),
            "postmark_on",
            "entry.posted_later",
        ),
        (an_event("retraction", "2026-09-28", reasons="x"), "supersedes", "entry.retracts_nothing"),
        (
            an_event("defence_filed", "2026-09-28", supersedes="gone"),
            "supersedes",
            "entry.corrects_unknown",
        ),
    ],
)
def test_a_fault_names_its_field(draft, field, key):
    assert (field, key) in faults(draft)


def test_what_must_come_first_is_named_with_its_article():
    draft = an_event("proposal_submitted", "2026-09-28", reasons="x")
    error = check_event(draft, RECORD, rulebook(), TODAY)[0]
    assert error.field == "type"
    assert "提出处理建议" in error.cause
    assert "第十五条第二款" in error.cause
    assert "Proposal made" in say_error(error, rulebook(), "en")


def test_an_entry_is_corrected_only_once():
    first = an_event("complaint_served", "2026-09-24", id="e1", service_method="direct")
    second = an_event("complaint_served", "2026-09-23", id="e2", supersedes="e1")
    draft = an_event("complaint_served", "2026-09-22", supersedes="e1", service_method="direct")
    assert faults(draft, a_record(first, second)) == [("supersedes", "entry.corrected_twice")]


def test_a_first_entry_may_be_corrected_to_an_earlier_day():
    first = an_event("complaint_served", "2026-09-24", id="e1", service_method="direct")
    draft = an_event("complaint_served", "2026-09-20", supersedes="e1", service_method="direct")
    assert faults(draft, a_record(first)) == []
