"""Properties of the matrix over all combinations of posts and relations."""

from __future__ import annotations

from dataclasses import replace

from access_people import ACCOUNT, CASE, OTHER, OWN, PERSON, may, seat
from hypothesis import given
from hypothesis import strategies as st

from guize.core.access import Actor, Object, Relations, Role, covers, scope
from guize.core.access.matrix import STAGES

POSTS = [role for role in Role if role is not Role.SUBJ]
organs = st.frozensets(st.sampled_from([OWN, OTHER, "organ-third"]))
reviews = st.sampled_from([frozenset(), frozenset({CASE})])
seats = st.builds(seat, st.sampled_from(POSTS), st.sampled_from([OWN, OTHER]), organs, reviews)
persons = st.frozensets(st.sampled_from([PERSON, "person-other"]))
actors = st.builds(
    Actor,
    tenant=st.just("county"),
    account=st.just(ACCOUNT),
    person=st.sampled_from([PERSON, ""]),
    seats=st.lists(seats, max_size=3).map(tuple),
    on=st.just(seat("UC").since),
    active=st.sampled_from([True, True, True, False]),
    assigned=st.frozensets(st.just(CASE)),
    records_for=organs,
)
relations = st.builds(
    Relations,
    tenant=st.sampled_from(["", "county", "county", "elsewhere"]),
    case=st.sampled_from(["", CASE]),
    party=organs,
    cross_portfolio=st.booleans(),
    bureau_concerned=st.booleans(),
    subjects=persons,
    recused=persons,
    served_on=persons,
    transferred_to=organs,
    on_agenda=st.booleans(),
    about=persons,
    about_units=organs,
    authors=st.frozensets(st.just(ACCOUNT)),
    bodies=organs,
    city_managed=st.booleans(),
    filed=st.booleans(),
)
objects, stages, actions = (
    st.sampled_from(Object),
    st.sampled_from(STAGES),
    st.sampled_from("VACPE"),
)


@given(actors, objects, stages, relations)
def test_a_list_shows_exactly_what_a_page_shows(actor, name, stage, related):
    shown = may(actor, "V", name, stage, related).allowed
    assert covers(scope(actor, name, stage), related) == shown


@given(actors, objects, stages, relations)
def test_the_scope_of_all_stages_holds_each_one(actor, name, stage, related):
    if covers(scope(actor, name, stage), related):
        assert covers(scope(actor, name), related)


@given(actors, actions, objects, stages, relations)
def test_what_is_allowed_is_visible_and_names_its_rule(actor, action, name, stage, related):
    found = may(actor, action, name, stage, related)
    assert found.visible or not found.allowed
    assert found.rule
    assert found.allowed == found.rule.startswith(f"{name} ")


@given(actors, actions, objects, stages, relations)
def test_a_denied_relation_never_adds_a_right(actor, action, name, stage, related):
    """Apart from what is his own as a person: served on him, about him, written by him."""
    plain = replace(related, served_on=frozenset(), about=frozenset(), authors=frozenset())
    before = may(actor, action, name, stage, plain).allowed
    for change in ({"subjects"}, {"recused"}):
        denied = replace(plain, **{field: frozenset({PERSON}) for field in change})
        assert before or not may(actor, action, name, stage, denied).allowed
    abroad = replace(plain, tenant="elsewhere")
    assert not may(actor, action, name, stage, abroad).visible


@given(actors, seats, st.tuples(actions, objects, stages), relations)
def test_a_further_post_takes_no_right_unless_it_is_an_administrators(
    actor, further, question, related
):
    more = replace(actor, seats=(*actor.seats, further))
    if further.role not in ("AU", "SA", "SE") and may(actor, *question, related).allowed:
        assert may(more, *question, related).allowed


@given(actors, objects, stages, relations)
def test_a_relation_to_nobody_gives_nothing_by_accident(actor, name, stage, related):
    """An actor without ids matches no empty id of an object."""
    blank = replace(actor, person="", account="", assigned=frozenset(), records_for=frozenset())
    empty = frozenset({""})
    traps = replace(related, case="", served_on=empty, about=empty, authors=empty, bodies=empty)
    without = replace(
        related, case="", served_on=frozenset(), about=frozenset(), authors=frozenset(),
        bodies=frozenset(),
    )  # fmt: skip
    for action in "VACPE":
        found = may(blank, action, name, stage, traps)
        assert found == may(blank, action, name, stage, without)
