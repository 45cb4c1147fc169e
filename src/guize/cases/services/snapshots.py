"""What the system told of each duty, kept whenever it changes: what was said on a day, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from guize.cases.models import Case, DutySnapshot
from guize.core.duties import Duty
from guize.regulations.queries.changes import last_change

Cause = DutySnapshot.Cause


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last told of a case: its newest event then, and each duty's last snapshot."""

    sequence: int
    told: dict[str, DutySnapshot]

    @property
    def last(self) -> DutySnapshot | None:
        return max(self.told.values(), key=lambda row: row.taken_at, default=None)


def standing(tenant: UUID | str, case: UUID | str) -> Standing:
    """What was told so far; to be asked before the rows of the case are rewritten."""
    rows = DutySnapshot.objects.filter(tenant=tenant, case=case).order_by("taken_at", "id")
    header = Case.objects.filter(tenant=tenant, id=case).values_list("sequence", flat=True)
    return Standing(header.first() or 0, {row.key: row for row in rows})


def keep(before: Standing, case: Case, duties: Iterable[Duty], event: str) -> int:
    """Keeps what is told otherwise than before; gives the number of duties told of so.

    `event`: the newest of the case. It is the cause, unless the case has none since it was last
    told of and the law has changed.
    """
    found = list(_moves(before, case, duties))
    if found:
        cause, cause_id = _cause(before, case, event)
        for row in found:
            row.cause, row.cause_id = cause, cause_id
        DutySnapshot.objects.bulk_create(found)
    return len(found)


def _moves(before: Standing, case: Case, duties: Iterable[Duty]) -> Iterable[DutySnapshot]:
    at, now = timezone.now(), {duty.id: duty for duty in duties}
    for key in dict.fromkeys((*before.told, *now)):
        told, duty = before.told.get(key), now.get(key)
        row = DutySnapshot(
            tenant=case.tenant,
            case=case.id,
            key=key,
            rule=duty.rule if duty else (told.rule if told else ""),
            was_known=bool(told and told.is_known),
            is_known=duty is not None,
            due_before=told.due if told else None,
            due=duty.due if duty else None,
            was_provisional=bool(told and told.provisional),
            provisional=bool(duty and duty.provisional),
            taken_at=at,
        )
        if _is_news(row):
            yield row


def _is_news(row: DutySnapshot) -> bool:
    said = (row.was_known, row.due_before, row.was_provisional)
    return said != (row.is_known, row.due, row.provisional)


def _cause(before: Standing, case: Case, event: str) -> tuple[str, str]:
    if before.last is not None and case.sequence == before.sequence:
        cause, cause_id = last_change(case.tenant, before.last.taken_at)
        if cause:
            return cause, cause_id
    return Cause.EVENT, event
