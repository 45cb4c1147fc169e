"""A table with a case left out, decided twice or with a dead row is refused with an example."""

import pytest

from guize.core.answers import Citation
from guize.core.rulebook import Row
from guize.core.tables import Demand, TableError, column_of, compile_table, condition_of

YES, NO = Demand(frozenset({"yes"})), Demand(frozenset({"no"}))
OVER, UNDER = Demand(above=(30_000_000, True)), Demand(below=(30_000_000, False))
LOST = column_of("败诉", "yes_no", [YES, NO])
LOSS = column_of("损失", "money", [OVER, UNDER])


def row(name, *pairs, modality="", except_to=(), result="x"):
    conditions = tuple(condition_of(column, demand) for column, demand in pairs)
    results = {"结果": result}
    return Row(name, conditions, results, Citation("t", ""), modality, tuple(except_to))


def causes(*rows, hit="one", columns=(LOST, LOSS)):
    with pytest.raises(TableError) as caught:
        compile_table("t", columns, rows, hit=hit)
    return [fault.cause for fault in caught.value.faults]


def test_a_gap_is_shown_with_the_case_it_leaves_out():
    rows = (row("a", (LOST, NO)), row("b", (LOST, YES), (LOSS, OVER)))
    mistyped = row("c", (LOST, YES), (LOSS, UNDER))
    assert causes(*rows, mistyped) == ["没有一行适用于:败诉=是、损失≤30000000"]


def test_an_overlap_names_the_rows_and_a_case():
    rows = (row("a", (LOST, NO)), row("b"))
    assert causes(*rows) == ["a、b 同时命中:败诉=否、损失<30000000"]


def test_an_exception_resolves_an_overlap():
    table = compile_table(
        "t", (LOST,), (row("rule"), row("but", (LOST, NO), except_to=["rule"])), hit="one"
    )
    assert table.certain == ((1,), (0,), ())
    assert table.possible == ((), (), (0, 1))


def test_a_row_that_can_never_hit_is_refused():
    rows = (row("a"), row("b", (LOST, YES)), row("c", except_to=["a", "b"]))
    assert causes(*rows, hit="all") == ["「a」永远不会命中", "「b」永远不会命中"]


def test_exceptions_may_not_form_a_circle_nor_name_an_unknown_row():
    circle = (row("a", except_to=["b"]), row("b", except_to=["a"]))
    assert causes(*circle) == ["例外于 互相循环"]
    assert causes(row("a", except_to=["z"])) == ["例外于「z」不是本表的另一行"]


def test_equal_results_with_opposite_modality_contradict():
    rows = (row("a", modality="应当"), row("b", (LOST, YES), modality="不予"))
    assert causes(*rows, hit="all") == ["a 与 b 结果相同而方式相反:败诉=是、损失<30000000"]


def test_the_cap_on_combinations_is_stated():
    many = tuple(column_of(f"f{n}", "yes_no", []) for n in range(11))
    assert "超过上限 65536" in causes(row("a"), columns=many)[0]


def test_many_gaps_are_counted_rather_than_listed():
    wide = column_of("种类", "choice", [], tuple("abcdefghij"))
    first = row("a", (wide, Demand(frozenset("a"))))
    found = causes(first, columns=(wide,))
    assert len(found) == 6
    assert found[-1] == "另有 4 处遗漏"
