"""Installing texts and calendars. Installing the same again changes nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from guize.core.days import Festival, YearNotice
from guize.formats.calendar_files import read_calendar
from guize.formats.rulebook_folder import read_texts
from guize.regulations import mapping
from guize.regulations.models import CalendarYear, CountyDay, FixedFestival, RulebookVersion
from guize.regulations.queries import law


def install_rulebook(*, tenant: UUID, folder: Path) -> RulebookVersion:
    """Reads and proves a pack and puts it in force for a county. What it extends must be installed.

    Raises `RulebookError` with every fault, and then nothing has changed.
    """
    texts = read_texts(folder)
    book = law.read_texts(tenant, texts)
    row = law.version_row(law.version_payload(texts, book, book.valid_from))
    with transaction.atomic():
        return put_version(row=row, tenant=tenant, at=timezone.now())


def put_version(
    *, row: RulebookVersion, tenant: UUID, at: datetime, change: UUID | None = None
) -> RulebookVersion:
    """Puts a version in force in place of that of the same pack and day; the same text stays.

    Runs in the transaction of its caller.
    """
    same = RulebookVersion.objects.filter(tenant=tenant, pack=row.pack, since=row.since)
    active = same.filter(is_active=True)
    texts = {name: getattr(row, name) for name in ("pack_toml", "files", "scenarios")}
    if already := active.filter(**texts).first():
        return already
    active.update(is_active=False)
    told = {name: getattr(row, name) for name in ("title", "valid_from", "valid_to")}
    version, _ = same.update_or_create(
        tenant=tenant,
        pack=row.pack,
        since=row.since,
        content_hash=row.content_hash,
        defaults={**told, **texts, "installed_at": at, "is_active": True, "change": change},
    )
    return version


@transaction.atomic
def install_calendars(*, tenant: UUID, folder: Path) -> int:
    """Adopts every notice of a folder that is new or changed; gives their number.

    Raises `CalendarFileError`, and then nothing has changed.
    """
    calendar = read_calendar(folder)
    for festival in calendar.festivals:
        _adopt_festival(tenant, festival)
    for local in calendar.overlay:
        CountyDay.objects.update_or_create(
            tenant=tenant,
            day=local.day,
            defaults={"name": local.name, "is_off": local.off, "notice": local.notice},
        )
    return sum(adopt_year(tenant=tenant, notice=notice) for notice in calendar.notices)


def _adopt_festival(tenant: UUID, festival: Festival) -> None:
    FixedFestival.objects.update_or_create(
        tenant=tenant,
        month=festival.month,
        day=festival.day,
        since=festival.since,
        defaults={"name": festival.name, "until": festival.until},
    )


@transaction.atomic
def adopt_year(*, tenant: UUID, notice: YearNotice) -> bool:
    """Puts the notice of a year in force and keeps the earlier one; False if nothing changes."""
    texts = mapping.year_fields(notice)
    active = CalendarYear.objects.filter(tenant=tenant, year=notice.year, is_active=True)
    row = active.first()
    if row and all(getattr(row, name) == value for name, value in texts.items()):
        return False
    active.update(is_active=False)
    CalendarYear.objects.create(tenant=tenant, year=notice.year, adopted_at=timezone.now(), **texts)
    return True
