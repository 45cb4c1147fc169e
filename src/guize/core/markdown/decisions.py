"""Reads a decision table (表 NAME 逐案 唯一命中), compiles it and brings its faults to their
lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from guize.core.markdown.blocks import Record, TableBlock
from guize.core.markdown.cells import Reader, parts
from guize.core.markdown.faults import Faults, Place
from guize.core.markdown.headings import HEADINGS, RESULT
from guize.core.markdown.lexicon import Lexicon
from guize.core.markdown.wording import column_words
from guize.core.rulebook import Column, Condition, DecisionTable, DutyRule, FactType, Row, Rulebook
from guize.core.tables import Demand, TableError, column_of, compile_table, condition_of

PER = {
    "逐案": "case",
    "逐单位": "unit",
    "逐人": "person",
    "逐裁判": "judgment",
    "逐审级": "instance",
}
HIT = {"唯一命中": "one", "全部命中": "all"}


def read_decision(table: TableBlock, reader: Reader) -> DecisionTable | None:
    """The compiled table; None where faults were found."""
    before = len(reader.faults.found)
    per, hit = _options(table, reader)
    facts = _facts(table, reader)
    demands = [
        {fact.code: reader.demand(record, heading, fact) for heading, fact in facts.items()}
        for record in table.records
    ]
    columns = [_column(fact, demands, reader.lexicon) for fact in facts.values()]
    if len(reader.faults.found) > before:
        return None
    rows = [
        _row(record, reader, _met(columns, demand))
        for record, demand in zip(table.records, demands, strict=True)
    ]
    names = [column_words(column, reader.lexicon) for column in columns]
    if len(reader.faults.found) > before:
        return None
    try:
        return compile_table(table.name, columns, rows, per=per, hit=hit, cell_names=names)
    except TableError as error:
        places = {record.cells["编号"]: record.place for record in table.records}
        _note(error, table.name, places | {"": table.place}, reader.faults)
        return None


def _note(error: TableError, name: str, places: Mapping[str, Place], faults: Faults) -> None:
    """Brings each fault to the line of its row; `places[""]` is that of the table as a whole."""
    for fault in error.faults:
        place = places.get(fault.row, places[""])
        faults.add(place, f"表「{name}」:{fault.cause}", f'table "{name}": {fault.english}')


def _options(table: TableBlock, reader: Reader) -> tuple[str, str]:
    if len(table.options) == 2:  # noqa: PLR2004
        per, hit = PER.get(table.options[0]), HIT.get(table.options[1])
        if per and hit:
            return per, hit
    reader.faults.add(
        table.place,
        f"表「{table.name}」之后应写 {'、'.join(PER)} 之一和 {'、'.join(HIT)} 之一",
        f'table "{table.name}" must say for what it is asked and how many rows hit',
    )
    return "case", "one"


def _facts(table: TableBlock, reader: Reader) -> dict[str, FactType]:
    """Condition column → its fact."""
    others = HEADINGS[table.kind]
    facts = {h: reader.lexicon.fact(h) for h in table.headings if h not in others}
    return {heading: fact for heading, fact in facts.items() if fact}


def _column(
    fact: FactType, demands: Iterable[Mapping[str, Demand | None]], lexicon: Lexicon
) -> Column:
    asked = [demand for row in demands if (demand := row[fact.code])]
    return column_of(fact.code, fact.kind, asked, lexicon.codes(fact.vocabulary))


def _met(columns: list[Column], demands: Mapping[str, Demand | None]) -> tuple[Condition, ...]:
    pairs = ((column, demands[column.fact]) for column in columns)
    return tuple(condition_of(column, demand) for column, demand in pairs if demand)


def _row(record: Record, reader: Reader, conditions: tuple[Condition, ...]) -> Row:
    row = reader.row_id(record)
    return Row(
        id=row,
        conditions=conditions,
        results={h[len(RESULT) :]: _result(record, h, reader) for h in _results(record)},
        citation=reader.citation(record, row),
        modality=reader.modality(record),
        except_to=tuple(parts(record.cells.get("例外于", ""))),
        note=record.cells.get("说明", ""),
    )


def _results(record: Record) -> list[str]:
    return [heading for heading in record.cells if heading.startswith(RESULT)]


def _result(record: Record, heading: str, reader: Reader) -> str:
    label, name = record.cells[heading], heading[len(RESULT) :]
    code = reader.lexicon.code(name, label) or reader.lexicon.code("结果", label)
    if code is None:
        reader.fault(
            record,
            f"「{heading}」中不认识「{label}」",
            f'"{label}" is not a word of the vocabulary "{name}"',
        )
    return code or ""


def widened(base: Rulebook, lexicon: Lexicon, faults: Faults, place: Place) -> Rulebook:
    """The tables and duties of a base once more, where this pack has added words to their
    columns.
    """
    tables = {name: _widened_table(t, lexicon, faults, place) for name, t in base.tables.items()}
    duties = tuple(_widened_duty(duty, lexicon) for duty in base.duties)
    return replace(base, tables=tables, duties=duties)


def _wide(column: Column, lexicon: Lexicon) -> Column:
    if column.kind != "choice":
        return column
    codes = lexicon.codes(lexicon.facts[column.fact].vocabulary)
    return column if codes == column.codes else replace(column, codes=codes)


def _widened_table(
    table: DecisionTable, lexicon: Lexicon, faults: Faults, place: Place
) -> DecisionTable:
    columns = [_wide(column, lexicon) for column in table.columns]
    if tuple(columns) == table.columns:
        return table
    names = [column_words(column, lexicon) for column in columns]
    try:
        return compile_table(
            table.name, columns, table.rows, per=table.per, hit=table.hit, cell_names=names
        )
    except TableError as error:
        _note(error, table.name, {"": place}, faults)
        return table


def _widened_duty(duty: DutyRule, lexicon: Lexicon) -> DutyRule:
    conditions = tuple((_wide(column, lexicon), c) for column, c in duty.conditions)
    return duty if conditions == duty.conditions else replace(duty, conditions=conditions)
