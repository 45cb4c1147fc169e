"""Events of the accounts stream to rows, one by one as they happen or all anew.

A password is no event: it stays on the row of its account, and a rebuild leaves it there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from guize.accounts.models import Account, Grant, Proposal, Recusal
from guize.ledger import queries as ledger
from guize.ledger.services import StoredEvent, StreamRef, writing

Payload = dict[str, Any]


def stream_of(tenant: str | UUID) -> StreamRef:
    return StreamRef("accounts", str(tenant))


def apply(tenant: str | UUID, event: StoredEvent) -> None:
    """Writes the row that follows from one event; the same event twice leaves the same row."""
    PROJECTIONS[event.type](UUID(str(tenant)), event, dict(event.payload))


def rebuild(tenant: str | UUID) -> None:
    """Computes every account, grant and recusal of the county anew from its stream."""
    with writing():
        for event in ledger.stream_events(tenant, "accounts", tenant):
            apply(tenant, event)


def _account_created(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "username": payload["username"],
        "person": payload["person"] or None,
        "expires_on": payload["expires_on"],
        "is_active": True,
    }
    Account.objects.update_or_create(id=payload["account"], tenant=tenant, defaults=values)


def _account_disabled(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    Account.objects.filter(tenant=tenant, id=payload["account"]).update(is_active=False)


def _password_changed(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    must_change = payload["must_change"]
    accounts = Account.objects.filter(tenant=tenant, id=payload["account"])
    accounts.update(must_change_password=must_change)


def _right_granted(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "account_id": payload["account"],
        "kind": payload["kind"],
        "target": payload["target"],
        "since": payload["since"],
        "until": payload["until"],
    }
    Grant.objects.update_or_create(id=payload["grant"], tenant=tenant, defaults=values)


def _grant_ended(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    Grant.objects.filter(tenant=tenant, id=payload["grant"]).update(until=payload["until"])


def _recusal_declared(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "person": payload["person"],
        "proceeding": payload["proceeding"],
        "declared_on": event.occurred_on,
    }
    Recusal.objects.update_or_create(id=event.id, tenant=tenant, defaults=values)


def _change_proposed(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "kind": payload["kind"],
        "content": payload["content"],
        "summary": payload["summary"],
        "reason": event.reason,
        "proposed_by": event.account,
        "proposed_on": event.occurred_on,
        "state": Proposal.State.PENDING,
    }
    Proposal.objects.update_or_create(id=payload["proposal"], tenant=tenant, defaults=values)


def _change_confirmed(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    _decided(tenant, event, payload, state=Proposal.State.CONFIRMED)


def _change_refused(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    _decided(tenant, event, payload, state=Proposal.State.REFUSED, refusal=event.reason)


def _decided(tenant: UUID, event: StoredEvent, payload: Payload, **values: object) -> None:
    decision = {"decided_by": event.account, "decided_on": event.occurred_on, "password": ""}
    found = Proposal.objects.filter(tenant=tenant, id=payload["proposal"])
    found.update(**decision, **values)


def _name_unlocked(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    """Failed sign-ins are no projection: the event tells that they were forgotten, and by whom."""


PROJECTIONS: dict[str, Callable[[UUID, StoredEvent, Payload], None]] = {
    "account_created": _account_created,
    "account_disabled": _account_disabled,
    "password_changed": _password_changed,
    "right_granted": _right_granted,
    "grant_ended": _grant_ended,
    "recusal_declared": _recusal_declared,
    "change_proposed": _change_proposed,
    "change_confirmed": _change_confirmed,
    "change_refused": _change_refused,
    "name_unlocked": _name_unlocked,
}
