"""Reads the tables of rows: 职责表, 情形表, 措施表, 步骤表, 解释表."""

from __future__ import annotations

import re

from guize.core.answers import Citation
from guize.core.days import DayError, Period, Roll, Unit, parse_period
from guize.core.markdown.blocks import Record
from guize.core.markdown.cells import Reader, parts
from guize.core.markdown.headings import HEADINGS
from guize.core.rulebook import (
    Circumstance,
    Column,
    Condition,
    DutyRule,
    FactType,
    Interpretation,
    Measure,
    Step,
)
from guize.core.tables import column_of, condition_of

SEVERITIES = {"法定": "statutory", "本办法": "measure", "内部目标": "target"}
ROLLS = {"": "", "末日顺延": Roll.END.value, "不顺延": Roll.NONE.value}
STARTS = {"": "", "次日": "next_day"}
TARGETS = {"单位": "unit", "个人": "person"}
DUTY = HEADINGS["职责表"]
YEAR_END = "年底"
STAGE = re.compile(r"(?:S[0-7])?")


def read_duty(record: Record, reader: Reader) -> DutyRule:
    """A row of a 职责表."""
    row = reader.row_id(record)
    reader.needed(record, "触发事件")
    triggers = reader.events(record, "触发事件")
    period, before, due_field = _term(record, reader, triggers)
    reader.one_of(record, "起算", STARTS, "")
    return DutyRule(
        id=row,
        triggers=triggers,
        conditions=_conditions(record, reader),
        bearers=reader.seats(record, "责任人"),
        act=reader.needed(record, "行为"),
        to=reader.seats(record, "对象"),
        period=period,
        before=before,
        roll=_roll(record, reader, period),
        done_by=reader.events(record, "完成事件"),
        modality=reader.modality(record),
        severity=reader.one_of(record, "性质", SEVERITIES, "measure"),
        citation=reader.citation(record, row),
        due_field=due_field,
        year_end=record.cells.get("期限") == YEAR_END,
    )


def _term(
    record: Record, reader: Reader, triggers: tuple[str, ...]
) -> tuple[Period | None, tuple[str, ...], str]:
    """The period, or the events before which, or the date field on which the duty is due."""
    cell = reader.needed(record, "期限")
    if cell in ("及时", YEAR_END, ""):
        return None, (), ""
    if cell.endswith("前"):
        before = [reader.lexicon.event(label) for label in parts(cell[:-1])]
        if all(before):
            return None, tuple(code for code in before if code), ""
    field = reader.lexicon.field_type(cell)
    if field and field.kind == "date":
        return None, (), _field_of_all(record, reader, triggers, field.code)
    try:
        return parse_period(cell), (), ""
    except DayError as error:
        reader.fault(record, error.cause, error.english)
        return None, (), ""


def _field_of_all(record: Record, reader: Reader, triggers: tuple[str, ...], field: str) -> str:
    for trigger in triggers:
        event = reader.lexicon.events[trigger]
        if field not in {each.code for each in event.fields}:
            reader.fault(
                record,
                f"触发事件「{event.label}」没有期限所指的日期字段",
                f'the event "{trigger}" does not have the field "{field}"',
            )
    return field


def _roll(record: Record, reader: Reader, period: Period | None) -> str:
    """Working days need no rolling; other periods roll unless the cell says 不顺延."""
    written = reader.one_of(record, "顺延", ROLLS, "")
    rolls = period is not None and period.unit is not Unit.WORKING_DAY
    if not rolls and written == Roll.END:
        reader.fault(record, "只有日、月、年的期限才顺延", "only days, months and years roll")
    return written or (Roll.END.value if rolls else Roll.NONE.value)


def _conditions(record: Record, reader: Reader) -> tuple[tuple[Column, Condition], ...]:
    found = []
    for heading in record.cells:
        fact = None if heading in DUTY else reader.lexicon.fact(heading)
        demand = reader.demand(record, heading, fact) if fact else None
        if fact and demand:
            codes = reader.lexicon.codes(fact.vocabulary)
            column = column_of(fact.code, fact.kind, [demand], codes)
            found.append((column, condition_of(column, demand)))
    return tuple(found)


def read_circumstance(record: Record, reader: Reader) -> Circumstance:
    """A row of a 情形表: an independent circumstance and the finding it asks for."""
    row = reader.row_id(record)
    citation = reader.citation(record, row)
    fact = _fact(record, reader, "认定事实", "finding")
    hint = _fact(record, reader, "提示", "computed") if record.cells.get("提示") else None
    return Circumstance(
        id=row,
        label=citation.provision,
        text="".join(unit.text for unit in reader.units(citation.provision)),
        fact=fact.code if fact else "",
        citation=citation,
        about=reader.seats(record, "对象"),
        hint=hint.code if hint else "",
        effects=reader.labels(record, "效果", "效果"),
        modality=reader.modality(record),
    )


def _fact(record: Record, reader: Reader, heading: str, source: str) -> FactType | None:
    label = record.cells.get(heading, "")
    fact = reader.lexicon.fact(label)
    if fact is None or fact.source != source:
        kind = "认定" if source == "finding" else "计算"
        reader.fault(
            record,
            f"「{heading}」的「{label}」应为来源「{kind}」的事实",
            f'"{label}" in "{heading}" must be a fact of source {source}',
        )
    return fact


def read_measure(record: Record, reader: Reader) -> Measure:
    """A row of a 措施表."""
    row = reader.row_id(record)
    name = reader.needed(record, "措施")
    handling = reader.labels(record, "办理类别", "办理类别")
    citation = reader.citation(record, row)
    return Measure(
        id=row,
        label=citation.provision,
        name=name,
        english=reader.lexicon.english.get(name, ""),
        target=reader.one_of(record, "对象", TARGETS, "person"),
        handling=handling[0] if handling else "",
        citation=citation,
    )


def read_step(record: Record, reader: Reader) -> Step:
    """A row of a 步骤表."""
    row = reader.row_id(record)
    stage = record.cells.get("阶段", "")
    if not STAGE.fullmatch(stage):
        reader.fault(record, f"阶段「{stage}」应为 S0 至 S7", f'stage "{stage}" must be S0 to S7')
    reader.needed(record, "办理人")
    actors = reader.seats(record, "办理人")
    return Step(
        id=row,
        name=reader.needed(record, "步骤"),
        actor=actors[0] if actors else "",
        done_by=reader.events(record, "完成事件"),
        after=reader.events(record, "须先有"),
        citation=reader.citation(record, row),
        stage=stage,
        actors=actors,
    )


def read_interpretation(record: Record, reader: Reader) -> Interpretation:
    """A row of a 解释表; 采用 must be one of 选项."""
    row = reader.row_id(record)
    options = tuple(parts(record.cells.get("选项", "").replace(";", "；"), "；"))
    reader.needed(record, "采用")
    choice = reader.choices.get(row)
    chosen = choice.option if choice else record.cells.get("采用", "")
    if chosen.replace(";", "；") not in options:
        reader.fault(record, f"「{chosen}」不在选项中", f'"{chosen}" is not among the options')
    pointed = reader.pointer(record, "条文", row)
    return Interpretation(
        id=row,
        question=reader.needed(record, "问题"),
        options=options,
        chosen=chosen,
        reason=choice.reason if choice else record.cells.get("理由", ""),
        owner=record.cells.get("权限", ""),
        citation=pointed or Citation(reader.pack, "", row),
        parameter=record.cells.get("参数", ""),
        value=reader.interpretations[row].value,
        adopted_on=choice.since if choice else reader.day(record, "自"),
        values=reader.interpretations[row].values,
    )
