"""Workbooks in and out as texts by sheet and row: never a formula, never more than was said.

Out: a cell is written as text whatever it begins with, so that no program takes it for a formula.
In: a formula, a macro, a link out, an error value or a file that unpacks beyond its limits is
refused before anything is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from python_calamine import CalamineError, CalamineWorkbook

from guize.formats.archives import ArchiveError, Limits, unpacked

MOST_BYTES = 5_000_000
LIMITS = Limits(packed=MOST_BYTES, unpacked=60_000_000, parts=1_000)
MOST_FAULTS = 50
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 200, 20_000, 100
LONGEST_CELL, LONGEST_SHEET_NAME = 32_767, 31
RISKY = tuple("=+-@\t\r\n＝＋－＠")
TYPES, MAIN_TYPE = "[Content_Types].xml", b"spreadsheetml.sheet.main+xml"
ACTIVE_PARTS = re.compile(
    r"vbaProject|vbaData|/externalLinks/|/embeddings/|/activeX/|/macrosheets/|connections\.xml"
    r"|/queryTables/|/ctrlProps/",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong with a workbook; sheet "" and row 0 mean the workbook or sheet as a whole."""

    sheet: str
    row: int
    cause: str
    english: str


class WorkbookError(ValueError):
    """A workbook that cannot be used; `faults` lists what was found."""

    def __init__(self, *faults: SheetFault) -> None:
        super().__init__("; ".join(f"{f.sheet}:{f.row}: {f.cause}" for f in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as texts; row n of the page is `rows[n - 1]`, blank cells are empty texts."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def is_risky(text: str) -> bool:
    """Whether a program that opens the cell elsewhere could take it for a formula."""
    return text.startswith(RISKY)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that workbooks allow and no other sheet of `taken` has; it is added to `taken`."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ")[:LONGEST_SHEET_NAME] or "1"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        end = f" {number}"
        name = plain[: LONGEST_SHEET_NAME - len(end)] + end
    taken.add(name.lower())
    return name


class Pen:
    """Writes texts into a workbook, each as text: what could be taken for a formula bears the mark
    that it is none, and a cell typed over stays text.
    """

    def __init__(self, book: Any) -> None:
        self.book = book
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **look: Any) -> Any:
        """The format of a text cell; the same look is one format."""
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format({"num_format": "@", **look})
        return self._looks[key]

    def text(self, sheet: Any, place: tuple[int, int], text: str, **look: Any) -> None:
        """Writes one cell; row and column count from 0. Raises ValueError for what has no room."""
        marked = {**look, "quote_prefix": True} if is_risky(text) else look
        if sheet.write_string(*place, text, self.look(**marked)):
            raise ValueError(f"no room for cell {place}: {len(text)} characters")


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a package of an office program; any other ZIP is not."""
    try:
        return TYPES in unpacked(content, LIMITS)
    except ArchiveError:
        return False


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of an XLSX in their order. Raises WorkbookError with every reason to refuse."""
    try:
        parts = unpacked(content, LIMITS)
        _check_parts(parts)
        faults = tuple(islice(_scanned(parts), MOST_FAULTS))
    except ArchiveError as error:
        raise _refused(error.cause, error.english) from error
    except (KeyError, etree.XMLSyntaxError) as error:
        raise _not_xlsx() from error
    if faults:
        raise WorkbookError(*faults)
    return _read(content)


def _refused(cause: str, english: str) -> WorkbookError:
    return WorkbookError(SheetFault("", 0, cause, english))


def _not_xlsx() -> WorkbookError:
    return _refused("不是可用的 XLSX 文件(请另存为 .xlsx)", "not a usable XLSX file")


def _check_parts(parts: Mapping[str, bytes]) -> None:
    if active := next(filter(ACTIVE_PARTS.search, parts), ""):
        raise _refused(
            f"含有宏、外部数据或嵌入对象:{active}",
            f"holds macros, outside data or embedded objects: {active}",
        )
    declares = (b"<!DOCTYPE" in parts[n] for n in parts if n.endswith((".xml", ".rels")))
    if MAIN_TYPE not in parts.get(TYPES, b"") or any(declares):
        raise _not_xlsx()


def _scanned(parts: Mapping[str, bytes]) -> Iterator[SheetFault]:
    """Formulas, error values and cells beyond the limits, sheet by sheet.

    A single cell in the last corner of a sheet would make its reader lay out billions.
    """
    for part, sheet in _titles(parts).items():
        yield from (fault for cell in _cells(parts[part]) if (fault := _fault(cell, sheet)))


def _titles(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Part → name of the sheet it holds."""
    book = etree.fromstring(parts["xl/workbook.xml"], _parser())
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], _parser())
    targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
    found = {}
    for node in book.iter("{*}sheet"):
        key = next((value for name, value in node.items() if name.endswith("}id")), None)
        found[f"xl/{targets.get(key, '')}"] = node.get("name") or "?"
    return found


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


def _cells(content: bytes) -> Iterator[etree._Element]:
    """Every cell of a sheet with what lies in it."""
    kinds = ("{*}c", "{*}row")
    safe = {"resolve_entities": False, "no_network": True}
    for _, node in etree.iterparse(BytesIO(content), tag=kinds, **safe):
        if etree.QName(node).localname == "c":
            yield node
        node.clear()


def _fault(cell: etree._Element, sheet: str) -> SheetFault | None:
    where = cell.get("r", "")
    place = REFERENCE.fullmatch(where)
    if place is None:
        raise _not_xlsx()
    row = int(place[2])
    if any(etree.QName(child).localname == "f" for child in cell):
        return SheetFault(
            sheet, row, f"单元格 {where} 是公式,只收文字", f"cell {where} is a formula, not text"
        )
    if cell.get("t") == "e":
        return SheetFault(sheet, row, f"单元格 {where} 是错误值", f"cell {where} is an error value")
    if row > MOST_ROWS or _column(place[1]) > MOST_COLUMNS:
        return SheetFault(
            sheet,
            row,
            f"单元格 {where} 超出 {MOST_ROWS} 行 {MOST_COLUMNS} 列",
            f"cell {where} lies beyond {MOST_ROWS} rows and {MOST_COLUMNS} columns",
        )
    return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read(content: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            if len(book.sheet_names) > MOST_SHEETS:
                raise _refused(f"超过 {MOST_SHEETS} 张工作表", f"more than {MOST_SHEETS} sheets")
            return tuple(_sheet(book, name) for name in book.sheet_names)
    except WorkbookError:
        raise
    except (CalamineError, ValueError, OSError) as error:
        raise _not_xlsx() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader gave up on the file
            raise _not_xlsx() from error
        raise


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(map(_text, row)) for row in rows))


def _text(value: Value) -> str:
    """The value as it would be typed: 3 and not 3.0, a day as 2026-09-29."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
