"""Which rulebook the command line means, by folder or name, and how its faults are told."""

from __future__ import annotations

import argparse
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.core.markdown import RulebookError
from guize.core.rulebook import Rulebook
from guize.formats.rulebook_folder import MANIFEST, read_files, read_rulebook


def folder_of(pack: str, arguments: argparse.Namespace) -> Path:
    """The folder of a rulebook given by path, or by its name among the installed ones."""
    for folder in (Path(pack), arguments.rulebooks / pack):
        if (folder / MANIFEST).is_file():
            return folder
    raise BadInputError(
        f"「{pack}」不是规则包:没有 {MANIFEST}", f'"{pack}" is no rulebook: it has no {MANIFEST}'
    )


def book_of(pack: str, arguments: argparse.Namespace) -> Rulebook:
    """What the pack extends lies beside it, or else among the installed ones.

    Raises RulebookError.
    """
    folder = folder_of(pack, arguments)
    names = extended(folder)
    beside = folder.absolute().parent
    found = all((beside / name / MANIFEST).is_file() for name in names)
    return read_rulebook(folder, search=beside if found else arguments.rulebooks)


def bases_of(pack: str, arguments: argparse.Namespace) -> tuple[Rulebook, ...]:
    """What the pack extends. Raises RulebookError."""
    folder = folder_of(pack, arguments)
    beside = folder.absolute().parent
    return tuple(
        book_of(str(beside / name) if (beside / name / MANIFEST).is_file() else name, arguments)
        for name in extended(folder)
    )


def extended(folder: Path) -> list[str]:
    """The names in `extends`, as far as they are names."""
    names = read_files(folder)[0].get("extends", [])
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def sound(pack: str, arguments: argparse.Namespace) -> Rulebook:
    """The rulebook; one with faults is bad input."""
    try:
        return book_of(pack, arguments)
    except RulebookError as error:
        raise refusal(error) from error


def refusal(error: RulebookError) -> BadInputError:
    """The first fault in one line; `check` lists them all."""
    first, more = error.faults[0], len(error.faults) - 1
    rest = f"(另有 {more} 处)" if more else ""
    return BadInputError(
        f"规则包有错:{first}{rest}",
        f"faults in the rulebook: {first.file}:{first.line}: {first.english} (and {more} more)",
    )


def print_faults(error: RulebookError, arguments: argparse.Namespace) -> None:
    """Every fault in a line: file, line, cause."""
    for fault in error.faults:
        cause = fault.english if arguments.language == "en" else fault.cause
        print(f"{fault.file}:{fault.line}: {cause or fault.cause}")
