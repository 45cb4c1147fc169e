"""Files under the hash of what they hold. Written so that a row never names one that is not there:
temporary file, fsync, rename, fsync of the folder, and only then the row.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path

from django.conf import settings

HEX_OF_SHA256 = 64


class BlobFault(Exception):  # noqa: N818 - the file is at fault
    """A file that is gone, or does not hold what its name says."""


def folder() -> Path:
    return settings.DATA / "blobs"


def keep(content: bytes) -> str:
    """Stores the content and returns its hash; what is there already is left as it is."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{secrets.token_hex(8)}"
    with temporary.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync(path.parent)
    _sync(path.parent.parent)
    return digest


def content(digest: str) -> bytes:
    """What is stored under the hash, checked against it. Raises `BlobFault`."""
    try:
        found = _path(digest).read_bytes()
    except OSError as error:
        raise BlobFault(digest) from error
    if sha256(found).hexdigest() != digest:
        raise BlobFault(digest)
    return found


def _path(digest: str) -> Path:
    if len(digest) != HEX_OF_SHA256 or set(digest) - set("0123456789abcdef"):
        raise BlobFault(digest)
    return folder() / digest[:2] / digest[2:]


def _sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
