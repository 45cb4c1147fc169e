"""The tables of a pack as the text is read: rows of another reading left out, amounts put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guize.core.markdown.blocks import Record, TableBlock
from guize.core.markdown.cells import Reader, parts
from guize.core.readings import MARK, NONE, Choices, Known, value_of

LEDGER = "解释表"
_COMPARED = re.compile(r"([<>≤≥])([A-Za-z]+[0-9]+)")


def known_values(tables: Iterable[TableBlock], choices: Choices) -> dict[str, Known]:
    """The values of the pack's own interpretations, by id, under the choices."""
    records = (r for table in tables if table.kind == LEDGER for r in table.records)
    return {record.cells.get("编号", ""): _known(record, choices) for record in records}


def _known(record: Record, choices: Choices) -> Known:
    cells = record.cells
    choice = choices.get(cells.get("编号", ""))
    options = tuple(parts(cells.get("选项", "").replace(";", MARK), MARK))
    chosen = choice.option if choice else cells.get("采用", "").replace(";", MARK)
    known = value_of(options, chosen, cells.get("值", ""))
    return replace(known, value=choice.value) if choice and choice.value else known


def as_read(tables: Iterable[TableBlock], reader: Reader) -> Iterator[TableBlock]:
    """Each table with the rows that hold as the text is read."""
    for table in tables:
        kept = [record for record in table.records if reader.is_read_so(record)]
        records = [found for record in kept if (found := _filled(record, reader.interpretations))]
        yield replace(table, records=type(table.records)(records))


def _filled(record: Record, known: Mapping[str, Known]) -> Record | None:
    """Puts the amount in place of the interpretation a cell compares with (≥D18).

    Where the reading knows no amount (无), what must reach it never holds, and what must stay below
    holds for any.
    """
    cells = dict(record.cells)
    for heading, cell in record.cells.items():
        match = _COMPARED.fullmatch(cell)
        if match is None or match[2] not in known:
            continue
        value = known[match[2]].value
        if value == NONE and match[1] in ">≥":
            return None
        cells[heading] = "" if value == NONE else match[1] + value
    return replace(record, cells=cells)
