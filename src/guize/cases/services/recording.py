"""One way to record any event of a case; corrections and retractions are events too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from guize.cases import mapping, queries
from guize.cases.models import Case
from guize.cases.services.opinions import require_hand
from guize.cases.services.projection import refresh_duties
from guize.core.access import Actor
from guize.core.facts import Event, FactError
from guize.core.rulebook import EventType
from guize.ledger import clock
from guize.ledger.mapping import StoredEvent, StreamRef
from guize.ledger.queries import event_by_key
from guize.ledger.services import append, writing

RETRACTION = "retraction"
# What the justice bureau alone determines (第三条, 第六条第一款), whoever may add to the header.
DETERMINED_BY_BUREAU = frozenset({"adverse_determined"})


def record_event(
    *,
    actor: Actor,
    case: UUID | str,
    type: str,  # noqa: A002 - the word of the envelope
    occurred_on: date,
    payload: Mapping[str, object] | None = None,
    instance: str = "",
    evidence: Sequence[str] = (),
    expected_sequence: int | None = None,
    idempotency_key: str = "",
    supersedes: str = "",
    reason: str = "",
) -> StoredEvent:
    """Records an event and rewrites the rows that follow from it, in one transaction.

    Raises `Http404` (the case is not the actor's to see), `PermissionDenied`, `EntryError` with
    the faults by field, `SequenceConflict` (someone wrote in between), `IdempotencyConflict`.
    """
    about = {"instance": instance, "supersedes": supersedes, "payload": dict(payload or {})}
    draft = mapping.draft_event(type=type, occurred_on=occurred_on, at=timezone.now(), **about)
    with writing():
        row = queries.case(actor, case)
        seat = require_right(actor, row, draft)
        if not event_by_key(actor.tenant, idempotency_key):
            require_hand(actor, draft, lambda: queries.whole_record(row))
            queries.refuse_faults(actor, row, draft)
        return enter_draft(
            draft,
            actor=actor,
            row=row,
            appointment=seat,
            expected_sequence=expected_sequence,
            idempotency_key=idempotency_key,
            reason=reason,
            evidence=evidence,
        )


def enter_draft(draft: Event, *, actor: Actor, row: Case, **envelope: Any) -> StoredEvent:
    """Puts a draft that has passed every check into the stream of its case and rewrites the rows
    that follow from it.
    """
    stream = StreamRef("case", str(row.id))
    own = {"tenant": actor.tenant, "stream": stream, "account": actor.account}
    event = append_draft(draft, **own, **envelope)
    if not event.is_replay:
        refresh_duties(actor.tenant, row.id, on=clock.today())
    return event


def append_draft(draft: Event, **envelope: Any) -> StoredEvent:
    """Puts a draft that has passed every check into its stream."""
    return append(
        type=draft.type,
        payload=draft.payload,
        occurred_on=draft.occurred_on,
        supersedes=draft.supersedes or None,
        instance=draft.instance,
        **envelope,
    )


def require_right(actor: Actor, case: Case, draft: Event) -> str:
    """The seat from which the actor may record the draft, or `PermissionDenied`."""
    kind = queries.event_type(actor, draft.type)
    if draft.type == mapping.REVIEWER_NAMED:  # it has a service of its own, with further checks
        raise PermissionDenied(_("您可以查看,但无权办理这一事项"))
    if not draft.supersedes:
        _require_bureau(actor, case, kind)
        queries.require(actor, kind.action, kind.object, case)
        return queries.seat_for(actor, case)
    first = queries.stored_event(actor, case, draft.supersedes)
    if draft.type not in (first.type, RETRACTION):
        raise FactError("type", _("更正须与原记录为同一种事件"))
    kind = queries.event_type(actor, first.type)
    _require_bureau(actor, case, kind)
    queries.require(actor, "C", kind.object, case)
    return queries.seat_for(actor, case)


def _require_bureau(actor: Actor, case: Case, kind: EventType) -> None:
    if kind.code in DETERMINED_BY_BUREAU and not queries.may_determine(actor, case):
        raise PermissionDenied(_("由县司法行政机关认定"))


def retract(
    *,
    actor: Actor,
    case: UUID | str,
    event: str,
    reason: str,
    expected_sequence: int | None = None,
    idempotency_key: str = "",
) -> StoredEvent:
    """Takes an entry back; it stays readable, struck through."""
    return record_event(
        actor=actor,
        case=case,
        type=RETRACTION,
        occurred_on=clock.today(),
        payload={"reasons": reason},
        supersedes=event,
        reason=reason,
        expected_sequence=expected_sequence,
        idempotency_key=idempotency_key,
    )
