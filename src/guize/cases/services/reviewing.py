"""Where the justice bureau is itself a unit concerned the county government names another organ."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from guize.cases import mapping, queries
from guize.cases.services.recording import enter_draft
from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger.mapping import StoredEvent
from guize.ledger.queries import event_by_key
from guize.ledger.services import writing


def name_reviewer(
    *,
    actor: Actor,
    case: UUID | str,
    reviewer: str,
    document_number: str,
    reasons: str,
    occurred_on: date,
    idempotency_key: str = "",
) -> StoredEvent:
    """Names the organ that acts in the bureau's place in this case alone (解释 D38).

    From now on its posts have the bureau's rights there. Raises `Http404` where the actor may not
    name one, `EntryError` and `FactError` as `record_event` does.
    """
    payload = {"reviewer": reviewer, "document_number": document_number, "reasons": reasons}
    draft = mapping.draft_event(
        type=mapping.REVIEWER_NAMED, occurred_on=occurred_on, at=timezone.now(), payload=payload
    )
    with writing():
        row, seat = queries.case_to_review(actor, case)
        if not event_by_key(actor.tenant, idempotency_key):
            _refuse(actor, row, draft, reviewer)
        return enter_draft(
            draft, actor=actor, row=row, appointment=seat, idempotency_key=idempotency_key
        )


def _refuse(actor: Actor, row: object, draft: mapping.facts.Event, reviewer: str) -> None:
    if reviewer not in dict(queries.organs_to_review(actor, row)):
        cause = _("请选择不涉案、且有主要负责人和承办人在任的机关,起草与审核由不同的人办理")
        raise FactError("reviewer", cause)
    known = mapping.case_record(row.tenant, row.id)
    told = mapping.with_organisation(row.tenant, mapping.with_draft(known, draft))
    faults = queries.faults_of(actor, mapping.with_events(told, known.events), draft)
    if faults:
        raise queries.EntryError(faults)
