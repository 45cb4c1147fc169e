"""After a change of the law every case is computed anew, and every move is kept and reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guize.cases.models import DutySnapshot
from guize.cases.services.projection import refresh_stale
from guize.core.access import Actor
from guize.ledger import clock
from guize.regulations import services as law

if TYPE_CHECKING:
    from guize.regulations.models import LawChange


@dataclass(frozen=True, slots=True)
class Adopted:
    """A change that is in force, the cases computed anew for it and the duties it moved."""

    change: LawChange
    renewed: int
    moved: int


def adopt_law_change(*, actor: Actor, change: UUID | str, reason: str = "") -> Adopted:
    """Puts a proposed change in force, then computes every case anew.

    The cases follow one by one, each in a transaction of its own, so that nobody waits for all of
    them; what an interruption leaves out, the clock makes up for, with the same cause.
    """
    row = law.adopt(actor=actor, change=change, reason=reason)
    renewed = refresh_stale(UUID(str(actor.tenant)), on=clock.today())
    kept = DutySnapshot.objects.filter(tenant=actor.tenant, cause_id=str(row.id))
    return Adopted(row, renewed, kept.count())
