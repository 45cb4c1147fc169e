"""Rows of the chain to values.

A stored event as the applications see it, an entry as the core checks it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guize.core import ledger as chain
from guize.ledger.models import Event, EventBody, StreamKind


@dataclass(frozen=True, slots=True)
class StreamRef:
    """A stream: its kind (case, proceeding, organisation, accounts) and what it is about."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        StreamKind(self.kind)
        object.__setattr__(self, "id", str(UUID(str(self.id))))


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of the chain with its body. Identifiers are texts, empty where there is none.

    `is_erased`: its body was lawfully removed, payload, reason and evidence are empty.
    `is_replay`: `append` found it under the idempotency key and stored nothing.
    """

    id: str
    stream: StreamRef
    sequence: int
    type: str
    occurred_on: date
    recorded_at: datetime
    account: str
    appointment: str
    payload: Mapping[str, object]
    supersedes: str
    reason: str
    evidence: tuple[str, ...]
    instance: str
    hash: str
    is_erased: bool = False
    is_replay: bool = field(default=False, compare=False)


def stored_event(row: Event, *, is_replay: bool = False) -> StoredEvent:
    body = body_of(row)
    content = json.loads(bytes(body.content)) if body else {}
    return StoredEvent(
        id=str(row.id),
        stream=StreamRef(row.stream_kind, str(row.stream_id)),
        sequence=row.sequence,
        type=row.type,
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        account=row.account,
        appointment=row.appointment,
        payload=content.get("payload", {}),
        supersedes=str(row.supersedes or ""),
        reason=content.get("reason", ""),
        evidence=tuple(content.get("evidence", ())),
        instance=row.instance,
        hash=row.hash,
        is_erased=body is None,
        is_replay=is_replay,
    )


def envelope(row: Event) -> dict[str, object]:
    """What the hash of the row covers beside its place and its body."""
    stream = (row.stream_kind, str(row.stream_id))
    return chain.envelope_of(row, tenant=str(row.tenant), stream=stream)


def body_of(row: Event) -> EventBody | None:
    """The body, or None where it was erased."""
    try:
        return row.body
    except EventBody.DoesNotExist:
        return None
