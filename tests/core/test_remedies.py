"""Decisions served, how they may be contested, and petitions against them (第十七条)."""

from __future__ import annotations

from suits import lost

from build import DEPUTY, OFFICER, PRINCIPAL, an_event

WHEN = "2025-09-01"


def step(type_, when, **payload):
    return an_event(type_, when, instance="", **payload)


DECIDED = (
    step("proceeding_opened", "2025-05-01"),
    step("proposal_made", "2025-05-20", subject=OFFICER, handling="sanction"),
    step("decision_made", "2025-06-20", subject=OFFICER, sanction_kind="civil_servant"),
    step("decision_served", "2025-06-25", subject=OFFICER, id="served"),
)
PETITION = step("petition_filed", "2025-07-01", subject=OFFICER, id="petition")
ANSWER = step("petition_decided", "2025-08-01", subject=OFFICER, petition_result="upheld")


def remedy(*events):
    (found,) = lost(*DECIDED, *events, when=WHEN).remedies
    return found


def test_a_decision_served_names_its_ways_and_says_that_none_suspends_it():
    found = remedy()
    assert (found.subject, found.decision, found.served_on.isoformat()) == (
        OFFICER,
        "served",
        "2025-06-25",
    )
    assert found.ways
    assert not found.suspends
    assert found.citation == found.ways[0].citation
    assert [(why.key, why.citation) for why in found.reasons] == [
        ("remedy.not_suspended", found.citation)
    ]


def test_a_petition_and_its_result_are_shown_with_the_decision():
    assert (remedy().petition, remedy().result) == ("", "")
    assert (remedy(PETITION).petition, remedy(PETITION).result) == ("petition", "")
    assert remedy(PETITION, ANSWER).result == "upheld"


def test_a_petition_of_another_or_before_the_decision_is_not_taken_for_it():
    other = step("petition_filed", "2025-07-01", subject=PRINCIPAL)
    early = step("petition_filed", "2025-06-24", subject=OFFICER)
    same_day = step("petition_filed", "2025-06-25", subject=OFFICER, id="same")
    assert remedy(other, early).petition == ""
    assert remedy(early, same_day).petition == "same"


def test_while_the_way_depends_on_an_unrecorded_fact_the_decision_is_listed_all_the_same():
    served = step("decision_served", "2025-06-25", subject=DEPUTY)
    (found,) = lost(served, when=WHEN).remedies
    assert found.subject == DEPUTY
    assert not found.suspends
