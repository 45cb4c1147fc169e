"""Who holds which post and who is in charge of what, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Unpack
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from guize.core.facts import FactError, PartialDate, partial_text
from guize.organisation import mapping
from guize.organisation.models import Appointment, Held, Organ, Person, Portfolio, Post
from guize.organisation.services.writing import (
    Change,
    Identifier,
    Recording,
    bound,
    fresh_id,
    record,
    row_of,
)
from guize.ui import rules

SINGLE_SEATS = frozenset({"principal", "county_head", "executive_deputy", "justice_head"})
ADMINISTRATIONS = frozenset({"system_admin", "security_admin", "auditor"})
"""Posts that exclude each other as persons (三员分立)."""

BESIDE = frozenset({"acting", "presiding", "secondment"})
"""Modes in which someone may stand beside the holder of a single seat."""

Bound = PartialDate | date | str


@dataclass(frozen=True, slots=True)
class Span:
    """From a day up to but not including another."""

    since: PartialDate
    until: PartialDate | None

    def written(self) -> dict[str, str]:
        return {
            "since": partial_text(self.since),
            "until": partial_text(self.until) if self.until else "",
        }


def _span(since: Bound, until: Bound | None) -> Span:
    span = Span(bound("since", since), bound("until", until) if until else None)
    if span.until and span.until.last <= span.since.first:
        raise FactError("until", _("结束日期不能早于开始日期"))
    return span


def appoint(
    *,
    tenant: Identifier,
    by: Identifier,
    person: Identifier,
    post: Identifier,
    since: Bound,
    until: Bound | None = None,
    mode: str = "appointed",
    cadre_authority: str = "",
    instrument: str = "",
    stands_in_for: Identifier = "",
    **recording: Unpack[Recording],
) -> Appointment:
    """Puts a person in a post. The days may be known to the month or the year only."""
    appointment = fresh_id(tenant, recording, "appointment")
    span = _span(since, until)
    _refuse_unknown("mode", mode, Appointment.Mode.values)
    _refuse_unsaid("cadre_authority", cadre_authority, "干部管理权限")
    row_of(Person, tenant, person, "person")
    seat = row_of(Post, tenant, post, "post")
    payload = {
        "appointment": appointment,
        "person": str(person),
        "post": str(post),
        **span.written(),
        "mode": mode,
        "cadre_authority": cadre_authority,
        "instrument": instrument,
        "stands_in_for": str(stands_in_for),
    }

    def check() -> None:
        if seat.function in SINGLE_SEATS and mode not in BESIDE:
            _refuse_second_holder(seat, span)
        if seat.function in ADMINISTRATIONS:
            _refuse_second_administration(seat, person, span)

    record(Change(tenant, by, "appointment_made", payload, span.since.first), recording, check)
    return Appointment.objects.get(id=appointment)


def _refuse_second_administration(seat: Post, person: Identifier, span: Span) -> None:
    others = Appointment.objects.filter(
        Q(until_first__isnull=True) | Q(until_last__gt=span.since.first),
        tenant=seat.tenant_id,
        person=person,
        post__function__in=ADMINISTRATIONS - {seat.function},
    )
    if span.until:
        others = others.filter(since_first__lt=span.until.last)
    if others.exists():
        cause = _("三员分立:系统管理员、安全管理员、审计人员须由不同人员担任")
        raise FactError("post", cause)


def _refuse_second_holder(seat: Post, span: Span, apart_from: UUID | None = None) -> None:
    """Two holders of a single seat on one day, however the bounds are read, cannot both be true."""
    others = Appointment.objects.filter(
        Q(until_first__isnull=True) | Q(until_first__gt=span.since.last),
        tenant=seat.tenant_id,
        post__organ=seat.organ_id,
        post__function=seat.function,
    )
    if span.until:
        others = others.filter(since_last__lt=span.until.first)
    others = others.exclude(mode__in=BESIDE).exclude(id=apart_from)
    other = others.select_related("person").first()
    if other:
        cause = _("%(name)s 在此期间在任,请先登记其任职结束") % {"name": other.person.name}
        raise FactError("since", cause)


def refuse_overlaps(tenant: Identifier) -> None:
    """The same for all single seats of a county, after a correction."""
    seats = Appointment.objects.filter(tenant=tenant, post__function__in=SINGLE_SEATS)
    for row in seats.exclude(mode__in=BESIDE).select_related("post"):
        span = Span(mapping.since(row), mapping.until(row))
        _refuse_second_holder(row.post, span, apart_from=row.id)


def end_appointment(
    *,
    tenant: Identifier,
    by: Identifier,
    appointment: Identifier,
    until: Bound,
    instrument: str = "",
    **recording: Unpack[Recording],
) -> Appointment:
    """Ends an appointment: `until` is the first day no longer in office."""
    row = row_of(Appointment, tenant, appointment, "appointment")
    end = bound("until", until)
    payload = {"appointment": str(row.id), "until": partial_text(end), "instrument": instrument}
    change = Change(tenant, by, "appointment_ended", payload, end.first)
    record(change, recording, lambda: _refuse_bad_end(row, end))
    row.refresh_from_db()
    return row


def assign_portfolio(
    *,
    tenant: Identifier,
    by: Identifier,
    appointment: Identifier,
    organ: Identifier,
    since: Bound,
    until: Bound | None = None,
    kind: str = "main",
    instrument: str = "",
    **recording: Unpack[Recording],
) -> Portfolio:
    """Puts an organ in a leader's charge. `kind`: main, substitute, temporary."""
    portfolio = fresh_id(tenant, recording, "portfolio")
    span = _span(since, until)
    _refuse_unknown("kind", kind, Portfolio.Kind.values)
    leader = row_of(Appointment, tenant, appointment, "appointment")
    row_of(Organ, tenant, organ, "organ")
    payload = {
        "portfolio": portfolio,
        "appointment": str(leader.id),
        "organ": str(organ),
        **span.written(),
        "kind": kind,
        "instrument": instrument,
    }
    record(Change(tenant, by, "portfolio_assigned", payload, span.since.first), recording)
    return Portfolio.objects.get(id=portfolio)


def end_portfolio(
    *,
    tenant: Identifier,
    by: Identifier,
    portfolio: Identifier,
    until: Bound,
    instrument: str = "",
    **recording: Unpack[Recording],
) -> Portfolio:
    """Ends a portfolio: `until` is the first day no longer in charge."""
    row = row_of(Portfolio, tenant, portfolio, "portfolio")
    end = bound("until", until)
    payload = {"portfolio": str(row.id), "until": partial_text(end), "instrument": instrument}
    change = Change(tenant, by, "portfolio_ended", payload, end.first)
    record(change, recording, lambda: _refuse_bad_end(row, end))
    row.refresh_from_db()
    return row


def _refuse_unknown(field_name: str, code: str, known: Sequence[str]) -> None:
    if code not in known:
        raise FactError(field_name, _("请从所列选项中选择"))


def _refuse_unsaid(field_name: str, code: str, vocabulary: str) -> None:
    """A word of the county's rulebook, which may add to the common ones. Where no rulebook is at
    hand any word is taken: an assessment names the one it does not know.
    """
    book = rules.rulebook()
    if code and book:
        _refuse_unknown(field_name, code, [word.code for word in book.vocabulary(vocabulary)])


def _refuse_bad_end(row: Held, end: PartialDate) -> None:
    row.refresh_from_db()
    if row.until_first is not None:
        raise FactError("until", _("结束日期已登记;有误的请更正原记录"))
    if end.last <= row.since_first:
        raise FactError("until", _("结束日期不能早于开始日期"))
