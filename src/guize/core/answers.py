"""What every result of the core is made of: answers, their reasons, what is missing, the
provision.

Unknown is never false: a question the record cannot settle gives an `Answer` that lists the
missing facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
Value = str | int | date | None


class FactState(StrEnum):
    """The five states of a fact. Only the first two are unknown; NOT_PROVEN counts as no and says
    so.
    """

    NOT_RECORDED = "not_recorded"  # 未记录
    NOT_DETERMINED = "not_determined"  # 未认定
    PRESENT = "present"  # 存在
    ABSENT = "absent"  # 不存在
    NOT_PROVEN = "not_proven"  # 证据不足

    @property
    def is_unknown(self) -> bool:
        return self in (FactState.NOT_RECORDED, FactState.NOT_DETERMINED)


@dataclass(frozen=True, slots=True)
class Citation:
    """The provision a result rests on, e.g. xiuyan-2024, 第七条第二款, row 7-2-报告, D10.

    `unverified`: the row was written from memory and not yet checked against the text (核实).
    """

    pack: str
    provision: str
    row: str = ""
    interpretations: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation: a sentence key of `explain` with its values, and the provision
    if any.
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    citation: Citation | None = None


def reason(key: str, citation: Citation | None = None, **values: Value) -> Reason:
    """Builds a `Reason`; the keyword order is the order of the values."""
    return Reason(key, tuple(values.items()), citation)


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that would settle an open question.

    `fact` is a code of the rulebook's fact vocabulary or a core code such as `holder`; `about` the
    id of the organ, appointment, event or judgment it concerns (empty: the case); `rules_out` the
    row ids that some answer would exclude; `code` what is on record and the rulebook does not know
    or says nothing of.
    """

    fact: str
    about: str = ""
    rules_out: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A value with its reasons, or undetermined (`missing` not empty, value None)."""

    value: T | None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def is_known(self) -> bool:
        return not self.missing

    @classmethod
    def known(cls, value: T, *reasons: Reason) -> Answer[T]:
        return cls(value, reasons)

    @classmethod
    def undetermined(cls, *missing: Missing, reasons: tuple[Reason, ...] = ()) -> Answer[T]:
        if not missing:
            raise ValueError("an undetermined answer names at least one missing fact")
        return cls(None, reasons, missing)


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What a decision table says about one subject.

    `about` is the id of an organ, appointment or judgment event (empty: the case); `answer` the
    result code; `rows` the rows that hit, `possible` those that still may; `modality` 应当, 可以,
    不予 …
    """

    table: str
    about: str
    answer: Answer[str]
    rows: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    modality: str = ""
    citation: Citation | None = None
    note: str = ""
