"""Events of the organisation stream to rows, one by one as they happen or all anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from guize.core.facts import FactError, PartialDate, partial_date
from guize.ledger import queries as ledger
from guize.ledger.services import StoredEvent, StreamRef, writing
from guize.organisation.models import Appointment, Handover, Organ, Person, Portfolio, Post, Tenant

Payload = dict[str, Any]
ORDER: tuple[type[models.Model], ...] = (Organ, Post, Person, Appointment, Portfolio, Handover)


def stream_of(tenant: str | UUID) -> StreamRef:
    return StreamRef("organisation", str(tenant))


def apply(tenant: str | UUID, event: StoredEvent) -> None:
    """Writes the rows that follow from one event; the same event twice leaves the same rows."""
    PROJECTIONS[event.type](UUID(str(tenant)), event, dict(event.payload))


def rebuild(tenant: str | UUID) -> None:
    """Computes every row of the county anew from its stream, and removes what no event explains.

    Rows keep their ids, so that references from other applications hold. Raises `FactError` if a
    row that others refer to would go.
    """
    with writing():
        events = effective(ledger.stream_events(tenant, "organisation", tenant))
        for event in events:
            apply(tenant, event)
        explained = {event.id for event in events}
        try:
            for table in reversed(ORDER):
                rows = table._default_manager.filter(tenant=tenant)
                rows.exclude(event__in=explained).delete()
        except ProtectedError as error:
            cause = _("仍有其他记录引用,不能撤回")
            raise FactError("event", cause) from error


def effective(events: Iterable[StoredEvent]) -> list[StoredEvent]:
    """The events in force: a correction stands in the place of what it corrects."""
    in_force: dict[str, StoredEvent] = {}
    place: dict[str, str] = {}
    for event in events:
        first = place.get(event.supersedes, event.supersedes) or event.id
        place[event.id] = first
        in_force[first] = event
    return [event for event in in_force.values() if event.type != "retraction"]


def bounds(name: str, value: PartialDate | None) -> dict[str, object]:
    """The two columns of a bound: `since_first`, `since_last`."""
    first, last = (value.first, value.last) if value else (None, None)
    return {f"{name}_first": first, f"{name}_last": last}


def _put(table: type[models.Model], tenant: UUID, row_id: str, values: Payload) -> models.Model:
    row, _created = table._default_manager.update_or_create(
        id=row_id, tenant_id=tenant, defaults=values
    )
    return row


def _county_founded(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    Tenant.objects.update_or_create(id=tenant, defaults=payload)


def _organ_established(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "event": event.id,
        "name": payload["name"],
        "kind": payload["kind"],
        "role": payload["role"],
        "parent_id": payload["parent"] or None,
        "established_on": payload["established_on"],
        "dissolved_on": None,
    }
    organ = _put(Organ, tenant, payload["organ"], values)
    organ.succeeds.set(payload["succeeds"])


def _organ_dissolved(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    organs = Organ.objects.filter(tenant=tenant, id=payload["organ"])
    organs.update(dissolved_on=event.occurred_on)


def _post_created(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "event": event.id,
        "organ_id": payload["organ"],
        "title": payload["title"],
        "function": payload["function"],
    }
    _put(Post, tenant, payload["post"], values)


def _person_registered(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    _put(Person, tenant, payload["person"], {"event": event.id, "name": payload["name"]})


def _appointment_made(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "person_id": payload["person"],
        "post_id": payload["post"],
        "mode": payload["mode"],
        "cadre_authority": payload["cadre_authority"],
        "stands_in_for_id": payload.get("stands_in_for") or None,
    }
    _put(Appointment, tenant, payload["appointment"], values | _held(event, payload))


def _portfolio_assigned(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "appointment_id": payload["appointment"],
        "organ_id": payload["organ"],
        "kind": payload["kind"],
    }
    _put(Portfolio, tenant, payload["portfolio"], values | _held(event, payload))


def _held(event: StoredEvent, payload: Payload) -> Payload:
    since = bounds("since", partial_date(payload["since"]))
    until = bounds("until", partial_date(payload["until"]) if payload["until"] else None)
    return {"event": event.id, "instrument": payload["instrument"], **since, **until}


def _appointment_ended(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    rows = Appointment.objects.filter(tenant=tenant, id=payload["appointment"])
    rows.update(**bounds("until", partial_date(payload["until"])))


def _portfolio_ended(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    rows = Portfolio.objects.filter(tenant=tenant, id=payload["portfolio"])
    rows.update(**bounds("until", partial_date(payload["until"])))


def _work_handed_over(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    values = {
        "event": event.id,
        "appointment_id": payload["appointment"],
        "giver_id": payload["giver"],
        "receiver_id": payload["receiver"],
        "items": payload["items"],
        "note": payload["note"],
        "handed_on": event.occurred_on,
        "accepted_on": None,
    }
    _put(Handover, tenant, payload["handover"], values)


def _handover_accepted(tenant: UUID, event: StoredEvent, payload: Payload) -> None:
    rows = Handover.objects.filter(tenant=tenant, id=payload["handover"])
    rows.update(accepted_on=event.occurred_on)


PROJECTIONS: dict[str, Callable[[UUID, StoredEvent, Payload], None]] = {
    "county_founded": _county_founded,
    "organ_established": _organ_established,
    "organ_dissolved": _organ_dissolved,
    "post_created": _post_created,
    "person_registered": _person_registered,
    "appointment_made": _appointment_made,
    "appointment_ended": _appointment_ended,
    "portfolio_assigned": _portfolio_assigned,
    "portfolio_ended": _portfolio_ended,
    "work_handed_over": _work_handed_over,
    "handover_accepted": _handover_accepted,
}
