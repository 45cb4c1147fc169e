"""The closed grammar of cells. A cell that is not wholly understood is a fault, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from guize.core.answers import Citation
from guize.core.markdown.blocks import Record, plain
from guize.core.markdown.faults import Faults
from guize.core.markdown.lexicon import Lexicon
from guize.core.markdown.text import KnownText, Unit, with_lead_in
from guize.core.readings import Choices, Known
from guize.core.rulebook import FactType
from guize.core.tables import Demand

T = TypeVar("T")
ROW_ID = re.compile(r"[0-9A-Za-z一-鿿]+(?:-[0-9A-Za-z一-鿿]+)*")
CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
COMPARISON = re.compile(r"([<>≤≥=])([0-9]{1,12})(?:\.([0-9]{1,6}))?(亿元|万元|元)?")
FEN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
MODALITIES = ("应当", "必须", "须", "应", "可以", "不得", "不予", "免予", "参照")
VERIFIED = {"": False, "未核实": True}
YES_NO = {"是": "yes", "否": "no"}


def parts(cell: str, mark: str = "、") -> list[str]:
    """The entries of a cell that are joined by 、."""
    return [part.strip() for part in cell.split(mark)] if cell else []


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where references point: (article, units named) of this pack, and other packs."""

    own: list[tuple[tuple[Unit, ...], tuple[Unit, ...]]]
    others: list[str]


@dataclass(slots=True)
class Reader:
    """What reading a cell needs to know, and where faults go. `claims` collects unit id → row
    ids.
    """

    pack: str
    lexicon: Lexicon
    own_text: KnownText
    other_texts: tuple[KnownText, ...]
    interpretations: dict[str, Known]
    faults: Faults
    claims: dict[str, list[str]]
    rows: dict[str, Record]
    choices: Choices = field(default_factory=dict)

    def fault(self, record: Record, cause: str, english: str) -> None:
        self.faults.add(record.place, cause, english)

    def row_id(self, record: Record) -> str:
        """The id in the first column: ours, unique in the pack."""
        row = record.cells.get("编号", "")
        if not ROW_ID.fullmatch(row):
            self.fault(record, f"编号「{row}」应由字母、数字、汉字和 - 组成", f'bad row id "{row}"')
        elif row in self.rows:
            first = self.rows[row].place
            self.fault(
                record,
                f"编号「{row}」已在 {first.file} 第 {first.line} 行用过",
                f'row id "{row}" was used at {first.file}:{first.line}',
            )
        self.rows.setdefault(row, record)
        return row

    def code(self, record: Record, heading: str = "代码") -> str:
        code = record.cells.get(heading, "")
        if not CODE.fullmatch(code):
            self.fault(record, f"代码「{code}」应为小写英文字母、数字和 _", f'bad code "{code}"')
        return code

    def needed(self, record: Record, heading: str) -> str:
        """The text of a cell that may not be blank."""
        text = record.cells.get(heading, "")
        if not text:
            self.fault(record, f"「{heading}」不能空白", f'"{heading}" may not be blank')
        return text

    def one_of(self, record: Record, heading: str, choices: Mapping[str, T], default: T) -> T:
        """What a cell stands for among `choices`; blank is one only if it is listed."""
        cell = plain(record.cells.get(heading, ""))
        if cell in choices:
            return choices[cell]
        known = "、".join(filter(None, choices))
        self.fault(
            record,
            f"「{heading}」的「{cell}」应为:{known}",
            f'"{cell}" in "{heading}" must be one of: {known}',
        )
        return default

    def modality(self, record: Record) -> str:
        return self.one_of(record, "方式", {"": ""} | {m: m for m in MODALITIES}, "")

    def all_of(
        self, record: Record, heading: str, find: Callable[[str], str | None]
    ) -> tuple[str, ...]:
        """The codes of the labels in a cell, none for a blank one."""
        codes = []
        for label in parts(record.cells.get(heading, "")):
            if (code := find(label)) is not None:
                codes.append(code)
            else:
                self.fault(
                    record,
                    f"「{heading}」中不认识「{label}」",
                    f'"{label}" in "{heading}" is not a known word',
                )
        return tuple(codes)

    def events(self, record: Record, heading: str) -> tuple[str, ...]:
        return self.all_of(record, heading, self.lexicon.event)

    def seats(self, record: Record, heading: str) -> tuple[str, ...]:
        """Posts or bodies: labels of the vocabularies 职务 and 机关."""
        lexicon = self.lexicon
        return self.all_of(
            record, heading, lambda w: lexicon.code("职务", w) or lexicon.code("机关", w)
        )

    def labels(self, record: Record, heading: str, vocabulary: str) -> tuple[str, ...]:
        return self.all_of(record, heading, lambda w: self.lexicon.code(vocabulary, w))

    def day(self, record: Record, heading: str) -> date | None:
        """An ISO date or nothing."""
        cell = record.cells.get(heading, "")
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self.fault(record, f"「{cell}」不是日期", f'"{cell}" is not a date')
            return None

    def citation(self, record: Record, row: str) -> Citation:
        """The provision a row rests on; its units are claimed by the row, its 解释 must exist."""
        self.needed(record, "依据")
        found = self._resolved(record, "依据")
        for article, units in found.own:
            for unit in with_lead_in(units, article):
                self.claims.setdefault(unit, []).append(row)
        pack = found.others[0] if found.others and not found.own else self.pack
        is_open = self.one_of(record, "核实", VERIFIED, False)
        readings = self._interpretations(record)
        return Citation(pack, record.cells.get("依据", ""), row, readings, is_open)

    def pointer(self, record: Record, heading: str, row: str) -> Citation | None:
        """A provision that is only referred to, not claimed; None for a blank cell."""
        if not record.cells.get(heading):
            return None
        found = self._resolved(record, heading)
        pack = found.others[0] if found.others and not found.own else self.pack
        return Citation(pack, record.cells[heading], row)

    def units(self, reference: str) -> tuple[Unit, ...]:
        """The units of this pack that a whole cell of references names; faults are not noted
        here.
        """
        found = [self.own_text.resolve(plain(part)) or () for part in parts(reference)]
        return tuple(unit for units in found for unit in units)

    def _resolved(self, record: Record, heading: str) -> Resolved:
        """The units of this pack, with their articles, and the other packs that a cell names."""
        found = Resolved([], [])
        for reference in map(plain, parts(record.cells.get(heading, ""))):
            units = self.own_text.resolve(reference)
            other = [t.pack for t in self.other_texts if t.resolve(reference) is not None]
            if units is not None:
                article = self.own_text.article_of(reference) or ""
                found.own.append((self.own_text.units[article], units))
            elif other:
                found.others.append(other[0])
            else:
                self.fault(
                    record,
                    f"{heading}「{reference}」在条文中找不到",
                    f'the provision "{reference}" is not in the text',
                )
        return found

    def _interpretations(self, record: Record) -> tuple[str, ...]:
        asked = [each.partition("=") for each in parts(record.cells.get("解释", ""))]
        for each, _, value in asked:
            if each not in self.interpretations:
                self.fault(record, f"解释「{each}」不在解释表中", f"no interpretation {each}")
            elif value and value not in self.interpretations[each].values:
                self.fault(
                    record,
                    f"解释「{each}」没有为各选项写明值,或没有「{value}」这个值",
                    f'the interpretation {each} has no option of value "{value}"',
                )
        return tuple(each for each, _, _ in asked)

    def is_read_so(self, record: Record) -> bool:
        """Whether the row holds as the text is read: 解释 may ask for a value (D28=全部)."""
        asked = (each.partition("=") for each in parts(record.cells.get("解释", "")))
        known = self.interpretations
        return not any(
            value and each in known and value in known[each].values and known[each].value != value
            for each, _, value in asked
        )

    def demand(self, record: Record, heading: str, fact: FactType) -> Demand | None:
        """What a condition cell asks of its fact; None where it is blank (any)."""
        cell = plain(record.cells.get(heading, "")).strip()
        if not cell:
            return None
        if fact.kind in ("yes_no", "choice"):
            find: Callable[[str], str | None] = YES_NO.get
            if fact.kind == "choice":
                find = lambda label: self.lexicon.code(fact.vocabulary, label)  # noqa: E731
            return Demand(codes=frozenset(self.all_of(record, heading, find)))
        demand = compared(cell, is_money=fact.kind == "money")
        if demand is None:
            example = ">30万元" if fact.kind == "money" else ">3"
            self.fault(
                record,
                f"「{heading}」的「{cell}」应为比较,如 {example}",
                f'"{cell}" in "{heading}" must be a comparison such as {example}',
            )
        return demand


def compared(cell: str, *, is_money: bool) -> Demand | None:
    """A comparison, or two that must both hold (>10万元 ≤30万元); None if it is not understood."""
    found = [_one_comparison(part, is_money=is_money) for part in cell.split()]
    if len(found) == 1:
        return found[0]
    if len(found) == 2 and found[0] and found[1]:  # noqa: PLR2004
        above, below = found[0].above or found[1].above, found[0].below or found[1].below
        both = (found[0].above, found[0].below, found[1].above, found[1].below)
        if sum(cut is not None for cut in both) == 2 and above and below and above < below:  # noqa: PLR2004
            return Demand(above=above, below=below)
    return None


def _one_comparison(text: str, *, is_money: bool) -> Demand | None:
    match = COMPARISON.fullmatch(text)
    if match is None or bool(match[4]) != is_money:
        return None
    sign, value = match[1], _whole(match, FEN[match[4]] if is_money else 1)
    if value is None:
        return None
    above = {">": (value, True), "≥": (value, False), "=": (value, False)}
    below = {"<": (value, False), "≤": (value, True), "=": (value, True)}
    return Demand(above=above.get(sign), below=below.get(sign))


def _whole(match: re.Match[str], unit: int) -> int | None:
    """The number in whole units (fen); None if a fraction of one is left."""
    fraction = match[3] or ""
    rest, left = divmod(int(fraction or 0) * unit, 10 ** len(fraction))
    return None if left else int(match[2]) * unit + rest
