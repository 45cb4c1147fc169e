"""A rulebook's files as a workbook that WPS and Excel open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter  # type: ignore[import-untyped]

from guize.formats.rulebook_workbook.pages import (
    ARTICLE,
    FILE,
    FORMAT,
    HEADINGS,
    READ_ONLY,
    TABLE,
    Line,
    Page,
    pages_of,
)
from guize.formats.xlsx import Pen, sheet_name

GUIDE = "说明"
HOW = (
    "每张工作表是规则包的一个文件:灰底是条文和句子编号,下面是它的表。首列写明每一行是什么。",
    "可以改、增、删的只有表中的行(首列为“行”;新插入的行首列可以空着),也可以改表头的列。",
    "条文、表名和表的编号不能在这里改:请改 Markdown 文件,再重新导出。",
    "单元格一律是文字:不要用公式,不要在单元格内换行。写法见 docs/rulebook-format.md。",
    "改好后:./guize rulebook workbook --read 本文件.xlsx --into 规则包文件夹;或者在规则页上传。",
)
MADE_AT = datetime(2024, 1, 1)  # noqa: DTZ001 - a workbook of the same files is the same bytes
KIND_WIDTH, NARROWEST, WIDEST, TEXT_COLUMNS, LINE_HEIGHT = 5, 9, 34, 10, 15
GREY, PALE, BLUE, RULE = "#595959", "#F2F2F2", "#DDE8F3", "#BFBFBF"
LOOKS: Mapping[str, Mapping[str, Any]] = {
    ARTICLE: {"bold": True, "bg_color": PALE},
    HEADINGS: {"bold": True, "bg_color": BLUE, "border": 1, "border_color": RULE},
    TABLE: {"bold": True},
}
CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": RULE}
WORDS = {"text_wrap": True, "valign": "top", "bg_color": PALE}
QUIET = {"font_color": GREY, "valign": "top"}


def workbook(pack: str, files: Mapping[str, str], version: str = "") -> bytes:
    """The workbook of the pack's files: one sheet for each that has articles or tables. `version`
    is kept in it, so that who takes it back knows what it was made of.

    Raises RulebookError for text that cannot be split into articles and tables.
    """
    pages = pages_of(files)
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": pack, "created": MADE_AT})
    pen, taken = Pen(book), {GUIDE}
    guide = book.add_worksheet(GUIDE)
    named = [(page, sheet_name(page.file.removesuffix(".md"), taken)) for page in pages]
    _write_guide(guide, pen, (pack, version), named)
    for page, name in named:
        _write(book.add_worksheet(name), pen, page)
    book.close()
    return content.getvalue()


def _write_guide(
    sheet: Any, pen: Pen, made_of: tuple[str, str], named: Sequence[tuple[Page, str]]
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for column, text in enumerate((FORMAT, *made_of)):
        pen.text(sheet, (0, column), text, **QUIET)
    for number, text in enumerate(HOW, 2):
        pen.text(sheet, (number, 1), text, text_wrap=True, valign="top")
    start = len(HOW) + 3
    for row, (page, name) in enumerate(named, start):
        link = f"internal:'{name}'!A1"
        sheet.write_url(row, 0, link, string=name)
        titles = "、".join(table.title for table in page.tables)
        pen.text(sheet, (row, 1), titles, text_wrap=True, valign="top")


def _write(sheet: Any, pen: Pen, page: Page) -> None:
    widths = _widths(page)
    sheet.set_column(0, 0, KIND_WIDTH, pen.look())
    for column, width in enumerate(widths, 1):
        sheet.set_column(column, column, width, pen.look(**CELL | {"border": 0}))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    for column, text in enumerate((FILE, page.file)):
        pen.text(sheet, (0, column), text, bold=True)
    row = 1
    for line in page.lines:
        row += line.kind in (ARTICLE, TABLE)
        _write_line(sheet, pen, row, line)
        if line.kind in READ_ONLY and line.kind != ARTICLE:
            _spread(sheet, pen, row, (line.cells[-1], sum(widths[1:TEXT_COLUMNS])))
        row += 1


def _write_line(sheet: Any, pen: Pen, row: int, line: Line) -> None:
    pen.text(sheet, (row, 0), line.kind, **QUIET)
    look = LOOKS.get(line.kind) or (WORDS if line.kind in READ_ONLY else CELL)
    for column, text in enumerate(line.cells, 1):
        is_own_mark = line.kind == TABLE and column > 1
        pen.text(sheet, (row, column), text, **(QUIET if is_own_mark else look))


def _spread(sheet: Any, pen: Pen, row: int, words: tuple[str, int]) -> None:
    """Long words lie over several columns, in as many lines as they need."""
    text, width = words
    sheet.merge_range(row, 2, row, TEXT_COLUMNS, text, pen.look(**WORDS))
    pen.text(sheet, (row, 2), text, **WORDS)
    sheet.set_row(row, LINE_HEIGHT * max(1, ceil(_width(text) / width)))


def _widths(page: Page) -> list[int]:
    """Of the columns after the first: as wide as their widest cell, within limits."""
    widths = [NARROWEST] * TEXT_COLUMNS
    for table in page.tables:
        for cells in (table.headings, *table.rows):
            widths += [NARROWEST] * (len(cells) - len(widths))
            for column, cell in enumerate(cells):
                widths[column] = min(WIDEST, max(widths[column], _width(cell) + 2))
    return widths


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
