"""The law a county has installed: asked by county, for computing; the views ask who may read it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from guize.core.days import Calendar
from guize.core.readings import begins
from guize.core.rulebook import Norms, Rulebook
from guize.ledger.clock import today
from guize.regulations import mapping
from guize.regulations.models import (
    AdoptedReading,
    CalendarYear,
    CountyDay,
    FixedFestival,
    RulebookVersion,
)
from guize.regulations.queries import law

KEPT = 8


def _versions(tenant: UUID | str):
    return RulebookVersion.objects.filter(tenant=tenant, is_active=True).order_by("since", "pack")


def _years(tenant: UUID | str):
    return CalendarYear.objects.filter(tenant=tenant, is_active=True).order_by("year")


def fingerprint(tenant: UUID | str) -> str:
    """Changes whenever any text or calendar in force for the county changes."""
    parts = [str(tenant), *map(str, _versions(tenant).values_list("content_hash", "since"))]
    parts += map(str, _years(tenant).values_list("id", flat=True))
    for model in (FixedFestival, CountyDay, AdoptedReading):
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
    """The law that binds the county: its own packs as they are read, what they extend merged in,
    and the calendar.

    Read once per process and installed state.
    """
    return _installed(str(tenant), fingerprint(tenant))[1]


def installed(tenant: UUID | str) -> tuple[Rulebook, ...]:
    """Every pack in force as printed, those that others extend among them, by their first day."""
    return _installed(str(tenant), fingerprint(tenant))[0]


@lru_cache(maxsize=KEPT)
def _installed(tenant: str, _fingerprint: str) -> tuple[tuple[Rulebook, ...], Norms]:
    rows = law.stored(tenant)
    return mapping.rulebooks(rows.versions), law.norms_of(rows)


def calendar(tenant: UUID | str) -> Calendar:
    return norms(tenant).calendar


def find_rulebook(tenant: UUID | str, pack: str = "") -> Rulebook | None:
    """The version of a pack in force, as it is read today; without a name of the county's own.

    Where none is in force yet, the first that will be.
    """
    own = [book for book in norms(tenant).rulebooks if pack in ("", book.id)]
    found = own or [book for book in installed(tenant) if book.id == pack]
    on = today()
    if begun := [book for book in found if begins(book) <= on]:
        return max(begun, key=_newest)
    return min(found, key=_newest, default=None)


def _newest(book: Rulebook) -> tuple[date, date]:
    return book.valid_from, begins(book)
