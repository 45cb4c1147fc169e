"""A workbook back into the Markdown: changed tables land where they were, all else stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from guize.core.markdown import Fault, RulebookError
from guize.core.markdown.formatting import formatted
from guize.formats.rulebook_workbook.pages import (
    FILE,
    FORMAT,
    HEADINGS,
    READ_ONLY,
    ROW,
    TABLE,
    Page,
    Table,
    fingerprint,
    pages_of,
)
from guize.formats.xlsx import Sheet, SheetFault, WorkbookError, read_workbook

WORKBOOK = "工作簿.xlsx"
Places = dict[tuple[str, int], tuple[str, int]]  # file and line → sheet and row


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that came back otherwise: how many rows are new, and how many are gone."""

    file: str
    title: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Returned:
    """The files as the workbook would have them, and what it changes in them."""

    files: Mapping[str, str]
    changes: tuple[TableChange, ...]
    places: Mapping[tuple[str, int], tuple[str, int]]

    def located(self, error: RulebookError) -> RulebookError:
        """The same faults, each with the sheet and row that its line came from."""
        return RulebookError(tuple(self._located(fault) for fault in error.faults))

    def _located(self, fault: Fault) -> Fault:
        place = self.places.get((fault.file, fault.line))
        return _at(fault, *place) if place else fault


def _at(fault: Fault, sheet: str, row: int) -> Fault:
    cause = f"工作表「{sheet}」第 {row} 行:{fault.cause}"
    return replace(fault, cause=cause, english=f'sheet "{sheet}", row {row}: {fault.english}')


def _whole(file: str, cause: str, english: str) -> RulebookError:
    return RulebookError((Fault(file, 0, cause, english),))


def made_of(content: bytes, name: str = WORKBOOK) -> tuple[str, str]:
    """The id of the pack a workbook was made of, and the version if that was told; `name` is that
    of its file, for errors. Raises RulebookError.
    """
    guide = _guide(_sheets(content, name), name)
    return _cell(guide, 1), _cell(guide, 2)


def returned(content: bytes, pack: str, files: Mapping[str, str], name: str = WORKBOOK) -> Returned:
    """What the workbook makes of the files of `pack`. Whether its cells are in the grammar is for
    `read_pack` to say. `name` is that of the workbook's file, for errors.

    Raises RulebookError: every fault names file, sheet, row and cause.
    """
    sheets = _sheets(content, name)
    if (found := _cell(_guide(sheets, name), 1)) != pack:
        raise _whole(
            name,
            f"工作簿是规则包「{found}」的,不是「{pack}」的",
            f'the workbook is of "{found}", not of "{pack}"',
        )
    pages = {page.file: page for page in pages_of(files)}
    readers = [_reader(sheet, pages, files) for sheet in sheets if not _is_guide(sheet)]
    seen = Counter(reader.page.file for reader in readers)
    faults = [fault for reader in readers for fault in reader.faults]
    faults += [_miscounted(file, seen[file]) for file in sorted(pages) if seen[file] != 1]
    if faults:
        raise RulebookError(tuple(faults))
    places: Places = {}
    for reader in readers:
        places |= reader.places
    changed = {reader.page.file: reader.text for reader in readers}
    changes = tuple(change for reader in readers for change in reader.changes)
    return Returned({**files, **changed}, changes, places)


def _miscounted(file: str, number: int) -> Fault:
    if number:
        return Fault(file, 0, f"有 {number} 张工作表", f"there are {number} sheets of it")
    cause = "工作簿中没有它的工作表:表不能经工作簿删除"
    return Fault(file, 0, cause, "the workbook has no sheet of it; tables cannot be removed so")


def _sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        return read_workbook(content)
    except WorkbookError as error:
        raise RulebookError(tuple(_told(fault, name) for fault in error.faults)) from error


def _told(fault: SheetFault, name: str) -> Fault:
    plain = Fault(name, 0, fault.cause, fault.english)
    return _at(plain, fault.sheet, fault.row) if fault.sheet else plain


def _cell(sheet: Sheet, column: int) -> str:
    first = sheet.rows[0] if sheet.rows else ()
    return first[column].strip() if column < len(first) else ""


def _is_guide(sheet: Sheet) -> bool:
    return _cell(sheet, 0) == FORMAT


def _guide(sheets: Sequence[Sheet], name: str) -> Sheet:
    guide = next(filter(_is_guide, sheets), None)
    if guide is None:
        raise _whole(name, "不是由规则包导出的工作簿", "this workbook was not made of a rulebook")
    return guide


def _reader(sheet: Sheet, pages: Mapping[str, Page], files: Mapping[str, str]) -> _Reader:
    file = _cell(sheet, 1)
    if _cell(sheet, 0) != FILE or file not in pages:
        cause = f"工作表「{sheet.name}」首行应写明规则包中的文件,现为「{file}」"
        raise _whole(
            file or FILE, cause, f'sheet "{sheet.name}" names no file of the pack: "{file}"'
        )
    reader = _Reader(sheet, pages[file], files[file])
    reader.read()
    return reader


@dataclass(slots=True)
class _Taken:
    """A table as a sheet gives it back; rows with their place in the sheet, counted from 1."""

    at: int
    identity: tuple[str, ...]
    headings: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        return tuple(cells for _, cells in self.rows)


class _Reader:
    """One sheet and the file it goes back into."""

    def __init__(self, sheet: Sheet, page: Page, text: str) -> None:
        self.sheet, self.page, self.text = sheet, page, text
        self.faults: list[Fault] = []
        self.changes: list[TableChange] = []
        self.places: Places = {}
        self.given: list[tuple[int, str, tuple[str, ...]]] = []
        self.taken: list[_Taken] = []

    def fault(self, row: int, cause: str, english: str) -> None:
        self.faults.append(_at(Fault(self.page.file, 0, cause, english), self.sheet.name, row))

    def read(self) -> None:
        for at, row in enumerate(self.sheet.rows[1:], 2):
            kind, *cells = (cell.strip() for cell in row)
            while cells and not cells[-1]:
                cells.pop()
            if kind or cells:
                self._row(at, kind, tuple(cells))
        self._check_text()
        self._check_tables()
        if not self.faults:
            self._put_back()

    def _row(self, at: int, kind: str, cells: tuple[str, ...]) -> None:
        if any("\n" in cell or "\r" in cell for cell in cells):
            self.fault(at, "单元格内不能换行", "a cell may not hold a line break")
        elif kind in READ_ONLY:
            self.given.append((at, kind, cells))
        elif kind == TABLE:
            self.taken.append(_Taken(at, cells))
        elif kind == HEADINGS:
            self._headings(at, cells)
        elif kind in (ROW, "") and self.taken and self.taken[-1].headings:
            self._record(at, cells)
        elif kind in (ROW, ""):
            self.fault(at, "这一行不在任何表中", "the row belongs to no table")
        else:
            self.fault(at, f"首列不认识「{kind}」", f'not understood in the first column: "{kind}"')

    def _headings(self, at: int, cells: tuple[str, ...]) -> None:
        if not self.taken or self.taken[-1].headings or not all(cells):
            cause = f"「{HEADINGS}」应紧接「{TABLE}」之后,各列都有名称"
            self.fault(at, cause, "headings follow a table's name and leave no column without one")
        else:
            self.taken[-1].headings = cells

    def _record(self, at: int, cells: tuple[str, ...]) -> None:
        table = self.taken[-1]
        blank = len(table.headings) - len(cells)
        if blank < 0:
            self.fault(at, "有的格超出表头的列", "there are cells beyond the headings")
        elif cells:
            table.rows.append((at, cells + ("",) * blank))

    def _check_text(self) -> None:
        """The text as the file has it, word for word: an article is changed in the Markdown."""
        own = ((line.kind, line.cells) for line in self.page.lines if line.kind in READ_ONLY)
        for wanted, found in zip_longest(own, self.given):
            if found is None or wanted is None or (found[1], _trimmed(wanted[1])) != (
                wanted[0], found[2]
            ):  # fmt: skip
                at = found[0] if found else len(self.sheet.rows)
                self.fault(
                    at,
                    "条文与规则文件不一致:条文文字不能经工作簿修改,请改 Markdown 文件后重新导出",
                    "the text differs from the file: a workbook cannot change the text of articles",
                )
                return

    def _check_tables(self) -> None:
        own = {table.identity[:2]: table for table in self.page.tables}
        seen = Counter(table.identity[:2] for table in self.taken)
        for table in self.taken:
            if not table.headings:
                self.fault(table.at, "表没有表头", "the table has no headings")
            if table.identity[:2] not in own or seen[table.identity[:2]] > 1:
                name = " ".join(table.identity[:2])
                self.fault(
                    table.at,
                    f"文件中没有这张表,或者出现两次:「{name}」",
                    f'the file has no such table, or it appears twice: "{name}"',
                )
        for title, number in own.keys() - seen.keys():
            self.fault(
                len(self.sheet.rows),
                f"缺少第 {number} 张表「{title}」:表不能经工作簿删除",
                f'table {number} "{title}" is missing: a workbook cannot remove a table',
            )

    def _put_back(self) -> None:
        taken = {table.identity[:2]: table for table in self.taken}
        lines = self.text.split("\n")
        made: list[tuple[str, int]] = []
        end = 0
        for table in self.page.tables:
            made += [(line, 0) for line in lines[end : table.heading_line]]
            made += self._table(table, taken[table.identity[:2]], lines)
            end = table.end
        made += [(line, 0) for line in lines[end:]]
        self.text = "\n".join(line for line, _ in made)
        numbered = enumerate(made, 1)
        self.places = {
            (self.page.file, line): (self.sheet.name, at) for line, (_, at) in numbered if at
        }

    def _table(self, own: Table, back: _Taken, lines: list[str]) -> list[tuple[str, int]]:
        """The table's lines as they will stand, each with the row of the sheet it comes from."""
        is_kept = (own.headings, own.rows) == (back.headings, back.cells)
        was_left_alone = back.identity[2:] == (fingerprint(back.headings, back.cells),)
        if is_kept or was_left_alone:
            return self._as_printed(own, back if is_kept else None, lines)
        if back.identity[2:] != own.identity[2:]:
            cause = "这张表在导出之后已在规则文件中改过,请重新导出后再改"
            self.fault(back.at, cause, "the table was changed in the file since: export it anew")
            return []
        return list(self._rewritten(own, back, lines))

    def _as_printed(
        self, own: Table, back: _Taken | None, lines: list[str]
    ) -> list[tuple[str, int]]:
        rows = {
            line: at
            for line, (at, _) in zip(own.row_lines, back.rows if back else (), strict=False)
        }
        span = range(own.heading_line, own.end)
        return [(lines[line], rows.get(line, 0)) for line in span]

    def _rewritten(self, own: Table, back: _Taken, lines: list[str]) -> Iterator[tuple[str, int]]:
        """Rows that were there keep their characters; new ones take the one written form."""
        has_new_columns = own.headings != back.headings
        printed: dict[tuple[str, ...], list[str]] = {}
        for row, line in zip(own.rows, own.row_lines, strict=True):
            printed.setdefault(row, []).append(lines[line])
        ending = "\r" if lines[own.heading_line].endswith("\r") else ""
        if has_new_columns:
            yield _written(back.headings) + ending, 0
            yield "|" + "---|" * len(back.headings) + ending, 0
        else:
            first = own.row_lines[0] if own.row_lines else own.end
            yield from ((line, 0) for line in lines[own.heading_line : first])
        added = 0
        for at, row in back.rows:
            kept = not has_new_columns and printed.get(row)
            added += not kept
            yield (kept.pop(0) if kept else _written(row) + ending), at
        removed = len(own.rows) - (len(back.rows) - added)
        self.changes.append(TableChange(self.page.file, own.title, added, removed))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """As a sheet gives cells back: without blanks at the end."""
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _written(cells: Sequence[str]) -> str:
    row = "|" + "|".join(f" {cell.replace('|', chr(92) + '|')} " for cell in cells) + "|"
    return formatted(row).rstrip("\n")
