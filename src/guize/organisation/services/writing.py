"""What all services of the organisation share: append, check, project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from guize.core.facts import FactError, PartialDate, partial_date
from guize.ledger import queries as ledger
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import StoredEvent, append, writing
from guize.organisation.services.projection import apply, stream_of

Identifier = str | UUID
RowType = TypeVar("RowType", bound=models.Model)


class Recording(TypedDict, total=False):
    """How a change is recorded: post of the recorder, key against double entry, where in stream."""

    by_appointment: Identifier
    idempotency_key: str
    expected_sequence: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change to come: who makes it, what kind of event, on which day, with what."""

    tenant: Identifier
    by: Identifier
    type: str
    payload: Mapping[str, object]
    on: date | None = None


def record(
    change: Change, recording: Recording, check: Callable[[], None] | None = None
) -> StoredEvent:
    """Appends the event, checks it against the rows while the stream is held, writes the rows.

    A check that fails takes the event back with it. A replay changes nothing.
    """
    with writing():
        event = append(
            tenant=change.tenant,
            stream=stream_of(change.tenant),
            type=change.type,
            payload=change.payload,
            occurred_on=change.on or today(),
            account=change.by,
            appointment=recording.get("by_appointment", ""),
            idempotency_key=recording.get("idempotency_key", ""),
            expected_sequence=recording.get("expected_sequence"),
        )
        if not event.is_replay:
            if check:
                check()
            apply(change.tenant, event)
    return event


def fresh_id(tenant: Identifier, recording: Recording, name: str) -> str:
    """The id of a row to come; on a replay the one it was given the first time."""
    first = ledger.event_by_key(tenant, recording.get("idempotency_key", ""))
    return str(first.payload.get(name, "")) if first else str(new_id())


def row_of(
    table: type[RowType], tenant: Identifier, row_id: Identifier, field_name: str
) -> RowType:
    """The row of this county, or `FactError` at the field that named it."""
    try:
        return table._default_manager.get(tenant=tenant, id=row_id)
    except (table.DoesNotExist, ValidationError) as error:  # type: ignore[attr-defined]
        raise FactError(field_name, _("没有这条记录,请重新选择")) from error


def required(field_name: str, text: str) -> str:
    if not text.strip():
        raise FactError(field_name, _("必填"))
    return text.strip()


def bound(field_name: str, value: PartialDate | date | str) -> PartialDate:
    """A day, a month or a year as a bound of validity."""
    if isinstance(value, PartialDate):
        return value
    try:
        return partial_date(str(value))
    except FactError as error:
        raise FactError(field_name, _("请填写日期,如 2024-03-05、2024-03 或 2024")) from error
