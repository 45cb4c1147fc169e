"""A change of the law is proposed by one person and adopted by another; both are in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger.clock import today
from guize.ledger.mapping import StoredEvent
from guize.ledger.services import append, writing
from guize.regulations.models import CalendarYear, CountyDay, LawChange
from guize.regulations.queries import changes, law
from guize.regulations.services.checks import checked
from guize.regulations.services.installing import put_version

PROPOSED, ADOPTED = "law_change_proposed", "law_change_adopted"
RETURNED, WITHDRAWN = "law_change_returned", "law_change_withdrawn"
Kind, Status = LawChange.Kind, LawChange.Status


def propose(
    *, actor: Actor, kind: str, payload: Mapping[str, Any], reason: str, idempotency_key: str = ""
) -> LawChange:
    """Puts a change before the head of the justice bureau; nothing is in force yet.

    Raises `FactError` at the field, `PermissionDenied`, `IdempotencyConflict`.
    """
    with writing():
        seat = changes.require_proposing(actor)
        subject = checked(actor.tenant, kind, payload, reason)
        event = append(
            tenant=actor.tenant,
            stream=changes.stream_of(actor.tenant),
            type=PROPOSED,
            payload={"kind": kind, "subject": subject, "change": dict(payload)},
            occurred_on=today(),
            account=actor.account,
            appointment=seat,
            idempotency_key=idempotency_key,
            reason=reason,
        )
        if event.is_replay:
            return LawChange.objects.get(id=event.id)
        return LawChange.objects.create(
            id=event.id,
            tenant=actor.tenant,
            kind=kind,
            subject=subject,
            payload=dict(payload),
            reason=reason,
            proposed_by=event.account,
            proposed_at=event.recorded_at,
        )


def check_change(*, actor: Actor, kind: str, payload: Mapping[str, Any], reason: str) -> None:
    """Raises what `propose` would raise, and writes nothing."""
    changes.require_proposing(actor)
    checked(actor.tenant, kind, payload, reason)


def adopt(*, actor: Actor, change: UUID | str, reason: str = "") -> LawChange:
    """Puts a proposed change in force. What follows for the cases is computed by their app."""
    with writing():
        row = changes.change(actor, change)
        event = _decide(actor, row, ADOPTED, reason)
        checked(str(row.tenant), row.kind, row.payload, row.reason)
        PUT_IN_FORCE[Kind(row.kind)](row, event)
        return _closed(row, Status.ADOPTED, event, reason)


def send_back(*, actor: Actor, change: UUID | str, reason: str) -> LawChange:
    """Refuses a proposed change, with the reason."""
    if not reason.strip():
        raise FactError("reason", _("请写明退回的理由"))
    with writing():
        row = changes.change(actor, change)
        event = _decide(actor, row, RETURNED, reason)
        return _closed(row, Status.RETURNED, event, reason)


def withdraw(*, actor: Actor, change: UUID | str, reason: str = "") -> LawChange:
    """Takes back what the actor himself proposed, as long as nobody has decided on it."""
    with writing():
        row = changes.change(actor, change)
        seat = changes.require_withdrawing(actor, row)
        event = _tell(actor, row, WITHDRAWN, seat=seat, reason=reason)
        return _closed(row, Status.WITHDRAWN, event, reason)


def _decide(actor: Actor, row: LawChange, type_: str, reason: str) -> StoredEvent:
    seat = changes.require_deciding(actor, row)
    return _tell(actor, row, type_, seat=seat, reason=reason)


def _tell(actor: Actor, row: LawChange, type_: str, *, seat: str, reason: str) -> StoredEvent:
    return append(
        tenant=actor.tenant,
        stream=changes.stream_of(actor.tenant),
        type=type_,
        payload={"proposal": str(row.id)},
        occurred_on=today(),
        account=actor.account,
        appointment=seat,
        reason=reason,
    )


def _closed(row: LawChange, status: str, event: StoredEvent, reason: str) -> LawChange:
    row.status, row.decision_reason = status, reason
    row.decided_by, row.decided_at = event.account, event.recorded_at
    row.save(update_fields=["status", "decision_reason", "decided_by", "decided_at"])
    return row


def _put_year(row: LawChange, event: StoredEvent) -> None:
    new = law.year_row(row.payload)
    new.tenant, new.adopted_at = row.tenant, event.recorded_at
    CalendarYear.objects.filter(tenant=row.tenant, year=new.year, is_active=True).update(
        is_active=False
    )
    new.save()


def _put_days(row: LawChange, event: StoredEvent) -> None:
    for day in law.county_rows(row.payload):
        CountyDay.objects.update_or_create(
            tenant=row.tenant,
            day=day.day,
            defaults={"name": day.name, "is_off": day.is_off, "notice": day.notice},
        )


def _put_reading(row: LawChange, event: StoredEvent) -> None:
    new = law.reading_row(row.payload)
    new.tenant, new.change, new.adopted_at = row.tenant, row.id, event.recorded_at
    new.save()


def _put_rulebook(row: LawChange, event: StoredEvent) -> None:
    new = law.version_row(row.payload)
    put_version(row=new, tenant=row.tenant, at=event.recorded_at, change=row.id)


PUT_IN_FORCE = {
    Kind.YEAR: _put_year,
    Kind.COUNTY_DAYS: _put_days,
    Kind.READING: _put_reading,
    Kind.RULEBOOK: _put_rulebook,
}
