"""Every cell of the matrix, against the county's document written down a second time."""

from __future__ import annotations

import pytest
from access_people import GRANTING, OTHER, OWN, PERSON, actor, may, related, seat
from matrix_oracle import ALL, COLUMNS, MATRIX

from guize.core.access import CONTENT, Action, Object, Relations, Role
from guize.core.access.cells import CELLS, read_lines
from guize.core.access.matrix import ADMINISTRATORS
from guize.core.access.matrix import COLUMNS as COLUMNS_

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


@pytest.mark.parametrize("stage", ALL[1:])
@pytest.mark.parametrize("role", ["UC", "UD", "UH"])
def test_a_unit_drafts_its_report_and_cannot_change_it_once_filed(role, stage):
    drafting, filed = related("party", filed=False), related("party")
    assert may(actor(role), "A", "O5", stage, drafting).allowed
    assert may(actor(role), "V", "O5", stage, drafting).allowed
    assert may(actor(role), "P", "O5", stage, drafting).allowed is (role == "UH")
    assert may(actor(role), "V", "O5", stage, filed).allowed
    assert not may(actor(role), "C", "O5", stage, filed).allowed
    assert not may(actor(role), "A", "O5", "S0", drafting).visible


@pytest.mark.parametrize("stage", ALL)
def test_a_report_is_never_read_by_counsel_and_not_by_the_party_group_before_its_meeting(stage):
    everything = related("party", "transferred", "agenda", "city_managed")
    readers = {
        role for role in COLUMNS if may(actor(role), "V", "O5", stage, everything).allowed
    } - {"SUBJ"}
    after = {"UC", "UD", "UH", "DH", "EX", "SC", "SH", "DC", "OD"}
    late = {"PG"} if stage not in ("S0", "S1", "S2") else set()
    assert readers == (set() if stage == "S0" else after | late)


@pytest.mark.parametrize("role", ["DH", "EX", "SC", "SH", "PG", "DC", "OD"])
def test_a_report_is_read_by_others_once_it_is_filed(role):
    conditions = ("party", "transferred", "agenda")
    organ = OTHER if role in ("SC", "SH") else OWN  # the bureau is not the unit that drafts it
    reader = actor(role, seats=(seat(role, organ),))
    assert not may(reader, "V", "O5", "S3", related(*conditions, filed=False)).visible
    assert may(reader, "V", "O5", "S3", related(*conditions)).allowed


@pytest.mark.parametrize("stage", ALL[1:])
def test_the_annex_on_persons_is_for_its_drafter_and_the_justice_bureau(stage):
    filed, drafting = related("party", "agenda", "transferred"), related("party", filed=False)
    readers = {
        r for r in COLUMNS if r != "SUBJ" and may(actor(r), "V", "O5p", stage, filed).allowed
    }
    assert readers == {"SC", "SH"}
    for role in ("UC", "UD", "UH"):
        assert may(actor(role), "V", "O5p", stage, related("party", "author")).allowed
        assert may(actor(role), "A", "O5p", stage, drafting).allowed
        assert may(actor(role), "C", "O5p", stage, related("author", filed=False)).allowed
        assert may(actor(role), "P", "O5p", stage, drafting).allowed is (role == "UH")
        assert not may(actor(role), "V", "O5p", stage, drafting).visible


@pytest.mark.parametrize("stage", ALL)
def test_someone_recused_sees_what_is_filed_of_the_report_and_the_draft_of_his_unit(stage):
    def sees(*posts, **more):
        taken = related("party", recused=frozenset({PERSON}), **more)
        return may(actor(*posts), "V", "O5", stage, taken).allowed

    assert sees("UC", filed=True) is sees("DH", filed=True) is (stage != "S0")
    assert sees("UC", filed=False) is (stage != "S0")
    assert not sees("DH", filed=False)
    assert not may(
        actor("UC"), "V", "O5p", stage, related("party", "author", recused=frozenset({PERSON}))
    ).visible


def test_the_executive_deputy_sees_cases_across_portfolios_and_the_deputy_does_not():
    across = related(cross_portfolio=True)
    assert may(actor("EX"), "P", "O3", "S0", across).allowed
    assert not may(actor("DH"), "V", "O3", "S0", across).visible


def test_a_unit_post_counts_for_its_own_unit_only():
    """王芳 in one unit and head of another: she approves for the second alone."""
    both = actor("UC", seats=(seat("UC"), seat("UH", organ=OTHER)))
    assert not may(both, "P", "O2", "S0", related("party")).allowed
    assert may(both, "P", "O2", "S0", related(party=frozenset({OTHER}))).allowed


def test_the_cells_of_administrators_deny_all_content_even_if_nothing_else_barred_them():
    for thing in CONTENT:
        for stage in ALL:
            for role in ADMINISTRATORS:
                assert CELLS.get((thing, stage, role), ()) == ()


def test_a_line_stands_for_the_stages_it_names_and_has_a_cell_for_every_column():
    denied = " ".join("·" * (len(Role) - 1))
    lines = list(read_lines(f"\nO1 S1-S3 Vp {denied}\nO2 S6 V {denied}\n"))
    first = [(thing, stage, cell) for thing, stage, role, cell in lines if role == "UC"]
    assert first == [
        *(("O1", "S1", "Vp"), ("O1", "S2", "Vp"), ("O1", "S3", "Vp")),
        ("O2", "S6", "V"),
    ]
    assert [role for _, stage, role, _ in lines if stage == "S6"] == list(COLUMNS_)
    with pytest.raises(ValueError, match="shorter"):
        list(read_lines("O1 S0 Vp · ·"))
