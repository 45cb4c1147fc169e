"""What a change of the law would do to the cases a reader sees, before anyone adopts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guize.cases import mapping
from guize.cases.models import Case, DutySnapshot
from guize.cases.queries.sight import visible
from guize.core.access import Actor, Object
from guize.core.assess import assess
from guize.core.comparing import AnswerChange, Comparison, DutyChange, compared
from guize.core.rulebook import Norms
from guize.ledger import clock
from guize.regulations.queries import norms

CLOSED = "S7"


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """A case with what would change in it."""

    case: Case
    duties: tuple[DutyChange, ...]
    answers: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The cases that would change, of all that were looked at."""

    cases: tuple[CaseEffect, ...]
    looked_at: int

    @property
    def moved(self) -> int:
        """How many open duties would arise, move or fall away."""
        return sum(len(each.duties) for each in self.cases)

    @property
    def answered(self) -> int:
        return sum(len(each.answers) for each in self.cases)


def effect_of(actor: Actor, after: Norms) -> Effect:
    """Both computed for today; nothing is written."""
    rows = visible(actor, Object.DUTIES).exclude(stage=CLOSED).order_by("-opened_on", "id")
    before = norms(actor.tenant)
    found = [_effect(row, before, after) for row in rows]
    return Effect(tuple(each for each in found if each.duties or each.answers), len(found))


def _effect(row: Case, before: Norms, after: Norms) -> CaseEffect:
    record, on = mapping.case_record(row.tenant, row.id), clock.today()
    difference: Comparison = compared(assess(record, before, on=on), assess(record, after, on=on))
    duties = tuple(each for each in difference.changed_duties if each.is_open)
    return CaseEffect(row, duties, difference.changed_answers)


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was kept when a change of the law took effect."""

    case: Case
    snapshot: DutySnapshot


def moves_after(actor: Actor, cause_id: str) -> Iterator[Move]:
    """What a change of the law moved, in the cases the reader sees."""
    rows = {row.id: row for row in visible(actor, Object.DUTIES)}
    kept = DutySnapshot.objects.filter(tenant=actor.tenant, cause_id=cause_id)
    for snapshot in kept.order_by("case", "key"):
        if snapshot.case in rows:
            yield Move(rows[snapshot.case], snapshot)
