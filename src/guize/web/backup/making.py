"""Making a backup while the system runs: snapshot first, then files, which only become more."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from datetime import UTC
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from guize.ledger.blobs import folder as blob_folder
from guize.ledger.services import newest
from guize.organisation.queries import counties
from guize.web.backup.archive import ArchiveError, Manifest, digest, pack
from guize.web.backup.sealing import seal

SECRETS = ("secret-key", "checkpoint-key")
OPEN = ("checkpoint-keys-known",)
PLAIN, SEALED = ".tar", ".tar.sealed"


def make(folder: Path, passphrase: str = "") -> Path:
    """Writes an archive into the folder and returns it; nothing shows yet that it can be restored.

    Sealed, it holds the secret keys too; without a passphrase they are left out. Checkpoints are
    taken before the database, which may be further than they are, and other files after it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    at = timezone.now()
    name = f"guize-{at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
        heads = {str(county.id): newest(county.id) for county in counties()}
        seen = {tenant: head.note for tenant, head in heads.items() if head}
        first = _checkpoints(Path(place) / "checkpoints")
        database = _snapshot(Path(place))
        plain = Path(place) / "archive"
        files = {**first, **_files(with_secrets=bool(passphrase))}
        pack(plain, _manifest(database, files, seen, at.isoformat()), database, files)
        if not passphrase:
            return _own(plain).replace(folder / f"{name}{PLAIN}")
        sealed = Path(place) / "sealed"
        seal(plain, sealed, passphrase)
        return _own(sealed).replace(folder / f"{name}{SEALED}")


def _own(path: Path) -> Path:
    """For its owner alone: it holds everything."""
    path.chmod(0o600)
    return path


def _snapshot(place: Path) -> Path:
    """The database as it is at one instant."""
    if connection.vendor == "sqlite":
        return _copy(place / "database.sqlite3")
    return _dump(place / "database.dump")


def _copy(path: Path) -> Path:
    """SQLite's own backup, through a connection of its own; writers go on."""
    source = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    target = sqlite3.connect(path)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.close()
        target.close()
    return path


def _dump(path: Path) -> Path:
    tool = shutil.which("pg_dump")
    if tool is None:
        raise ArchiveError("pg_dump is not installed (apt-get install postgresql-client)")
    known = connection.settings_dict
    environment = {
        **os.environ,
        "PGDATABASE": str(known["NAME"]),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"]),
    }
    command = [tool, "--format=custom", "--no-owner", f"--file={path}"]
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ArchiveError(done.stderr.strip().splitlines()[-1])
    return path


def _checkpoints(place: Path) -> dict[str, Path]:
    source = settings.DATA / "checkpoints"
    if source.is_dir():
        shutil.copytree(source, place, ignore=shutil.ignore_patterns(".*"))
    return _within(place, "files/checkpoints")


def _files(*, with_secrets: bool) -> dict[str, Path]:
    names = (*OPEN, *SECRETS) if with_secrets else OPEN
    found = {f"files/{name}": settings.DATA / name for name in names}
    own = {name: path for name, path in found.items() if path.is_file()}
    return {**own, **_within(blob_folder(), "blobs")}


def _within(base: Path, prefix: str) -> dict[str, Path]:
    """The files of a folder by their name in the archive."""
    return {
        f"{prefix}/{path.relative_to(base).as_posix()}": path
        for path in base.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _manifest(
    database: Path, files: dict[str, Path], seen: dict[str, str], made_at: str
) -> Manifest:
    blobs = {
        name.removeprefix("blobs/").replace("/", ""): path.stat().st_size
        for name, path in files.items()
        if name.startswith("blobs/")
    }
    return Manifest(
        made_at=made_at,
        engine=connection.vendor,
        database=database.name,
        digest=digest(database),
        migrations=migrations(),
        counts=_counts(database),
        blobs=blobs,
        checkpoints=seen,
    )


def migrations() -> list[list[str]]:
    """What has been applied to the database, application and name."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def counts() -> dict[str, int]:
    """How many rows each of our tables has."""
    models = [model for model in apps.get_models() if model.__module__.startswith("guize.")]
    return {model._meta.db_table: model._default_manager.count() for model in models}


def _counts(database: Path) -> dict[str, int]:
    """The rows of the snapshot itself where it can be asked; else those of now."""
    if connection.vendor != "sqlite":
        return {}
    copy = sqlite3.connect(database)
    try:
        tables = sorted(counts())
        asked = ((table, copy.execute(f'SELECT count(*) FROM "{table}"')) for table in tables)  # noqa: S608
        return {table: rows.fetchone()[0] for table, rows in asked}
    finally:
        copy.close()
