"""Stored rows to core values, nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guize.core import markdown
from guize.core.days import Calendar, Festival, LocalDay, YearNotice
from guize.core.readings import Choice
from guize.core.rulebook import Rulebook
from guize.regulations.models import (
    AdoptedReading,
    CalendarYear,
    CountyDay,
    FixedFestival,
    RulebookVersion,
)


def rulebooks(versions: Iterable[RulebookVersion]) -> tuple[Rulebook, ...]:
    """The packs as printed, those that others extend first."""
    return tuple(book for book, _row in _ordered(versions))


def _ordered(versions: Iterable[RulebookVersion]) -> list[tuple[Rulebook, RulebookVersion]]:
    made: list[tuple[Rulebook, RulebookVersion]] = []
    waiting = [(row, tomllib.loads(row.pack_toml)) for row in versions]
    while waiting:
        ready = [(row, toml) for row, toml in waiting if not _lacks(toml, waiting)]
        if not ready:
            raise ValueError("the installed rulebooks extend each other in a circle")
        known = [book for book, _row in made]
        made += [(read(row, known), row) for row, _toml in ready]
        waiting = [pair for pair in waiting if pair not in ready]
    return made


def _lacks(toml: dict, waiting: list) -> bool:
    return any(row.pack in toml.get("extends", ()) for row, _ in waiting)


def read(
    row: RulebookVersion, known: Iterable[Rulebook], choices: dict[str, Choice] | None = None
) -> Rulebook:
    """The text of a version as a value, on top of those of the `known` packs that it extends."""
    toml = tomllib.loads(row.pack_toml)
    bases = tuple(book for book in known if book.id in toml.get("extends", ()))
    return markdown.read_pack(toml, row.files, bases, choices or {})


def as_read(
    versions: Iterable[RulebookVersion], readings: Sequence[AdoptedReading]
) -> Iterator[Rulebook]:
    """The packs as they are read: once as adopted by their first day, and once more from each
    later day on which a reading was adopted.
    """
    printed = _ordered(versions)
    known = [book for book, _row in printed]
    for book, row in printed:
        own = [reading for reading in readings if _applies(reading, book)]
        days = sorted({reading.since for reading in own if reading.since > book.valid_from})
        for day in (book.valid_from, *days):
            choices = choices_on(own, day)
            yield read(row, known, choices) if choices else book


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
