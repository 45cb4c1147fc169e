"""Which tier of follow-up (督办) a duty calls for: amber the first, red the second, then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guize.core.duties import DutyState
from guize.core.rulebook import Rulebook, Word

TIERS, COLOURS = "督办层级", "督办颜色"
AMBER = frozenset({DutyState.DUE_SOON, DutyState.DUE_TODAY})
DRAWN = {"蓝": "blue", "黄": "yellow", "橙": "orange", "红": "red"}
"""The colours a page can draw; any other word of the rulebook is shown as a word alone."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A follow-up of a duty that is still open: its tier and the day an answer was asked by."""

    tier: str
    answer_by: date


def tiers(book: Rulebook) -> tuple[Word, ...]:
    """The tiers of the county, the mildest first."""
    return book.words.get(TIERS, ())


def colour(book: Rulebook, tier: str) -> str:
    """The colour a tier is drawn in, empty where the rulebook names none that pages know."""
    named = {word.code: word.label for word in book.words.get(COLOURS, ())}
    return DRAWN.get(named.get(tier, ""), "")


def proposed(book: Rulebook, state: DutyState, issued: Sequence[Issued], on: date) -> str:
    """The tier to issue now, or empty: nothing is due, or what was issued still has time.

    A duty due soon calls for the first tier, an overdue one for the second. Once a follow-up is
    open, the next comes when its answer is late, or when the duty has turned from amber to red.
    """
    codes = [word.code for word in tiers(book)]
    if not codes or state not in AMBER | {DutyState.OVERDUE}:
        return ""
    wanted = 0 if state in AMBER else min(1, len(codes) - 1)
    known = [one for one in issued if one.tier in codes]
    if not known:
        return codes[wanted]
    last = max(known, key=lambda one: codes.index(one.tier))
    place = codes.index(last.tier)
    if last.answer_by < on:
        return codes[min(max(wanted, place + 1), len(codes) - 1)]
    return codes[wanted] if wanted > place else ""
