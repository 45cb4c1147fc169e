"""Check lists: several items checked in one go, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from guize.cases.services.recording import record_event
from guize.core.access import Actor
from guize.core.checking import RECORDED
from guize.ledger import clock
from guize.ledger.mapping import StoredEvent
from guize.ledger.services import writing


def record_checks(
    *,
    actor: Actor,
    case: UUID | str,
    items: Sequence[Mapping[str, object]],
    idempotency_key: str = "",
) -> tuple[StoredEvent, ...]:
    """Records each item as an entry of today. Raises as `record_event` does."""
    with writing():
        return tuple(
            record_event(
                actor=actor,
                case=case,
                type=RECORDED,
                occurred_on=clock.today(),
                payload=item,
                idempotency_key=f"{idempotency_key}:{number}" if idempotency_key else "",
            )
            for number, item in enumerate(items)
        )
