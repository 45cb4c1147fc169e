"""When a duty has nothing left to serve: the instance, the case or the proceeding is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guize.core.answers import Reason, reason
from guize.core.duties.clocks import Clock, Owed, same_instance
from guize.core.duties.values import Judgment
from guize.core.facts import CaseFacts, Event
from guize.core.facts.asked import JUDGMENTS

# what the court set in motion ends with the instance; what follows a judgment does not
_WITHIN_INSTANCE = frozenset(
    {
        "complaint_served",
        "joinder_notice_served",
        "appeal_copy_served",
        "retrial_copy_served",
        "hearing_notice_served",
        "evidence_period_set",
        "suit_intended",
        "report_made",
        "instruction_requested",
    }
)
_ENDING_RULINGS = frozenset({"withdrawal", "suit_rejected", "not_accepted", "remand"})
_WITHIN_PROCEEDING = frozenset({"proceeding_opened"})
_NOT_ADVERSE = "not_adverse"


@dataclass(frozen=True, slots=True)
class Fallen:
    """From when a duty no longer applies, and why."""

    on: date
    why: Reason


def closed_on(judgments: Iterable[Judgment], on: date) -> date | None:
    """The day on which the case ended without being lost, as known on `on`; None while it runs,
    where one judgment is adverse, or where that is still to be determined.
    """
    ends = [each for each in judgments if each.is_effective(on) and each.rows]
    if not ends or any(each.adverse.value != _NOT_ADVERSE for each in ends):
        return None
    return max(max(each.served_on, each.effective_on or each.served_on) for each in ends)


def fallen(owed: Owed, clock: Clock, facts: CaseFacts, closed: date | None) -> Fallen | None:
    """What makes a duty pointless. One that was overdue when its instance ended stays so: the
    ground of 第十条第(一)项 rests on it. Where the case ended without being lost, nothing does.
    """
    if owed.trigger.type in _WITHIN_PROCEEDING:
        return _with_proceeding(owed, facts)
    if owed.rule.year_end or owed.trigger.type not in _WITHIN_INSTANCE:
        return None  # a yearly report stays due
    ended = next((e for e in facts.timeline.of(*JUDGMENTS) if _ends(e, owed)), None)
    if ended is not None and (clock.due is None or clock.due >= ended.occurred_on):
        on = ended.occurred_on
        return Fallen(on, reason("duty.instance_ended", type=ended.type, on=on))
    if closed is None or clock.due is None or owed.is_watch or closed <= clock.due:
        return None
    return Fallen(closed, reason("duty.case_closed", due=clock.due, on=closed))


def _ends(event: Event, owed: Owed) -> bool:
    kind = str(event.payload.get("ruling_kind", ""))
    is_end = event.type != "ruling_served" or kind in _ENDING_RULINGS
    is_later = event.occurred_on >= owed.trigger.on
    return is_end and is_later and same_instance(event.instance, owed.instance)


def _with_proceeding(owed: Owed, facts: CaseFacts) -> Fallen | None:
    """The Party group resolved not to pursue anybody, or the proceeding was closed."""
    for event in facts.timeline.of("resolution_recorded", "proceeding_closed"):
        is_end = event.type == "proceeding_closed" or event.payload.get("resolution") == "no_action"
        if is_end and event.occurred_on >= owed.trigger.on:
            on = event.occurred_on
            return Fallen(on, reason("duty.proceeding_ended", type=event.type, on=on))
    return None
