"""Open work of a post passes from one to another: the one hands it over, the other confirms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.organisation.models import Appointment, Handover, Person
from guize.organisation.services.writing import (
    Change,
    Identifier,
    Recording,
    fresh_id,
    record,
    row_of,
)

Item = tuple[str, str]


def hand_over(
    *,
    tenant: Identifier,
    by: Identifier,
    appointment: Identifier,
    receiver: Identifier,
    items: Sequence[Item],
    note: str = "",
    **recording: Unpack[Recording],
) -> Handover:
    """Hands the open work of a post to another person; it counts once he confirms.

    `items`: kind and reference of each piece of work. Raises `FactError`.
    """
    handover = fresh_id(tenant, recording, "handover")
    held = row_of(Appointment, tenant, appointment, "appointment")
    row_of(Person, tenant, receiver, "receiver")
    if str(held.person_id) == str(receiver):
        raise FactError("receiver", _("不能移交给本人"))
    payload = {
        "handover": handover,
        "appointment": str(held.id),
        "giver": str(held.person_id),
        "receiver": str(receiver),
        "items": [list(item) for item in items],
        "note": note.strip(),
    }

    def check() -> None:
        if Handover.objects.filter(appointment=held, accepted_on__isnull=True).exists():
            raise FactError("receiver", _("这个岗位已有一份移交待对方确认"))

    record(Change(tenant, by, "work_handed_over", payload), recording, check)
    return Handover.objects.get(id=handover)


def accept_handover(
    *,
    tenant: Identifier,
    by: Identifier,
    handover: Identifier,
    **recording: Unpack[Recording],
) -> Handover:
    """Confirms that the work was received. To confirm it twice changes nothing."""
    row = row_of(Handover, tenant, handover, "handover")
    if row.accepted_on is None:
        change = Change(tenant, by, "handover_accepted", {"handover": str(row.id)})
        record(change, recording)
        row.refresh_from_db()
    return row
