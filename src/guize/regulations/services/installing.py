"""Installing texts and calendars. Installing the same again changes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from guize.core import markdown
from guize.core.days import Festival, YearNotice
from guize.core.rulebook import Rulebook
from guize.formats.calendar_files import read_calendar
from guize.regulations import mapping, queries
from guize.regulations.models import CalendarYear, CountyDay, FixedFestival, RulebookVersion


def install_rulebook(*, tenant: UUID, folder: Path) -> RulebookVersion:
    """Reads and proves a pack and puts it in force for a county. What it extends must be installed.

    Raises `RulebookError` with every fault, and then nothing has changed.
    """
    toml, files = _texts(folder)
    pack = tomllib.loads(toml)
    bases = (queries.find_rulebook(tenant, name) for name in pack.get("extends", ()))
    book = markdown.read_pack(pack, files, tuple(filter(None, bases)))
    with transaction.atomic():
        return _put_in_force(tenant, book, toml, files)


def _texts(folder: Path) -> tuple[str, dict[str, str]]:
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return (folder / "pack.toml").read_text(encoding="utf-8"), files


def _put_in_force(
    tenant: UUID, book: Rulebook, toml: str, files: dict[str, str]
) -> RulebookVersion:
    same = RulebookVersion.objects.filter(tenant=tenant, pack=book.id)
    active = same.filter(valid_from=book.valid_from, is_active=True)
    if already := active.filter(pack_toml=toml, files=files).first():
        return already
    active.update(is_active=False)
    version, _ = same.update_or_create(
        tenant=tenant,
        pack=book.id,
        content_hash=book.content_hash,
        defaults={
            "title": book.title,
            "valid_from": book.valid_from,
            "valid_to": book.valid_to,
            "pack_toml": toml,
            "files": files,
            "installed_at": timezone.now(),
            "is_active": True,
        },
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
