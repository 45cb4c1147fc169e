"""What an archive holds, and how it is packed and unpacked; needs no database.

manifest.json         what should be there: migrations, counts, blobs, newest checkpoints
database.sqlite3      or database.dump (PostgreSQL)
blobs/…               files under their hash
files/…               checkpoints and public keys; in a sealed archive the secret keys as well
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

FORMAT = "guize-backup/1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20


class ArchiveError(Exception):
    """An archive that cannot be what `guize backup` made; says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`counts`: rows by table; `blobs`: hash to size; `checkpoints`: newest note by county."""

    made_at: str
    engine: str
    database: str
    digest: str
    migrations: list[list[str]]
    counts: dict[str, int]
    blobs: dict[str, int]
    checkpoints: dict[str, str]
    format: str = FORMAT

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def pack(target: Path, manifest: Manifest, database: Path, files: dict[str, Path]) -> None:
    """Writes the archive; it is on the disk when this returns. `files`: by their name in it."""
    described = database.with_name(MANIFEST)
    described.write_text(manifest.text)
    with target.open("wb") as opened:
        with tarfile.open(fileobj=opened, mode="w") as archive:
            archive.add(described, MANIFEST)
            archive.add(database, manifest.database)
            for name, path in sorted(files.items()):
                archive.add(path, name, recursive=False)
        opened.flush()
        os.fsync(opened.fileno())


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpacks into an empty folder. Raises `ArchiveError` for what does not belong there."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ArchiveError(f"{folder} is not empty")
    try:
        with tarfile.open(source, "r:") as archive:
            for member in archive:
                _unpack(archive, member, folder)
        return _manifest(folder)
    except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as fault:
        raise ArchiveError(str(fault)) from fault


def _unpack(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    name = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or name.is_absolute() or ".." in name.parts:
        raise ArchiveError(f"{member.name!r} does not belong into an archive")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        while chunk := content.read(CHUNK):
            file.write(chunk)


def _manifest(folder: Path) -> Manifest:
    made = Manifest(**json.loads((folder / MANIFEST).read_text()))
    if made.format != FORMAT:
        raise ArchiveError(f"{made.format!r} is another format than {FORMAT}")
    return made


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()
