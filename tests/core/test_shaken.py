"""A correction takes the ground from what was built on the entry, until it is confirmed anew."""

from __future__ import annotations

import pytest

from build import PRINCIPAL, UNIT, UNIT_DEPUTY, a_record, an_event, day, norms
from guize.core.explain import shaken, unconfirmed

WHEN = "2025-06-01"
LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
REPORT = an_event("report_made", "2024-11-20", id="report")
OPENED = an_event("proceeding_opened", "2025-04-01", reasons="略")
LATER = {"recorded": "2025-05-20T10:00:00"}


def in_proceeding(type_, when, **payload):
    from dataclasses import replace

    return replace(an_event(type_, when, **payload), stream="proceeding")


def finding(when, fact="ground_not_performed", about=PRINCIPAL, state="present", **more):
    return in_proceeding("finding_recorded", when, fact=fact, about=about, state=state, **more)


def proposal(when, subject=PRINCIPAL, **more):
    return in_proceeding("proposal_made", when, subject=subject, measure="14-1",
                         handling="organizational", **more)  # fmt: skip


def corrected(event, **changes):
    """The same entry on another day, entered later."""
    payload = {**event.payload, **changes.pop("payload", {})}
    made = an_event(event.type, changes.pop("when", event.occurred_on.isoformat()), id="fixed",
                    supersedes=event.id, **LATER, **payload)  # fmt: skip
    from dataclasses import replace

    return replace(made, stream=event.stream)


def built(*events):
    record = a_record(LOST, REPORT, OPENED, *events, complaint_served="2024-11-01")
    found = shaken(record, norms(), on=day(WHEN))
    return {(each.entry.id, event.type) for each in found for event in each.built}


def test_a_finding_that_names_an_entry_falls_with_its_correction():
    rests = finding("2025-04-10", relied_on=["report"])
    assert built(rests, corrected(REPORT)) == {("report", "finding_recorded")}


def test_a_finding_that_names_other_entries_stands():
    rests = finding("2025-04-10", relied_on=["j"])
    assert built(rests, corrected(REPORT, when="2024-11-04")) == set()


def test_a_finding_that_names_none_falls_with_what_changes_the_results():
    bare = finding("2025-04-10")
    assert built(bare, corrected(REPORT, when="2024-11-04")) == {("report", "finding_recorded")}
    assert built(bare, corrected(REPORT, payload={"manner": "书面"})) == set()


def test_a_proposal_rests_on_the_findings_about_its_subject():
    found, made = finding("2025-04-10", id="f", relied_on=["j"]), proposal("2025-04-20")
    absent = corrected(found, payload={"state": "absent"})
    assert built(found, made, absent) == {("f", "proposal_made")}
    other = proposal("2025-04-20", subject=UNIT_DEPUTY)
    assert built(found, other, absent) == set()


def test_a_finding_of_the_whole_case_bears_every_proposal():
    found = finding("2025-04-10", fact="serious_impact", about="", id="f", relied_on=["j"])
    absent = corrected(found, payload={"state": "absent"})
    assert built(found, proposal("2025-04-20"), absent) == {("f", "proposal_made")}


def test_each_later_step_falls_with_the_proposal_it_carried():
    found, made = finding("2025-04-10", id="f", relied_on=["report"]), proposal("2025-04-20")
    steps = (
        in_proceeding("proposal_submitted", "2025-04-22", reasons="略"),
        in_proceeding("resolution_recorded", "2025-04-25", resolution="approved"),
        in_proceeding("referral_made", "2025-04-28", subject=PRINCIPAL),
        in_proceeding("decision_made", "2025-05-10", subject=PRINCIPAL),
    )
    assert built(found, made, *steps, corrected(REPORT)) == {
        ("report", type_)
        for type_ in ("finding_recorded", "proposal_made", *(step.type for step in steps))
    }


def test_a_proposal_reworded_after_its_submission_leaves_the_submission_without_ground():
    made = proposal("2025-04-20", id="p")
    sent = in_proceeding("proposal_submitted", "2025-04-22", reasons="略")
    assert built(made, sent, corrected(made)) == {("p", "proposal_submitted")}


@pytest.mark.parametrize("stale", [True, False])
def test_what_is_recorded_anew_after_the_correction_stands(stale):
    found, again = (
        finding("2025-04-10", relied_on=["report"]),
        finding("2025-05-21", relied_on=["fixed"]),
    )
    events = (found, corrected(REPORT)) if stale else (found, corrected(REPORT), again)
    assert bool(built(*events)) == stale


def test_what_was_built_after_the_correction_or_without_any_is_untouched():
    late = finding("2025-05-25", relied_on=["report"])
    assert built(late, corrected(REPORT)) == set()
    assert built(finding("2025-04-10"), proposal("2025-04-20")) == set()


def test_an_entry_taken_back_counts_as_corrected():
    rests = finding("2025-04-10", relied_on=["report"])
    back = an_event("retraction", "2025-05-20", id="back", supersedes="report", **LATER)
    assert built(rests, back) == {("report", "finding_recorded")}


def test_those_that_wait_are_named_once():
    rests = finding("2025-04-10", about=UNIT, relied_on=["report", "j"], id="f")
    record = a_record(LOST, REPORT, OPENED, rests, corrected(REPORT), complaint_served="2024-11-01")
    waiting = unconfirmed(shaken(record, norms(), on=day(WHEN)), "finding_recorded")
    assert [event.id for event in waiting] == ["f"]
