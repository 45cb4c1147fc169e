"""Which tier of follow-up a duty calls for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from guize.core.duties import DutyState
from guize.core.rulebook import Word
from guize.papers.tiers import COLOURS, TIERS, Issued, colour, proposed

ON = date(2026, 11, 22)
LATE, TIME = date(2026, 11, 20), date(2026, 11, 22)
NAMES = ("reminder", "urging", "follow_up", "notice")


@dataclass
class Book:
    words: dict[str, tuple[Word, ...]] = field(
        default_factory=lambda: {
            TIERS: tuple(Word(code, code, code) for code in NAMES),
            COLOURS: (Word("reminder", "蓝", "blue"), Word("urging", "紫", "violet")),
        }
    )


@pytest.mark.parametrize(
    ("state", "issued", "tier"),
    [
        (DutyState.RUNNING, (), ""),
        (DutyState.FULFILLED_LATE, (), ""),
        (DutyState.DUE_SOON, (), "reminder"),
        (DutyState.DUE_TODAY, (), "reminder"),
        (DutyState.OVERDUE, (), "urging"),
        (DutyState.DUE_SOON, (Issued("reminder", TIME),), ""),
        (DutyState.OVERDUE, (Issued("reminder", TIME),), "urging"),
        (DutyState.OVERDUE, (Issued("urging", TIME),), ""),
        (DutyState.OVERDUE, (Issued("urging", LATE),), "follow_up"),
        (DutyState.OVERDUE, (Issued("urging", LATE), Issued("reminder", TIME)), "follow_up"),
        (DutyState.OVERDUE, (Issued("notice", LATE),), "notice"),
        (DutyState.OVERDUE, (Issued("withdrawn_tier", LATE),), "urging"),
    ],
)
def test_the_tier_rises_with_the_colour_and_with_answers_that_do_not_come(state, issued, tier):
    assert proposed(Book(), state, issued, ON) == tier


def test_a_county_without_tiers_gets_no_proposal():
    assert proposed(Book(words={}), DutyState.OVERDUE, (), ON) == ""


def test_a_county_with_one_tier_uses_it_for_all():
    book = Book(words={TIERS: (Word("only", "督办", "only"),)})
    assert proposed(book, DutyState.OVERDUE, (), ON) == "only"
    assert proposed(book, DutyState.OVERDUE, (Issued("only", LATE),), ON) == "only"


def test_a_colour_no_page_knows_is_left_out():
    assert [colour(Book(), code) for code in ("reminder", "urging", "notice")] == ["blue", "", ""]
