"""The `Assessment`: everything a user sees about a case on a day, computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from guize.core.answers import Missing, TableAnswer
from guize.core.duties.values import Duty, Judgment
from guize.core.responsibility.values import (
    Appearance,
    Bearing,
    CircumstanceState,
    Lead,
    Pursuit,
    Transition,
)
from guize.core.routing.values import OpenMeasure, PersonRoute, RemedyState, Stage, StepState


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from a record and the norms on the day `on`, each item with provision and
    reasons.

    `conduct`: which organ does the work of the suit (第九条第三款).
    `scope`: one answer per unit (vocabulary 适用). `gate` (门槛) and `case_referral` (机关)
    concern the case. `open_questions` lists every missing fact, the one ruling out most first,
    ties in the order of the text. `rulebook` is the id of the version in force on the day.
    `silent` names the questions that it leaves open (本办法未规定), by the tables it lacks.
    `appearances`: whether a head appeared, instance by instance; `transition`: the text at the act
    beside that of the day, where they differ (第二十条).
    """

    case: str
    on: date
    known_at: datetime | None
    rulebook: str
    scope: tuple[TableAnswer, ...]
    lead: Lead | None
    conduct: TableAnswer | None
    judgments: tuple[Judgment, ...]
    gate: TableAnswer | None
    duties: tuple[Duty, ...]
    responsibility: tuple[Bearing, ...]
    grounds: tuple[CircumstanceState, ...]
    mitigations: tuple[CircumstanceState, ...]
    pursuit: tuple[Pursuit, ...]
    measures: tuple[OpenMeasure, ...]
    case_referral: TableAnswer | None
    routing: tuple[PersonRoute, ...]
    steps: tuple[StepState, ...]
    stage: Stage
    remedies: tuple[RemedyState, ...]
    open_questions: tuple[Missing, ...]
    silent: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    transition: Transition | None = None
