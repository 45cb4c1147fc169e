"""`guize restore --verify ARCHIVE --to DIR`: unpacks into an empty place and checks everything."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django

from guize.web.backup.archive import ArchiveError, Manifest, digest, unpack
from guize.web.backup.sealing import SealError, is_sealed, unseal
from guize.web.console import RefusalError, chosen, tell

TARGET = "GUIZE_RESTORE_DATABASE"  # as --database, where others may read command lines
MOVED = {"database.sqlite3": "guize.sqlite3"}


def forward(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="guize restore", description="恢复到空目录 / restores into an empty folder"
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--to", type=Path, required=True, help="空目录 / an empty folder")
    parser.add_argument("--verify", action="store_true", help="逐项核验 / checks everything")
    parser.add_argument("--database", default="", help="空的 PostgreSQL 数据库 / postgresql://…")
    options = parser.parse_args(words)
    begun = time.monotonic()
    try:
        manifest = _laid_out(options.archive, options.to)
        _point_at(options.to, manifest, options.database)
        found = _checked(options.to, manifest) if options.verify else []
    except (ArchiveError, SealError, OSError, RefusalError) as error:
        sys.stderr.write(f"guize: {chosen('not restored: ', '未能恢复:')}{error}\n")
        return 2
    for line in found:
        sys.stderr.write(f"✗ {line}\n")
    if found:
        return 1
    seconds = time.monotonic() - begun
    done = ("restored and verified", "已恢复并核验") if options.verify else ("restored", "已恢复")
    tell(
        f"✓ {done[0]}: {options.to}, state of {manifest.made_at}, {seconds:.1f} s",
        f"✓ {done[1]}:{options.to},数据截至 {manifest.made_at},用时 {seconds:.1f} 秒",
    )
    return 0


def _laid_out(archive: Path, folder: Path) -> Manifest:
    """The archive as a data folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unsealing-") as place:
        plain = archive
        if is_sealed(archive):
            plain = Path(place) / "plain"
            unseal(archive, plain, _passphrase())
        manifest = unpack(plain, folder)
    if digest(folder / manifest.database) != manifest.digest:
        raise ArchiveError("the database in the archive was changed")
    for name, new in MOVED.items():
        if (folder / name).exists():
            (folder / name).replace(folder / new)
    if (folder / "files").is_dir():
        for path in (folder / "files").iterdir():
            path.replace(folder / path.name)
        (folder / "files").rmdir()
    return manifest


def _passphrase() -> str:
    given = os.environ.get("GUIZE_BACKUP_PASSPHRASE", "")
    if not given:
        raise RefusalError(
            "The archive is sealed. Remedy: set GUIZE_BACKUP_PASSPHRASE.",
            "备份已加密。办法:设置 GUIZE_BACKUP_PASSPHRASE。",
        )
    return given


def _point_at(folder: Path, manifest: Manifest, database: str) -> None:
    """From here on the settings are those of the restored place."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "guize.web.settings"
    os.environ["GUIZE_DATA"] = str(folder)
    os.environ.pop("GUIZE_DATABASE", None)
    if manifest.engine != "postgresql":
        return
    tool = shutil.which("pg_restore")
    database = database or os.environ.get(TARGET, "")
    if not database or tool is None:
        raise RefusalError(
            "This is a backup of PostgreSQL. Remedy: install postgresql-client and name an empty "
            "database by --database.",
            "这是 PostgreSQL 的备份。办法:安装 postgresql-client,用 --database 指定空数据库。",
        )
    os.environ["GUIZE_DATABASE"] = database
    name = urlsplit(database).path.lstrip("/")
    command = [tool, "--no-owner", "--exit-on-error", f"--dbname={name}"]
    command.append(str(folder / manifest.database))
    done = subprocess.run(  # noqa: S603
        command, env=login(database), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ArchiveError(done.stderr.strip()[-500:])


def login(database: str) -> dict[str, str]:
    """The environment in which PostgreSQL's tools reach the database of this address."""
    parts = urlsplit(database)
    known = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
    }
    return os.environ | {name: value for name, value in known.items() if value}


def _checked(folder: Path, manifest: Manifest) -> list[str]:
    django.setup()
    from guize.web.backup.proving import faults  # noqa: PLC0415  (needs the settings)

    return faults(folder, manifest)
