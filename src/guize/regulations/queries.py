"""The law a county has installed. Everyone signed in may read it, so no actor is asked for."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from guize.core.days import Calendar
from guize.core.rulebook import Norms, Rulebook
from guize.organisation.models import Tenant
from guize.regulations import mapping
from guize.regulations.models import CalendarYear, CountyDay, FixedFestival, RulebookVersion

KEPT = 8


def _versions(tenant: Tenant):
    return RulebookVersion.objects.filter(tenant=tenant, is_active=True).order_by(
        "valid_from", "pack"
    )


def _years(tenant: Tenant):
    return CalendarYear.objects.filter(tenant=tenant, is_active=True).order_by("year")


def fingerprint(tenant: Tenant) -> str:
    """Changes whenever any text or calendar in force for the county changes."""
    parts = [str(tenant.id), *_versions(tenant).values_list("content_hash", flat=True)]
    parts += map(str, _years(tenant).values_list("id", flat=True))
    for model in (FixedFestival, CountyDay):
        rows = model.objects.filter(tenant=tenant).order_by("id").values_list()
        parts += map(str, rows)
    return sha256("\n".join(parts).encode()).hexdigest()


def norms(tenant: Tenant) -> Norms:
    """Everything that is law for the county. Read once per process and installed state."""
    return _norms(tenant, fingerprint(tenant))


@lru_cache(maxsize=KEPT)
def _norms(tenant: Tenant, _fingerprint: str) -> Norms:
    calendar = mapping.calendar(
        _years(tenant),
        FixedFestival.objects.filter(tenant=tenant),
        CountyDay.objects.filter(tenant=tenant),
    )
    return Norms(mapping.rulebooks(_versions(tenant)), calendar)


def calendar(tenant: Tenant) -> Calendar:
    return norms(tenant).calendar


def find_rulebook(tenant: Tenant, pack: str = "") -> Rulebook | None:
    """The newest installed version of a pack; without a name the county's own."""
    wanted = pack or tenant.pack
    books = (book for book in reversed(norms(tenant).rulebooks) if book.id == wanted)
    return next(books, None)
