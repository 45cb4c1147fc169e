"""Backups that count: restored and checked once, the newest of them kept."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from guize.web.backup.archive import ArchiveError
from guize.web.backup.making import PLAIN, SEALED, make

KEPT = 14
PASSPHRASE = "GUIZE_BACKUP_PASSPHRASE"  # noqa: S105 - the name of the setting
PROVEN = ".verified"


@dataclass(frozen=True, slots=True)
class Proven:
    """A backup that was restored: where it lies, when that was shown, how many seconds it took."""

    path: Path
    at: datetime
    seconds: float


def folder() -> Path:
    return Path(os.environ.get("GUIZE_BACKUPS") or settings.DATA / "backups")


def back_up(to: Path, *, kept: int = KEPT) -> Proven:
    """Makes a backup, restores it into an empty place, and only then counts it.

    Older ones beyond `kept` go, as do those that were never shown to work. Raises `ArchiveError`
    where it cannot be made or restored; earlier backups stay then.
    """
    path = make(to, os.environ.get(PASSPHRASE, ""))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=to, prefix=".proving-") as place:
        _restore(path, Path(place) / "restored")
    seconds = round(time.monotonic() - begun, 2)
    proven = Proven(path, timezone.now(), seconds)
    mark = {"at": proven.at.isoformat(), "seconds": seconds}
    path.with_name(path.name + PROVEN).write_text(json.dumps(mark))
    _prune(to, kept)
    return proven


def proven(place: Path) -> list[Proven]:
    """The backups that count, newest first."""
    made = []
    for mark in sorted(place.glob(f"guize-*{PROVEN}"), reverse=True):
        path, told = mark.with_name(mark.name.removesuffix(PROVEN)), json.loads(mark.read_text())
        if path.exists():
            made.append(Proven(path, datetime.fromisoformat(told["at"]), told["seconds"]))
    return made


def _restore(path: Path, place: Path) -> None:
    """By a process of its own: it must not know our database."""
    words = ["restore", "--verify", str(path), "--to", str(place)]
    with _empty_database() as database:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "guize.cli", *words],
            env={**os.environ, "GUIZE_DATA": str(place), "GUIZE_RESTORE_DATABASE": database},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise ArchiveError((done.stderr or done.stdout).strip()[-2000:])


@contextmanager
def _empty_database() -> Iterator[str]:
    """On PostgreSQL a database to restore into, dropped afterwards: its address, or the one given.

    Needs the right to create databases; without it GUIZE_RESTORE_DATABASE must name an empty one.
    """
    given = os.environ.get("GUIZE_RESTORE_DATABASE", "")
    if given or connection.vendor != "postgresql":
        yield given
        return
    name = f"guize_proof_{secrets.token_hex(4)}"
    _run_alone(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(os.environ["GUIZE_DATABASE"])._replace(path=f"/{name}").geturl()
    finally:
        _run_alone(f'DROP DATABASE "{name}"')


def _run_alone(statement: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as fault:
        raise ArchiveError(f"{fault} (or name an empty GUIZE_RESTORE_DATABASE)") from fault


def _prune(place: Path, kept: int) -> None:
    keep = {found.path for found in proven(place)[:kept]}
    archives = [path for end in (PLAIN, SEALED) for path in place.glob(f"guize-*{end}")]
    for path in archives:
        if path not in keep:
            path.unlink()
            path.with_name(path.name + PROVEN).unlink(missing_ok=True)
