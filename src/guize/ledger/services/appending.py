"""The only writer of the chain, the lock that keeps writers in line, and the read log."""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.core.ledger import body_digest, canonical, entry_hash
from guize.ledger.mapping import StoredEvent, StreamRef, body_of, envelope, stored_event
from guize.ledger.models import Event, EventBody, ReadLog, StreamHead
from guize.ledger.queries import reading as queries

__all__ = [
    "IdempotencyConflict",
    "SequenceConflict",
    "StoredEvent",
    "StreamRef",
    "append",
    "log_denied",
    "log_read",
    "writing",
]


class SequenceConflict(Exception):  # noqa: N818 - the word of the contract
    """Someone wrote to the stream since the caller read it. `newer`: what he has not seen."""

    def __init__(self, newer: tuple[StoredEvent, ...]) -> None:
        super().__init__(f"{len(newer)} newer events")
        self.newer = newer


class IdempotencyConflict(Exception):  # noqa: N818
    """The key was used before, for another content. `first`: what is stored under it."""

    def __init__(self, first: StoredEvent) -> None:
        super().__init__(f"the key belongs to event {first.id}")
        self.first = first


@contextmanager
def writing() -> Iterator[None]:
    """A write transaction, entered in turn. Do no slow work inside: no OCR, no mail, no rendering.

    SQLite lets waiting writers starve (one event in six seconds for the unlucky), so they queue at
    a file lock, which the system hands over in order and takes back from the dead.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with _turn(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


@contextmanager
def _turn() -> Iterator[None]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "write-lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _Draft(NamedTuple):
    row: Event
    content: bytes


def append(
    *,
    tenant: str | UUID,
    stream: StreamRef,
    type: str,  # noqa: A002 - the word of the envelope
    payload: Mapping[str, object],
    occurred_on: date,
    account: str | UUID,
    appointment: str | UUID = "",
    expected_sequence: int | None = None,
    idempotency_key: str = "",
    supersedes: str | UUID | None = None,
    reason: str = "",
    evidence: Sequence[str] = (),
    instance: str | UUID = "",
) -> StoredEvent:
    """Appends an event to its stream, inside the transaction of the caller.

    The same key with the same content returns the first result (`is_replay`). Raises
    `SequenceConflict`, `IdempotencyConflict`, `FactError` (supersedes), `CanonicalError` for a
    payload with no canonical form.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("append needs a transaction: call it inside ledger.services.writing()")
    row = Event(
        tenant=UUID(str(tenant)),
        stream_kind=stream.kind,
        stream_id=UUID(stream.id),
        type=type,
        occurred_on=occurred_on,
        account=str(account),
        appointment=str(appointment),
        instance=str(instance),
        supersedes=UUID(str(supersedes)) if supersedes else None,
        idempotency_key=idempotency_key,
    )
    body = {"payload": payload, "reason": reason, "evidence": list(evidence)}
    return _append(_Draft(row, canonical(body)), expected_sequence)


def _append(draft: _Draft, expected_sequence: int | None) -> StoredEvent:
    head = _locked_head(draft.row)
    first = _first_result(draft)
    if first:
        return first
    if expected_sequence is not None and expected_sequence != head.sequence:
        row = draft.row
        newer = queries.stream_events(
            row.tenant, row.stream_kind, row.stream_id, after=expected_sequence
        )
        raise SequenceConflict(newer)
    _check_supersedes(draft.row)
    _seal(draft, head)
    return stored_event(draft.row)


def _locked_head(row: Event) -> StreamHead:
    """The head of the stream, held until the transaction ends; made if this is its first event."""
    ref = {"tenant": row.tenant, "stream_kind": row.stream_kind, "stream_id": row.stream_id}
    heads = StreamHead.objects.select_for_update().filter(**ref)
    head = heads.first()
    if head is None:
        StreamHead.objects.bulk_create([StreamHead(**ref)], ignore_conflicts=True)
        head = heads.get()
    return head


def _first_result(draft: _Draft) -> StoredEvent | None:
    first = _stored_under(draft.row)
    if first is None:
        return None
    if not _is_same(first, draft):
        raise IdempotencyConflict(stored_event(first))
    return stored_event(first, is_replay=True)


def _stored_under(row: Event) -> Event | None:
    if not row.idempotency_key:
        return None
    of_key = Event.objects.filter(tenant=row.tenant, idempotency_key=row.idempotency_key)
    return of_key.select_related("body").first()


def _is_same(first: Event, draft: _Draft) -> bool:
    stamped = {"id", "sequence", "recorded_at"}
    asked, given = envelope(first), envelope(draft.row)
    body = body_of(first)
    return all(asked[name] == given[name] for name in asked.keys() - stamped) and (
        body is not None and bytes(body.content) == draft.content
    )


def _check_supersedes(row: Event) -> None:
    if row.supersedes is None:
        return
    of_stream = Event.objects.filter(
        tenant=row.tenant, stream_kind=row.stream_kind, stream_id=row.stream_id
    )
    if not of_stream.filter(id=row.supersedes).exists():
        raise FactError("supersedes", _("所更正的记录不在本卷中"))
    corrections = of_stream.filter(supersedes=row.supersedes).exclude(type="erasure")
    if row.type != "erasure" and corrections.exists():
        raise FactError("supersedes", _("该记录已被更正或撤回,请在最新的记录上更正"))


def _seal(draft: _Draft, head: StreamHead) -> None:
    """Stamps the row, ties it to the head and stores event, body and new head."""
    row, salt = draft.row, secrets.token_bytes(16)
    row.sequence = head.sequence + 1
    row.recorded_at = timezone.now()
    row.digest = body_digest(salt, draft.content, settings.LEDGER_ALGORITHM)
    row.previous = head.hash
    row.hash = entry_hash(envelope(row), row.previous, row.digest, settings.LEDGER_ALGORITHM)
    _store(row)
    row.body = EventBody.objects.create(event=row, salt=salt, content=draft.content)
    head.sequence, head.hash = row.sequence, row.hash
    head.save(update_fields=["sequence", "hash"])


def _store(row: Event) -> None:
    """Inserts the envelope. A key that another stream took meanwhile is a conflict, not a crash."""
    if not row.idempotency_key:
        row.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        first = _stored_under(row)
        if first is None:
            raise
        raise IdempotencyConflict(stored_event(first)) from None


def log_read(*, tenant: str | UUID, account: str | UUID, **about: str) -> None:
    """Notes that a protected object was shown.

    `object` (O6, O10, …), `object_id`, `appointment`, `stage`.
    """
    _log(ReadLog.Outcome.READ, tenant, account, {"action": "V"} | about)


def log_denied(*, tenant: str | UUID, account: str | UUID, **about: str) -> None:
    """Notes that an `action` (V, A, C, P, E) on an object was refused.

    Takes what `log_read` takes.
    """
    _log(ReadLog.Outcome.DENIED, tenant, account, {"action": "V"} | about)


def _log(outcome: str, tenant: str | UUID, account: str | UUID, about: Mapping[str, str]) -> None:
    with writing():
        ReadLog.objects.create(
            tenant=UUID(str(tenant)),
            account=str(account),
            outcome=outcome,
            at=timezone.now(),
            **{name: str(value) for name, value in about.items()},
        )
