"""The law a county has installed: asked by county, for computing; the views ask who may read it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from guize.core.days import Calendar
from guize.core.rulebook import Norms, Rulebook
from guize.regulations import mapping
from guize.regulations.models import CalendarYear, CountyDay, FixedFestival, RulebookVersion

KEPT = 8


def _versions(tenant: UUID | str):
    return RulebookVersion.objects.filter(tenant=tenant, is_active=True).order_by(
        "valid_from", "pack"
    )


def _years(tenant: UUID | str):
    return CalendarYear.objects.filter(tenant=tenant, is_active=True).order_by("year")


def fingerprint(tenant: UUID | str) -> str:
    """Changes whenever any text or calendar in force for the county changes."""
    parts = [str(tenant), *_versions(tenant).values_list("content_hash", flat=True)]
    parts += map(str, _years(tenant).values_list("id", flat=True))
    for model in (FixedFestival, CountyDay):
        rows = model.objects.filter(tenant=tenant).order_by("id").values_list()
        parts += map(str, rows)
    return sha256("\n".join(parts).encode()).hexdigest()


def packs_anywhere() -> list[str]:
    """The packs in force in any county of this installation."""
    active = RulebookVersion.objects.filter(is_active=True)
    return sorted(set(active.values_list("pack", flat=True)))


def newest_year_anywhere() -> int | None:
    """The last year for which any county has a notice on days off."""
    active = CalendarYear.objects.filter(is_active=True)
    return active.order_by("-year").values_list("year", flat=True).first()


def norms(tenant: UUID | str) -> Norms:
    """The law that binds the county: its own packs, what they extend merged in, and the calendar.

    Read once per process and installed state.
    """
    return _installed(str(tenant), fingerprint(tenant))[1]


def installed(tenant: UUID | str) -> tuple[Rulebook, ...]:
    """Every pack in force, those that others extend among them, by their first day."""
    return _installed(str(tenant), fingerprint(tenant))[0]


@lru_cache(maxsize=KEPT)
def _installed(tenant: str, _fingerprint: str) -> tuple[tuple[Rulebook, ...], Norms]:
    books = mapping.rulebooks(_versions(tenant))
    extended = {base for book in books for base in book.extends}
    own = sorted((b for b in books if b.id not in extended), key=lambda book: book.valid_from)
    calendar = mapping.calendar(
        _years(tenant),
        FixedFestival.objects.filter(tenant=tenant).order_by("month", "day", "since"),
        CountyDay.objects.filter(tenant=tenant).order_by("day"),
    )
    return books, Norms(tuple(own), calendar)


def calendar(tenant: UUID | str) -> Calendar:
    return norms(tenant).calendar


def find_rulebook(tenant: UUID | str, pack: str = "") -> Rulebook | None:
    """The newest version of a pack; without a name of the county's own."""
    if not pack:
        return next(reversed(norms(tenant).rulebooks), None)
    found = [book for book in installed(tenant) if book.id == pack]
    return max(found, key=lambda book: book.valid_from, default=None)
