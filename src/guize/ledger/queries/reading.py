"""Reads of the chain. No access rule here: applications call these behind their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from guize.core.ledger import FIRST
from guize.ledger.mapping import StoredEvent, StreamRef, stored_event
from guize.ledger.models import Event, StreamHead


@dataclass(frozen=True, slots=True)
class Head:
    """How far a stream has come.

    The sequence and hash of its last entry (0 and empty: none yet).
    """

    sequence: int = 0
    hash: str = FIRST


@dataclass(frozen=True, slots=True)
class Position:
    """How far a reader of all streams has come."""

    recorded_at: datetime
    id: str


def _rows(tenant: str | UUID, stream: StreamRef) -> QuerySet[Event]:
    of_stream = Event.objects.filter(tenant=tenant, stream_kind=stream.kind, stream_id=stream.id)
    return of_stream.select_related("body").order_by("sequence")


def stream_events(
    tenant: str | UUID, kind: str, stream_id: str | UUID, *, after: int = 0
) -> tuple[StoredEvent, ...]:
    """The events of a stream in the order they were recorded, those beyond `after`."""
    rows = _rows(tenant, StreamRef(kind, str(stream_id))).filter(sequence__gt=after)
    return tuple(stored_event(row) for row in rows)


def event(tenant: str | UUID, event_id: str | UUID) -> StoredEvent | None:
    row = Event.objects.select_related("body").filter(tenant=tenant, id=event_id).first()
    return stored_event(row) if row else None


def event_by_key(tenant: str | UUID, idempotency_key: str) -> StoredEvent | None:
    """What is stored under this key, for services that make new ids before they append."""
    rows = Event.objects.select_related("body").filter(tenant=tenant)
    row = rows.filter(idempotency_key=idempotency_key).first() if idempotency_key else None
    return stored_event(row, is_replay=True) if row else None


def head(tenant: str | UUID, stream: StreamRef) -> Head:
    row = StreamHead.objects.filter(
        tenant=tenant, stream_kind=stream.kind, stream_id=stream.id
    ).first()
    return Head(row.sequence, row.hash) if row else Head()


def events_since(
    tenant: str | UUID, position: Position | None = None, *, limit: int = 500
) -> tuple[tuple[StoredEvent, ...], Position | None]:
    """Events of all streams after `position`, and the position to ask from the next time.

    An event comes once and none is passed over while the clock runs forward: those that a
    transaction still running might precede wait for it to end.
    """
    rows = Event.objects.select_related("body").filter(tenant=tenant)
    if position:
        later = Q(recorded_at=position.recorded_at, id__gt=position.id)
        rows = rows.filter(Q(recorded_at__gt=position.recorded_at) | later)
    horizon = _horizon()
    if horizon:
        rows = rows.filter(recorded_at__lt=horizon)
    found = tuple(stored_event(row) for row in rows.order_by("recorded_at", "id")[:limit])
    return found, Position(found[-1].recorded_at, found[-1].id) if found else position


def _horizon() -> datetime | None:
    """On PostgreSQL the start of the oldest other transaction, less a second for the clocks.

    Writers there commit in another order than they took their instants. On SQLite they queue.
    """
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        oldest = cursor.fetchone()[0]
    return (oldest or timezone.now() + timedelta(seconds=2)) - timedelta(seconds=1)


def streams(tenant: str | UUID) -> tuple[StreamRef, ...]:
    """Every stream that has a head or an event: a stream whose head is gone is found as well."""
    fields = ("stream_kind", "stream_id")
    of_heads = StreamHead.objects.filter(tenant=tenant).values_list(*fields)
    of_events = Event.objects.filter(tenant=tenant).values_list(*fields)
    found = sorted({(kind, str(ref)) for kind, ref in of_heads.union(of_events)})
    return tuple(StreamRef(kind, ref) for kind, ref in found)
