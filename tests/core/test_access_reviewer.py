"""Where the justice bureau is itself a unit concerned: another organ acts in its place (D38)."""

from __future__ import annotations

import pytest
from access_people import CASE, OTHER, OWN, actor, may, related, seat

from guize.core.access import Object, scope
from guize.core.access.matrix import STAGES

BUREAU, STAND_IN, CONCERNED = OTHER, OWN, {"bureau_concerned": True, "case": CASE}
CONFIDENTIAL = ("O6n", "O6", "O7", "O8", "O9", "O11", "O12", "O13")


def own_case(*conditions: str, **more: object):
    """A case of the bureau itself, before the Party group and with decisions on its people."""
    about = {"party": frozenset({BUREAU}), "about_units": frozenset({"elsewhere"})}
    return related(*conditions, **CONCERNED, **about, **more)


@pytest.mark.parametrize("role", ["SC", "SH"])
def test_the_bureau_has_no_part_in_a_proceeding_on_its_own_case(role):
    staff = actor(role, seats=(seat(role, BUREAU),))
    for name in CONFIDENTIAL:
        for stage in STAGES:
            assert not any(may(staff, a, name, stage, own_case()).visible for a in "VACPE"), name


@pytest.mark.parametrize(("role", "unit"), [("SC", "UC"), ("SH", "UH")])
def test_in_its_own_case_the_bureau_is_a_unit_like_any_other(role, unit):
    staff = actor(role, seats=(seat(role, BUREAU),))
    officer = actor(unit, seats=(seat(unit, BUREAU),))
    for name in ("O1", "O2", "O3", "O4", "O5"):
        for stage in STAGES:
            for action in "VACPE":
                asked = action, name, stage, own_case(filed=False)
                assert may(staff, *asked).allowed == may(officer, *asked).allowed, asked


@pytest.mark.parametrize(("role", "column"), [("UC", "SC"), ("UD", "SC"), ("UH", "SH")])
def test_the_organ_named_has_the_bureaus_rights_in_that_case(role, column):
    named = actor(role, seats=(seat(role, STAND_IN, reviews=frozenset({CASE})),))
    bureau = actor(column, seats=(seat(column, BUREAU),))
    elsewhere = related(party=frozenset({"organ-third"}), case=CASE)
    for name in (*CONFIDENTIAL, "O1", "O4", "O10"):
        for stage in STAGES:
            for action in "VACPE":
                theirs = may(bureau, action, name, stage, elsewhere).allowed
                assert may(named, action, name, stage, own_case()).allowed == theirs, (name, stage)


def test_the_organ_named_has_them_in_no_other_case():
    named = actor("UH", seats=(seat("UH", STAND_IN, reviews=frozenset({CASE})),))
    for name in (*CONFIDENTIAL, "O10"):
        for stage in STAGES:
            other = related(case="case-2", bureau_concerned=True)
            assert not any(may(named, a, name, stage, other).visible for a in "VACPE")


def test_a_person_named_or_recused_in_the_organ_named_sees_nothing_either():
    held = seat("UH", STAND_IN, reviews=frozenset({CASE}))
    named = actor("UH", seats=(held,))
    for how in ("subjects", "recused"):
        taken = own_case(**{how: frozenset({named.person})})
        assert not any(may(named, a, "O6", "S2", taken).visible for a in "VACPE")


@pytest.mark.parametrize("role", ["EX", "CH"])
def test_the_county_government_names_the_organ_where_the_bureau_is_concerned_alone(role):
    for stage in STAGES[1:]:
        assert may(actor(role), "A", "O1r", stage, own_case()).allowed
        assert not may(actor(role), "A", "O1r", stage, related("party")).allowed
    assert not may(actor("SH"), "A", "O1r", "S1", own_case()).allowed


def test_a_unit_that_reviews_nothing_asks_for_no_more_rows_than_before():
    kinds = {term.kind for name in Object for term in scope(actor("UC"), name).terms}
    assert "everything" in kinds  # the rulebook
    assert not {t.kind for t in scope(actor("UC"), "O6").terms}
