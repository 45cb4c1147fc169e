"""From triggers to duties: who owes what by when, what discharged it, where two clocks collide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from guize.core.answers import Answer, Missing, Reason, reason
from guize.core.days import last_day
from guize.core.duties.clocks import (
    same_instance,
    set_amber,
    set_before,
    set_clock,
    set_moot,
    suspend_and_extend,
)
from guize.core.duties.effectiveness import filed_on
from guize.core.duties.triggers import Trigger
from guize.core.duties.values import Duty
from guize.core.duties.versions import Version, Versions, meets
from guize.core.facts import Appointment, CaseFacts, Event, Holding
from guize.core.rulebook import DutyRule

# acts that open the next instance: recorded there or here, they answer to the judgment here
_CROSSING = frozenset({"appeal_filed", "retrial_applied"})
_BODIES, _UNIT = "机关", "unit"
STATUTORY = "statutory"


def duties_of(
    facts: CaseFacts, versions: Versions, triggers: tuple[Trigger, ...]
) -> tuple[Duty, ...]:
    """Every duty that the triggers set off, by day of trigger, then due date."""
    drafts = _drafts(facts, versions, triggers)
    used: dict[str, set[str]] = defaultdict(set)
    duties = []
    calendar = versions.norms.calendar
    for rule, trigger, draft in drafts:
        done = set_before(_discharged(draft, rule, trigger, (facts, used)), facts)
        timed = set_amber(suspend_and_extend(done, facts, calendar), calendar)
        duties.append(set_moot(timed, trigger, facts))
    duties += _expected(duties, facts, versions)
    return tuple(sorted(_collided(duties), key=_order))


def _order(duty: Duty) -> tuple[date, date, str]:
    return duty.triggered_on, duty.due or date.max, duty.id


def _drafts(
    facts: CaseFacts, versions: Versions, triggers: tuple[Trigger, ...]
) -> Iterator[tuple[DutyRule, Trigger, Duty]]:
    once: set[tuple[str, str, str]] = set()
    for trigger in triggers:
        version = versions.at(trigger.on)
        for rule in version.rules.get(trigger.type, ()):
            is_met, missing = meets(rule, facts, trigger.event.id)
            # a second report does not ask for a second plan; each service starts its own clock
            key = (rule.id, trigger.event.instance, trigger.subject)
            is_repeated = not trigger.type.endswith("_served") and not trigger.is_derived
            if not is_met or (is_repeated and key in once):
                continue
            once.add(key)
            duty = replace(_draft(rule, trigger, facts, version), missing=missing)
            yield rule, trigger, set_clock(duty, rule, trigger, versions.norms.calendar)


def _draft(rule: DutyRule, trigger: Trigger, facts: CaseFacts, version: Version) -> Duty:
    why: tuple[Reason, ...] = (
        reason("duty.triggered", rule.citation, type=trigger.type, on=trigger.on),
    )
    too_early = version.is_early and version.is_own(rule)
    if too_early:
        why = (*why, reason("duty.before_in_force", valid_from=version.rulebook.valid_from))
    return Duty(
        id=f"{rule.id}@{trigger.id}",
        rule=rule.id,
        trigger=trigger.id,
        trigger_type=trigger.type,
        triggered_on=trigger.on,
        instance=trigger.event.instance,
        bearers=rule.bearers,
        holders=bearers_on(rule, trigger, facts, (version, trigger.on)),
        holders_now=bearers_on(rule, trigger, facts, (version, facts.on)),
        act=rule.act,
        to=rule.to,
        severity=rule.severity,
        modality=rule.modality,
        citation=rule.citation,
        before=rule.before,
        discharged_by=rule.done_by,
        is_watch=not rule.done_by or rule.modality == "可以",
        moot_on=trigger.on if too_early else None,
        reasons=why,
    )


def bearers_on(
    rule: DutyRule, trigger: Trigger, facts: CaseFacts, at: tuple[Version, date]
) -> Holding:
    """The appointments that owe the act on a day; none where a body as such owes it.

    A row without bearer binds (or entitles) the person whom the entry is about.
    """
    version, day = at
    if not rule.bearers:
        held = facts.offices.appointments.get(trigger.subject)
        return Answer.known((held,) if held else ())
    bodies = {word.code for word in version.rulebook.words.get(_BODIES, ())} | {_UNIT}
    organs = facts.acting_organs() if facts.county_is_party() else facts.units()
    asked = [
        facts.offices.holders(bearer, organ, day)
        for bearer in rule.bearers
        if bearer not in bodies
        for organ in organs
    ]
    return _joined(asked)


def _joined(answers: Iterable[Holding]) -> Holding:
    found: dict[str, Appointment] = {}
    reasons: list[Reason] = []
    missing: dict[Missing, None] = {}
    for answer in answers:
        found |= {held.id: held for held in answer.value or ()}
        reasons += answer.reasons
        missing |= dict.fromkeys(answer.missing)
    if missing:
        return Answer.undetermined(*missing, reasons=tuple(reasons))
    return Answer(tuple(found.values()), tuple(reasons))


def _discharged(
    duty: Duty,
    rule: DutyRule,
    trigger: Trigger,
    context: tuple[CaseFacts, dict[str, set[str]]],
) -> Duty:
    """The duty with the first act that discharges it; one act discharges one trigger of a row."""
    facts, used = context
    for event in facts.timeline.of(*rule.done_by):
        if not _answers(event, duty, trigger, facts):
            continue
        if rule.per_trigger and event.id in used[rule.id]:
            continue
        used[rule.id].add(event.id)
        on = filed_on(event)
        why = reason("duty.done", type=event.type, on=on)
        return replace(duty, done_on=on, done_by=event.id, reasons=(*duty.reasons, why))
    return duty


def _answers(event: Event, duty: Duty, trigger: Trigger, facts: CaseFacts) -> bool:
    """Whether an act can be the one owed: not before its cause, in the same matter."""
    cause = trigger.event
    if event.occurred_on < cause.occurred_on or event.id == cause.id:
        return False
    if event.type not in _CROSSING and not same_instance(event.instance, duty.instance):
        return False
    judgment = str(event.payload.get("judgment", ""))
    if judgment and facts.timeline.current.get(judgment) != cause.id:
        return False
    subject = str(event.payload.get("subject", ""))
    return not subject or not trigger.subject or subject == trigger.subject


def _expected(duties: list[Duty], facts: CaseFacts, versions: Versions) -> Iterator[Duty]:
    """The next duty's latest date while the act before it is still open (第七条第二款: 2 and 3)."""
    for duty in duties:
        if duty.done_on or duty.missing or duty.moot_on or duty.is_watch or duty.due is None:
            continue
        version = versions.at(duty.triggered_on)
        rule = next(r for r in version.rulebook.duties if r.id == duty.rule)
        for type_ in rule.done_by:
            for following in version.rules.get(type_, ()):
                if following.period and not following.conditions:
                    yield _foreseen(duty, duty.due, (following, type_), (facts, versions))


def _foreseen(
    duty: Duty, start: date, after: tuple[DutyRule, str], context: tuple[CaseFacts, Versions]
) -> Duty:
    (rule, type_), (facts, versions) = after, context
    calendar = versions.norms.calendar
    assert rule.period is not None  # noqa: S101
    end = last_day(start, rule.period, calendar, roll=rule.roll)
    trigger = Trigger(f"expected:{duty.trigger}", type_, start, facts.events[duty.trigger])
    why = reason("duty.expected", rule.citation, type=type_, start=start, due=end.due)
    return replace(
        _draft(rule, trigger, facts, versions.at(duty.triggered_on)),
        period=rule.period,
        start=start,
        raw=end.raw,
        due=end.due,
        expected=end.due,
        provisional=end.provisional,
        reasons=(why, *end.reasons),
    )


def _collided(duties: list[Duty]) -> Iterator[Duty]:
    """Marks internal clocks that end on or after a statutory one with the same root: both are
    shown, the statutory one governs.
    """
    roots = _roots(duties)
    clocks = [d for d in duties if d.due and d.period and not d.missing]
    pairs: dict[str, list[str]] = defaultdict(list)
    for inner in clocks:
        for statutory in clocks:
            if inner.severity == STATUTORY or statutory.severity != STATUTORY:
                continue
            if roots[inner.id] == roots[statutory.id] and _is_late(inner, statutory):
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
