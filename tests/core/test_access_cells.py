"""Every cell of the matrix, against the county's document written down a second time."""

from __future__ import annotations

import pytest
from access_people import GRANTING, PERSON, actor, may, related
from matrix_oracle import ALL, COLUMNS, MATRIX

from guize.core.access import Action, Object, Relations

WRITTEN = {
    (name, stage, role): cell
    for name, rows in MATRIX.items()
    for stage, row in rows
    for role, cell in row.items()
}
PLACES = [(name, stage, role) for name in MATRIX for stage in ALL for role in COLUMNS]


def asked(role: str, name: str, relations: Relations):
    """The actor and relations of a cell; column SUBJ is asked as a recused person in every post."""
    if role != "SUBJ":
        return actor(role), relations
    posts = ("UC", "UD", "UH", "DH", "EX", "LA")
    person = actor(*posts)
    related_ = Relations(**{**_values(relations), "recused": frozenset({PERSON})})
    return person, related_


def _values(relations: Relations) -> dict[str, object]:
    return {name: getattr(relations, name) for name in Relations.__dataclass_fields__}


def allowed(role: str, place: tuple[str, str], relations: Relations) -> str:
    person, related_ = asked(role, place[0], relations)
    return "".join(a for a in "VACPE" if may(person, a, *place, related_).allowed)


@pytest.mark.parametrize("name", MATRIX)
def test_a_cell_allows_what_the_document_says_once_its_condition_holds(name):
    for stage in ALL:
        for role in COLUMNS:
            actions, _, condition = WRITTEN.get((name, stage, role), "").partition("|")
            conditions = (condition,) if condition else ()
            found = allowed(role, (name, stage), related(*conditions))
            assert set(found) == set(actions), (name, stage, role, found)


@pytest.mark.parametrize("name", MATRIX)
def test_a_condition_that_does_not_hold_denies(name):
    for (object_, stage, role), cell in WRITTEN.items():
        if object_ == name and "|" in cell:
            needed = cell.partition("|")[2]
            others = [c for c in GRANTING if c not in (needed, "own", "author", "served")]
            found = allowed(role, (name, stage), related(*others))
            assert found == "", (name, stage, role, found)


def test_every_object_and_action_is_asked_of_every_column_in_every_stage():
    assert set(MATRIX) | {"O5", "O5p"} == set(Object)
    assert len(PLACES) == len(MATRIX) * len(ALL) * len(COLUMNS)
    assert set("VACPE") == set(Action)


def test_the_county_head_reads_the_regulation_and_the_statistics_alone():
    head = actor("CH")
    everything = related("party", "agenda", "transferred", "own_unit", "city_managed")
    seen = {o for o in Object for s in ALL if may(head, "V", o, s, everything).allowed}
    assert seen == {"O16c", "O17"}


@pytest.mark.parametrize("role", ["UC", "UD", "UH"])
def test_a_unit_drafts_its_report_and_cannot_change_it_once_filed(role):
    drafting, filed = related("party", filed=False), related("party")
    assert may(actor(role), "A", "O5", "S1", drafting).allowed
    assert may(actor(role), "V", "O5", "S1", drafting).allowed
    assert may(actor(role), "P", "O5", "S1", drafting).allowed is (role == "UH")
    assert may(actor(role), "V", "O5", "S1", filed).allowed
    assert not may(actor(role), "C", "O5", "S1", filed).allowed
    assert not may(actor(role), "A", "O5", "S0", drafting).visible


@pytest.mark.parametrize("role", ["DH", "EX", "SC", "SH", "PG", "DC", "OD"])
def test_a_report_is_read_by_others_once_it_is_filed(role):
    conditions = ("party", "transferred", "agenda")
    assert not may(
        actor(role), "V", "O5", "S3", relations=related(*conditions, filed=False)
    ).visible
    assert may(actor(role), "V", "O5", "S3", related(*conditions)).allowed


def test_the_annex_on_persons_is_for_its_drafter_and_the_justice_bureau():
    filed = related("party", "agenda", "transferred")
    readers = {r for r in COLUMNS if r != "SUBJ" and may(actor(r), "V", "O5p", "S3", filed).allowed}
    assert readers == {"SC", "SH"}
    assert may(actor("UC"), "V", "O5p", "S3", related("party", "author")).allowed
    assert may(actor("UH"), "A", "O5p", "S1", related("party", filed=False)).allowed
    assert not may(actor("UH"), "V", "O5p", "S1", related("party", filed=False)).allowed


def test_the_executive_deputy_sees_cases_across_portfolios_and_the_deputy_does_not():
    across = related(cross_portfolio=True)
    assert may(actor("EX"), "P", "O3", "S0", across).allowed
    assert not may(actor("DH"), "V", "O3", "S0", across).visible


def test_a_unit_post_counts_for_its_own_unit_only():
    """王芳 in one unit and head of another: she approves for the second alone."""
    from access_people import OTHER, seat

    both = actor("UC", seats=(seat("UC"), seat("UH", organ=OTHER)))
    assert not may(both, "P", "O2", "S0", related("party")).allowed
    assert may(both, "P", "O2", "S0", related(party=frozenset({OTHER}))).allowed
