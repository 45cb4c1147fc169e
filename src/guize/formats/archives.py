"""ZIP files from outside, unpacked in memory and within limits; nothing is written or run."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

SMALL_PART = 1_000_000  # below it a part may be packed as well as it likes
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(LookupError, ValueError, RuntimeError),
)  # what the reader raises for bytes that are no archive, for its flaws and for a password


class ArchiveError(ValueError):
    """An archive that is not unpacked, with the cause in Chinese and in `english`."""

    def __init__(self, cause: str, english: str) -> None:
        super().__init__(cause)
        self.cause, self.english = cause, english


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, bytes unpacked, number of parts, how many times smaller one may be."""

    packed: int
    unpacked: int
    parts: int
    ratio: int = 200


def unpacked(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts of the archive by name, folders left out. Raises ArchiveError."""
    if len(content) > limits.packed:
        raise ArchiveError("文件过大", "the file is too large")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check_sizes(parts, limits)
            _check_names(parts)
            return {part.filename: archive.read(part) for part in parts}
    except ArchiveError:
        raise
    except UNREADABLE as error:
        raise ArchiveError("不是可用的 ZIP 文件", "not a usable ZIP file") from error


def _check_sizes(parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """As the archive tells them; a part that holds more is cut there and fails its checksum."""
    most = limits.ratio
    swells = any(
        part.file_size > SMALL_PART and part.file_size > most * max(part.compress_size, 1)
        for part in parts
    )
    total = sum(part.file_size for part in parts)
    if len(parts) > limits.parts or total > limits.unpacked or swells:
        raise ArchiveError("解压后过大或文件过多", "it unpacks to too much or too many files")


def _check_names(parts: Sequence[zipfile.ZipInfo]) -> None:
    for part in parts:
        name = part.filename
        if _leads_away(name) or "\x00" in part.orig_filename:
            raise ArchiveError(f"路径不被接受:{name}", f"the path is not accepted: {name}")
        if stat.S_ISLNK(part.external_attr >> 16):
            raise ArchiveError(f"{name} 是链接", f"{name} is a link")
        if part.flag_bits & 1:
            raise ArchiveError(f"{name} 设有密码", f"{name} asks for a password")
    names = {part.filename.casefold() for part in parts}
    if len(names) < len(parts):
        raise ArchiveError("有同名文件", "two files have the same name")


def _leads_away(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
