"""Corrections: a later entry takes the place of an earlier one, which stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.ledger.services import StoredEvent, append, writing
from guize.organisation.services.offices import refuse_overlaps
from guize.organisation.services.projection import rebuild, stream_of
from guize.organisation.services.writing import Change, Identifier, required


def correct(
    *,
    tenant: Identifier,
    by: Identifier,
    event: Identifier,
    payload: Mapping[str, Any],
    reason: str,
) -> StoredEvent:
    """Replaces fields of a recorded change; the first entry stays readable, the rows follow."""
    return _supersede(Change(tenant, by, "", payload), event, required("reason", reason))


def retract(*, tenant: Identifier, by: Identifier, event: Identifier, reason: str) -> StoredEvent:
    """Takes a recorded change back; refused while other rows rest on it."""
    return _supersede(Change(tenant, by, "retraction", {}), event, required("reason", reason))


def _supersede(change: Change, event: Identifier, reason: str) -> StoredEvent:
    first = ledger.event(change.tenant, event)
    if first is None or first.stream != stream_of(change.tenant):
        raise FactError("event", _("没有这条记录,请重新选择"))
    if first.type == "retraction":
        raise FactError("event", _("撤回不能再撤回,请重新登记"))
    with writing():
        stored = append(
            tenant=change.tenant,
            stream=first.stream,
            type=change.type or first.type,
            payload={} if change.type else {**first.payload, **change.payload},
            occurred_on=first.occurred_on,
            account=change.by,
            supersedes=first.id,
            reason=reason,
        )
        try:
            rebuild(change.tenant)
            refuse_overlaps(change.tenant)
        except IntegrityError as error:
            raise FactError("event", _("更正后与其他记录不一致")) from error
    return stored
