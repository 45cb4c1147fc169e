"""Rows of the rulebook read against a record: each fact that a row asks, how it stands, and whether
that is what the row demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guize.core.answers import Citation, FactState, Missing
from guize.core.facts import CaseFacts, FactValue, Finding
from guize.core.rulebook import (
    Circumstance,
    Column,
    Condition,
    DecisionTable,
    DutyRule,
    Row,
    Rulebook,
)
from guize.core.tables import column_of, holds

FINDING = "finding"
DUTIES = "职责"


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact as a conclusion read it: its value, and which of the five states it is in.

    `about` is the id it concerns (empty: the case); `finding` the entry that settles it, if one
    does.
    """

    fact: str
    about: str
    value: FactValue
    state: FactState
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row demands of a fact, and whether it is so; None: unknown."""

    read: FactRead
    column: Column
    condition: Condition
    held: bool | None


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row with every condition it sets. `state`: hit, possible or out."""

    id: str
    table: str
    state: str
    asked: tuple[Asked, ...]
    citation: Citation
    modality: str = ""
    note: str = ""


HIT, POSSIBLE, OUT = "hit", "possible", "out"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads facts about one subject; `told` stands in for what the record says of a fact."""

    facts: CaseFacts
    rulebook: Rulebook
    about: str = ""
    told: Mapping[str, FactValue] = field(default_factory=dict)

    def read(self, code: str) -> FactRead:
        """How a fact stands: unknown is 未认定 where people must find it, else 未记录."""
        facts, about = self.facts, self.about
        value = self.told[code] if code in self.told else facts.value(code, about)
        finding = facts.timeline.finding(code, about)
        finding = finding or facts.timeline.finding(code, facts.subject(about))
        concerned = facts.open(Missing(code), about).about
        state = self._state(code, value, finding)
        return FactRead(code, concerned, value, state, finding.id if finding else "")

    def _state(self, code: str, value: FactValue, finding: Finding | None) -> FactState:
        if value is None:
            if finding is not None and finding.state.is_unknown:
                return finding.state
            known = self.rulebook.facts.get(code)
            is_found = known is not None and known.source == FINDING
            return FactState.NOT_DETERMINED if is_found else FactState.NOT_RECORDED
        if value is not False:
            return FactState.PRESENT
        is_unproven = finding is not None and finding.state is FactState.NOT_PROVEN
        return FactState.NOT_PROVEN if is_unproven else FactState.ABSENT

    def asked(self, pairs: Iterable[tuple[Column, Condition]]) -> tuple[Asked, ...]:
        """Each condition with the fact it reads."""
        return tuple(
            Asked(read, column, condition, holds(column, condition, read.value))
            for column, condition in pairs
            for read in [self.read(column.fact)]
        )

    def table_row(self, table: DecisionTable, row: Row) -> RowRead:
        """A row of a decision table."""
        columns = {column.fact: column for column in table.columns}
        pairs = [(columns[condition.fact], condition) for condition in row.conditions]
        return _made(row.id, table.name, self.asked(pairs), row)

    def rule(self, rule: DutyRule) -> RowRead:
        """A row of a 职责表, for the trigger whose event is `about`."""
        return _made(rule.id, DUTIES, self.asked(rule.conditions), rule)

    def circumstance(self, name: str, item: Circumstance) -> RowRead:
        """An item of a 情形表: it applies where its fact is found present."""
        present = Condition(item.fact, frozenset({1}))
        asked = self.asked([(column_of(item.fact, "yes_no", ()), present)])
        return _made(item.id, name, asked, item)


def _made(
    id_: str, table: str, asked: tuple[Asked, ...], row: Row | DutyRule | Circumstance
) -> RowRead:
    held = {each.held for each in asked}
    state = OUT if False in held else POSSIBLE if None in held else HIT
    note = row.note if isinstance(row, Row) else ""
    return RowRead(id_, table, state, asked, row.citation, row.modality, note)


Found = tuple[DecisionTable, Row] | tuple[str, Circumstance] | DutyRule


def find_row(row: str, rulebook: Rulebook) -> Found | None:
    """The row of this id, in whichever table it stands."""
    rule = next((rule for rule in rulebook.duties if rule.id == row), None)
    if rule is not None:
        return rule
    for table in rulebook.tables.values():
        for each in table.rows:
            if each.id == row:
                return table, each
    for name, items in rulebook.circumstances.items():
        for item in items:
            if item.id == row:
                return name, item
    return None


def rows_of(rulebook: Rulebook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every row that can be asked about, by table, in the order of the rulebook."""
    for name, table in rulebook.tables.items():
        yield name, tuple(row.id for row in table.rows)
    for name, items in rulebook.circumstances.items():
        yield name, tuple(item.id for item in items)
    yield DUTIES, tuple(dict.fromkeys(rule.id for rule in rulebook.duties))


def table_of(row: str, rulebook: Rulebook) -> str:
    """The name of the table that a row stands in; empty where there is none."""
    return next((name for name, ids in rows_of(rulebook) if row in ids), "")
