"""Events of the accounts stream to rows, one by one as they happen or all anew.

A password is no event: it stays on the row of its account, and a rebuild leaves it there. So do the
secret of an authenticator and the digests of recovery codes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from guize.accounts.models import Account, Demand, Factor, Grant, Identity, Proposal, Recusal
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
    accounts.update(must_change_password=must_change, password_set_at=event.recorded_at)


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


def _factor_added(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "account_id": payload["account"],
        "kind": payload["kind"],
        "name": payload["name"],
        "added_on": event.occurred_on,
        "ended_on": None,
    }
    Factor.objects.update_or_create(id=payload["factor"], tenant=tenant, defaults=values)


def _factor_ended(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    ended = {"ended_on": event.occurred_on, "secret": "", "credential": None}
    Factor.objects.filter(tenant=tenant, id=payload["factor"]).update(**ended)


def _identity_linked(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "account_id": payload["account"],
        "provider": payload["provider"],
        "issuer": payload["issuer"],
        "subject": payload["subject"],
        "until": None,
    }
    Identity.objects.update_or_create(id=payload["identity"], tenant=tenant, defaults=values)


def _identity_unlinked(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    found = Identity.objects.filter(tenant=tenant, id=payload["identity"])
    found.update(until=event.occurred_on)


def _second_factor_demanded(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {"functions": payload["functions"]}
    Demand.objects.update_or_create(tenant=tenant, defaults=values)


def _told_only(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    """Failed sign-ins, codes and sessions are no projection: the event tells what was done to them,
    and by whom.
    """


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
    "factor_added": _factor_added,
    "factor_ended": _factor_ended,
    "identity_linked": _identity_linked,
    "identity_unlinked": _identity_unlinked,
    "second_factor_demanded": _second_factor_demanded,
    "name_unlocked": _told_only,
    "recovery_codes_made": _told_only,
    "recovery_code_used": _told_only,
    "sessions_ended": _told_only,
}
