"""The clock of a duty: last day, suspension, extension, when it turns amber, when it falls away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from guize.core.answers import Reason, reason
from guize.core.days import Calendar, Unit, last_day
from guize.core.duties.triggers import Trigger
from guize.core.duties.values import Duty
from guize.core.facts import CaseFacts, Event
from guize.core.facts.asked import JUDGMENTS
from guize.core.rulebook import DutyRule

# amber: 30 % of the period's working days before the end, at least 1, at most 10
AMBER_SHARE, AMBER_LEAST, AMBER_MOST = 0.3, 1, 10
DECEMBER = 12
# what the court set in motion ends with the instance; what follows a judgment does not
_WITHIN_INSTANCE = frozenset(
    {
        "complaint_served",
        "joinder_notice_served",
        "appeal_copy_served",
        "retrial_copy_served",
        "hearing_notice_served",
        "evidence_period_set",
        "report_made",
        "instruction_requested",
    }
)
_ENDING_RULINGS = frozenset({"withdrawal", "suit_rejected", "not_accepted", "remand"})


def set_clock(duty: Duty, rule: DutyRule, trigger: Trigger, calendar: Calendar) -> Duty:
    """The duty with its last day by the period or the field of the trigger that names it."""
    if rule.due_field:
        return _on_field(duty, rule, trigger)
    if rule.year_end:
        return _on_year_end(duty, rule, trigger)
    if rule.period is None:
        key = "duty.before" if rule.before else "duty.no_term"
        why = reason(key, rule.citation, type="、".join(rule.before) or None)
        return replace(duty, reasons=(*duty.reasons, why))
    end = last_day(trigger.on, rule.period, calendar, roll=rule.roll)
    safe = (
        last_day(trigger.safe_on, rule.period, calendar, roll=rule.roll)
        if trigger.safe_on
        else None
    )
    marks = (reason("duty.presumed", safe=safe.due),) if safe else ()
    return replace(
        duty,
        period=rule.period,
        start=trigger.on,
        raw=end.raw,
        due=end.due,
        provisional=end.provisional,
        presumed=safe is not None,
        safe_due=safe.due if safe else None,
        reasons=(*duty.reasons, *end.reasons, *marks),
    )


def _on_field(duty: Duty, rule: DutyRule, trigger: Trigger) -> Duty:
    value = trigger.event.payload.get(rule.due_field)
    if not value:
        return duty
    day = date.fromisoformat(str(value))
    why = reason("duty.on_field", rule.citation, field=rule.due_field, on=day)
    return replace(duty, start=trigger.on, raw=day, due=day, reasons=(*duty.reasons, why))


def _on_year_end(duty: Duty, rule: DutyRule, trigger: Trigger) -> Duty:
    """Due on 31 December; being in time by then is meant, so a day off moves nothing."""
    day = date(trigger.on.year, DECEMBER, 31)
    why = reason("duty.year_end", rule.citation, on=day)
    return replace(duty, start=trigger.on, raw=day, due=day, reasons=(*duty.reasons, why))


def set_before(duty: Duty, facts: CaseFacts) -> Duty:
    """A duty to act before an event is due on the day of that event, once it has happened."""
    if not duty.before:
        return duty
    met = [
        event.occurred_on
        for event in facts.timeline.of(*duty.before)
        if event.occurred_on >= duty.triggered_on and same_instance(event.instance, duty.instance)
    ]
    return replace(duty, raw=met[0], due=met[0], start=duty.triggered_on) if met else duty


def same_instance(one: str, other: str) -> bool:
    """Whether two entries can belong to one instance: equal, or one of them names none."""
    return not one or not other or one == other


def suspend_and_extend(duty: Duty, facts: CaseFacts, calendar: Calendar) -> Duty:
    """The duty after suspensions (their actual days are added to the base date) and extensions.

    An entry that names no period concerns every statutory one of its instance.
    """
    if duty.due is None:
        return duty
    stopped = [event for event in facts.timeline.of("period_suspended") if _concerns(event, duty)]
    for start in stopped:
        duty = _suspended(duty, start, facts, calendar)
    for event in facts.timeline.of("period_extended"):
        if _concerns(event, duty):
            until = date.fromisoformat(str(event.payload["until"]))
            why = reason("duty.extended", until=until)
            duty = replace(duty, raw=until, due=until, reasons=(*duty.reasons, why))
    return duty


def _concerns(event: Event, duty: Duty) -> bool:
    named = str(event.payload.get("duty", ""))
    if not same_instance(event.instance, duty.instance) or event.occurred_on < duty.triggered_on:
        return False
    return named in (duty.rule, duty.id, duty.act) if named else duty.severity == "statutory"


def _suspended(duty: Duty, start: Event, facts: CaseFacts, calendar: Calendar) -> Duty:
    since = start.occurred_on
    if duty.due is None or duty.raw is None or since > duty.due:
        return duty
    ends = [
        event.occurred_on
        for event in facts.timeline.of("period_resumed")
        if event.occurred_on >= since and _concerns(event, duty)
    ]
    until = min(ends, default=None)
    spans = (*duty.suspensions, (since, until))
    why = reason("duty.suspended", since=since, until=until)
    if until is None:
        return replace(duty, suspensions=spans, reasons=(*duty.reasons, why))
    raw, due = _postponed(duty, duty.raw, (since, until), calendar)
    return replace(duty, suspensions=spans, raw=raw, due=due, reasons=(*duty.reasons, why))


def _postponed(
    duty: Duty, raw: date, span: tuple[date, date], calendar: Calendar
) -> tuple[date, date]:
    since, until = span
    if duty.period is not None and duty.period.unit is Unit.WORKING_DAY:
        lost = calendar.count_working_days(since - timedelta(days=1), until - timedelta(days=1))
        moved = calendar.add_working_days(raw, lost)
        return moved, moved
    moved = raw + (until - since)
    return moved, calendar.next_working_day(moved)


def set_amber(duty: Duty, calendar: Calendar) -> Duty:
    """The duty with the day from which it counts as due soon."""
    if duty.due is None or duty.start is None:
        return duty
    length = calendar.count_working_days(duty.start, duty.due)
    ahead = min(AMBER_MOST, max(AMBER_LEAST, int(length * AMBER_SHARE)))
    return replace(duty, amber_from=calendar.add_working_days(duty.due, -ahead))


def set_moot(duty: Duty, trigger: Trigger, facts: CaseFacts) -> Duty:
    """A duty of the instance falls away when the instance ends before it is due or done."""
    ended = [e for e in facts.timeline.of(*JUDGMENTS) if _ends(e, duty, trigger)]
    if not ended or duty.done_on is not None:
        return duty
    on = ended[0].occurred_on
    if duty.due is not None and duty.due < on:
        return duty
    why: Reason = reason("duty.instance_ended", type=ended[0].type, on=on)
    return replace(duty, moot_on=on, reasons=(*duty.reasons, why))


def _ends(event: Event, duty: Duty, trigger: Trigger) -> bool:
    if trigger.type not in _WITHIN_INSTANCE or event.occurred_on < trigger.on:
        return False
    kind = str(event.payload.get("ruling_kind", ""))
    is_end = event.type != "ruling_served" or kind in _ENDING_RULINGS
    return is_end and same_instance(event.instance, duty.instance)
