"""Stored rows to core values, nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from guize.core import markdown
from guize.core.days import Calendar, Festival, LocalDay, YearNotice
from guize.core.markdown import RulebookError
from guize.core.readings import Choice, Choices
from guize.core.rulebook import Rulebook
from guize.regulations.models import (
    AdoptedReading,
    CalendarYear,
    CountyDay,
    FixedFestival,
    RulebookVersion,
)

NONE: Choices = {}
KEPT = 64  # texts as read; a county has a few, each over one or two bases


class Shelf:
    """The versions of every pack in the order of their days; each is read over those versions of
    what it extends that are used on the same day.
    """

    def __init__(self, versions: Iterable[RulebookVersion]) -> None:
        self.rows: dict[str, list[RulebookVersion]] = {}
        for row in sorted(versions, key=lambda row: row.since):
            self.rows.setdefault(row.pack, []).append(row)
        self.extends = {
            row.id: tuple(tomllib.loads(row.pack_toml).get("extends", ()))
            for rows in self.rows.values()
            for row in rows
        }

    def in_order(self) -> list[str]:
        """The packs, those that others extend first. Raises ValueError for a circle."""
        names: list[str] = []
        waiting = dict(self.rows)
        while waiting:
            ready = [name for name in waiting if not self._bases(name) & waiting.keys()]
            if not ready:
                raise ValueError("the installed rulebooks extend each other in a circle")
            names += ready
            waiting = {name: rows for name, rows in waiting.items() if name not in ready}
        return names

    def _bases(self, pack: str) -> set[str]:
        return {base for row in self.rows[pack] for base in self.extends[row.id]}

    def until(self, row: RulebookVersion) -> date:
        """The day on which the next version of the same pack takes its place."""
        later = (other.since for other in self.rows[row.pack] if other.since > row.since)
        return min(later, default=date.max)

    def on(self, pack: str, day: date) -> RulebookVersion | None:
        """The version used on a day; before all of them the first."""
        rows = self.rows.get(pack, [])
        so_far = [row for row in rows if row.since <= day]
        return (so_far or rows[:1] or [None])[-1]

    def days(self, row: RulebookVersion) -> list[date]:
        """The days on which the text begins to be read over another version of what it extends."""
        under = [self.rows.get(name, []) for name in self.extends[row.id]]
        found = {base.since for bases in under for base in bases[1:]}
        found |= {day for bases in under for base in bases for day in self.days(base)}
        return sorted(day for day in found if row.since < day < self.until(row))

    def read(self, row: RulebookVersion, day: date, choices: Choices = NONE) -> Rulebook:
        """The text as it is read on a day. Raises RulebookError: the faults name the pack."""
        return _read(self._text(row, day, choices))

    def _text(self, row: RulebookVersion, day: date, choices: Choices) -> _Text:
        rows = (self.on(name, day) for name in self.extends[row.id])
        bases = tuple(self._text(base, day, NONE) for base in rows if base)
        chosen = tuple(sorted((key, repr(choice)) for key, choice in choices.items()))
        key = (row.content_hash, chosen, *(base.key for base in bases))
        return _Text(key, row, bases, choices)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to be read: the same `key` is the same text, over the same, with the same choices."""

    key: tuple[object, ...]
    row: RulebookVersion = field(compare=False)
    bases: tuple[_Text, ...] = field(compare=False)
    choices: Choices = field(compare=False)


@lru_cache(maxsize=KEPT)
def _read(text: _Text) -> Rulebook:
    row, bases = text.row, tuple(map(_read, text.bases))
    try:
        return markdown.read_pack(tomllib.loads(row.pack_toml), row.files, bases, text.choices)
    except RulebookError as error:
        raise RulebookError(
            tuple(replace(fault, file=f"{row.pack}/{fault.file}") for fault in error.faults)
        ) from error


def rulebooks(versions: Iterable[RulebookVersion]) -> tuple[Rulebook, ...]:
    """The packs as printed, those that others extend first."""
    shelf = Shelf(versions)
    return tuple(printed(shelf, row) for pack in shelf.in_order() for row in shelf.rows[pack])


def printed(shelf: Shelf, row: RulebookVersion) -> Rulebook:
    """A version without what was adopted of its readings, over the newest of what it extends."""
    newest = (shelf.days(row) or [row.since])[-1]
    return _from(shelf.read(row, newest), row.since)


def _from(book: Rulebook, day: date) -> Rulebook:
    return replace(book, read_from=day) if day > book.valid_from else book


def as_read(
    versions: Iterable[RulebookVersion], readings: Sequence[AdoptedReading]
) -> Iterator[Rulebook]:
    """The packs as they are read: once from the first day of each version, and once more from each
    later day on which a reading or another version of what it extends was adopted.
    """
    shelf = Shelf(versions)
    for row in (row for pack in shelf.in_order() for row in shelf.rows[pack]):
        book = shelf.read(row, row.since)
        own = [reading for reading in readings if _applies(reading, book)]
        changed = {reading.since for reading in own} | set(shelf.days(row))
        later = sorted(day for day in changed if row.since < day < shelf.until(row))
        for day in (row.since, *later):
            yield _from(shelf.read(row, day, choices_on(own, day)), day)


def _applies(reading: AdoptedReading, book: Rulebook) -> bool:
    """A text that no longer leaves the question open, or not this way, has overtaken a reading."""
    entry = book.interpretations.get(reading.interpretation)
    is_open = entry is not None and reading.option in entry.options
    return reading.pack == book.id and is_open


def choices_on(readings: Iterable[AdoptedReading], day: date) -> dict[str, Choice]:
    """What holds on a day: of each interpretation the latest entry, by its first day."""
    so_far = [reading for reading in readings if reading.since <= day]
    return {
        each.interpretation: Choice(each.option, each.since, each.reason, each.value)
        for each in sorted(so_far, key=lambda each: (each.since, each.adopted_at))
    }


def year_notice(row: CalendarYear) -> YearNotice:
    names = {date.fromisoformat(day): name for day, name in row.off.items()}
    return YearNotice(
        year=row.year,
        off=frozenset(names),
        makeup=frozenset(map(date.fromisoformat, row.makeup)),
        notice=row.notice,
        published_on=row.published_on,
        source=row.source,
        names=names,
    )


def year_fields(notice: YearNotice) -> dict[str, object]:
    """The notice as the columns of its row."""
    return {
        "off": {day.isoformat(): notice.names.get(day, "") for day in sorted(notice.off)},
        "makeup": [day.isoformat() for day in sorted(notice.makeup)],
        "notice": notice.notice,
        "published_on": notice.published_on,
        "source": notice.source,
    }


def calendar(
    years: Iterable[CalendarYear],
    festivals: Iterable[FixedFestival],
    county_days: Iterable[CountyDay],
) -> Calendar:
    return Calendar(
        notices=tuple(map(year_notice, years)),
        festivals=tuple(Festival(f.name, f.month, f.day, f.since, f.until) for f in festivals),
        overlay=tuple(LocalDay(c.day, c.name, c.is_off, c.notice) for c in county_days),
    )
