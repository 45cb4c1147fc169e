"""Responsibility where the record is thin, contested, or speaks twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from suits import LATER, SUIT, THEM, lost

from build import (
    APPOINTMENTS,
    COUNTY,
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
    calendar,
    day,
    held,
    in_charge,
    rulebook,
)
from guize.core.answers import FactState
from guize.core.assess import assess
from guize.core.facts import Matter, partial_date
from guize.core.rulebook import Norms

REPORTED = an_event("report_made", "2024-09-30")
OLD_DEPUTY = held("a-old", "unit-deputy", "2020", "2024-03-01")


def of(assessment, subject):
    return next(each for each in assessment.pursuit if each.subject == subject)


def ground(assessment, id_="10-1", about=""):
    return next(g for g in assessment.grounds if (g.id, g.about) == (id_, about))


def leadership(*events, **more):
    found = [b for b in lost(*events, **more).responsibility if b.function == "deputy_head"]
    return [(b.subject, b.answer.value, b.rows) for b in found]


def test_a_rulebook_without_tables_says_nothing_of_anyone():
    bare = replace(rulebook(), tables={}, circumstances={})
    record = a_record(THEM, **SUIT, findings=(a_finding("major_economic_loss"),))
    said = assess(record, Norms((bare,), calendar()), on=day(LATER))
    assert (said.lead, said.gate, said.case_referral, said.conduct) == (None, None, None, None)
    assert (said.responsibility, said.pursuit, said.routing, said.appearances) == ((), (), (), ())
    assert (said.grounds, said.mitigations) == ((), ())


def test_who_leads_is_open_while_nobody_is_on_record_in_charge_of_the_units():
    both = {"units": (UNIT, DEPARTMENT)}
    lead = lost(case=both, changes={"portfolios": (in_charge(DEPUTY),)}).lead
    assert (lead.function, lead.holders, lead.answer.value) == ("", (), None)
    assert lead.answer.missing
    assert set(lead.rows) >= {"9-1-跨领域", "9-1-通常"}


def test_two_certain_rules_give_one_responsibility_that_names_both():
    collective = (a_finding("decided_collectively"),)
    assert leadership(REPORTED, findings=collective) == [
        (DEPUTY, "leadership", ("8-2-集体研究", "8-2-应诉前汇报"))
    ]


def test_beside_a_certain_rule_one_that_is_open_is_not_named():
    assert leadership(REPORTED) == [(DEPUTY, "leadership", ("8-2-应诉前汇报",))]


def test_two_open_rules_leave_it_open_and_name_both():
    assert leadership() == [(DEPUTY, None, ("8-2-集体研究", "8-2-应诉前汇报"))]


FILED = (an_event("defence_filed", "2024-10-08"), an_event("evidence_filed", "2024-10-08"))


@pytest.mark.parametrize(
    ("events", "state", "reasons"),
    [((), FactState.NOT_DETERMINED, ["hint"]), (FILED, FactState.NOT_RECORDED, [])],
)
def test_a_circumstance_is_hinted_at_only_where_the_record_shows_its_sign(events, state, reasons):
    """第十条第(三)项: neither a defence nor evidence on record."""
    third = ground(lost(*events), "10-3")
    assert (third.state, [why.key for why in third.reasons]) == (state, reasons)
    assert third.hinted is bool(reasons)


def test_a_circumstance_without_a_sign_is_never_hinted_at():
    assert not ground(lost(), "10-2").hinted


def test_a_circumstance_that_was_found_says_how_and_when():
    found = a_finding("ground_hearing_error", "absent", about=OFFICER)
    state = ground(lost(findings=(found,)), "10-7", OFFICER)
    assert [(why.key, dict(why.values)) for why in state.reasons] == [
        ("found", {"state": "absent", "on": found.found_on})
    ]
    assert (state.finding, state.hinted) == (found.id, False)


def test_one_circumstance_found_absent_does_not_settle_that_there_is_no_fault():
    plain = (a_finding("act_defect", "absent"), a_finding("legacy_cause", "absent"))
    one = a_finding("ground_hearing_error", "absent", about=PRINCIPAL)
    answer = of(lost(findings=(*plain, one)), PRINCIPAL).answer
    assert "any_ground" in {missing.fact for missing in answer.missing}
    items = rulebook().circumstances["过错情形"]
    every = tuple(a_finding(item.fact, "absent", about=PRINCIPAL) for item in items)
    assert of(lost(findings=(*plain, *every)), PRINCIPAL).answer.value == "not_pursued"


def test_deputies_of_all_units_are_asked_about_though_the_executive_deputy_leads():
    assessment = lost(case={"units": (UNIT, DEPARTMENT)})
    assert {DEPUTY, "a-other-deputy", EXECUTIVE} <= {p.subject for p in assessment.pursuit}


def test_all_three_posts_of_the_unit_are_asked_about():
    asked = {p.subject for p in lost().pursuit}
    assert {UNIT, PRINCIPAL, UNIT_DEPUTY, OFFICER} <= asked


def test_the_deputy_of_the_unit_at_the_act_is_asked_about_though_gone_before_the_suit():
    now = held("a-now", "unit-deputy", "2024-03-01")
    rest = tuple(each for each in APPOINTMENTS if each.id != UNIT_DEPUTY)
    found = of(lost(changes={"appointments": (OLD_DEPUTY, now, *rest)}), "a-old")
    assert (found.held_at_act.value, found.held_in_suit.value) == (True, False)


def test_a_deputy_county_head_was_not_in_the_office_that_acted():
    found = of(lost(), DEPUTY)
    assert (found.held_at_act.value, found.held_in_suit.value) == (False, True)


def test_a_head_of_the_county_government_that_acted_is_none_of_the_acting_office_either():
    """第十二条 pursues county posts for the suit alone, whatever the county itself did."""
    acted = (Matter("m1", COUNTY, "administrative_act", partial_date("2023-03-01")),)
    assert of(lost(changes={"matters": acted}), DEPUTY).held_at_act.value is False


def test_whether_a_person_was_in_office_is_asked_for_where_dates_are_vague():
    vague = held(OFFICER, "officer", "2020-01", "2024-09")
    act = (Matter("m1", UNIT, "administrative_act", partial_date("2020-01")),)
    rest = tuple(each for each in APPOINTMENTS if each.id != OFFICER)
    changes = {"appointments": (vague, *rest), "matters": act}
    at_act = of(lost(changes=changes), PRINCIPAL).held_at_act
    assert [(m.fact, m.about) for m in at_act.missing] == [("held_at_act", PRINCIPAL)]


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2024-09-27", False), ("2024-09-28", True), ("2024-09", None)],
)
def test_in_office_during_the_suit_means_on_one_of_its_days(until, expected):
    """The suit begins on 2024-09-27; an end in that month leaves it open."""
    gone = held("a-gone", "principal", "2020", until)
    now = held(PRINCIPAL, "principal", "2024-09-28")
    rest = tuple(each for each in APPOINTMENTS if each.id != PRINCIPAL)
    found = of(lost(changes={"appointments": (gone, now, *rest)}), "a-gone").held_in_suit
    assert found.value is expected
    assert [m.fact for m in found.missing] == (["held_in_suit"] if expected is None else [])
