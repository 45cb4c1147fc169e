"""The stored law of a county as rows, and the norms that follow from them, now or if changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from guize.core.rulebook import Norms, Rulebook
from guize.regulations import mapping
from guize.regulations.models import (
    AdoptedReading,
    CalendarYear,
    CountyDay,
    FixedFestival,
    LawChange,
    RulebookVersion,
)

Kind = LawChange.Kind


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows that make the law."""

    versions: tuple[RulebookVersion, ...]
    years: tuple[CalendarYear, ...]
    festivals: tuple[FixedFestival, ...]
    county_days: tuple[CountyDay, ...]
    readings: tuple[AdoptedReading, ...]


def stored(tenant: UUID | str) -> Stored:
    """What is in force for the county."""
    active = {"tenant": tenant, "is_active": True}
    own = {"tenant": tenant}
    return Stored(
        tuple(RulebookVersion.objects.filter(**active).order_by("valid_from", "pack")),
        tuple(CalendarYear.objects.filter(**active).order_by("year")),
        tuple(FixedFestival.objects.filter(**own).order_by("month", "day", "since")),
        tuple(CountyDay.objects.filter(**own).order_by("day")),
        tuple(AdoptedReading.objects.filter(**own).order_by("since", "adopted_at", "id")),
    )


def norms_of(law: Stored) -> Norms:
    """Raises RulebookError where a text cannot be read as the readings say."""
    books = tuple(mapping.as_read(law.versions, law.readings))
    own = sorted(own_of(books), key=lambda book: (book.valid_from, book.read_from or date.min))
    return Norms(tuple(own), mapping.calendar(law.years, law.festivals, law.county_days))


def own_of(books: tuple[Rulebook, ...]) -> list[Rulebook]:
    """The packs that no other extends: what the county itself enacted."""
    extended = {base for book in books for base in book.extends}
    return [book for book in books if book.id not in extended]


def if_changed(law: Stored, kind: str, payload: Mapping[str, Any]) -> Stored:
    """The rows as they would be after a change; nothing is written."""
    if kind == Kind.YEAR:
        row = year_row(payload)
        kept = [year for year in law.years if year.year != row.year]
        return replace(law, years=tuple(sorted([*kept, row], key=lambda year: year.year)))
    if kind == Kind.COUNTY_DAYS:
        days = {row.day: row for row in (*law.county_days, *county_rows(payload))}
        return replace(law, county_days=tuple(days[day] for day in sorted(days)))
    return replace(law, readings=(*law.readings, reading_row(payload)))


def year_row(payload: Mapping[str, Any]) -> CalendarYear:
    published = payload.get("published_on")
    return CalendarYear(
        year=payload["year"],
        off=payload["off"],
        makeup=payload["makeup"],
        notice=payload["notice"],
        published_on=date.fromisoformat(published) if published else None,
        source=payload["source"],
    )


def county_rows(payload: Mapping[str, Any]) -> list[CountyDay]:
    return [
        CountyDay(
            day=date.fromisoformat(entry["day"]),
            name=entry["name"],
            is_off=entry["is_off"],
            notice=payload["notice"],
        )
        for entry in payload["days"]
    ]


def reading_row(payload: Mapping[str, Any]) -> AdoptedReading:
    return AdoptedReading(
        pack=payload["pack"],
        interpretation=payload["interpretation"],
        option=payload["option"],
        value=payload["value"],
        since=date.fromisoformat(payload["since"]),
        reason=payload["reason"],
        document_number=payload["document_number"],
        adopted_at=timezone.now(),
    )


def if_adopted(tenant: UUID | str, kind: str, payload: Mapping[str, Any]) -> Norms:
    """The norms with one change more. Raises RulebookError."""
    return norms_of(if_changed(stored(tenant), kind, payload))
