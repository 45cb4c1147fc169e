"""When a judgment takes effect, for certain or presumed, and whether it is adverse (第三条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guize.core.answers import Answer, Citation, Missing, Reason, reason
from guize.core.days import Deadline, last_day
from guize.core.duties.tags import tags_of
from guize.core.duties.values import Judgment
from guize.core.duties.versions import Versions, meets
from guize.core.facts import CaseFacts, Event
from guize.core.facts.asked import JUDGMENTS
from guize.core.rulebook import DutyRule, Row
from guize.core.tables import look_up

APPEAL = "appeal_filed"
APPEALS = (APPEAL, "appeal_copy_served")
ADVERSE_TABLE = "败诉"
# rulings on the way, which end nothing and are neither won nor lost
INTERLOCUTORY = frozenset({"jurisdiction", "preservation"})
FIRST_LEVELS = frozenset({"first", "remand"})
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Effect:
    effective_on: date | None
    reasons: tuple[Reason, ...]
    appeal_until: date | None = None
    appealed_on: date | None = None
    presumed: bool = False
    certified: bool = False
    provisional: bool = False
    missing: tuple[Missing, ...] = ()


def judgments_of(facts: CaseFacts, versions: Versions) -> tuple[Judgment, ...]:
    """The judgments, rulings, mediation statements and other decisions served on us, with their
    effect.

    依据: 行诉法第八十五条, 民诉法第一百五十八条、第一百七十一条、第一百八十二条 (as the rulebook's
    appeal periods give them); 解释 D29.
    """
    found = []
    for event in facts.decisions():
        effect = (
            _set_aside(event, facts) or _certified(event, facts) or _by_law(event, facts, versions)
        )
        judgment = _judgment(event, effect, facts)
        found.append(_adverse(judgment, effect, facts, versions))
    return tuple(found)


def _judgment(event: Event, effect: _Effect, facts: CaseFacts) -> Judgment:
    served = event.payload.get("disposition")  # as served; the table 败诉 asks what counts
    return Judgment(
        event=event.id,
        type=event.type,
        instance=event.instance,
        served_on=event.occurred_on,
        disposition=str(served or facts.value("disposition", event.id) or ""),
        ruling_kind=str(facts.value("ruling_kind", event.id) or ""),
        appeal_until=effect.appeal_until,
        appealed_on=effect.appealed_on,
        effective_on=effect.effective_on,
        presumed=effect.presumed,
        certified=effect.certified,
        earliest_safe_on=event.occurred_on if effect.presumed else None,
        provisional=effect.provisional,
        adverse=Answer(None),
        reasons=effect.reasons,
        tags=tags_of(event, str(served or ""), facts),
    )


def named_entries(type_: str, event: Event, facts: CaseFacts) -> tuple[Event, ...]:
    """Entries of a type that name the judgment, also by an id it had before a correction."""
    current = facts.timeline.current
    return tuple(
        entry
        for entry in facts.timeline.of(type_)
        if current.get(str(entry.payload.get("judgment", ""))) == event.id
    )


def _set_aside(event: Event, facts: CaseFacts) -> _Effect | None:
    entries = named_entries("judgment_set_aside", event, facts)
    if not entries:
        return None
    return _Effect(None, (reason("effect.set_aside", on=entries[0].occurred_on),))


def _certified(event: Event, facts: CaseFacts) -> _Effect | None:
    entries = named_entries("effectiveness_certified", event, facts)
    if not entries:
        return None
    day = date.fromisoformat(str(entries[-1].payload["effective_on"]))
    return _Effect(day, (reason("effect.certified", on=day),), certified=True)


def _by_law(event: Event, facts: CaseFacts, versions: Versions) -> _Effect:
    if event.type == "mediation_served":
        last, presumed = _last_service(event, facts)
        marks = (reason("effect.presumed", served=last),) if presumed else ()
        return _Effect(last, (reason("effect.mediation", on=last), *marks), presumed=presumed)
    if event.type not in JUDGMENTS:
        on = event.occurred_on
        return _Effect(on, (reason("effect.decision", type=event.type, on=on),))
    instance = facts.instance(event.id)
    if instance is None:
        why = (reason("effect.level_unknown"),)
        return _Effect(None, why, missing=(Missing("instance_level", event.id),))
    rule = _appeal_rule(event, facts, versions) if instance.level in FIRST_LEVELS else None
    last, _ = _last_service(event, facts)
    if rule is None or rule.period is None:
        return _Effect(last, (reason("effect.on_service", on=last, level=instance.level),))
    end = last_day(last, rule.period, versions.norms.calendar, roll=rule.roll)
    return _by_lapse(event, facts, end, rule.citation)


def _appeal_rule(event: Event, facts: CaseFacts, versions: Versions) -> DutyRule | None:
    """The row that gives the period for an appeal: a right that filing an appeal uses."""
    rules = versions.at(event.occurred_on).rules.get(event.type, ())
    appeals = [rule for rule in rules if APPEAL in rule.done_by and rule.period]
    return next((rule for rule in appeals if meets(rule, facts, event.id) == (True, ())), None)


def _last_service(event: Event, facts: CaseFacts) -> tuple[date, bool]:
    """The last day on which a party was served, and whether some party's is not recorded."""
    entries = named_entries("other_party_served", event, facts)
    own = [each.occurred_on for each in _copies(event, facts)]
    outside = [
        party
        for party in facts.record.parties
        if not party.organ and (not event.instance or party.instance == event.instance)
    ]
    last = max([event.occurred_on, *own, *(entry.occurred_on for entry in entries)])
    return last, len(entries) < max(1, len(outside))


def _copies(event: Event, facts: CaseFacts) -> Iterator[Event]:
    """The same judgment as served on other units of ours, each on its own day (解释 D12)."""
    unit = facts.unit_of(event)
    for other in facts.timeline.of(event.type) if unit else ():
        is_same = other.instance == event.instance and all(
            other.payload.get(name) == event.payload.get(name)
            for name in ("ruling_kind", "judged_on", "court_number")
        )
        if is_same and facts.unit_of(other) not in ("", unit):
            yield other


def _by_lapse(event: Event, facts: CaseFacts, end: Deadline, citation: Citation) -> _Effect:
    appeal = _appeal_of(event, end.due, facts)
    if appeal is not None:
        return _appealed(event, appeal, end, facts)
    effective = end.due + DAY
    _, presumed = _last_service(event, facts)
    why = reason("effect.lapse", citation, served=end.start, until=end.due, on=effective)
    marks = (reason("effect.presumed", served=end.start),) if presumed else ()
    return _Effect(
        effective,
        (why, *marks, *end.reasons),
        appeal_until=end.due,
        presumed=presumed,
        provisional=end.provisional,
    )


def _appealed(event: Event, appeal: Event, end: Deadline, facts: CaseFacts) -> _Effect:
    """An appeal keeps the judgment from taking effect, unless it is withdrawn."""
    on = filed_on(appeal)
    withdrawn = next(
        (
            ruling
            for ruling in facts.timeline.of("ruling_served")
            if ruling.payload.get("ruling_kind") == "withdrawal"
            and ruling.occurred_on >= on
            and getattr(facts.instance(ruling.id), "level", "") == "second"
        ),
        None,
    )
    why = (reason("effect.appealed", on=on),)
    if withdrawn is not None:
        day = withdrawn.occurred_on
        return _Effect(day, (*why, reason("effect.appeal_withdrawn", on=day)), end.due, on)
    return _Effect(None, why, end.due, on, provisional=end.provisional)


def _appeal_of(event: Event, until: date, facts: CaseFacts) -> Event | None:
    """The appeal against this judgment: after it, before the next one that may be appealed.

    Our own must be in time; that of the other side reaches us when the court sends it on.
    """
    later = [
        other.occurred_on
        for other in facts.timeline.of(*JUDGMENTS)
        if other.occurred_on > event.occurred_on
        and getattr(facts.instance(other.id), "level", "") in FIRST_LEVELS
    ]
    for appeal in facts.timeline.of(*APPEALS):
        on = filed_on(appeal)
        is_after = event.occurred_on <= on and not any(day <= on for day in later)
        if is_after and (appeal.type != APPEAL or on <= until):
            return appeal
    return None


def filed_on(event: Event) -> date:
    """The day an act counts as done: posting in time is filing in time (民诉法第八十五条第四款)."""
    posted = event.payload.get("postmark_on")
    return (
        min(date.fromisoformat(posted), event.occurred_on)
        if posted and isinstance(posted, str)
        else event.occurred_on
    )


def _adverse(judgment: Judgment, effect: _Effect, facts: CaseFacts, versions: Versions) -> Judgment:
    """Asks the table 败诉 of the judgment as it stands on the day."""
    if is_interlocutory(judgment):
        why = reason("effect.interlocutory", ruling_kind=judgment.ruling_kind)
        return replace(judgment, adverse=Answer.known("not_adverse", why))
    below = facts.upheld(judgment.event)
    if below is not None:
        why = reason("effect.upheld", on=below.occurred_on)
        judgment = replace(judgment, reasons=(*judgment.reasons, why))
    is_effective = None if effect.missing else judgment.is_effective(facts.on)
    if is_effective is not None:
        facts.settled["judgment_effective", judgment.event] = is_effective
    said = ask_adverse(judgment, facts, versions, is_effective=is_effective)
    return replace(said, adverse=_behind(said.adverse, effect)) if effect.missing else said


def _behind(said: Answer[str], effect: _Effect) -> Answer[str]:
    """An answer that waits for effectiveness asks for what leaves that open: nobody can record
    that a judgment is effective, but its level of court.
    """
    asked = [
        replace(known, rules_out=each.rules_out) if each.fact == "judgment_effective" else each
        for each in said.missing
        for known in (effect.missing if each.fact == "judgment_effective" else (each,))
    ]
    return Answer.undetermined(*asked, reasons=said.reasons) if asked else said


def is_interlocutory(judgment: Judgment) -> bool:
    """Whether it is a ruling on the way, neither won nor lost."""
    return judgment.ruling_kind in INTERLOCUTORY and not judgment.disposition


def ask_adverse(
    judgment: Judgment, facts: CaseFacts, versions: Versions, *, is_effective: bool | None
) -> Judgment:
    """The judgment with what the table 败诉 says of it, were it effective or not."""
    table = versions.at(judgment.served_on).rulebook.tables.get(ADVERSE_TABLE)
    if table is None:
        unknown = Missing("adverse_judgment", judgment.event)
        return replace(judgment, adverse=Answer.undetermined(unknown))
    asked = {column.fact: facts.value(column.fact, judgment.event) for column in table.columns}
    asked["judgment_effective"] = is_effective
    hits = look_up(table, asked)
    rows: tuple[Row, ...] = hits.certain or hits.possible
    ids = tuple(row.id for row in rows)
    values = {next(iter(row.results.values())) for row in rows}
    if len(values) == 1 and rows:
        row = rows[0]
        answer = Answer.known(values.pop(), reason("row", row.citation, row=row.id))
        return replace(judgment, adverse=answer, rows=ids, citation=row.citation)
    missing = tuple(facts.open(each, judgment.event) for each in hits.missing)
    return replace(judgment, adverse=Answer.undetermined(*missing), rows=ids)
