"""Readings of the text: what a county chose where the law is open, and what its choice changes.

An interpretation whose cell 值 gives one value for each option is a parameter: rows that ask for
another value fall away, comparisons with it move, and the core follows the values it knows by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guize.core.answers import Citation
from guize.core.rulebook import Interpretation, Rulebook

MARK, NONE = "；", "无"
_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?(元|万元|亿元)")
_FEN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option adopted from a day on in place of the rulebook's default (解释台账, 第十九条).

    `value` overrides the option's own, for an amount that the option leaves to be set.
    """

    option: str
    since: date
    reason: str = ""
    value: str = ""


Choices = Mapping[str, Choice]  # by the id of the interpretation


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may ask of an interpretation: its value, and those its options would have."""

    value: str = ""
    values: tuple[str, ...] = field(default=())


def value_of(options: tuple[str, ...], chosen: str, written: str) -> Known:
    """The value of the chosen option, where the cell 值 gives one for each; else the cell."""
    values = tuple(part.strip() for part in written.replace(";", MARK).split(MARK))
    if len(values) != len(options) or len(options) == 1 or chosen not in options:
        return Known(written)
    return Known(values[options.index(chosen)], values)


def is_parameter(entry: Interpretation) -> bool:
    """Whether another option of it would be computed with, not only noted."""
    return bool(entry.values)


def parameter(book: Rulebook, name: str) -> str:
    """The value in force of a parameter of the rulebook, empty if it has none."""
    found = (e.value for e in book.interpretations.values() if e.parameter == name and e.values)
    return next(found, "")


def citation_of(book: Rulebook, name: str) -> Citation | None:
    """The provision and the number of the interpretation that answers for a parameter, whatever
    the rulebook numbers it; None if it has none.
    """
    for entry in book.interpretations.values():
        if entry.parameter == name:
            return replace(entry.citation, interpretations=(entry.id,))
    return None


def begins(book: Rulebook) -> date:
    """The first day on which the text holds as it is read here."""
    return max(book.valid_from, book.read_from or book.valid_from)


def amount_fen(text: str) -> int | None:
    """The amount of 30万元 in fen; None for a text that is no amount, such as 无."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    fraction = found[2] or ""
    rest, left = divmod(int(fraction or 0) * _FEN[found[3]], 10 ** len(fraction))
    return None if left else int(found[1]) * _FEN[found[3]] + rest
