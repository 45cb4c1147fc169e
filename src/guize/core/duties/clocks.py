"""The clock of a duty: last day, suspension, extension, when it turns amber."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from guize.core.answers import Reason, reason
from guize.core.days import Calendar, Deadline, Period, Roll, Unit, last_day
from guize.core.duties.triggers import Trigger
from guize.core.facts import CaseFacts, Event
from guize.core.rulebook import DutyRule

# amber: 30 % of the period's working days before the end, at least 1, at most 10
AMBER_SHARE, AMBER_LEAST, AMBER_MOST = 0.3, 1, 10
DAY, DECEMBER = timedelta(days=1), 12


@dataclass(frozen=True, slots=True)
class Clock:
    """When a duty runs and ends; the fields are those of `Duty`."""

    start: date | None = None
    raw: date | None = None
    due: date | None = None
    provisional: bool = False
    safe_due: date | None = None
    suspensions: tuple[tuple[date, date | None], ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty in the making: its row, what set it off, and its id."""

    rule: DutyRule
    trigger: Trigger

    @property
    def id(self) -> str:
        """Stable under recomputation: the row and the trigger."""
        return f"{self.rule.id}@{self.trigger.id}"

    @property
    def is_watch(self) -> bool:
        """Whether nobody owes the act: a period to watch, or a right that may be used."""
        return not self.rule.done_by or self.rule.modality == "可以"

    @property
    def instance(self) -> str:
        """The court level of the trigger; empty if it names none."""
        return self.trigger.event.instance


class Counted:
    """Last days, each counted once: many rows give one period from one day."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[date, Period, str], Deadline] = {}

    def last_day(self, start: date, period: Period, roll: str) -> Deadline:
        """See `guize.core.days.last_day`."""
        key = (start, period, roll)
        if key not in self._known:
            self._known[key] = last_day(start, period, self.calendar, roll=roll)
        return self._known[key]


def clock_of(owed: Owed, facts: CaseFacts, counted: Counted) -> Clock:
    """The clock by the row's period, the field that names the day, or the event to precede."""
    rule, trigger = owed.rule, owed.trigger
    if rule.period is None:
        return _without_period(owed, facts)
    end = counted.last_day(trigger.on, rule.period, rule.roll)
    clock = Clock(trigger.on, end.raw, end.due, end.provisional, reasons=end.reasons)
    if trigger.safe_on is None:
        return clock
    safe = counted.last_day(trigger.safe_on, rule.period, rule.roll).due
    return replace(clock, safe_due=safe, reasons=(*end.reasons, reason("duty.presumed", safe=safe)))


def _without_period(owed: Owed, facts: CaseFacts) -> Clock:
    rule, trigger = owed.rule, owed.trigger
    named = trigger.event.payload.get(rule.due_field) if rule.due_field else None
    if named:
        day = date.fromisoformat(str(named))
        why = reason("duty.on_field", rule.citation, field=rule.due_field, on=day)
        return Clock(trigger.on, day, day, reasons=(why,))
    if rule.year_end:  # being in time by then is meant, so a day off moves nothing
        day = date(trigger.on.year, DECEMBER, 31)
        return Clock(
            trigger.on, day, day, reasons=(reason("duty.year_end", rule.citation, on=day),)
        )
    if not rule.before:
        return Clock(reasons=(reason("duty.no_term", rule.citation),))
    why = reason("duty.before", rule.citation, type="、".join(rule.before))
    for event in facts.timeline.of(*rule.before):
        if event.occurred_on >= trigger.on and same_instance(event.instance, owed.instance):
            return Clock(trigger.on, event.occurred_on, event.occurred_on, reasons=(why,))
    return Clock(reasons=(why,))


def same_instance(one: str, other: str) -> bool:
    """Whether two entries can belong to one instance: equal, or one of them names none."""
    return not one or not other or one == other


def suspended_and_extended(clock: Clock, owed: Owed, facts: CaseFacts, calendar: Calendar) -> Clock:
    """The clock after suspensions (their actual days are added to the base date) and extensions.

    An entry that names no period concerns every statutory one of its instance.
    """
    if clock.due is None:
        return clock
    for event in facts.timeline.of("period_suspended", "period_extended"):
        if not _concerns(event, owed):
            continue
        if event.type == "period_suspended":
            clock = _suspended(clock, owed, (event.occurred_on, facts), calendar)
        else:
            until = date.fromisoformat(str(event.payload["until"]))
            why = (*clock.reasons, reason("duty.extended", until=until))
            clock = replace(clock, raw=until, due=until, reasons=why)
    return clock


def _concerns(event: Event, owed: Owed) -> bool:
    is_later = event.occurred_on >= owed.trigger.on
    if not is_later or not same_instance(event.instance, owed.instance):
        return False
    named = str(event.payload.get("duty", ""))
    known = (owed.rule.id, owed.id, owed.rule.act)
    return named in known if named else owed.rule.severity == "statutory"


def _suspended(clock: Clock, owed: Owed, stop: tuple[date, CaseFacts], calendar: Calendar) -> Clock:
    since, facts = stop
    if clock.due is None or clock.raw is None or since > clock.due:
        return clock
    if any(end is None or since < end for _, end in clock.suspensions):
        return clock  # it stood still already
    taken = {end for _, end in clock.suspensions}  # what ended an earlier stop ends no other
    ends = [
        event.occurred_on
        for event in facts.timeline.of("period_resumed")
        if event.occurred_on >= since and event.occurred_on not in taken and _concerns(event, owed)
    ]
    until = min(ends, default=None)
    spans = (*clock.suspensions, (since, until))
    why = (*clock.reasons, reason("duty.suspended", since=since, until=until))
    if until is None:
        return replace(clock, suspensions=spans, reasons=why)
    is_working = owed.rule.period is not None and owed.rule.period.unit is Unit.WORKING_DAY
    raw = clock.raw + (until - since)
    if is_working:
        lost = calendar.count_working_days(since - DAY, until - DAY)
        raw = calendar.add_working_days(clock.raw, lost)
    stays = owed.rule.roll == Roll.NONE and not is_working
    due = raw if stays else calendar.next_working_day(raw)
    return replace(clock, raw=raw, due=due, suspensions=spans, reasons=why)


def amber_of(clock: Clock, calendar: Calendar) -> date | None:
    """The day from which the duty counts as due soon."""
    if clock.due is None or clock.start is None:
        return None
    length = calendar.count_working_days(clock.start, clock.due)
    ahead = min(AMBER_MOST, max(AMBER_LEAST, int(length * AMBER_SHARE)))
    return calendar.add_working_days(clock.due, -ahead)
