"""Stored rows to core values, nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date

from guize.core import markdown
from guize.core.days import Calendar, Festival, LocalDay, YearNotice
from guize.core.rulebook import Rulebook
from guize.regulations.models import CalendarYear, CountyDay, FixedFestival, RulebookVersion


def rulebooks(versions: Iterable[RulebookVersion]) -> tuple[Rulebook, ...]:
    """The packs as values, those that others extend first."""
    made: list[Rulebook] = []
    waiting = [(row, tomllib.loads(row.pack_toml)) for row in versions]
    while waiting:
        ready = [(row, toml) for row, toml in waiting if not _lacks(toml, waiting)]
        if not ready:
            raise ValueError("the installed rulebooks extend each other in a circle")
        made += [_read(row, toml, made) for row, toml in ready]
        waiting = [pair for pair in waiting if pair not in ready]
    return tuple(made)


def _lacks(toml: dict, waiting: list) -> bool:
    return any(row.pack in toml.get("extends", ()) for row, _ in waiting)


def _read(row: RulebookVersion, toml: dict, made: list[Rulebook]) -> Rulebook:
    bases = tuple(book for book in made if book.id in toml.get("extends", ()))
    return markdown.read_pack(toml, row.files, bases)


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
