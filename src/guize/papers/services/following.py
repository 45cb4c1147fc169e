"""Follows duties up: a numbered slip with its entry in the case, the receipt, the end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from guize.cases import queries as cases
from guize.cases.services import refresh_duties
from guize.core.access import Actor, Object
from guize.core.facts import FactError
from guize.ledger import clock
from guize.ledger.identifiers import new_id
from guize.ledger.mapping import StoredEvent
from guize.ledger.queries import event_by_key
from guize.ledger.services import append, writing
from guize.papers import mapping, queries, tiers
from guize.papers.kinds import KINDS
from guize.papers.models import FollowUp
from guize.papers.queries import Place
from guize.papers.queries.following import Candidate
from guize.papers.services.filing import file_paper

SLIP = "supervision_slip"


def issue_follow_up(
    *,
    actor: Actor,
    candidate: Candidate,
    tier: str,
    demand: str,
    answer_by: date,
    idempotency_key: str = "",
) -> FollowUp:
    """Files the slip and records the follow-up; the same key gives the first one again.

    The slip is filed first: should the entry fail, sending the form again finds it by its key.
    Raises `Http404`, `PermissionDenied`, `FactError`.
    """
    place = Place(candidate.due.case)
    cases.require(actor, "E", Object.DUTIES, place.case)
    words = {word.code: word.label for word in tiers.tiers(cases.rulebook(actor))}
    if tier not in words:
        raise FactError("tier", _("规则中没有这一督办层级"))
    if answer_by < clock.today():
        raise FactError("answer_by", _("回告期限不能早于今天"))
    given = {"duty": candidate.due.row.key, "tier": words[tier], "demand": demand}
    paper = file_paper(
        actor=actor, place=place, kind=KINDS[SLIP], given=given, accepts_blanks=True,
        idempotency_key=f"{idempotency_key}-slip" if idempotency_key else "",
    )  # fmt: skip
    payload = {
        "follow_up": str(new_id()),
        "document": str(paper.id),
        "number": paper.number,
        "duty": candidate.due.row.key,
        "act": candidate.due.rule.act if candidate.due.rule else candidate.due.row.rule,
        "tier": tier,
        "unit": queries.unit_of(candidate.due),
        "demand": demand,
        "answer_by": answer_by.isoformat(),
    }
    return _recorded(actor, place, mapping.ISSUED, payload, key=idempotency_key)


def receive_follow_up(*, actor: Actor, follow_up: UUID | str) -> FollowUp:
    """The receipt (签收) by the holder of a post of the unit."""
    row = queries.follow_up(actor, follow_up)
    if not queries.is_addressed(actor, row):
        raise PermissionDenied(_("由收文单位的人员签收"))
    if row.received_on:
        return row
    return _recorded(actor, Place(row.case), mapping.RECEIVED, {"follow_up": str(row.id)})


def close_follow_up(*, actor: Actor, follow_up: UUID | str, reasons: str) -> FollowUp:
    """The end (销号), with its reason."""
    row = queries.follow_up(actor, follow_up)
    cases.require(actor, "E", Object.DUTIES, row.case)
    if row.closed_on:
        return row
    payload = {"follow_up": str(row.id), "reasons": reasons}
    return _recorded(actor, Place(row.case), mapping.CLOSED, payload)


def _recorded(
    actor: Actor, place: Place, type_: str, payload: dict[str, str], *, key: str = ""
) -> FollowUp:
    tenant, case = actor.tenant, place.case.id
    with writing():
        event = event_by_key(tenant, key) or append(
            tenant=tenant,
            stream=place.stream,
            type=type_,
            payload=payload,
            occurred_on=clock.today(),
            account=actor.account,
            appointment=cases.seat_for(actor, place.case),
            idempotency_key=key,
        )
        row = project(tenant, event)
        refresh_duties(tenant, case, on=clock.today())
    return row


def project(tenant: UUID | str, event: StoredEvent) -> FollowUp:
    """Writes what an event says of a follow-up into its row."""
    told = event.payload
    if event.type == mapping.ISSUED:
        made = mapping.follow_up(tenant, event)
        FollowUp.objects.get_or_create(tenant=tenant, event=event.id, defaults=made)
        return FollowUp.objects.get(tenant=tenant, event=event.id)
    row = FollowUp.objects.get(tenant=tenant, id=told["follow_up"])
    if event.type == mapping.RECEIVED:
        row.received_on, row.received_by = event.occurred_on, event.account
    else:
        row.closed_on, row.closing = event.occurred_on, str(told["reasons"])
    row.save()
    return row
