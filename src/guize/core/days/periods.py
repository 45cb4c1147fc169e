"""Periods as the law writes them: a length and a unit, and what happens at their end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 9999


class Unit(StrEnum):
    """What a period counts. Only working days skip days off; the others may roll at their end."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Roll(StrEnum):
    """What happens to a last day that is a day off: it moves to the first working day after, or
    stays.
    """

    END = "end"
    NONE = "none"


class DayError(ValueError):
    """A period or a day that cannot be used; `cause` in Chinese, `english` the same in English."""

    def __init__(self, cause: str, english: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.english = english


NAMES = {Unit.WORKING_DAY: "工作日", Unit.DAY: "日", Unit.MONTH: "月", Unit.YEAR: "年"}
UNITS = (
    (Unit.WORKING_DAY, "个?工作日|(?:working|business) ?days?|workdays?"),
    (Unit.DAY, "日|天|个?自然日|(?:calendar |natural )?days?"),
    (Unit.MONTH, "个?月|months?"),
    (Unit.YEAR, "年|years?"),
)
FORMS = tuple(
    (unit, re.compile(rf"([0-9]{{1,6}}) ?(?:{form})", re.IGNORECASE)) for unit, form in UNITS
)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time the law gives: 2 working days, 15 days, 2 months. `str` gives 2工作日,
    15日, 2月.
    """

    length: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.length}{NAMES[self.unit]}"


def parse_period(text: str) -> Period:
    """Reads 2个工作日, 2工作日, 15日, 2个月, 2月, 2年, `2 working days`, `15 days`, `2 months`,
    `1 year`.

    Raises DayError, naming what is wrong, for anything not wholly of this form.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[:60]).split())
    for unit, form in FORMS:
        if match := form.fullmatch(plain):
            return Period(_checked(int(match[1]), plain), unit)
    raise DayError(
        f"期限「{text[:60]}」无法识别,应如 2个工作日、15日、2个月、1年",
        f'period "{text[:60]}" is not understood; write 2 working days, 15 days, 2 months, 1 year',
    )


def _checked(length: int, text: str) -> int:
    if 1 <= length <= LONGEST:
        return length
    raise DayError(
        f"期限「{text}」的长度应在 1 至 {LONGEST} 之间",
        f'period "{text}": the length must be 1 to {LONGEST}',
    )
