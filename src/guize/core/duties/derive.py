"""From triggers to duties: who owes what by when, what discharged it, where two clocks collide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from guize.core.answers import Missing, Reason, reason
from guize.core.duties.appearing import attended, excused
from guize.core.duties.bearers import Bearers
from guize.core.duties.clocks import (
    Clock,
    Counted,
    Owed,
    amber_of,
    clock_of,
    same_instance,
    suspended_and_extended,
)
from guize.core.duties.closing import fallen
from guize.core.duties.effectiveness import filed_on
from guize.core.duties.triggers import Trigger
from guize.core.duties.values import Duty
from guize.core.duties.versions import Version, Versions, meets
from guize.core.facts import CaseFacts, Event

# acts that open the next instance: recorded there or here, they answer to the judgment here
_CROSSING = frozenset({"appeal_filed", "retrial_applied"})
STATUTORY = "statutory"


def duties_of(
    facts: CaseFacts,
    versions: Versions,
    triggers: tuple[Trigger, ...],
    closed: date | None = None,
) -> tuple[Duty, ...]:
    """Every duty that the triggers set off, by day of trigger, then due date; `closed` is the day
    on which the case ended without being lost.
    """
    deriving = _Deriving(facts, versions, closed)
    duties = [
        deriving.duty(owed, missing, version)
        for owed, missing, version in _owed(facts, versions, triggers)
    ]
    duties += deriving.expected(duties)
    return tuple(sorted(_collided(duties), key=_order))


def _order(duty: Duty) -> tuple[date, date, str]:
    return duty.triggered_on, duty.due or date.max, duty.id


def _owed(
    facts: CaseFacts, versions: Versions, triggers: tuple[Trigger, ...]
) -> Iterator[tuple[Owed, tuple[Missing, ...], Version]]:
    """The rows that each trigger sets off, with the facts that leave it open."""
    once: set[tuple[str, str, str, str]] = set()
    for trigger in triggers:
        version = versions.at(trigger.on)
        for rule in version.rules.get(trigger.type, ()):
            is_met, missing = meets(rule, facts, trigger.event.id)
            # a second report does not ask for a second plan; each service starts its own clock
            key = (rule.id, trigger.event.instance, trigger.subject, trigger.unit)
            is_repeated = not trigger.type.endswith("_served") and not trigger.is_derived
            if not is_met or (is_repeated and key in once):
                continue
            once.add(key)
            yield Owed(rule, trigger), missing, version


@dataclass(frozen=True, slots=True)
class _Course:
    """What became of a duty; the fields are those of `Duty`."""

    reasons: tuple[Reason, ...]
    amber_from: date | None = None
    done_on: date | None = None
    done_by: str = ""
    moot_on: date | None = None
    expected: date | None = None
    missing: tuple[Missing, ...] = ()


class _Deriving:
    """The duties of one record in the making: who bears them and which acts are used up."""

    def __init__(self, facts: CaseFacts, versions: Versions, closed: date | None) -> None:
        self.facts = facts
        self.versions = versions
        self.closed = closed
        self.calendar = versions.norms.calendar
        self.counted = Counted(self.calendar)
        self.bearers = Bearers(facts, versions.at(facts.on).rulebook)
        self.used: dict[str, set[str]] = defaultdict(set)

    def duty(self, owed: Owed, missing: tuple[Missing, ...], version: Version) -> Duty:
        """The duty with its clock, what discharged it, and whether it has fallen away."""
        clock = clock_of(owed, self.facts, self.counted)
        clock = suspended_and_extended(clock, owed, self.facts, self.calendar)
        done = self._discharge(owed)
        moot_on, why = self._moot(owed, clock, version) if done is None else (None, ())
        done_on = filed_on(done) if done else None
        if done is not None:
            why = (reason("duty.done", type=done.type, on=done_on),)
        course = _Course(
            reasons=(*self._origin(owed), *clock.reasons, *why),
            amber_from=amber_of(clock, self.calendar),
            done_on=done_on,
            done_by=done.id if done else "",
            moot_on=moot_on,
            missing=missing,
        )
        return self._made(owed, clock, course)

    def _origin(self, owed: Owed) -> tuple[Reason, ...]:
        trigger = owed.trigger
        return (reason("duty.triggered", owed.rule.citation, type=trigger.type, on=trigger.on),)

    def _moot(
        self, owed: Owed, clock: Clock, version: Version
    ) -> tuple[date | None, tuple[Reason, ...]]:
        if version.is_early and version.is_own(owed.rule):
            since = version.rulebook.valid_from
            return owed.trigger.on, (reason("duty.before_in_force", valid_from=since),)
        if (released := excused(owed, self.facts)) is not None:
            return released[0].occurred_on, (released[1],)
        gone = fallen(owed, clock, self.facts, self.closed)
        return (gone.on, (gone.why,)) if gone else (None, ())

    def _discharge(self, owed: Owed) -> Event | None:
        """The first act that discharges it; one act discharges one trigger of a row."""
        rule = owed.rule
        used = self.used[rule.id] if rule.per_trigger else set()
        for event in self.facts.timeline.of(*rule.done_by):
            if event.id not in used and _answers(event, owed, self.facts):
                self.used[rule.id].add(event.id)
                return event
        return None

    def _made(self, owed: Owed, clock: Clock, course: _Course) -> Duty:
        rule, trigger = owed.rule, owed.trigger
        bearers = self.bearers
        return Duty(
            id=owed.id,
            rule=rule.id,
            trigger=trigger.id,
            trigger_type=trigger.type,
            triggered_on=trigger.on,
            instance=owed.instance,
            bearers=rule.bearers,
            holders=bearers.on(rule.bearers, trigger, trigger.on),
            holders_now=bearers.on(rule.bearers, trigger, self.facts.on),
            act=rule.act,
            to=rule.to,
            severity=rule.severity,
            modality=rule.modality,
            citation=rule.citation,
            period=rule.period,
            before=rule.before,
            start=clock.start,
            raw=clock.raw,
            due=clock.due,
            amber_from=course.amber_from,
            provisional=clock.provisional,
            presumed=clock.safe_due is not None,
            safe_due=clock.safe_due,
            done_on=course.done_on,
            done_by=course.done_by,
            suspensions=clock.suspensions,
            moot_on=course.moot_on,
            is_watch=owed.is_watch,
            expected=course.expected,
            missing=course.missing,
            reasons=course.reasons,
            discharged_by=rule.done_by,
            unit=trigger.unit,
        )

    def expected(self, duties: list[Duty]) -> Iterator[Duty]:
        """The next duty's latest date while the act before it is open (第七条第二款: 2 and 3)."""
        for duty in duties:
            if duty.done_on or duty.missing or duty.moot_on or duty.is_watch or not duty.due:
                continue
            version = self.versions.at(duty.triggered_on)
            for type_ in duty.discharged_by:
                for rule in version.rules.get(type_, ()):
                    if rule.period and not rule.conditions:
                        event = self.facts.events[duty.trigger.rpartition(":")[2]]
                        id_ = f"expected:{duty.trigger}"
                        trigger = Trigger(id_, type_, duty.due, event, unit=duty.unit)
                        yield self._foreseen(Owed(rule, trigger))

    def _foreseen(self, owed: Owed) -> Duty:
        clock = clock_of(owed, self.facts, self.counted)
        why = reason(
            "duty.expected",
            owed.rule.citation,
            type=owed.trigger.type,
            start=owed.trigger.on,
            due=clock.due,
        )
        return self._made(owed, clock, _Course((why, *clock.reasons), expected=clock.due))


def _answers(event: Event, owed: Owed, facts: CaseFacts) -> bool:
    """Whether an act can be the one owed: not before its cause, in the same matter."""
    trigger, cause = owed.trigger, owed.trigger.event
    if event.occurred_on < cause.occurred_on or event.id == cause.id:
        return False
    if event.type not in _CROSSING and not same_instance(event.instance, owed.instance):
        return False
    unit = facts.unit_of(event)
    if unit and trigger.unit and unit != trigger.unit:
        return False
    if not attended(event, owed.rule):
        return False
    judgment = str(event.payload.get("judgment", ""))
    if judgment and facts.timeline.current.get(judgment) != cause.id:
        return False
    subject = str(event.payload.get("subject", ""))
    return not subject or not trigger.subject or subject == trigger.subject


def _collided(duties: list[Duty]) -> Iterator[Duty]:
    """Marks internal clocks that end on or after a statutory one with the same root: both are
    shown, the statutory one governs.
    """
    roots = _roots(duties)
    by_root: dict[str, tuple[list[Duty], list[Duty]]] = defaultdict(lambda: ([], []))
    for duty in duties:
        if duty.due and duty.period and not duty.missing:
            by_root[roots[duty.id]][duty.severity == STATUTORY].append(duty)
    pairs: dict[str, list[str]] = defaultdict(list)
    for inners, statutories in by_root.values():
        for inner in inners:
            for statutory in statutories:
                if _is_late(inner, statutory):
                    pairs[inner.id].append(statutory.id)
                    pairs[statutory.id].append(inner.id)
    known = {duty.id: duty for duty in duties}
    for duty in duties:
        others = tuple(pairs.get(duty.id, ()))
        why = tuple(reason("duty.collision", duty=known[o].act, due=known[o].due) for o in others)
        yield replace(duty, collides_with=others, reasons=(*duty.reasons, *why)) if others else duty


def _is_late(inner: Duty, statutory: Duty) -> bool:
    return inner.due is not None and statutory.due is not None and inner.due >= statutory.due


def _roots(duties: list[Duty]) -> dict[str, str]:
    """The trigger from which a duty's clock comes in the end: a plan's is the service reported."""
    answers = {duty.done_by: duty.trigger for duty in duties if duty.done_by}
    roots = {}
    for duty in duties:
        root, seen = duty.trigger.removeprefix("expected:"), set[str]()
        while root in answers and root not in seen:
            seen.add(root)
            root = answers[root]
        roots[duty.id] = root
    return roots
