"""The Markdown of a rulebook as blocks: articles with their lines and tags, named tables with
their rows.

Only what the format knows is taken: under an article every line must be understood. Prose is free
outside the articles, that is before the first one and under a heading of the first level.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from guize.core.markdown.faults import Faults, Place

MOST_FILES = 100
MOST_BYTES = 512_000
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_LINE = 20_000

HEADING = re.compile(r"## *(\S.*?) *\{#([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\}")
NAMED = ("表", "情形表", "词汇表")
UNNAMED = (
    *("职责表", "措施表", "步骤表", "事实表", "事件表", "字段表"),
    *("解释表", "译名表", "不适用表"),
)
TITLE = re.compile(rf"(?:({'|'.join(NAMED)}) +(\S+)((?: +\S+)*)|({'|'.join(UNNAMED)}))")
TAG = re.compile(r"非规范性 +(\S+)(?: +(.*))?")
RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
BAR = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class ArticleBlock:
    """An article: its quoted lines, its non-normative tags, whether its text is missing."""

    id: str
    label: str
    place: Place
    lines: list[str] = field(default_factory=list)
    tags: list[tuple[Place, str]] = field(default_factory=list)
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table: heading → cell, as written."""

    place: Place
    cells: Mapping[str, str]


@dataclass(slots=True)
class TableBlock:
    """A table and the line that names it: kind (表, 情形表 …), name and what follows it."""

    kind: str
    name: str
    options: tuple[str, ...]
    place: Place
    headings: tuple[str, ...] = ()
    records: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """All blocks of a rulebook's files in the order of file names."""

    articles: list[ArticleBlock] = field(default_factory=list)
    tables: list[TableBlock] = field(default_factory=list)


def plain(text: str) -> str:
    """Text as it is compared: full-width letters, signs and brackets made half-width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def read_blocks(files: Mapping[str, str], faults: Faults) -> Blocks:
    """Splits the files into blocks; whatever is not understood goes to `faults`."""
    blocks = Blocks()
    if len(files) > MOST_FILES:
        faults.add(Place("pack.toml"), f"文件超过 {MOST_FILES} 个", f"more than {MOST_FILES} files")
        return blocks
    for name in sorted(files):
        if len(files[name]) > MOST_BYTES:
            faults.add(Place(name), "文件过大", "the file is too large")
        else:
            _Reader(name, blocks, faults).read(files[name])
    return blocks


class _Reader:
    """Reads one file line by line; knows the open article and the table that is being read."""

    def __init__(self, file: str, blocks: Blocks, faults: Faults) -> None:
        self.file, self.blocks, self.faults = file, blocks, faults
        self.article: ArticleBlock | None = None
        self.table: TableBlock | None = None

    def read(self, text: str) -> None:
        number = 0
        for number, line in enumerate(text.split("\n"), 1):
            self.place = Place(self.file, number)
            if len(line) > LONGEST_LINE:
                self._fault("这一行过长", "the line is too long")
            else:
                self._line(line.strip())
        self._end_table()

    def _fault(self, cause: str, english: str) -> None:
        self.faults.add(self.place, cause, english)

    def _line(self, line: str) -> None:
        if line.startswith("|"):
            self._row(line)
        elif line:
            self._end_table()
            self._other(line)
        elif self.table and self.table.headings:
            self._end_table()

    def _other(self, line: str) -> None:
        if line.startswith("#"):
            self._heading(line)
        elif title := TITLE.fullmatch(line):
            kind, name = title[1] or title[4], title[2] or ""
            options = tuple((title[3] or "").split())
            self.table = TableBlock(kind, plain(name), options, self.place)
        elif self.article is not None:
            self._article_line(self.article, line)
        elif line.startswith(">"):
            self._fault("引文之上没有条文标题", "a quotation without an article above it")

    def _heading(self, line: str) -> None:
        self.article = None
        if line.startswith("# "):
            return
        if match := HEADING.fullmatch(line):
            self.article = ArticleBlock(match[2], match[1], self.place)
            self.blocks.articles.append(self.article)
        else:
            self._fault(
                f"标题「{line[:40]}」应如 ## 第七条 {{#art-7}}",
                f'heading "{line[:40]}" must look like ## 第七条 {{#art-7}}',
            )

    def _article_line(self, article: ArticleBlock, line: str) -> None:
        if line.startswith(">"):
            if text := line[1:].strip():
                article.lines.append(text)
        elif line == "缺文":
            article.missing = True
        elif tag := TAG.fullmatch(line):
            article.tags.append((self.place, tag[1]))
        else:
            self._fault(f"条文之下不认识「{line[:40]}」", f'not understood: "{line[:40]}"')

    def _row(self, line: str) -> None:
        table = self.table
        if table is None:
            self._fault("表格之上没有写明是什么表", "the table has no line above that names it")
            self.table = TableBlock("", "", (), self.place)
            return
        if not line.endswith("|") or len(line) == 1:
            self._fault("表格的行应以 | 结束", "a row of a table must end in |")
            return
        cells = [cell.strip().replace("\\|", "|") for cell in BAR.split(line[1:-1])]
        if not table.kind or RULE.fullmatch(line):
            return
        if table.headings:
            self._record(table, cells)
        else:
            self._headings(table, tuple(plain(cell) for cell in cells))

    def _headings(self, table: TableBlock, headings: tuple[str, ...]) -> None:
        table.headings = headings
        if len(headings) > MOST_COLUMNS:
            self._fault(f"超过 {MOST_COLUMNS} 列", f"more than {MOST_COLUMNS} columns")
        for heading in sorted({h for h in headings if headings.count(h) > 1}):
            self._fault(f"列「{heading}」出现两次", f'the column "{heading}" appears twice')

    def _record(self, table: TableBlock, cells: list[str]) -> None:
        if len(cells) != len(table.headings):
            self._fault(
                f"这一行有 {len(cells)} 格,表头有 {len(table.headings)} 格",
                f"the row has {len(cells)} cells, the heading {len(table.headings)}",
            )
        elif len(table.records) >= MOST_ROWS:
            self._fault(f"超过 {MOST_ROWS} 行", f"more than {MOST_ROWS} rows")
        else:
            cells_by_heading = dict(zip(table.headings, cells, strict=True))
            table.records.append(Record(self.place, cells_by_heading))

    def _end_table(self) -> None:
        if self.table and self.table.kind:
            if self.table.headings:
                self.blocks.tables.append(self.table)
            else:
                self.faults.add(self.table.place, "此行之下没有表格", "no table follows this line")
        self.table = None
