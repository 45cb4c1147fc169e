"""Check lists: what they show of a case, and that they never conclude."""

from __future__ import annotations

import pytest

from build import a_record, an_event, rulebook
from guize.core.checking import Bearing, check_lists
from guize.core.facts import timeline

DEFENCE, CLAIMS = "ground_no_defence", "ground_no_counterclaim"


def checked(item: str, result: str, when: str = "2025-02-20", **more: object):
    return an_event("item_checked", when, checked_item=item, check_result=result, **more)


def record(*events):
    return a_record(*events, complaint_served="2025-02-06")


def the_list(code: str, *events):
    return next(of for of in check_lists(record(*events), rulebook()) if of.of.code == code)


def every(code: str, result: str):
    items = the_list(code).items
    return [checked(one.item.code, result, id=f"c{n}") for n, one in enumerate(items)]


def test_each_ground_that_can_be_checked_has_its_list_with_items():
    lists = {of.of.code: len(of.items) for of in check_lists(record(), rulebook())}
    assert set(lists) == {DEFENCE, CLAIMS}
    assert min(lists.values()) > 3
    assert set(lists) <= set(rulebook().facts)


def test_every_item_belongs_to_one_list():
    book = rulebook()
    listed = [one.item.code for of in check_lists(record(), book) for one in of.items]
    assert sorted(listed) == sorted(word.code for word in book.vocabulary("核对事项"))


@pytest.mark.parametrize(
    ("results", "bearing"),
    [((), Bearing.OPEN), (("done",), Bearing.OPEN), (("not_done",), Bearing.FOR)],
)
def test_a_list_begun_speaks_only_where_something_was_not_done(results, bearing):
    items = [one.item.code for one in the_list(CLAIMS).items]
    told = [checked(items[0], result) for result in results]
    assert the_list(CLAIMS, *told).bearing is bearing


@pytest.mark.parametrize("result", ["done", "not_applicable"])
def test_a_list_that_is_whole_speaks_against(result):
    assert the_list(CLAIMS, *every(CLAIMS, result)).bearing is Bearing.AGAINST


def test_the_last_entry_of_an_item_counts_with_its_evidence():
    first = checked(f"{CLAIMS}_studied", "not_done", "2025-02-20")
    later = checked(f"{CLAIMS}_studied", "done", "2025-02-25", note="会议纪要3号")
    one = the_list(CLAIMS, later, first).items[0]
    assert (one.result, one.note) == ("done", "会议纪要3号")


def test_no_list_however_it_stands_is_a_finding():
    told = timeline(record(*every(CLAIMS, "not_done")), None)
    assert (told.findings, told.finding(CLAIMS)) == ((), None)
