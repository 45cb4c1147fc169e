"""A docket by columns says what each case says alone: every code of every table, and 5,000 random
cases.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from guize.core.columns import OPEN, UNKNOWN_AMOUNT, as_columns, cells_of, cut, pack
from guize.core.rulebook import Column, DecisionTable
from guize.core.tables import TableError, ask_one, holds, look_up, row_ids
from guize.core.tables.cells import FactValue, edge, known_cells

PACKS = sorted(path.parent.name for path in build.RULEBOOKS.glob("*/pack.toml"))
TABLES = [
    pytest.param(table, id=f"{pack}:{name}")
    for pack in PACKS
    for name, table in build.rulebook(pack).tables.items()
]
CASES = 5_000


def witnesses(column: Column) -> list[FactValue]:
    """One value for each cell of a column, unknown last; at a threshold the value itself."""
    if column.kind == "yes_no":
        return [False, True, None]
    if column.kind == "choice":
        return [*column.codes, None]
    edges = [edge(each) for each in column.cuts]
    return [(edges[0] if edges else 0) - 1, *edges, None]


def brute_force(table: DecisionTable, facts: dict[str, FactValue]) -> tuple[list[int], list[int]]:
    """Rows that hit in every completion of the unknown facts, and those only in some."""
    options = [
        [facts[c.fact]] if facts[c.fact] is not None else witnesses(c)[:-1] for c in table.columns
    ]
    hits = [_hit(table, values) for values in product(*options)]
    certain = set.intersection(*hits)
    return sorted(certain), sorted(set.union(*hits) - certain)


def _hit(table: DecisionTable, values: tuple[FactValue, ...]) -> set[int]:
    known = {c.fact: (c, value) for c, value in zip(table.columns, values, strict=True)}
    met = {
        n
        for n, row in enumerate(table.rows)
        if all(holds(known[c.fact][0], c, known[c.fact][1]) for c in row.conditions)
    }
    beaten = {other for n in met for other in table.rows[n].except_to}
    return {n for n in met if table.rows[n].id not in beaten}


def columns_of(table: DecisionTable, cases: list[dict[str, FactValue]]) -> np.ndarray:
    return pack(table, {c.fact: cells_of(c, [f[c.fact] for f in cases]) for c in table.columns})


def every_case(table: DecisionTable) -> list[dict[str, FactValue]]:
    facts = [column.fact for column in table.columns]
    combined = product(*(witnesses(column) for column in table.columns))
    return [dict(zip(facts, values, strict=True)) for values in combined]


def agree(table: DecisionTable, cases: list[dict[str, FactValue]]) -> None:
    """By columns, alone and by hand: the same rows and the same value."""
    docket = as_columns(table)
    codes = columns_of(table, cases)
    values = docket.values()
    found = zip(cases, docket.rows_of(codes), docket.outcomes_of(codes), strict=True)
    for facts, row, outcome in found:
        hits = look_up(table, facts)
        sure, possible = docket.ids(outcome)
        assert sure == tuple(each.id for each in hits.certain) == row_ids(table, facts)
        assert possible == tuple(each.id for each in hits.possible)
        assert row == (table.rows.index(hits.certain[0]) if len(sure) == 1 else OPEN)
        if table.hit == "one":
            assert values[outcome] == ask_one(table, facts.get).answer.value


@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_every_table_by_columns_is_that_of_one_case(table):
    if table.columns:
        agree(table, every_case(table))


@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_every_table_is_what_completing_the_unknown_by_hand_gives(table):
    docket = as_columns(table)
    for code, facts in enumerate(every_case(table)):
        certain, possible = docket.outcomes[docket.outcome[code]]
        if sum(value is None for value in facts.values()) <= 2:
            assert (list(certain), list(possible)) == brute_force(table, facts)


@pytest.mark.parametrize("table", TABLES)
def test_five_thousand_cases_with_unknown_facts_agree_one_by_one(table):
    if not table.columns:
        return
    chance = np.random.default_rng(20261122)
    cases = [
        {
            column.fact: None if chance.random() < 0.4 else some_value(column, chance)
            for column in table.columns
        }
        for _ in range(CASES)
    ]
    unknown = sum(value is None for facts in cases for value in facts.values())
    assert unknown > CASES * len(table.columns) / 3
    agree(table, cases)


def some_value(column: Column, chance: np.random.Generator) -> FactValue:
    if column.kind == "yes_no":
        return bool(chance.integers(2))
    if column.kind == "choice":
        return column.codes[chance.integers(len(column.codes))]
    near = edge(column.cuts[chance.integers(len(column.cuts))]) if column.cuts else 0
    return int(near + chance.integers(-2, 3) * (1 if chance.random() < 0.5 else 1_000_000))


@given(st.lists(st.integers(-(2**62), 2**62) | st.none(), max_size=20))
def test_amounts_are_cut_at_the_fen(amounts):
    column = next(
        column
        for table in build.rulebook().tables.values()
        for column in table.columns
        if column.kind == "money"
    )
    near = [edge(each) + step for each in column.cuts for step in (-1, 0, 1)]
    wanted = cells_of(column, [*amounts, *near])
    given_ = [UNKNOWN_AMOUNT if amount is None else amount for amount in (*amounts, *near)]
    assert cut(column, np.array(given_, np.int64)).tolist() == wanted.tolist()


def test_exactly_300000_yuan_is_not_over_300000_yuan__art_6_2():
    table = build.rulebook().tables["案件移送"]
    column = next(column for column in table.columns if column.kind == "money")
    at, over, unknown = cut(column, np.array([30_000_000, 30_000_001, UNKNOWN_AMOUNT]))
    assert (at, over, unknown) == (0, 1, known_cells(column))


def test_a_value_that_the_column_does_not_know_is_refused_not_taken_for_unknown():
    table = build.rulebook().tables["案件移送"]
    yes_no = next(column for column in table.columns if column.kind == "yes_no")
    with pytest.raises(TableError):
        cells_of(yes_no, [True, 1])


def test_a_fact_that_no_array_gives_is_refused():
    table = build.rulebook().tables["追责门槛"]
    with pytest.raises(KeyError):
        pack(table, {table.columns[0].fact: np.zeros(3, np.uint8)})


def test_a_row_of_a_table_with_several_hits_is_counted_by_its_mask():
    table = build.rulebook().tables["责任"]
    docket = as_columns(table)
    cases = every_case(table)
    outcomes = docket.outcomes_of(columns_of(table, cases))
    for number, row in enumerate(table.rows):
        alone = sum(row.id in row_ids(table, facts) for facts in cases)
        assert docket.hit_by(number)[outcomes].sum() == alone
