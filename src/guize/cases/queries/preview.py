"""What an entry would change, before it is made: the same assessment on the record with the
draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guize.cases import mapping
from guize.cases.queries import rules
from guize.core.access import Actor
from guize.core.assess import assess
from guize.core.duties import Duty
from guize.core.facts import CaseRecord, Event, FactError
from guize.ledger import clock
from guize.regulations.queries import norms


@dataclass(frozen=True, slots=True)
class Preview:
    """Duties that would arise, be done, or move; and what forbids the entry."""

    arise: tuple[Duty, ...] = ()
    close: tuple[Duty, ...] = ()
    move: tuple[tuple[Duty, Duty], ...] = ()
    drop: tuple[Duty, ...] = ()
    faults: tuple[FactError, ...] = ()
    day: date | None = None


def preview(actor: Actor, known: CaseRecord, draft: Event) -> Preview:
    """Writes nothing. Faults of the day or the order are told beside the duties; those of single
    fields come when the form is submitted, they may not be filled in yet.
    """
    kind = rules.rulebook(actor).event_types.get(draft.type)
    declared = {field.code for field in kind.fields} if kind else set()
    faults = rules.faults_of(actor, known, draft)
    today, law = clock.today(), norms(actor.tenant)
    before = {duty.id: duty for duty in assess(known, law, on=today).duties}
    after = {d.id: d for d in assess(mapping.with_draft(known, draft), law, on=today).duties}
    common = [*_come_true(before, after)]
    common += [(before[key], after[key]) for key in before if key in after]
    new, gone = {n.id for _, n in common}, {o.id for o, _ in common}
    return Preview(
        arise=tuple(duty for key, duty in after.items() if key not in new),
        close=tuple(new for old, new in common if new.done_on and not old.done_on),
        move=tuple((old, new) for old, new in common if new.due != old.due),
        drop=tuple(duty for key, duty in before.items() if key not in gone),
        faults=tuple(f for f in faults if f.field not in declared),
        day=draft.occurred_on,
    )


def _come_true(before: dict[str, Duty], after: dict[str, Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Duties that were expected and now begin: the same row of the rulebook, another trigger."""
    begun = {duty.rule: duty for key, duty in after.items() if key not in before}
    for key, duty in before.items():
        if key not in after and duty.expected is not None and duty.rule in begun:
            yield duty, begun[duty.rule]


def preview_opening(actor: Actor, built: mapping.Structure, draft: Event) -> Preview:
    """The same for a case that does not exist yet."""
    return preview(actor, mapping.record_of(actor.tenant, built), draft)
