"""What `derive_duties` and `effectiveness` return: duties, their state on a day, judgments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guize.core.answers import Answer, Citation, Missing, Reason
from guize.core.days import Period
from guize.core.facts import Appointment


class DutyState(StrEnum):
    """Where a duty stands on a day. OVERDUE says that no discharge is recorded, not that anyone is
    at fault.
    """

    NOT_STARTED = "not_started"  # 未开始
    RUNNING = "running"  # 进行中
    DUE_SOON = "due_soon"  # 将到期
    DUE_TODAY = "due_today"  # 今日到期
    OVERDUE = "overdue"  # 逾期(未见记录)
    FULFILLED_IN_TIME = "fulfilled_in_time"  # 按期完成
    FULFILLED_LATE = "fulfilled_late"  # 逾期完成
    SUSPENDED = "suspended"  # 中止
    NOT_APPLICABLE = "not_applicable"  # 不适用
    LAPSED = "lapsed"  # 期满: the end of a period nobody was bound to use, e.g. for an appeal
    UNDETERMINED = "undetermined"  # 未定: a fact the rule asks for is unknown


@dataclass(frozen=True, slots=True)
class Duty:
    """An act owed (or a period to watch) because of one trigger, under one row of a 职责表.

    `id` is stable under recomputation: rule and trigger. `holders` are the appointments of the
    bearers on the day of the trigger, `holders_now` those on the day asked. `due` is None where
    the rule sets no fixed term or the event it must precede has no date yet. `safe_due` is the due
    date on the strictest reading where the start is presumed. `is_watch`: nobody owes an act (an
    appeal period).
    """

    id: str
    rule: str
    trigger: str
    trigger_type: str
    triggered_on: date
    instance: str
    bearers: tuple[str, ...]
    holders: Answer[tuple[Appointment, ...]]
    holders_now: Answer[tuple[Appointment, ...]]
    act: str
    to: tuple[str, ...]
    severity: str
    modality: str
    citation: Citation
    period: Period | None = None
    before: tuple[str, ...] = ()
    start: date | None = None
    raw: date | None = None
    due: date | None = None
    amber_from: date | None = None
    provisional: bool = False
    presumed: bool = False
    safe_due: date | None = None
    done_on: date | None = None
    done_by: str = ""
    suspensions: tuple[tuple[date, date | None], ...] = ()
    moot_on: date | None = None
    is_watch: bool = False
    collides_with: tuple[str, ...] = ()
    expected: date | None = None
    missing: tuple[Missing, ...] = ()
    reasons: tuple[Reason, ...] = ()
    discharged_by: tuple[str, ...] = ()  # event types that discharge it
    unit: str = ""  # the unit bound, where the trigger names one of several (解释 D12)


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment, ruling or mediation served on us, and when it takes effect.

    `effective_on` may lie ahead; `presumed` marks that another party's service day is not
    recorded, and `earliest_safe_on` then is the day to count from to be in time on every reading
    (解释 D29). `adverse` is a code of the vocabulary 败诉结论: adverse, not_adverse,
    needs_finding, not_yet. `tags` go with a result and do not change it: win_with_criticism
    (解释 D40), corrected (withdrawn after the act was changed), partial.
    """

    event: str
    type: str
    instance: str
    served_on: date
    disposition: str
    ruling_kind: str
    appeal_until: date | None
    appealed_on: date | None
    effective_on: date | None
    presumed: bool
    certified: bool
    earliest_safe_on: date | None
    provisional: bool
    adverse: Answer[str]
    citation: Citation | None = None
    rows: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tags: tuple[str, ...] = ()

    def is_effective(self, day: date) -> bool:
        """Whether it has taken effect by `day`, as far as the record shows."""
        return self.effective_on is not None and self.effective_on <= day
