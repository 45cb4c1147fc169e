"""The calendar: which days are worked, from the yearly notices, the fixed festivals, the weekday.

A county's own days (overlay) come before all three. A year without a notice still has an answer;
`published` tells that it is only provisional.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress

from guize.core.days.periods import DayError

SATURDAY = 5
WEEK = bytes((1, 1, 1, 1, 1, 0, 0))  # from Monday


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The yearly notice on days off: `off` and `makeup` (调休上班) days, `notice` its document
    number.

    `names` gives the festival of a day off, for explanations.
    """

    year: int
    off: frozenset[date]
    makeup: frozenset[date]
    notice: str = ""
    published_on: date | None = None
    source: str = ""
    names: Mapping[date, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Festival:
    """A statutory day off of fixed date, in force from the year `since` to the year `until`, both
    included.
    """

    name: str
    month: int
    day: int
    since: int = 1
    until: int = 9999


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day that the county itself sets: off (or worked), on its own document (办法第四条)."""

    day: date
    name: str
    off: bool = True
    notice: str = ""


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether a day is worked and why: a festival's name, 周末, 调休上班 or 工作日."""

    is_working: bool
    name: str
    is_makeup: bool = False


@dataclass(frozen=True)
class Calendar:
    """All working days of `first_year` to `last_year`, held so that adding n of them is two
    look-ups.

    `notices` need not be in order nor without gaps. Days outside the range raise DayError.
    """

    notices: tuple[YearNotice, ...] = ()
    festivals: tuple[Festival, ...] = ()
    overlay: tuple[LocalDay, ...] = ()
    first_year: int = 1950
    last_year: int = 2099
    published: frozenset[int] = field(init=False, compare=False)
    _special: dict[date, DayKind] = field(init=False, repr=False, compare=False)
    _base: int = field(init=False, repr=False, compare=False)
    # day → number of working days before it, and back
    _index: array[int] = field(init=False, repr=False, compare=False)
    _worked: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "published", frozenset(notice.year for notice in self.notices))
        put(self, "_special", dict(self._special_days()))
        put(self, "_base", date(self.first_year, 1, 1).toordinal())
        size = date(self.last_year, 12, 31).toordinal() - self._base + 1
        first = date(self.first_year, 1, 1).weekday()
        flags = bytearray((WEEK * (size // 7 + 2))[first : first + size])
        for day, kind in self._special.items():
            if 0 <= (position := day.toordinal() - self._base) < size:
                flags[position] = kind.is_working
        put(self, "_index", array("i", accumulate(flags, initial=0)))
        worked = compress(range(self._base, self._base + size), flags)
        put(self, "_worked", tuple(map(date.fromordinal, worked)))

    def _special_days(self) -> Iterator[tuple[date, DayKind]]:
        for festival in self.festivals:
            first, last = max(festival.since, self.first_year), min(festival.until, self.last_year)
            for year in range(first, last + 1):
                yield date(year, festival.month, festival.day), DayKind(False, festival.name)
        for notice in self.notices:
            for day in notice.off:
                yield day, DayKind(False, notice.names.get(day, "节假日"))
            for day in notice.makeup:
                yield day, DayKind(True, "调休上班", is_makeup=True)
        for local in self.overlay:
            yield local.day, DayKind(not local.off, local.name)

    def kind(self, day: date) -> DayKind:
        """Why the day is worked or not."""
        plain = DayKind(True, "工作日") if day.weekday() < SATURDAY else DayKind(False, "周末")
        return self._special.get(day, plain)

    def is_working_day(self, day: date) -> bool:
        return self.kind(day).is_working

    def is_published(self, day: date) -> bool:
        """Checks if the notice of the day's year has been entered."""
        return self.is_published_year(day.year)

    def is_published_year(self, year: int) -> bool:
        return year in self.published

    @property
    def published_until(self) -> date | None:
        """The last day of the last year with a notice."""
        return date(max(self.published), 12, 31) if self.published else None

    @property
    def day_index(self) -> tuple[int, array[int]]:
        """The ordinal of the first day, and for each day (and the day after the last) how many
        working days lie before it.
        """
        return self._base, self._index

    def _before(self, day: date, plus: int = 0) -> int:
        """How many working days the range has before `day`, or before the day after (`plus` 1)."""
        position = day.toordinal() - self._base
        if 0 <= position < len(self._index) - 1:
            return self._index[position + plus]
        raise DayError(
            f"{day.isoformat()} 超出日历范围({self.first_year} 年至 {self.last_year} 年)",
            f"{day.isoformat()} lies outside the calendar ({self.first_year} to {self.last_year})",
        )

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        return self._nth(self._before(day), day)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is not counted itself; a negative n counts
        backwards, 0 gives the last working day up to `day`.
        """
        position = day.toordinal() - self._base + 1
        if n > 0 and position > 0:  # the two look-ups that every duty makes
            try:
                return self._worked[self._index[position] + n - 1]
            except IndexError:
                return self._nth(self._before(day, 1) + n - 1, day)
        return self._nth((self._before(day) if n < 0 else self._before(day, 1) - 1) + n, day)

    def _nth(self, position: int, day: date) -> date:
        if 0 <= position < len(self._worked):
            return self._worked[position]
        raise DayError(
            f"自 {day.isoformat()} 起算的期限超出日历范围(至 {self.last_year} 年)",
            f"the period from {day.isoformat()} reaches beyond the calendar, to {self.last_year}",
        )

    def count_working_days(self, after: date, until: date) -> int:
        """How many working days lie after `after` up to and including `until`; 0 if there are
        none between.
        """
        if until <= after:
            return 0
        return self._before(until, 1) - self._before(after, 1)
