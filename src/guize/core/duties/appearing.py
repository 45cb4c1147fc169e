"""Duties to appear in court: what fulfils them, and when they fall away (法释〔2020〕3号)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guize.core.answers import Reason, reason
from guize.core.facts import CaseFacts, Event
from guize.core.rulebook import DutyRule

if TYPE_CHECKING:
    from guize.core.duties.clocks import Owed

HEARING, NOTICE, EXPLAINED = "hearing_held", "hearing_notice_served", "absence_explained"
HEADS = frozenset({"principal", "unit_deputy", "deputy_head", "executive_deputy", "county_head"})
BY_HEAD = frozenset({"principal_appeared", "deputy_appeared"})
BY_NO_STAFF = frozenset({"counsel_only", "nobody"})


def is_appearance(rule: DutyRule) -> bool:
    """Whether the row is about being present at a hearing."""
    return rule.due_field == "hearing_on" and HEARING in rule.done_by


def attended(event: Event, rule: DutyRule) -> bool:
    """Whether a hearing fulfils the row: heads by a head's presence, staff by that of staff."""
    if event.type != HEARING or not is_appearance(rule):
        return True
    present = str(event.payload.get("appearance", ""))
    return present in BY_HEAD if HEADS.intersection(rule.bearers) else present not in BY_NO_STAFF


def excused(owed: Owed, facts: CaseFacts) -> tuple[Event, Reason] | None:
    """What releases a head from a hearing: a ground of article 8 given, or having appeared in the
    instance before, unless the court ordered it again (article 7).
    """
    rule, notice = owed.rule, owed.trigger.event
    if not is_appearance(rule) or not HEADS.intersection(rule.bearers):
        return None
    for told in facts.timeline.of(EXPLAINED):
        code = str(told.payload.get("absence_code") or "")
        is_for_this = told.occurred_on >= notice.occurred_on and told.instance == notice.instance
        if code and is_for_this:
            return told, reason("duty.excused", absence=code, on=told.occurred_on)
    if notice.payload.get("head_required"):
        return None
    for before in facts.timeline.of(HEARING):
        if before.occurred_on > notice.occurred_on or before.instance != notice.instance:
            continue
        if attended(before, rule):
            return notice, reason("duty.appeared_before", on=before.occurred_on)
    return None
