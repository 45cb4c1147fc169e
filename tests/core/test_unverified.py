"""What was written without the text at hand says so wherever it is cited."""

from __future__ import annotations

import pytest

from build import a_finding, a_record, an_event, assessed
from core.a_pack import ARTICLE, causes, read
from guize.core.explain import cite
from guize.core.tables import ask_one

SERVED = an_event("decision_served", "2025-06-03", subject="a-principal")
PROPOSED = an_event("proposal_made", "2025-04-03", subject="a-principal", handling="sanction")
MARKED = ARTICLE.replace(
    "| 结果:结果 | 方式 | 依据 |", "| 结果:结果 | 方式 | 依据 | 核实 |"
).replace("|---|---|---|---|---|---|\n| 1-移交", "|---|---|---|---|---|---|---|\n| 1-移交")


def with_marks(*marks):
    text = MARKED
    for mark in marks:
        text = text.replace("句 |\n", f"句 |{mark}|\n", 1)
    return text


@pytest.mark.parametrize(
    ("kind", "unverified"),
    [("party", True), ("institution", True), ("governmental", False), ("civil_service", False)],
)
def test_the_ways_to_contest_a_sanction_say_whether_they_were_checked__art_17(kind, unverified):
    found = a_finding("sanction_kind", "present", "2025-06-03", about="a-principal", value=kind)
    (remedy,) = assessed(a_record(PROPOSED, SERVED, findings=(found,)), "2025-06-10").remedies
    assert {way.citation.unverified for way in remedy.ways} == {unverified}
    assert all(("未核实" in cite(way.citation)) == unverified for way in remedy.ways)
    assert all(("not verified" in cite(way.citation, "en")) == unverified for way in remedy.ways)


def test_a_row_is_marked_by_its_cell_and_by_nothing_else():
    rows = read(with_marks("未核实", "", "")).tables["移送"].rows
    assert [row.citation.unverified for row in rows] == [True, False, False]
    (wrong,) = causes(with_marks("待查", "", ""))
    assert "「核实」的「待查」应为:未核实" in wrong[1]


def test_rows_that_agree_are_cited_as_open_if_one_of_them_is():
    table = read(with_marks("", "", "未核实")).tables["移送"]
    answers = [ask_one(table, {"lost": False, "loss": None}.get), ask_one(table, {}.get)]
    assert [said.answer.value for said in answers] == ["keep", None]
    assert answers[0].citation.unverified
    both = ask_one(table, {"lost": None, "loss": 0}.get)
    assert (both.possible, both.citation.unverified) == (("1-不足", "1-胜诉"), True)
