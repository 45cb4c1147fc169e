"""What a list may show, what a post counts for, and who is taken as a subject."""

from __future__ import annotations

from access_people import CASE, OWN, PERSON, actor, may, related

from build import rulebook
from guize.core.access import ROLE_OF_FUNCTION, Scope, Term, covers, scope

TAKEN = frozenset({PERSON})


def test_each_function_of_a_post_is_read_in_its_own_column():
    labels = {word.code: word.label for word in rulebook().words["职务"]}
    columns = {labels[function]: str(role) for function, role in ROLE_OF_FUNCTION.items()}
    assert columns == {
        "承办人": "UC", "分管副职": "UD", "主要负责人": "UH", "分管副县长": "DH",
        "常务副县长": "EX", "法律顾问": "LA", "司法局经办人": "SC", "司法局负责人": "SH",
        "县政府党组成员": "PG", "纪委监委办理人": "DC", "组织部办理人": "OD", "县委办理人": "CC",
        "审计人员": "AU", "系统管理员": "SA", "安全管理员": "SE", "县长": "CH",
    }  # fmt: skip


def test_one_acts_in_the_post_chosen_else_in_the_first():
    both = actor("UC", "UD", acting="appointment-UD")
    assert both.acting_seat == both.seats[1]
    assert actor("UC", "UD").acting_seat.appointment == "appointment-UC"
    assert actor().acting_seat is None


def test_a_list_of_cases_still_shows_a_case_to_whom_a_draft_names():
    head, named = actor("UH"), related("party", subjects=TAKEN)
    assert covers(scope(head, "O5"), named)
    assert covers(scope(head, "O3", "S1"), named)
    served = related("party", subjects=TAKEN, served_on=TAKEN)
    assert not covers(scope(head, "O3", "S1"), served)


def test_a_list_of_decisions_hides_them_from_whom_a_draft_names():
    head, named = actor("UH"), related("own_unit", subjects=TAKEN)
    assert covers(scope(head, "O10"), related("own_unit"))
    assert not covers(scope(head, "O10"), named)


def test_a_scope_takes_a_subject_at_once_unless_it_says_from_service():
    held = Scope("county", PERSON, terms=(Term("everything"),))
    assert covers(held, related())
    assert not covers(held, related(subjects=TAKEN))


def test_a_scope_is_nothing_only_if_neither_posts_nor_being_a_subject_gives_a_view():
    some = (Term("everything"),)
    assert Scope("county").nothing
    assert not Scope("county", terms=some).nothing
    assert not Scope("county", subject_terms=some).nothing


def test_an_account_without_a_person_is_nobody_and_so_no_subject():
    nameless = actor("UC", person="")
    assert may(nameless, "A", "O1", "S0", related("party", recused=frozenset({""}))).allowed


def test_recused_counsel_with_another_post_still_sees_that_the_case_assigned_to_him_exists():
    both = actor("LA", "UC")
    mine = related(case=CASE, recused=TAKEN)
    assert may(both, "V", "O1", "S0", mine).allowed
    assert not may(actor("UC", "UD"), "V", "O1", "S0", mine).visible


def test_a_recused_executive_deputy_with_another_post_still_sees_that_the_case_he_led_exists():
    across = related(cross_portfolio=True, recused=TAKEN)
    assert may(actor("EX", "UC"), "V", "O1", "S0", across).allowed
    assert not may(actor("DH", "UC"), "V", "O1", "S0", across).visible


def test_a_deputy_sees_the_units_in_his_charge_and_a_unit_post_its_own_unit_alone():
    assert may(actor("DH"), "V", "O1", "S0", related(party=frozenset({OWN}))).allowed
    assert not may(actor("SC"), "P", "O3", "S0", related("party")).allowed
