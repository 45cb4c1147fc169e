"""Who leads, who bears what, who is pursued."""

from __future__ import annotations

import pytest

from build import (
    APPOINTMENTS,
    DEPARTMENT,
    DEPUTY,
    EXECUTIVE,
    OFFICER,
    PRINCIPAL,
    UNIT,
    UNIT_DEPUTY,
    a_finding,
    a_record,
    an_event,
    assessed,
    held,
    in_charge,
)
from guize.core.answers import FactState
from guize.core.facts import Post

LATER = "2025-05-01"
SUIT = {
    "complaint_served": "2024-09-27",
    "judgment_served": ("2025-01-17", {"disposition": "revoked", "id": "j"}),
}
THEM = an_event("other_party_served", "2025-01-17", judgment="j")
REPORTED = an_event("report_made", "2024-09-30")
GATE = (a_finding("major_economic_loss"),)


def lost(*events, **more):
    return assessed(a_record(THEM, *events, **SUIT, **more), LATER)


def bears(assessment):
    return {(b.subject, b.answer.value) for b in assessment.responsibility if b.answer.is_known}


def pursued(assessment, subject):
    return next(p.answer for p in assessment.pursuit if p.subject == subject)


def test_the_chain_of_responsibility__art_8():
    assert bears(lost(REPORTED)) == {
        (UNIT, "entity_responsibility"),
        (PRINCIPAL, "first_responsibility"),
        (UNIT_DEPUTY, "principal_leadership"),
        (OFFICER, "direct"),
        (DEPUTY, "leadership"),
    }


def test_without_a_recorded_report_the_deputys_share_is_open_and_not_denied():
    leadership = [b for b in lost().responsibility if b.function == "deputy_head"]
    assert {b.answer.value for b in leadership} == {None}
    missing = {m.fact for b in leadership for m in b.answer.missing}
    assert missing == {"decided_collectively", "reported_before_response"}


def test_a_report_after_the_response_began_does_not_make_the_deputy_share():
    defence = an_event("defence_filed", "2024-09-29")
    found = (a_finding("decided_collectively", "absent"),)
    assert not [
        b
        for b in lost(REPORTED, defence, findings=found).responsibility
        if b.function == "deputy_head"
    ]


def test_a_collective_decision_does_without_any_report():
    found = (a_finding("decided_collectively"),)
    assert (DEPUTY, "leadership") in bears(lost(findings=found))


def test_a_vacant_post_is_shown_and_not_guessed():
    without = tuple(each for each in APPOINTMENTS if each.id != UNIT_DEPUTY)
    vacant = [b for b in lost(changes={"appointments": without}).responsibility if not b.subject]
    assert [
        (b.function, b.answer.missing[0].fact) for b in vacant if b.function == "unit_deputy"
    ] == [("unit_deputy", "holder")]


def test_of_several_officers_the_one_who_took_part_bears_direct_responsibility():
    posts = (*a_record().posts, Post("officer-2", UNIT, "科员", "case_officer"))
    people = (*APPOINTMENTS, held("a-second", "officer-2"))
    entry = an_event("defence_filed", "2024-10-08", appointment="a-second")
    found = lost(entry, changes={"posts": posts, "appointments": people})
    assert ("a-second", "direct") in bears(found)
    assert (OFFICER, "direct") not in bears(found)


def test_nothing_is_said_of_persons_while_no_judgment_is_adverse():
    won = a_record(
        complaint_served="2024-09-27",
        judgment_served=("2025-01-17", {"disposition": "claim_dismissed"}),
    )
    assessment = assessed(won, LATER)
    assert (assessment.responsibility, assessment.pursuit, assessment.measures) == ((), (), ())


def test_the_deputy_leads_and_the_executive_across_portfolios__art_9():
    assert lost().lead.holders == (DEPUTY,)
    two = a_record(complaint_served="2025-01-02", case={"units": (UNIT, DEPARTMENT)})
    lead = assessed(two, "2025-01-03").lead
    assert (lead.function, lead.holders) == ("executive_deputy", (EXECUTIVE,))


def test_a_change_of_portfolio_during_the_suit_is_kept():
    shared = (
        in_charge(DEPUTY, until="2024-12-01"),
        in_charge("a-other-deputy", since="2024-12-01"),
    )
    lead = lost(changes={"portfolios": shared}).lead
    assert lead.holders == ("a-other-deputy",)
    assert [who for _, who in lead.changes] == [DEPUTY, "a-other-deputy"]


TRANSFERRED = (
    held(PRINCIPAL, "principal", "2020", "2024-03-01"),
    held("a-new", "principal", "2024-03-01"),
    *(each for each in APPOINTMENTS if each.id != PRINCIPAL),
)
DEFECT = (a_finding("act_defect"), a_finding("legacy_cause", "absent"), *GATE)


def test_the_head_at_the_act_is_pursued_though_transferred__art_12_1():
    assessment = lost(changes={"appointments": TRANSFERRED}, findings=DEFECT)
    assert pursued(assessment, PRINCIPAL).value == "pursue"


@pytest.mark.parametrize(("error", "result"), [("absent", "not_pursued"), ("present", "pursue")])
def test_the_successor_only_with_an_evident_error(error, result):
    found = (*DEFECT, a_finding("evident_error", error, about="a-new"))
    assessment = lost(changes={"appointments": TRANSFERRED}, findings=found)
    assert pursued(assessment, "a-new").value == result


def test_without_that_finding_the_successor_is_undetermined():
    answer = pursued(lost(changes={"appointments": TRANSFERRED}, findings=DEFECT), "a-new")
    assert ("evident_error", "a-new") in [(m.fact, m.about) for m in answer.missing]


def test_an_act_known_to_the_month_of_the_handover_leaves_it_open():
    changed = {"appointments": TRANSFERRED}
    record = a_record(THEM, **SUIT, changes=changed, findings=DEFECT)
    vague = assessed(record, LATER)
    assert next(p for p in vague.pursuit if p.subject == PRINCIPAL).held_at_act.value is True


def test_a_ground_is_hinted_by_a_late_duty_and_never_concluded():
    late = an_event("report_made", "2024-10-20")
    ground = next(g for g in lost(late).grounds if g.id == "10-1")
    assert (ground.state, ground.hinted) == (FactState.NOT_DETERMINED, True)


def test_not_proven_stays_visible_and_counts_as_no():
    found = (a_finding("ground_hearing_error", "not_proven", about=OFFICER),)
    ground = next(g for g in lost(findings=found).grounds if g.id == "10-7")
    assert (ground.state, ground.about) == (FactState.NOT_PROVEN, OFFICER)


def test_every_proposal_about_a_person_rests_on_rule_and_record():
    for bearing in lost(REPORTED).responsibility:
        assert bearing.citation.provision
        assert bearing.rows
        assert bearing.answer.reasons


def test_mitigations_give_their_effects_without_choosing_one():
    states = lost(findings=(a_finding("mitigation_minor", about=OFFICER),)).mitigations
    minor = next(each for each in states if each.fact == "mitigation_minor")
    assert minor.state is FactState.PRESENT
    assert len(minor.effects) == 3
