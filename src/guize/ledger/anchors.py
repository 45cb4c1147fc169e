"""Checkpoints outside the database, so that who changes only the database is found by them.

checkpoints/<county>/latest      the newest
checkpoints/<county>/2026-11-22  the last of each day
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from django.conf import settings

LATEST = "latest"


def folder(tenant: object) -> Path:
    return settings.DATA / "checkpoints" / str(tenant)


def keep(tenant: object, note: str, day: date) -> None:
    """Writes the note as the newest and as the last of its day: whole or not at all."""
    place = folder(tenant)
    place.mkdir(parents=True, exist_ok=True)
    for name in (LATEST, day.isoformat()):
        temporary = place / f".{name}"
        with temporary.open("w") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place / name)


def kept(tenant: object) -> dict[str, str]:
    """The notes kept, by the name of their file."""
    place = folder(tenant)
    if not place.is_dir():
        return {}
    files = sorted(path for path in place.iterdir() if not path.name.startswith("."))
    return {path.name: path.read_text(errors="replace") for path in files}
