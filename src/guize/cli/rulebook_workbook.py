"""`guize rulebook workbook`: the tables of a rulebook out as XLSX, and changed cells back in."""

from __future__ import annotations

import argparse
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.cli.rulebook_finding import bases_of, folder_of, print_faults, refusal
from guize.core.markdown import RulebookError, check_readings
from guize.formats.rulebook_folder import printed_files, read_files, write_files
from guize.formats.rulebook_workbook import Returned, returned, workbook


def run(arguments: argparse.Namespace) -> int:
    out, back = (arguments.pack, arguments.out), (arguments.read, arguments.into)
    if all(out) and not any(back):
        return write(arguments)
    if all(back) and not any(out):
        return take_back(arguments)
    raise BadInputError(
        "用法:workbook PACK OUT.xlsx,或 workbook --read IN.xlsx --into PACKDIR",
        "usage: workbook PACK OUT.xlsx, or workbook --read IN.xlsx --into PACKDIR",
    )


def write(arguments: argparse.Namespace) -> int:
    """Writes the workbook of a rulebook; one with faults in its tables can be written too."""
    folder = folder_of(arguments.pack, arguments)
    try:
        pack, _ = read_files(folder)
        content = workbook(str(pack.get("id")), printed_files(folder))
    except RulebookError as error:
        raise refusal(error) from error
    try:
        arguments.out.write_bytes(content)
    except OSError as error:
        raise BadInputError(
            f"不能写入 {arguments.out}:{error}", f"cannot write: {error}"
        ) from error
    print(arguments.out)
    return 0


def take_back(arguments: argparse.Namespace) -> int:
    """Puts changed tables into the folder. With any fault nothing is written, and each is told."""
    folder = folder_of(arguments.into, arguments)
    try:
        back = _checked(folder, arguments)
    except RulebookError as error:
        print_faults(error, arguments)
        return 1
    own = printed_files(folder)
    write_files(folder, {name: text for name, text in back.files.items() if text != own[name]})
    for change in back.changes:
        print(f"{change.file} {change.title}: +{change.added} -{change.removed}")
    print(f"{len(back.changes)} 张表有改动 / tables changed")
    return 0


def _checked(folder: Path, arguments: argparse.Namespace) -> Returned:
    """What the workbook makes of the folder, read as a rulebook under every reading."""
    pack, _ = read_files(folder)
    back = returned(
        _content(arguments.read), str(pack.get("id")), printed_files(folder), arguments.read.name
    )
    texts = {name: text.removeprefix("\ufeff") for name, text in back.files.items()}
    try:
        check_readings(pack, texts, bases_of(arguments.into, arguments))
    except RulebookError as error:
        raise back.located(error) from error
    return back


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(f"不能读取 {path}:{error}", f"cannot read: {error}") from error
