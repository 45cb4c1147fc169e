"""The stored law of a county as rows, and the norms that follow from them, now or if changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from guize.core import markdown
from guize.core.rulebook import Norms, Rulebook
from guize.formats.rulebook_folder import PackTexts, manifest_of
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
        tuple(RulebookVersion.objects.filter(**active).order_by("since", "pack")),
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
    if kind == Kind.RULEBOOK:
        return replace(law, versions=with_version(law.versions, version_row(payload)))
    return replace(law, readings=(*law.readings, reading_row(payload)))


def with_version(
    versions: tuple[RulebookVersion, ...], new: RulebookVersion
) -> tuple[RulebookVersion, ...]:
    """The versions with one more, which takes the place of that of the same pack and day."""
    kept = [row for row in versions if (row.pack, row.since) != (new.pack, new.since)]
    return (*kept, new)


def read_texts(tenant: UUID | str, texts: PackTexts, since: date | None = None) -> Rulebook:
    """The texts as a rulebook over what the county has of the packs it extends, as of a day (its
    own first day unless one is given). Raises RulebookError.
    """
    pack = manifest_of(texts.manifest)
    return markdown.read_pack(pack, texts.files, _bases(tenant, pack, since))


def check_readings(tenant: UUID | str, texts: PackTexts, since: date | None = None) -> None:
    """Raises RulebookError where another reading of the texts would be in error."""
    pack = manifest_of(texts.manifest)
    markdown.check_readings(pack, texts.files, _bases(tenant, pack, since))


def _bases(tenant: UUID | str, pack: Mapping[str, Any], since: date | None) -> tuple[Rulebook, ...]:
    """What the pack extends as used on the day, else on its first day."""
    names, day = pack.get("extends"), since or pack.get("valid_from")
    if not isinstance(names, list) or type(day) is not date:
        return ()
    shelf = mapping.Shelf(stored(tenant).versions)
    rows = (shelf.on(name, day) for name in names if isinstance(name, str))
    return tuple(shelf.read(row, day) for row in rows if row)


def version_payload(texts: PackTexts, book: Rulebook, since: date) -> dict[str, Any]:
    """What is kept of a version: in the ledger, in the proposal and as the columns of its row."""
    return {
        "pack": book.id,
        "title": book.title,
        "content_hash": book.content_hash,
        "valid_from": book.valid_from.isoformat(),
        "valid_to": book.valid_to.isoformat() if book.valid_to else None,
        "since": since.isoformat(),
        "pack_toml": texts.manifest,
        "files": dict(texts.files),
        "scenarios": dict(texts.scenarios),
    }


def version_row(payload: Mapping[str, Any]) -> RulebookVersion:
    last = payload["valid_to"]
    return RulebookVersion(
        pack=payload["pack"],
        content_hash=payload["content_hash"],
        title=payload["title"],
        valid_from=date.fromisoformat(payload["valid_from"]),
        valid_to=date.fromisoformat(last) if last else None,
        since=date.fromisoformat(payload["since"]),
        pack_toml=payload["pack_toml"],
        files=payload["files"],
        scenarios=payload["scenarios"],
    )


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


def text_of(tenant: UUID | str, row: RulebookVersion) -> Rulebook:
    """A version as printed, in force or not, over what the county has of the packs it extends.

    Raises RulebookError.
    """
    others = [other for other in stored(tenant).versions if other.pack != row.pack]
    return mapping.printed(mapping.Shelf([*others, row]), row)


def if_adopted(tenant: UUID | str, kind: str, payload: Mapping[str, Any]) -> Norms:
    """The norms with one change more. Raises RulebookError."""
    return norms_of(if_changed(stored(tenant), kind, payload))
