"""Looking cases up: equal to brute force over every combination, unknown facts included."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guize.core.answers import Citation
from guize.core.rulebook import Row
from guize.core.tables import (
    Demand,
    TableError,
    column_of,
    compile_table,
    condition_of,
    holds,
    look_up,
    row_ids,
)

YES, NO = Demand(frozenset({"yes"})), Demand(frozenset({"no"}))
OVER = Demand(above=(30_000_000, True))
AT_MOST = Demand(below=(30_000_000, True))
CHOICES = ("none_yet", "crime", "closed")
SAMPLES = {
    "yes_no": [False, True],
    "choice": list(CHOICES),
    "money": [0, 29_999_999, 30_000_000, 30_000_001],
}


def columns():
    return (
        column_of("adverse", "yes_no", [YES, NO]),
        column_of("inquiry", "choice", [], CHOICES),
        column_of("loss", "money", [OVER, AT_MOST]),
    )


def row(name, *demands, except_to=()):
    conditions = tuple(
        condition_of(column, demand)
        for column, demand in zip(columns(), demands, strict=True)
        if demand is not None
    )
    return Row(name, conditions, {"结果": name}, Citation("t", ""), except_to=except_to)


def all_hit(*rows):
    return compile_table("t", columns(), rows, hit="all")


ANY_DEMAND = st.tuples(
    st.sampled_from([None, YES, NO]),
    st.none() | st.sets(st.sampled_from(CHOICES), min_size=1).map(lambda c: Demand(frozenset(c))),
    st.sampled_from([None, OVER, AT_MOST]),
)


def brute(rows, facts):
    """Row ids that hit under every, and under some, completion of the unknown facts."""
    free = [SAMPLES[c.kind] if facts[c.fact] is None else [facts[c.fact]] for c in columns()]
    outcomes = []
    for values in product(*free):
        hit = {r.id for r in rows if _meets(r, values)}
        beaten = {other for r in rows if r.id in hit for other in r.except_to}
        outcomes.append(hit - beaten)
    return set.intersection(*outcomes), set.union(*outcomes)


def _meets(r, values):
    by_fact = {c.fact: (c, v) for c, v in zip(columns(), values, strict=True)}
    return all(holds(by_fact[c.fact][0], c, by_fact[c.fact][1]) for c in r.conditions)


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_DEMAND, min_size=1, max_size=4), st.booleans())
def test_a_look_up_equals_brute_force_for_every_combination(demands, with_exception):
    rows = [row(f"r{n}", *demand) for n, demand in enumerate(demands)]
    if with_exception and len(rows) > 1:
        rows[0] = row("r0", *demands[0], except_to=("r1",))
    try:
        table = all_hit(*rows)
    except TableError:
        return
    for values in product(*([*SAMPLES[c.kind], None] for c in columns())):
        facts = dict(zip(("adverse", "inquiry", "loss"), values, strict=True))
        sure, maybe = brute(rows, facts)
        hits = look_up(table, facts)
        assert {r.id for r in hits.certain} == sure == set(row_ids(table, facts))
        assert {r.id for r in hits.possible} == maybe - sure
        assert bool(hits.possible) == bool(hits.missing)


def referral():
    crime = Demand(frozenset({"crime"}))
    other = Demand(frozenset({"none_yet", "closed"}))
    return compile_table(
        "案件移送",
        columns(),
        (
            row("移交", YES, other, OVER),
            row("司法", YES, crime, OVER),
            row("未超过", YES, None, AT_MOST),
            row("未败诉", NO, None, None),
        ),
    )


def test_the_fact_that_rules_out_most_rows_is_asked_first():
    hits = look_up(referral(), {"adverse": True})
    assert hits.certain == ()
    assert [r.id for r in hits.possible] == ["移交", "司法", "未超过"]
    assert [(m.fact, m.rules_out) for m in hits.missing] == [
        ("loss", ("移交", "司法", "未超过")),
        ("inquiry", ("移交", "司法")),
    ]


def test_a_fact_that_cannot_matter_is_not_asked():
    hits = look_up(referral(), {"adverse": False})
    assert [r.id for r in hits.certain] == ["未败诉"]
    assert hits.missing == ()


def test_exactly_300000_yuan_is_not_over_it():
    facts = {"adverse": True, "inquiry": "none_yet", "loss": 30_000_000}
    assert row_ids(referral(), facts) == ("未超过",)
    assert row_ids(referral(), facts | {"loss": 30_000_001}) == ("移交",)


@pytest.mark.parametrize("wrong", [{"inquiry": True}, {"adverse": "yes"}, {"loss": "30"}])
def test_a_value_that_the_column_does_not_know_is_an_error(wrong):
    with pytest.raises(TableError, match="没有「"):
        look_up(referral(), {"adverse": True, "inquiry": "closed", "loss": 1} | wrong)
