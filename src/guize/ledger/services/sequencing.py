"""The sequencer: takes up new entries into the tree of their county and signs how far it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from guize.core.ledger import Checkpoint, Hashes, grow, leaf_hash, note, root_of
from guize.ledger import anchors, clock, keys
from guize.ledger.models import Event, Leaf, SignedHead
from guize.ledger.services.appending import writing

BATCH = 2000


def sequence(*, tenant: str | UUID) -> SignedHead | None:
    """Takes up all entries that can be seen and signs; gives the newest checkpoint, if any.

    An entry committed later than a younger one comes in a later round: what counts is that it has
    no place yet, not when it was recorded, so none is passed over and no clock is trusted.
    """
    while True:
        with writing():
            made = _batch(UUID(str(tenant)))
        if made is None:
            return newest(tenant)
        anchors.keep(tenant, made.note, made.at.astimezone(clock.BEIJING).date())


def newest(tenant: str | UUID) -> SignedHead | None:
    return SignedHead.objects.filter(tenant=tenant).order_by("-size").first()


def _batch(tenant: UUID) -> SignedHead | None:
    _alone(tenant)
    found = list(_waiting(tenant)[:BATCH])
    if not found:
        return None
    last = newest(tenant)
    peaks: Hashes = tuple(bytes.fromhex(peak) for peak in last.peaks) if last else ()
    size = last.size if last else 0
    Leaf.objects.bulk_create(_leaf(event, size + n) for n, event in enumerate(found))
    peaks, size = grow(peaks, size, (leaf_hash(event.hash.encode()) for event in found))
    return _signed(tenant, peaks, size, timezone.now())


def _alone(tenant: UUID) -> None:
    """One sequencer of a county at a time; on SQLite writers queue already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [tenant.int >> 65])


def _waiting(tenant: UUID):
    has_place = Leaf.objects.filter(tenant=tenant, event=OuterRef("id"))
    rows = Event.objects.filter(~Exists(has_place), tenant=tenant)
    return rows.order_by("recorded_at", "stream_id", "sequence")


def _leaf(event: Event, index: int) -> Leaf:
    return Leaf(
        tenant=event.tenant,
        index=index,
        event=event.id,
        stream_kind=event.stream_kind,
        stream_id=event.stream_id,
        sequence=event.sequence,
        hash=event.hash,
    )


def _signed(tenant: UUID, peaks: Hashes, size: int, at: datetime) -> SignedHead:
    checkpoint = Checkpoint(keys.origin(tenant), size, root_of(peaks), at.replace(microsecond=0))
    signature, key = keys.sign(checkpoint)
    return SignedHead.objects.create(
        tenant=tenant,
        size=size,
        root=checkpoint.root.hex(),
        at=checkpoint.at,
        peaks=[peak.hex() for peak in peaks],
        key=key.text,
        note=note(checkpoint, signature),
    )
