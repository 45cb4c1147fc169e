"""Workbooks as an author sends them back: what was written, with some cells changed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from guize.formats.xlsx import read_workbook

Rows = list[list[str]]


def made(sheets: dict[str, Rows]) -> bytes:
    """A workbook of plain texts."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                sheet.write_string(place, column, text)
    book.close()
    return content.getvalue()


def sheets_of(content: bytes) -> dict[str, Rows]:
    return {s.name: [list(row) for row in s.rows] for s in read_workbook(content)}


def edited(content: bytes, change: Callable[[dict[str, Rows]], None]) -> bytes:
    """The workbook after `change` was made in its sheets."""
    sheets = sheets_of(content)
    change(sheets)
    return made(sheets)


def row_of(rows: Rows, first: str, kind: str = "行") -> int:
    """The place of the row whose first cell after its kind is `first`; from 0."""
    return next(n for n, row in enumerate(rows) if row[:2] == [kind, first])


def parts_changed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same archive with its parts changed: what no office program would write."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
