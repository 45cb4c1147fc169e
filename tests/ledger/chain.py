"""Builders of the ledger tests."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from guize.ledger.services import StoredEvent, StreamRef, append

DAY = date(2026, 9, 24)


def a_stream() -> StreamRef:
    return StreamRef("case", str(uuid4()))


def add(tenant: str, stream: StreamRef, **fields: object) -> StoredEvent:
    """Appends an event about which only the given fields matter."""
    usual = {"type": "complaint_served", "payload": {}, "occurred_on": DAY, "account": "clerk"}
    return append(tenant=tenant, stream=stream, **{**usual, **fields})
