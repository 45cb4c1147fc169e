"""Decision tables and working days over a whole docket: arrays in, arrays out (numpy).

A fact of many cases is an array of cells, unknown being the last cell of its column; the cells of
a table pack into one code a case, and one gather by the code gives each case its row. The row is
the explanation, here as for one case: `tables.look_up` and this module read the same compiled
table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guize.core.days import Calendar, DayError
from guize.core.rulebook import Column, DecisionTable
from guize.core.tables.cells import FactValue, cell_of, edge, known_cells

Cells = NDArray[np.uint8]
Codes = NDArray[Any]  # uint8 up to 256 codes, else uint16
Places = NDArray[Any]  # days, counted from the first of the calendar: uint16 if that suffices
Dates = NDArray[np.datetime64]
RowIds = tuple[tuple[str, ...], tuple[str, ...]]  # certain, possible

OPEN = -1
"""In place of a row number: no row hits for certain."""

UNKNOWN_AMOUNT = int(np.iinfo(np.int64).min)
"""In an array of fen or numbers: the amount is not known."""

_SMALL = 256
_EPOCH = date(1970, 1, 1).toordinal()


def cells_of(column: Column, values: Sequence[FactValue]) -> Cells:
    """The cells that values fall in, None in the last. Raises TableError for a value of another
    kind.
    """
    kinds = {(type(value), value) for value in values}  # True is not the amount 1
    known = {kind: cell_of(column, kind[1]) for kind in kinds}
    return np.fromiter((known[type(v), v] for v in values), np.uint8, len(values))


def cut(column: Column, amounts: NDArray[np.int64]) -> Cells:
    """The cells of a numeric column that fen or numbers fall in; UNKNOWN_AMOUNT in the last.

    Exact at every threshold: `>30万元` begins at 300,000.01 yuan, `≥30万元` at 300,000.00.
    """
    cells: Cells = np.zeros(len(amounts), np.uint8)
    for each in column.cuts:
        np.add(cells, amounts >= edge(each), out=cells)
    unknown = (amounts == UNKNOWN_AMOUNT).view(np.uint8)  # less than any edge: cell 0 so far
    np.add(cells, unknown * np.uint8(known_cells(column)), out=cells)
    return cells


def pack(table: DecisionTable, cells: Mapping[str, Cells]) -> Codes:
    """One code a case: the number of its combination of cells, as `look_up` counts it.

    `cells` has an array of equal length for every fact that the table asks, else KeyError.
    """
    kind = np.uint8 if prod(table.radix) <= _SMALL else np.uint16
    codes: Codes = np.zeros(len(next(iter(cells.values()), ())), kind)
    weight = 1
    for column, size in zip(reversed(table.columns), reversed(table.radix), strict=True):
        codes += cells[column.fact] if weight == 1 else cells[column.fact] * kind(weight)
        weight *= size
    return codes


@dataclass(frozen=True, slots=True, eq=False)
class ColumnTable:
    """A decision table as arrays by code.

    `row`: the number of the row that hits for certain, OPEN if none does (and for a table 全部命中
    if several do). `outcome`: a number in `outcomes`, the distinct (certain rows, possible rows).
    """

    table: DecisionTable
    row: NDArray[np.int16]
    outcome: NDArray[np.uint16]
    outcomes: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def rows_of(self, codes: Codes) -> NDArray[np.int16]:
        """The row number of each case; its id is `table.rows[number].id`."""
        return self.row.take(codes)

    def outcomes_of(self, codes: Codes) -> NDArray[np.uint16]:
        """What hits and what may hit in each case, as a number in `outcomes`."""
        return self.outcome.take(codes)

    def hit_by(self, row: int) -> NDArray[np.bool_]:
        """For each outcome whether the row hits for certain: a mask to gather by `outcomes_of`."""
        return np.fromiter((row in sure for sure, _ in self.outcomes), bool, len(self.outcomes))

    def values(self, result: str = "") -> tuple[str | None, ...]:
        """For each outcome the value under a heading (empty: the first), as `ask_one` says it:
        None where what may hit differs.
        """
        return tuple(
            self._value(certain or possible, result) for certain, possible in self.outcomes
        )

    def _value(self, rows: tuple[int, ...], result: str) -> str | None:
        found = [self.table.rows[number].results for number in rows]
        said = {each[result] if result else next(iter(each.values())) for each in found}
        return said.pop() if len(said) == 1 else None

    def ids(self, outcome: int) -> RowIds:
        """The ids of the certain and the possible rows of an outcome."""
        certain, possible = self.outcomes[outcome]
        rows = self.table.rows
        return tuple(rows[n].id for n in certain), tuple(rows[n].id for n in possible)


def as_columns(table: DecisionTable) -> ColumnTable:
    """The arrays of a compiled table."""
    pairs = list(zip(table.certain, table.possible, strict=True))
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
    only = {pair: pair[0][0] if len(pair[0]) == 1 else OPEN for pair in numbers}
    return ColumnTable(
        table=table,
        row=np.array([only[pair] for pair in pairs], np.int16),
        outcome=np.array([numbers[pair] for pair in pairs], np.uint16),
        outcomes=tuple(numbers),
    )


def ask_docket(table: DecisionTable, cases: Sequence[Mapping[str, FactValue]]) -> list[RowIds]:
    """What the table says of many cases: for each the ids of the rows that hit for certain and of
    those that may still hit, as `look_up` gives them. Raises TableError as `cells_of` does.
    """
    docket = as_columns(table)
    names = [docket.ids(number) for number in range(len(docket.outcomes))]
    if not table.columns:
        return [names[0]] * len(cases)
    cells = {c.fact: cells_of(c, [facts[c.fact] for facts in cases]) for c in table.columns}
    return [names[number] for number in docket.outcomes_of(pack(table, cells)).tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class DayColumns:
    """The working days of a calendar as arrays: adding n of them to a million days is a gather.

    Days are `places`: numbers from the calendar's first day. Everything raises DayError where a day
    leaves the calendar, as `Calendar` does for one.
    """

    base: int
    index: NDArray[np.int32]  # place → how many working days lie before it; one place more
    worked: Places  # working days in order
    open_before: NDArray[np.int32]  # place → days before it in years without a notice

    def places(self, dates: Dates) -> Places:
        """Days (datetime64[D]) as places."""
        places = dates.astype("datetime64[D]").astype(np.int64) + (_EPOCH - self.base)
        if len(places) and not 0 <= int(places.min()) <= int(places.max()) < len(self.index) - 1:
            raise _outside()
        return places.astype(self.worked.dtype)

    def dates(self, places: Places) -> Dates:
        """Places as days (datetime64[D])."""
        return (places.astype(np.int64) + (self.base - _EPOCH)).astype("datetime64[D]")

    def add_working_days(self, places: Places, n: int | NDArray[np.int32]) -> Places:
        """The n-th working day after each, as `Calendar.add_working_days`; n may be negative, 0,
        or one number a day.
        """
        if isinstance(n, int):
            return self._after_fixed(n, places)
        numbers = self.index.take(places + self._one)
        numbers -= 1
        backwards = n < 0
        if backwards.any():
            numbers = np.where(backwards, self.index.take(places), numbers)
        numbers += n
        return self._nth(numbers)

    def _after_fixed(self, n: int, places: Places) -> Places:
        """By one table for this n. Later days have later results: the ends show the range."""
        if not len(places):
            return places
        begin = self.index[:-1] if n < 0 else self.index[1:] - 1
        wanted = begin + n
        ends = wanted[[int(places.min()), int(places.max())]]
        if ends[0] < 0 or ends[1] >= len(self.worked):
            raise _outside()
        table = self.worked.take(wanted, mode="clip")
        return table.take(places)

    def next_working_day(self, places: Places) -> Places:
        """The day itself if it is worked, else the first working day after it."""
        return self._nth(self.index.take(places))

    def _nth(self, numbers: NDArray[np.int32]) -> Places:
        if len(numbers) and not 0 <= int(numbers.min()) <= int(numbers.max()) < len(self.worked):
            raise _outside()
        return self.worked.take(numbers)

    def count_working_days(self, after: Places, until: Places) -> NDArray[np.int32]:
        """How many working days lie after `after` up to and including `until`, 0 if none."""
        counted = self.index.take(until + self._one) - self.index.take(after + self._one)
        found: NDArray[np.int32] = counted.clip(min=0)
        return found

    def is_provisional(self, start: Places, due: Places) -> NDArray[np.bool_]:
        """Whether a counted day lies in a year whose notice is not entered."""
        before, until = start + self._one, due + self._one
        found: NDArray[np.bool_] = self.open_before.take(until) > self.open_before.take(before)
        return found

    @property
    def _one(self) -> Any:
        return self.worked.dtype.type(1)


def day_columns(calendar: Calendar) -> DayColumns:
    """The arrays of a calendar."""
    base, before = calendar.day_index
    index = np.array(before, np.int32)
    days = np.arange(len(index) - 1) + (base - _EPOCH)
    years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
    is_open = ~np.isin(years, np.array(sorted(calendar.published), np.int32))
    return DayColumns(
        base=base,
        index=index,
        worked=np.flatnonzero(np.diff(index)).astype(np.min_scalar_type(len(index))),
        open_before=np.concatenate(([0], np.cumsum(is_open))).astype(np.int32),
    )


def _outside() -> DayError:
    return DayError("有日期超出日历范围", "a day lies outside the calendar")
