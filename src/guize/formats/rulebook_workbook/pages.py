"""A rulebook's files as the sheets of a workbook show them: lines of text, tables with places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from guize.core.markdown.blocks import ArticleBlock, Blocks, TableBlock, read_blocks
from guize.core.markdown.faults import Faults
from guize.core.markdown.text import units_of

FORMAT = "guize-workbook/1"
FILE, ARTICLE, TEXT, TAG = "文件", "条", "条文", "注"
TABLE, HEADINGS, ROW = "表", "表头", "行"
READ_ONLY = (ARTICLE, TEXT, TAG)
MISSING, BYTE_ORDER_MARK = "缺文", "\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: what it is, and the cells that follow."""

    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file: the lines it takes there (counted from 0, `end` excluded), its cells."""

    title: str
    number: int
    heading_line: int
    end: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_lines: tuple[int, ...]

    @property
    def identity(self) -> tuple[str, str, str]:
        """Title, place among the tables of its file, and the fingerprint of its cells."""
        return self.title, str(self.number), fingerprint(self.headings, self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """A file: everything its sheet shows in the order of its lines, and its tables."""

    file: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def fingerprint(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = repr((tuple(headings), [tuple(row) for row in rows]))
    return sha256(cells.encode()).hexdigest()[:16]


def pages_of(files: Mapping[str, str]) -> tuple[Page, ...]:
    """The files that have articles or tables, by name.

    Raises RulebookError for text that cannot be split into articles and tables.
    """
    faults = Faults()
    texts = {name: text.removeprefix(BYTE_ORDER_MARK) for name, text in files.items()}
    blocks = read_blocks(texts, faults)
    faults.raise_if_any()
    pages = (_page(name, texts[name].split("\n"), blocks) for name in sorted(texts))
    return tuple(page for page in pages if page.lines)


def _page(file: str, lines: Sequence[str], blocks: Blocks) -> Page:
    own = (table for table in blocks.tables if table.place.file == file)
    tables = tuple(_table(table, number, lines) for number, table in enumerate(own, 1))
    told: list[tuple[int, Line]] = []
    for article in (article for article in blocks.articles if article.place.file == file):
        told += [(article.place.line, line) for line in _article(article)]
        told += [(p.line, Line(TAG, ("", lines[p.line - 1].strip()))) for p, _ in article.tags]
    for table in tables:
        told += [(table.heading_line, line) for line in _lines(table)]
    return Page(file, tuple(line for _, line in sorted(told, key=lambda each: each[0])), tables)


def _article(article: ArticleBlock) -> list[Line]:
    texts = [Line(TEXT, (unit.id, unit.text)) for unit in units_of(article)]
    missing = [Line(TEXT, ("", MISSING))] if article.missing else []
    return [Line(ARTICLE, (article.id, article.label)), *texts, *missing]


def _lines(table: Table) -> list[Line]:
    rows = [Line(ROW, row) for row in table.rows]
    return [Line(TABLE, table.identity), Line(HEADINGS, table.headings), *rows]


def _table(block: TableBlock, number: int, lines: Sequence[str]) -> Table:
    heading = block.place.line
    while not lines[heading].strip().startswith("|"):
        heading += 1
    end = heading
    while end < len(lines) and lines[end].strip().startswith("|"):
        end += 1
    return Table(
        title=lines[block.place.line - 1].strip(),
        number=number,
        heading_line=heading,
        end=end,
        headings=block.headings,
        rows=tuple(tuple(record.cells.values()) for record in block.records),
        row_lines=tuple(record.place.line - 1 for record in block.records),
    )
