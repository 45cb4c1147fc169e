"""Duties from events, their state on a day, and when a judgment takes effect.

Facts that this module reads from a record (来源 记录 and 计算): case_kind, our_role,
instance_level, procedure, unit_kind, disposition, ruling_kind, judgment_effective,
adverse_judgment, county_government_is_party, cross_portfolio, reported_before_response,
inquiry_result, cadre_authority, handling, function. The others of source 认定 are findings.
"""

from __future__ import annotations

from datetime import date, datetime

from guize.core.duties.closing import closed_on
from guize.core.duties.derive import duties_of
from guize.core.duties.effectiveness import judgments_of
from guize.core.duties.states import state_on
from guize.core.duties.triggers import triggers_of
from guize.core.duties.values import Duty, DutyState, Judgment
from guize.core.duties.versions import Version, Versions, rulebook_on
from guize.core.facts import CaseFacts, CaseRecord, Offices, timeline
from guize.core.rulebook import Norms

__all__ = [
    "Duty",
    "DutyState",
    "Judgment",
    "Version",
    "Versions",
    "closed_on",
    "derive_duties",
    "duties_of",
    "effectiveness",
    "judgments_of",
    "rulebook_on",
    "state_on",
    "triggers_of",
]


def derive_duties(
    record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> tuple[Duty, ...]:
    """The duties of a record as they stand on `on`, each under the version in force at its trigger.

    Raises DayError where a period leaves the calendar.
    """
    facts, versions = _read(record, norms, on, known_at)
    judgments = judgments_of(facts, versions)
    triggers = triggers_of(facts, versions, judgments)
    return duties_of(facts, versions, triggers, closed_on(judgments, on))


def effectiveness(
    record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> tuple[Judgment, ...]:
    """When each judgment, ruling or mediation of the record takes effect, and if it is adverse."""
    return judgments_of(*_read(record, norms, on, known_at))


def _read(
    record: CaseRecord, norms: Norms, on: date, known_at: datetime | None
) -> tuple[CaseFacts, Versions]:
    known = timeline(record, known_at, on)
    return CaseFacts(record, known, Offices(record), on), Versions(norms)
