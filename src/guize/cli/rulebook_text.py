"""A rulebook's articles and rows in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guize.core.markdown import column_words
from guize.core.rulebook import (
    Article,
    Circumstance,
    DecisionTable,
    DutyRule,
    Measure,
    Row,
    Rulebook,
    Step,
)

SEVERITY = {"statutory": "法定", "measure": "本办法", "target": "内部目标"}


def article_page(article: Article, book: Rulebook) -> Iterator[str]:
    """The article's text, every unit with its id, and below it the rules that rest on it."""
    yield article.label
    if article.missing:
        yield "  (条文原文未收入 / text not included)"
    for unit in article.units:
        yield f"  [{unit.id}] {unit.text}"
        if not unit.normative:
            yield "      非规范性 / sets no norm"
    claimed = {row for unit in article.units for row in unit.claimed_by}
    for line in _rules(book, claimed, article.label):
        yield f"  {line}"


def _rules(book: Rulebook, claimed: set[str], label: str) -> Iterator[str]:
    def rests_here(row: str, provision: str) -> bool:
        return row in claimed or label in provision

    for duty in book.duties:
        if rests_here(duty.id, duty.citation.provision):
            yield f"职责 {duty.id}: {duty_line(duty, book)}"
    for table in book.tables.values():
        rows = [row for row in table.rows if rests_here(row.id, row.citation.provision)]
        yield from (f"表「{table.name}」 {row.id}: {row_line(row, table, book)}" for row in rows)
    for name, circumstances in book.circumstances.items():
        found = (each for each in circumstances if rests_here(each.id, each.label))
        yield from (f"{name} {each.id}: {circumstance_line(each, book)}" for each in found)
    yield from _further(book, rests_here)


def _further(book: Rulebook, rests_here) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for measure in book.measures:
        if rests_here(measure.id, measure.label):
            yield f"措施 {measure.id}: {measure_line(measure, book)}"
    for step in book.steps:
        if rests_here(step.id, step.citation.provision):
            yield f"步骤 {step.id}: {step_line(step, book)}"


def names(codes: Iterable[str], book: Rulebook, *vocabularies: str) -> str:
    """The labels of codes, looked for in the vocabularies in turn."""
    known = {w.code: w.label for v in reversed(vocabularies) for w in book.words.get(v, ())}
    return "、".join(known.get(code, code) for code in codes)


def events(codes: Iterable[str], book: Rulebook) -> str:
    return "、".join(book.event_types[c].label if c in book.event_types else c for c in codes)


def duty_line(duty: DutyRule, book: Rulebook) -> str:
    term = str(duty.period) if duty.period else "及时"
    if duty.year_end:
        term = "年底"
    if duty.before:
        term = f"{events(duty.before, book)}前"
    if duty.due_field:
        term = book.fields[duty.due_field].label if duty.due_field in book.fields else "指定之日"
    bearers = names(duty.bearers, book, "职务", "机关") or "涉责对象"
    to = f" → {names(duty.to, book, '职务', '机关')}" if duty.to else ""
    cited = f"{duty.modality} {SEVERITY[duty.severity]}".strip()
    return f"{events(duty.triggers, book)}: {bearers} {duty.act}{to},{term}({cited})"


def row_line(row: Row, table: DecisionTable, book: Rulebook) -> str:
    words = {column.fact: column_words(column, book) for column in table.columns}
    asked = [_either([words[c.fact][cell] for cell in sorted(c.accepts)]) for c in row.conditions]
    found = [f"{heading} {_result(heading, code, book)}" for heading, code in row.results.items()]
    modality = f"({row.modality})" if row.modality else ""
    return f"{';'.join(asked) or '任何情形'} ⇒ {'、'.join(found)}{modality}"


def _either(cells: list[str]) -> str:
    """县管 or 其他 of one fact: its name is not repeated."""
    first, *others = cells
    return "或".join([first, *(cell.partition("=")[2] or cell for cell in others)])


def _result(heading: str, code: str, book: Rulebook) -> str:
    return names([code], book, heading, "结果")


def circumstance_line(each: Circumstance, book: Rulebook) -> str:
    fact = book.facts[each.fact].label if each.fact in book.facts else each.fact
    effects = f" ⇒ {names(each.effects, book, '效果')}" if each.effects else ""
    return f"须认定「{fact}」{effects}({each.modality})"


def measure_line(measure: Measure, book: Rulebook) -> str:
    target = "单位" if measure.target == "unit" else "个人"
    return f"{measure.name}({target},{names([measure.handling], book, '办理类别')})"


def step_line(step: Step, book: Rulebook) -> str:
    after = f",须先有{events(step.after, book)}" if step.after else ""
    return f"{step.name}: {names(step.actors, book, '职务', '机关')}{after}"
