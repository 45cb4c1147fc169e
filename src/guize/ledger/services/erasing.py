"""Erasure of personal data: the body goes, its salted digest stays, and the chain still holds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.ledger.models import Event, EventBody
from guize.ledger.services.appending import StoredEvent, StreamRef, append, writing


def erase(
    *,
    tenant: str | UUID,
    event: str | UUID,
    on: date,
    account: str | UUID,
    reason: str,
    appointment: str | UUID = "",
) -> StoredEvent:
    """Records an erasure with its reason and removes the body it names, in one transaction.

    Without the salt, which goes as well, nobody can test a guess against the digest that stays.
    Backups made before still hold the body until they are no longer retained. Projections are the
    caller's to rebuild. Raises `FactError` for an unknown entry, one already erased, an erasure,
    or no reason.
    """
    with writing():
        row = Event.objects.filter(tenant=tenant, id=event).first()
        cause = _cause(row, reason)
        if row is None or cause:
            raise FactError("event", cause)
        made = append(
            tenant=tenant,
            stream=StreamRef(row.stream_kind, str(row.stream_id)),
            type="erasure",
            payload={},
            occurred_on=on,
            account=account,
            appointment=appointment,
            supersedes=row.id,
            reason=reason,
        )
        EventBody.objects.filter(event=row.id).delete()
        return made


def _cause(row: Event | None, reason: str) -> str:
    if row is None:
        return _("没有这条记录")
    if row.type == "erasure":
        return _("删除记录本身不能删除")
    if not EventBody.objects.filter(event=row.id).exists():
        return _("该记录的内容已经删除")
    return "" if reason.strip() else _("请填写依法删除的理由")
