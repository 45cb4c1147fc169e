"""A rulebook laid out for reading: each article's words beside the rules that rest on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guize.core import markdown
from guize.core.answers import Citation
from guize.core.markdown import Cover
from guize.core.rulebook import (
    Article,
    Circumstance,
    DecisionTable,
    DutyRule,
    Interpretation,
    Measure,
    Row,
    Rulebook,
    Step,
    TextUnit,
)
from guize.regulations.queries import cells
from guize.regulations.queries.cells import condition_text, result_text
from guize.ui.wording import article_labels


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of an article, with its sentences."""

    is_item: bool
    units: tuple[TextUnit, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    id: str
    cells: tuple[str, ...]
    results: tuple[str, ...]
    modality: str
    citation: Citation
    note: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """The rows of a decision table that rest on one article."""

    name: str
    headings: tuple[str, ...]
    result_headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    lines: tuple[Line, ...]
    duties: tuple[DutyRule, ...]
    tables: tuple[TablePage, ...]
    circumstances: tuple[Circumstance, ...]
    measures: tuple[Measure, ...]
    steps: tuple[Step, ...]
    interpretations: tuple[Interpretation, ...]

    @property
    def has_rules(self) -> bool:
        rules = (self.duties, self.tables, self.circumstances, self.measures, self.steps)
        return any(rules)


@dataclass(frozen=True, slots=True)
class Covered:
    """How many sentences a rule rests on, set no norm, or are not accounted for."""

    claimed: int
    plain: int
    open: int
    missing: int
    percent: int


def coverage(book: Rulebook) -> Covered:
    found = markdown.coverage(book)
    number = Counter(cover for _unit, cover in found.units)
    return Covered(
        claimed=number[Cover.CLAIMED],
        plain=number[Cover.NON_NORMATIVE],
        open=number[Cover.UNCOVERED],
        missing=len(found.missing),
        percent=int(100 * found.share),
    )


def duties(book: Rulebook) -> list[DutyRule]:
    """The pack's own duties first, then those of the packs it extends, each as they stand."""
    return sorted(book.duties, key=lambda duty: duty.citation.pack != book.id)


def articles(book: Rulebook) -> tuple[ArticlePage, ...]:
    """The pack's own articles with what rests on each, in the order of the text."""
    own = (article for article in book.articles if article.pack == book.id)
    return tuple(_article(book, article) for article in own)


def _article(book: Rulebook, article: Article) -> ArticlePage:
    def here(items):
        return tuple(item for item in items if _rests_on(item.citation, book, article))

    circumstances = (item for group in book.circumstances.values() for item in group)
    return ArticlePage(
        article=article,
        lines=tuple(_lines(article)),
        duties=here(book.duties),
        tables=tuple(_tables(book, article)),
        circumstances=here(circumstances),
        measures=here(book.measures),
        steps=here(book.steps),
        interpretations=here(book.interpretations.values()),
    )


def _rests_on(cite: Citation, book: Rulebook, article: Article) -> bool:
    return cite.pack == book.id and article.label in article_labels(cite)


def _lines(article: Article) -> Iterator[Line]:
    """Sentences `7-2-1`, `7-2-2` share a line; each item `10-1-i3` has its own."""
    waiting: list[TextUnit] = []
    for unit in article.units:
        if waiting and _place(unit) != _place(waiting[0]):
            yield Line("-i" in waiting[0].id, tuple(waiting))
            waiting = []
        waiting.append(unit)
    if waiting:
        yield Line("-i" in waiting[0].id, tuple(waiting))


def _place(unit: TextUnit) -> tuple[str, ...]:
    parts = unit.id.split("-")
    return tuple(parts[:3] if len(parts) > 2 and parts[2].startswith("i") else parts[:2])  # noqa: PLR2004


def _tables(book: Rulebook, article: Article) -> Iterator[TablePage]:
    for table in book.tables.values():
        if rows := [row for row in table.rows if _rests_on(row.citation, book, article)]:
            yield table_page(book, table, rows)


def table_page(book: Rulebook, table: DecisionTable, rows: list[Row]) -> TablePage:
    headings = tuple(cells.fact_name(book, column.fact) for column in table.columns)
    results = tuple(dict.fromkeys(name for row in table.rows for name in row.results))
    return TablePage(
        name=table.name,
        headings=headings,
        result_headings=results,
        rows=tuple(_row(book, table, row, results) for row in rows),
    )


def _row(book: Rulebook, table: DecisionTable, row: Row, results: tuple[str, ...]) -> TableRow:
    asked = {condition.fact: condition for condition in row.conditions}
    return TableRow(
        id=row.id,
        cells=tuple(condition_text(book, c, asked.get(c.fact)) for c in table.columns),
        results=tuple(result_text(book, name, row.results.get(name, "")) for name in results),
        modality=row.modality,
        citation=row.citation,
        note=row.note,
    )


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of one rulebook; what `ui/_tabs.html` shows."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


def tabs(book: Rulebook, path: str) -> tuple[Tab, ...]:
    views = (
        (_("条文和规则"), "rulebook", None),
        (_("条文覆盖"), "rulebook-coverage", None),
        (_("职责表"), "rulebook-duties", len(book.duties)),
        (_("责任矩阵"), "rulebook-responsibility", None),
        (_("解释台账"), "rulebook-interpretations", len(book.interpretations)),
        (_("各版本"), "rulebook-versions", None),
    )
    urls = (reverse(name, args=[book.id]) for _label, name, _count in views)
    return tuple(
        Tab(label, url, url == path, count)
        for (label, _name, count), url in zip(views, urls, strict=True)
    )
