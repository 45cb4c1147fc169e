"""Rulebooks as folders: pack.toml and Markdown files, with the packs they extend beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guize.core.markdown import Fault, RulebookError, read_pack
from guize.core.rulebook import Norms, Rulebook
from guize.formats.calendar_files import CALENDARS, read_calendar

HERE = Path(__file__).resolve()
RULEBOOKS = HERE.parents[3] / "rulebooks"
MANIFEST, SCENARIOS = "pack.toml", "scenarios"
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class PackTexts:
    """A pack as texts: pack.toml, the Markdown files and the example cases by name."""

    manifest: str
    files: Mapping[str, str]
    scenarios: Mapping[str, str]


def read_texts(folder: Path) -> PackTexts:
    """The texts of a folder, unparsed. Raises RulebookError."""
    _, files = read_files(folder)
    examples = sorted((folder / SCENARIOS).glob("*.toml"))
    scenarios = {path.name: _text(path, folder) for path in examples}
    return PackTexts(_text(folder / MANIFEST, folder), files, scenarios)


def manifest_of(text: str) -> dict[str, Any]:
    """pack.toml as a table. Raises RulebookError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _error(MANIFEST, f"不是合格的 TOML:{error}", f"not valid TOML: {error}") from error


def read_rulebook(folder: Path, *, search: Path | None = None) -> Rulebook:
    """The rulebook in `folder`; what it extends is looked for in `search`, by default beside it.

    Raises RulebookError with every fault; a fault in a base names the base's folder.
    """
    return _read(folder, search or folder.absolute().parent, ())


def read_norms(
    rulebooks: Path = RULEBOOKS, calendars: Path = CALENDARS, pack: str = "xiuyan-2024"
) -> Norms:
    """The law of a county: `pack` with all other packs of its jurisdiction, and the calendar.

    Raises RulebookError or CalendarFileError.
    """
    books = [read_rulebook(rulebooks / pack)]
    for folder in sorted(rulebooks.iterdir()):
        if folder.name != pack and _jurisdiction(folder) == books[0].jurisdiction:
            books.append(read_rulebook(folder))
    in_order = tuple(sorted(books, key=lambda book: book.valid_from))
    return Norms(in_order, read_calendar(calendars))


def read_files(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """pack.toml and the Markdown files of a folder, unparsed. Raises RulebookError."""
    if not (folder / MANIFEST).is_file():
        raise _error(folder.name, f"没有 {MANIFEST}", f"there is no {MANIFEST}")
    pack = manifest_of(_text(folder / MANIFEST, folder))
    return pack, {path.name: _text(path, folder) for path in sorted(folder.glob("*.md"))}


def printed_files(folder: Path) -> dict[str, str]:
    """The Markdown files with every character as it stands, line ends and byte order mark too.

    Raises RulebookError.
    """
    names = read_files(folder)[1]
    return {name: (folder / name).read_bytes().decode("utf-8") for name in names}


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the files as they stand, character for character."""
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def _read(folder: Path, search: Path, above: tuple[str, ...]) -> Rulebook:
    pack, files = read_files(folder)
    names = pack.get("extends", [])
    bases = []
    for name in names if isinstance(names, list) else []:
        if name in above or name == pack.get("id"):
            raise _error(MANIFEST, f"扩展关系循环:{name}", f"{name} extends itself in a circle")
        if isinstance(name, str) and (search / name / MANIFEST).is_file():
            bases.append(_base(search / name, search, (*above, str(pack.get("id")))))
    return read_pack(pack, files, tuple(bases))


def _base(folder: Path, search: Path, above: tuple[str, ...]) -> Rulebook:
    try:
        return _read(folder, search, above)
    except RulebookError as error:
        named = (
            Fault(f"{folder.name}/{fault.file}", fault.line, fault.cause, fault.english)
            for fault in error.faults
        )
        raise RulebookError(tuple(named)) from error


def _text(path: Path, folder: Path) -> str:
    """The text of a file that lies in the folder: a link out of it could pull in anything."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _error(path.name, "是指向文件夹之外的链接", "is a link out of the folder")
    if path.stat().st_size > MOST_BYTES:
        raise _error(path.name, "文件过大", "the file is too large")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path.name, "不是 UTF-8 文字", "is not UTF-8 text") from error


def _error(file: str, cause: str, english: str) -> RulebookError:
    return RulebookError((Fault(file, 0, cause, english),))


def _jurisdiction(folder: Path) -> object:
    if not (folder / MANIFEST).is_file():
        return None
    try:
        return read_files(folder)[0].get("jurisdiction")
    except RulebookError:
        return None  # a broken neighbour must not stop a county from reading its own rulebook
