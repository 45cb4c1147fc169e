"""What wins over every post: unusable accounts, subjects, administrators, other counties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from access_people import ACCOUNT, OWN, PERSON, actor, may, may_record, related

from guize.core.access import Object, Verdict, covers, scope
from guize.core.access.cells import read_cell
from guize.core.access.matrix import CONTENT, STAGES

EVERY_POST = ("UC", "UD", "UH", "DH", "EX", "LA", "SC", "SH", "PG", "DC", "OD", "CC")
RELATED = ("party", "transferred", "agenda", "own_unit", "city_managed")
SILENT = ("O6", "O7", "O8", "O9", "O11", "O15")


def test_an_unusable_account_may_nothing():
    off = actor(*EVERY_POST, active=False)
    for name in Object:
        assert may(off, "V", name, "S5", related(*RELATED)) == Verdict(False, False, "disabled")
        assert scope(off, name).nothing


def test_another_county_is_not_there():
    assert not may(actor("SC"), "V", "O1", "S0", related(tenant="elsewhere")).visible
    assert not covers(scope(actor("SC"), "O1"), related(tenant="elsewhere"))


@pytest.mark.parametrize("administrator", ["AU", "SA", "SE"])
def test_an_administrator_sees_no_content_whatever_other_posts_he_holds(administrator):
    held = actor(*EVERY_POST, administrator, records_for=frozenset({OWN}))
    for name in CONTENT:
        for stage in STAGES:
            related_ = related(*RELATED, bodies=frozenset({OWN}))
            assert not may(held, "V", name, stage, related_).visible, (name, stage)
            assert not may(held, "A", name, stage, related_).allowed, (name, stage)


def test_until_the_notice_is_served_a_named_person_sees_exactly_what_his_posts_see():
    head = actor("UH")
    for name in ("O1", "O2", "O3", "O4", "O5", "O5p"):
        for stage in STAGES:
            for action in "VACPE":
                named = related("party", subjects=frozenset({PERSON}))
                plain = may(head, action, name, stage, related("party"))
                assert may(head, action, name, stage, named) == plain, (
                    name,
                    stage,
                    action,
                )


def test_once_served_a_subject_sees_the_case_and_adds_nothing():
    head = actor("UH")
    served = related("party", "served", subjects=frozenset({PERSON}))
    assert may(head, "V", "O2", "S2", served).allowed
    assert not may(head, "E", "O2", "S2", served).allowed
    assert not may(head, "A", "O2", "S0", served).allowed
    assert may(head, "V", "O6n", "S2", served).allowed
    assert may(head, "A", "O6n", "S3", served).allowed
    assert not may(head, "V", "O6", "S3", served).visible


@pytest.mark.parametrize("how", ["subjects", "recused"])
def test_a_subject_sees_nothing_of_the_proceeding_under_any_union_of_posts(how):
    held = actor(*EVERY_POST, records_for=frozenset({OWN}))
    taken = related(*RELATED, "served", "own", "author", bodies=frozenset({OWN}))
    taken = replace(taken, **{how: frozenset({PERSON})})
    for name in SILENT:
        for stage in STAGES:
            for action in "VACPE":
                assert not may(held, action, name, stage, taken).visible, (
                    name,
                    stage,
                    action,
                )


def test_the_deputy_in_the_party_group_cannot_vote_on_his_own_proposal():
    deputy = actor("DH", "PG")
    assert may(deputy, "P", "O6", "S3", related("party")).allowed
    own = related("party", subjects=frozenset({PERSON}))
    assert not may(deputy, "P", "O6", "S3", own).visible


def test_a_petition_is_open_to_the_person_once_the_decision_is_served():
    own = related("served", subjects=frozenset({PERSON}))
    assert may(actor("UC"), "A", "O12", "S5", own).allowed
    assert not may(actor("UC"), "A", "O12", "S4", own).allowed
    assert not may(
        actor("UC"), "A", "O12", "S5", relations=related(subjects=frozenset({PERSON}))
    ).allowed


def test_without_a_post_one_sees_the_own_account_alone():
    nobody = actor(records_for=frozenset({OWN}))
    everything = related(*RELATED, "own", "author", "served", bodies=frozenset({OWN}))
    seen = {name for name in Object if may(nobody, "V", name, "S5", everything).allowed}
    assert seen == {"O14", "O16", "O16b"}
    assert not any(may(nobody, "A", name, "S5", everything).allowed for name in Object)
    assert not may(nobody, "V", "O16", "S0", related()).visible


def test_who_wrote_it_does_not_approve_it():
    assert may(actor("SH"), "P", "O6", "S2", related()).allowed
    assert not may(
        actor("SH"), "P", "O6", "S2", relations=related(authors=frozenset({ACCOUNT}))
    ).allowed


def test_an_officer_enters_for_a_body_without_an_account():
    officer = actor("SC", records_for=frozenset({"city"}))
    theirs = related(bodies=frozenset({"city"}))
    found = may(officer, "A", "O10", "S4", theirs)
    assert (found.allowed, found.part) == (True, "recorded_for")
    assert may_record(officer, "P", "O10", "S4", theirs).part == "recorded_for"
    assert not may(officer, "P", "O10", "S4", theirs).allowed
    assert not may(officer, "A", "O10", "S4", related()).visible
    assert not may_record(actor("SC"), "P", "O10", "S4", theirs).allowed


def test_what_is_entered_for_a_body_ends_with_its_stages():
    """代录: a transfer, a decision and a report from S4, a petition from S5; nothing else."""
    officer = actor("CH", records_for=frozenset({"city"}))
    theirs = related(bodies=frozenset({"city"}))
    entered = {
        (thing, stage)
        for thing in Object
        for stage in STAGES
        if may(officer, "A", thing, stage, theirs).allowed
    }
    late = ("S4", "S5", "S6", "S7")
    from_s4 = {(thing, stage) for thing in ("O8", "O10", "O11") for stage in late}
    assert entered == from_s4 | {("O12", stage) for stage in late[1:]}


def test_entering_for_a_body_adds_no_other_right_and_replaces_no_own_one():
    officer = actor("CH", records_for=frozenset({"city"}))
    theirs = related("transferred", bodies=frozenset({"city"}))
    assert not may_record(officer, "V", "O10", "S4", theirs).allowed
    assert may_record(officer, "A", "O10", "S4", theirs).part == "recorded_for"
    discipline = actor("DC", records_for=frozenset({"city"}))
    assert may_record(discipline, "P", "O10", "S4", theirs).part == ""
    refused = may_record(actor("DC"), "P", "O10", "S4", related(bodies=frozenset({"city"})))
    assert (refused.allowed, refused.part) == (False, "")


def test_an_action_on_what_is_seen_is_forbidden_and_what_is_not_seen_is_not_found():
    assert may(actor("UC"), "P", "O1", "S0", related("party")).visible
    assert not may(actor("UC"), "P", "O1", "S0", related()).visible


def test_the_right_of_the_post_acted_in_comes_first():
    both = actor("SC", "SH", acting="appointment-SH")
    assert may(both, "V", "O1", "S0", related()).appointment == "appointment-SH"
    assert may(actor("SC", "SH"), "V", "O1", "S0", related()).appointment == "appointment-SC"


def test_a_part_is_named_where_the_cell_limits_the_right():
    assert may(actor("SH"), "V", "O7", "S3", related()).part == "result"
    assert may(actor("SC"), "A", "O2", "S1", related()).part == "authority"
    assert may(actor("SC"), "V", "O2", "S1", related()).part == ""


def test_a_refusal_says_what_decided():
    taken = related("party", recused=frozenset({PERSON}))
    assert may(actor("UC"), "V", "O6", "S3", taken).rule == "subject"
    assert may(actor("UC"), "V", "O6", "S3", related("party")).rule == "denied"
    assert may(actor(), "V", "O6", "S3", related()).rule == "denied"
    assert may(actor("UC", "SA"), "V", "O1", "S0", related("party")).rule == "administrator"
    assert may(actor("SA"), "V", "O17", "S0", related()).rule == "denied"
    assert may(actor("UC"), "V", "O1", "S0", related(tenant="elsewhere")).rule == "tenant"


def test_a_right_says_which_column_it_comes_from():
    taken = related("party", recused=frozenset({PERSON}))
    assert may(actor("UC"), "V", "O1", "S1", taken).rule == "O1 S1 SUBJ"
    assert may(actor("UC"), "V", "O1", "S1", related("party")).rule == "O1 S1 UC"
    own = may(actor(), "V", "O16", "S0", related("own"))
    assert (own.rule, own.part) == ("O16 own", "own")
    officer = actor("SC", records_for=frozenset({"city"}))
    entered = may(officer, "A", "O10", "S4", related(bodies=frozenset({"city"})))
    assert entered.rule == "O10 S4 recorded_for"


@pytest.mark.parametrize("cell", ["", "v", "Vz", "Vpx", "V/", "VA VA", "V+"])
def test_a_cell_not_wholly_understood_is_an_error(cell):
    with pytest.raises(ValueError, match="not a clause"):
        read_cell(cell)


def test_an_unknown_action_or_object_is_an_error_and_an_unknown_stage_denies():
    with pytest.raises(ValueError, match="X"):
        may(actor("SC"), "X", "O1", "S0", related())
    with pytest.raises(ValueError, match="O99"):
        may(actor("SC"), "V", "O99", "S0", related())
    assert not may(actor("SC"), "V", "O1", "S9", related()).visible
