"""Results of `routing`: the body per person, measures open, steps of the proceeding, stage,
remedies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guize.core.answers import Answer, Citation, Reason, TableAnswer


class Stage(StrEnum):
    """Stage of the accountability proceeding, as the access matrix counts them."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"


@dataclass(frozen=True, slots=True)
class PersonRoute:
    """The competent bodies for one person (第六条第三款、第十六条第一款): several hits are
    possible.

    `subject` is the appointment; `bodies` are codes of the vocabulary 机关; `handling` the kinds
    asked.
    """

    subject: str
    person: str
    cadre_authority: str
    handling: tuple[str, ...]
    bodies: Answer[tuple[str, ...]]
    via: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure open to choice against a unit or a person (第十三、十四条); never proposed by the
    software.
    """

    id: str
    label: str
    name: str
    target: str
    handling: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of the proceeding. `state`: done, next, blocked or not_needed; `waits_for` are event
    types still missing."""

    id: str
    name: str
    actor: str
    state: str
    citation: Citation
    done_on: date | None = None
    done_by: str = ""
    waits_for: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class RemedyState:
    """A way for a person to contest a decision; `suspends` is always False here (第十七条)."""

    subject: str
    decision: str
    served_on: date | None
    petition: str
    result: str
    suspends: bool
    citation: Citation | None
    ways: tuple[TableAnswer, ...] = ()
    reasons: tuple[Reason, ...] = ()
