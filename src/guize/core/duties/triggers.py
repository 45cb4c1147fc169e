"""What sets duties off: recorded events, and the derived ones of an effective judgment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guize.core.duties.effectiveness import ask_adverse, is_interlocutory, named_entries
from guize.core.duties.values import Judgment
from guize.core.duties.versions import Versions
from guize.core.facts import CaseFacts, Event

EFFECTIVE = "judgment_effective"  # 裁判生效
RECEIVED = "effective_judgment_received"  # 收到生效裁判文书
ADVERSE = "adverse_judgment_effective"  # 败诉裁判生效
# options of D29 beside its default, the later of receipt and effect
ON_CERTIFICATE, ON_PAPER = "生效证明", "收到文书"


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event that sets duties off on a day. A derived one names the judgment's event as `event`.

    `safe_on`: where the day is presumed, the day to count from on the strictest reading.
    """

    id: str
    type: str
    on: date
    event: Event
    is_derived: bool = False
    safe_on: date | None = None
    unit: str = ""  # the unit served or acting, where the entry names one of several

    @property
    def subject(self) -> str:
        """The person or unit an entry of the proceeding concerns; empty for others."""
        return str(self.event.payload.get("subject", ""))


def triggers_of(
    facts: CaseFacts, versions: Versions, judgments: tuple[Judgment, ...]
) -> tuple[Trigger, ...]:
    """Every trigger of the record, in the order of their days; derived ones may lie ahead."""
    recorded = (
        Trigger(e.id, e.type, e.occurred_on, e, unit=facts.unit_of(e))
        for e in facts.timeline.events
    )
    derived = (t for j in judgments for t in _derived(j, facts, versions))
    return tuple(sorted((*recorded, *derived), key=lambda trigger: (trigger.on, trigger.id)))


def _derived(judgment: Judgment, facts: CaseFacts, versions: Versions) -> Iterator[Trigger]:
    """依据: 解释 D28 (only adverse judgments start the clock of 第十五条), D29 (later of both)."""
    effective = judgment.effective_on
    conclusion = ask_adverse(judgment, facts, versions, is_effective=True).adverse.value
    if effective is None or is_interlocutory(judgment) or conclusion == "not_yet":
        return
    event = facts.events[judgment.event]
    unit = facts.unit_of(event)
    days = [(EFFECTIVE, effective)]
    received = _received(judgment, facts, versions, effective)
    if received is not None:
        adverse = [(ADVERSE, received)] if conclusion == "adverse" else []
        days += [(RECEIVED, received), *adverse]
    for type_, on in days:
        safe = judgment.earliest_safe_on
        yield Trigger(f"{type_}:{judgment.event}", type_, on, event, True, safe, unit)


def _received(
    judgment: Judgment, facts: CaseFacts, versions: Versions, effective: date
) -> date | None:
    """The day 收到生效裁判文书 as D29 is read when the judgment comes; None: not yet."""
    reading = versions.parameter("analysis_report_start", judgment.served_on)
    if reading == ON_PAPER:
        return judgment.served_on
    if reading == ON_CERTIFICATE:
        held = named_entries("effectiveness_certified", facts.events[judgment.event], facts)
        return held[-1].occurred_on if held else None
    return max(effective, judgment.served_on)
