"""Reads the tables of words: 词汇表, 字段表, 事实表, 事件表, 译名表."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from guize.core.markdown.blocks import Record, TableBlock
from guize.core.markdown.cells import Reader, parts
from guize.core.rulebook import EventType, FactType, Field, Word

FIELD_KINDS = {
    "文本": "text",
    "长文本": "long_text",
    "日期": "date",
    "金额": "money",
    "数目": "number",
    "是否": "yes_no",
    "选择": "choice",
    "机关": "organ",
    "人员": "person",
    "任职": "appointment",
    "对象": "subject",
    "审级": "instance",
    "事件": "event",
    "事实": "fact",
    "措施": "measure",
    "列表": "list",
    "记录": "entries",
    "手写": "strokes",
    "附件": "file",
}
FACT_KINDS = {"是否": "yes_no", "选择": "choice", "金额": "money", "数目": "number"}
SOURCES = {"记录": "record", "计算": "computed", "认定": "finding"}
STREAMS = {"案件": "case", "程序": "proceeding", "推定": "derived"}
TENSES = {"": "past", "已发生": "past", "可将来": "any"}
ACTIONS = {"": "", "A": "A", "P": "P", "A、P": "AP"}
OBJECT = re.compile(r"(?:O[0-9]{1,2}[a-z]?)?")


def read_words(tables: Iterable[TableBlock], reader: Reader) -> None:
    """Fills the reader's lexicon; events last, since they name the fields."""
    by_kind: dict[str, list[TableBlock]] = {}
    for table in tables:
        by_kind.setdefault(table.kind, []).append(table)
    for table in by_kind.get("词汇表", ()):
        words = reader.lexicon.words.setdefault(table.name, {})
        for record in table.records:
            word = _word(record, reader)
            words[word.code] = word
    for record in _records(by_kind, "译名表"):
        reader.lexicon.english[reader.needed(record, "中文")] = reader.needed(record, "英文")
    for record in _records(by_kind, "字段表"):
        field = _field(record, reader)
        reader.lexicon.fields[field.code] = field
    for record in _records(by_kind, "事实表"):
        fact = _fact(record, reader)
        reader.lexicon.facts[fact.code] = fact
    _read_events(_records(by_kind, "事件表"), reader)


def _records(by_kind: dict[str, list[TableBlock]], kind: str) -> list[Record]:
    return [record for table in by_kind.get(kind, ()) for record in table.records]


def _word(record: Record, reader: Reader) -> Word:
    label = reader.needed(record, "名称")
    return Word(reader.code(record), label, record.cells.get("英文", ""))


def _vocabulary(record: Record, reader: Reader, *, is_choice: bool) -> str:
    """The vocabulary of a choice; it must exist, and nothing else may name one."""
    name = record.cells.get("词汇", "")
    if is_choice and name not in reader.lexicon.words:
        reader.fault(record, f"没有词汇表「{name}」", f'there is no vocabulary "{name}"')
    if name and not is_choice:
        reader.fault(record, "只有类型「选择」才填词汇", "only a choice names a vocabulary")
    return name


def _field(record: Record, reader: Reader) -> Field:
    kind = reader.one_of(record, "类型", FIELD_KINDS, "text")
    return Field(
        reader.code(record),
        reader.needed(record, "名称"),
        record.cells.get("英文", ""),
        kind,
        _vocabulary(record, reader, is_choice=kind == "choice"),
        record.cells.get("说明", ""),
    )


def _fact(record: Record, reader: Reader) -> FactType:
    kind = reader.one_of(record, "类型", FACT_KINDS, "yes_no")
    return FactType(
        reader.code(record),
        reader.needed(record, "事实"),
        record.cells.get("英文", ""),
        kind,
        reader.one_of(record, "来源", SOURCES, "finding"),
        _vocabulary(record, reader, is_choice=kind == "choice"),
    )


def _read_events(records: list[Record], reader: Reader) -> None:
    """Event types; their 须先有 may name one further down, so it is read when all are known."""
    lexicon = reader.lexicon
    lexicon.index()
    for record in records:
        event = _event(record, reader)
        lexicon.events[event.code] = event
    lexicon.index()
    for record in records:
        event = lexicon.events[record.cells.get("代码", "")]
        after = reader.events(record, "须先有")
        lexicon.events[event.code] = replace(event, after=after)


def _event(record: Record, reader: Reader) -> EventType:
    code = reader.code(record)
    labels = parts(record.cells.get("字段", ""))
    required = {label for label in labels if label.endswith("*")}
    fields = [(label, reader.lexicon.field_type(label.rstrip("*"))) for label in labels]
    for label, field in fields:
        if field is None:
            name = label.rstrip("*")
            reader.fault(record, f"字段表中没有「{name}」", f'there is no field "{name}"')
    place = record.cells.get("对象", "")
    if not OBJECT.fullmatch(place):
        reader.fault(record, f"对象「{place}」应如 O2", f'object "{place}" must be like O2')
    return EventType(
        code=code,
        label=reader.needed(record, "名称"),
        english=record.cells.get("英文", ""),
        stream=reader.one_of(record, "流", STREAMS, "case"),
        object=place,
        action=reader.one_of(record, "动作", ACTIONS, ""),
        tense=reader.one_of(record, "日期", TENSES, "past"),
        fields=tuple(field for _, field in fields if field),
        required=frozenset(field.code for label, field in fields if field and label in required),
        provision=reader.pointer(record, "依据", code),
    )
