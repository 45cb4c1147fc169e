"""Someone is absent, and another stands in for him: with his rights and duties meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.ledger.queries import event_by_key
from guize.ledger.services import writing
from guize.organisation import mapping
from guize.organisation.models import Appointment, Portfolio
from guize.organisation.services.correcting import correct
from guize.organisation.services.offices import appoint, assign_portfolio
from guize.organisation.services.writing import Identifier, Recording, required, row_of


def record_absence(
    *,
    tenant: Identifier,
    by: Identifier,
    appointment: Identifier,
    person: Identifier,
    since: date,
    until: date,
    instrument: str,
    **recording: Unpack[Recording],
) -> Appointment:
    """Puts `person` in the post of the absent holder, from `since` up to but not including `until`.

    He is put in charge of what the holder is in charge of, too. An instrument is required: rights
    do not pass by word of mouth.
    """
    absent = row_of(Appointment, tenant, appointment, "appointment")
    number = required("instrument", instrument)
    key = recording.get("idempotency_key", "")
    own = {"tenant": tenant, "by": by, "by_appointment": recording.get("by_appointment", "")}
    own |= {"since": since, "until": until, "instrument": number}
    with writing():
        if not event_by_key(tenant, key):
            _refuse(absent, person, since, until)
        made = appoint(
            **own,
            person=person,
            post=absent.post_id,
            mode=Appointment.Mode.ACTING,
            cadre_authority=_own_authority(absent, person, since),
            stands_in_for=absent.id,
            idempotency_key=key,
        )
        for n, charge in enumerate(_in_charge(absent, since)):
            assign_portfolio(
                **own,
                appointment=made.id,
                organ=charge.organ_id,
                kind=Portfolio.Kind.TEMPORARY,
                idempotency_key=f"{key}:{n}" if key else "",
            )
    return made


def end_absence(
    *,
    tenant: Identifier,
    by: Identifier,
    appointment: Identifier,
    until: date,
    reason: str,
    **recording: Unpack[Recording],
) -> Appointment:
    """Moves the day of return; `appointment` is that of the one standing in. A repeated one changes
    nothing.
    """
    row = row_of(Appointment, tenant, appointment, "appointment")
    why = required("reason", reason)
    if row.stands_in_for_id is None:
        raise FactError("appointment", _("这项任职不是代理缺席人员"))
    if until <= row.since_first:
        raise FactError("until", _("结束日期不能早于开始日期"))
    if row.until_first == until:
        return row
    with writing():
        end = {"until": until.isoformat()}
        charges = Portfolio.objects.filter(tenant=tenant, appointment=row)
        for event in (row.event, *charges.values_list("event", flat=True)):
            correct(tenant=tenant, by=by, event=event, payload=end, reason=why)
    row.refresh_from_db()
    return row


def _refuse(absent: Appointment, person: Identifier, since: date, until: date) -> None:
    if until <= since:
        raise FactError("until", _("返岗日期须晚于缺席开始日期"))
    if str(absent.person_id) == str(person):
        raise FactError("person", _("不能由缺席人员本人代理"))
    if mapping.is_held(absent, since) is not True:
        raise FactError("since", _("缺席人员在这一天不在任"))
    others = absent.stand_ins.filter(since_first__lt=until, until_last__gt=since)
    if others.exists():
        raise FactError("since", _("此期间已登记代理人员"))


def _own_authority(absent: Appointment, person: Identifier, on: date) -> str:
    """The cadre authority over the one who stands in is that of his own post."""
    rows = Appointment.objects.filter(tenant=absent.tenant_id, person=person)
    held = (row for row in rows if row.cadre_authority and mapping.is_held(row, on))
    return next((row.cadre_authority for row in held), absent.cadre_authority)


def _in_charge(absent: Appointment, on: date) -> list[Portfolio]:
    rows = Portfolio.objects.filter(tenant=absent.tenant_id, appointment=absent).order_by("id")
    return [row for row in rows if mapping.is_held(row, on)]
