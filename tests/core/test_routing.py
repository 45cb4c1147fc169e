"""Gate, referral, bodies per person, steps and stages."""

from __future__ import annotations

import pytest

from build import DEPUTY, OFFICER, PRINCIPAL, a_finding, a_record, an_event, assessed

LATER = "2025-08-01"
SUIT = {
    "complaint_served": "2024-09-27",
    "judgment_served": ("2025-01-17", {"disposition": "revoked", "id": "j"}),
}
THEM = an_event("other_party_served", "2025-01-17", judgment="j")
DERELICTION = a_finding("dereliction_caused_loss")


def step(type_, when, **payload):
    return an_event(type_, when, instance="", **payload)


def lost(*events, findings=(), when=LATER):
    return assessed(a_record(THEM, *events, **SUIT, findings=findings), when)


@pytest.mark.parametrize(
    ("loss", "impact", "gate"),
    [
        ("present", None, "gate_open"),
        ("absent", "present", "gate_open"),
        ("absent", "absent", "gate_closed"),
        ("not_proven", "not_proven", "gate_closed"),
        (None, "present", "gate_open"),
        (None, None, None),
    ],
)
def test_the_gate_opens_by_finding_only__art_4(loss, impact, gate):
    given = {"major_economic_loss": loss, "serious_impact": impact}
    found = tuple(a_finding(fact, state) for fact, state in given.items() if state)
    assert lost(findings=found).gate.answer.value == gate


@pytest.mark.parametrize(
    ("fen", "referral"),
    [(30_000_000, "not_referred"), (30_000_001, "refer"), (1, "not_referred")],
)
def test_exactly_300000_yuan_is_not_over__art_6_2(fen, referral):
    found = (DERELICTION, a_finding("direct_loss", value=fen))
    assert lost(findings=found).case_referral.answer.value == referral


def test_without_an_amount_the_referral_is_undetermined():
    answer = lost(findings=(DERELICTION,)).case_referral.answer
    assert [m.fact for m in answer.missing] == ["direct_loss"]


def proposal(subject, handling):
    return step(
        "proposal_made",
        "2025-05-20",
        id=f"p-{subject}-{handling}",
        subject=subject,
        handling=handling,
    )


def bodies(subject, *handlings):
    events = [proposal(subject, handling) for handling in handlings]
    return next(r for r in lost(*events).routing if r.subject == subject)


def test_a_county_cadre_goes_by_the_kind_of_handling__art_16_1():
    assert bodies(PRINCIPAL, "organizational").bodies.value == ("organization_department",)
    assert bodies(OFFICER, "sanction").bodies.value == ("discipline_body",)


def test_a_person_may_need_several_bodies():
    route = bodies(PRINCIPAL, "sanction", "organizational")
    assert set(route.bodies.value) == {"discipline_body", "organization_department"}


@pytest.mark.parametrize("handling", ["sanction", "organizational", "suspected_crime"])
def test_a_city_managed_cadre_never_goes_to_a_county_body__art_6_3(handling):
    route = bodies(DEPUTY, handling)
    assert not {"discipline_body", "organization_department"} & set(route.bodies.value)
    assert "party_committee" in route.via


def test_an_unrecorded_cadre_authority_is_asked_for():
    record = a_record(THEM, proposal("a-x", "sanction"), **SUIT)
    route = next(r for r in assessed(record, LATER).routing if r.subject == "a-x")
    assert [m.fact for m in route.bodies.missing] == ["cadre_authority"]


FILE = [
    ("S1", None),
    ("S2", step("proceeding_opened", "2025-05-01")),
    ("S2", step("finding_recorded", "2025-05-02", fact="major_economic_loss", state="present")),
    ("S2", proposal(PRINCIPAL, "organizational")),
    ("S3", step("proposal_submitted", "2025-05-25")),
    ("S3", step("resolution_recorded", "2025-06-01", resolution="approved")),
    ("S4", step("referral_made", "2025-06-03", subject=PRINCIPAL)),
    ("S4", step("decision_made", "2025-06-20", subject=PRINCIPAL)),
    ("S5", step("decision_served", "2025-06-25", subject=PRINCIPAL)),
    ("S6", step("petition_filed", "2025-07-01", subject=PRINCIPAL)),
    ("S7", step("proceeding_closed", "2025-07-20")),
]


@pytest.mark.parametrize("n", range(len(FILE)))
def test_the_stage_follows_the_steps(n):
    events = [event for _, event in FILE[: n + 1] if event]
    assert lost(*events).stage.value == FILE[n][0]


def test_a_resolution_to_take_no_action_ends_the_proceeding__art_15_2():
    events = [event for _, event in FILE[1:5]]
    ended = step("resolution_recorded", "2025-06-01", resolution="no_action")
    assert lost(*events, ended).stage.value == "S7"


def test_a_returned_proposal_goes_back_to_the_bureau():
    events = [event for _, event in FILE[1:5]]
    back = step("resolution_recorded", "2025-06-01", resolution="returned")
    assert lost(*events, back).stage.value == "S2"


def test_while_the_discipline_body_inquires_the_bureaus_steps_wait():
    handed = step("early_referral_made", "2025-05-03", amount=1)
    assessment = lost(FILE[1][1], handed)
    proposal_step = next(
        s for s in assessment.steps if "proposal_made" in s.id or s.name == "提出处理建议"
    )
    assert assessment.stage.value == "S4"
    assert (proposal_step.state, proposal_step.waits_for[-1]) == (
        "blocked",
        "inquiry_result_recorded",
    )
    result = step("inquiry_result_recorded", "2025-06-01", inquiry_result="not_crime")
    assert lost(FILE[1][1], handed, result).stage.value == "S2"


def test_the_next_steps_are_those_whose_forerunner_is_done():
    states = {s.name: s.state for s in lost(FILE[1][1]).steps}
    assert states["启动责任追究"] == "done"
    assert states["事实认定"] == "next"
    assert states["提请县政府党组会议审核"] == "blocked"


def test_measures_are_open_only_once_the_gate_is():
    assert lost().measures == ()
    open_ = lost(findings=(a_finding("major_economic_loss"),)).measures
    assert {measure.target for measure in open_} == {"unit", "person"}
    assert [m.id for m in open_ if m.id.startswith("14-4")] == ["14-4a", "14-4b"]


def test_a_petition_never_suspends_the_decision__art_17():
    remedy = lost(*[event for _, event in FILE[1:10]]).remedies[0]
    assert (remedy.subject, remedy.suspends) == (PRINCIPAL, False)
    assert remedy.petition.startswith("petition_filed")
