"""The steps themselves. Each is the event of the same name in the rulebook, recorded in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from guize.accountability import mapping, queries
from guize.accountability.models import Proceeding
from guize.accountability.queries import sight
from guize.accountability.services import rules
from guize.accountability.services.projection import refresh
from guize.accounts.services import declare_recusal
from guize.cases import queries as cases
from guize.cases.services import append_draft, require_hand
from guize.core.access import Actor
from guize.core.assess import assess
from guize.core.facts import Event, FactError
from guize.ledger import clock
from guize.ledger.identifiers import new_id
from guize.ledger.mapping import StoredEvent, StreamRef
from guize.ledger.queries import event_by_key
from guize.ledger.services import writing
from guize.regulations.queries import norms

OPENED = "proceeding_opened"


def open_proceeding(
    *,
    actor: Actor,
    case: UUID | str,
    occurred_on: date,
    reasons: str,
    evidence: Sequence[str] = (),
    idempotency_key: str = "",
) -> Proceeding:
    """Opens a proceeding on a case with an effective adverse judgment (第六条第一款)."""
    with writing():
        first = event_by_key(actor.tenant, idempotency_key)
        if first:
            return Proceeding.objects.get(tenant=actor.tenant, id=first.stream.id)
        row = cases.case(actor, case)
        if not queries.may_open(actor, row):
            raise PermissionDenied(_("败诉裁判生效后,由县司法行政机关启动"))
        proceeding = _numbered(actor.tenant, row, occurred_on)
        draft = cases.draft_event(
            type=OPENED,
            occurred_on=occurred_on,
            at=timezone.now(),
            payload={"reasons": reasons},
            stream="proceeding",
        )
        _refuse(actor, _step(actor, proceeding, draft))
        append_draft(
            draft,
            tenant=actor.tenant,
            stream=StreamRef("proceeding", str(proceeding.id)),
            account=actor.account,
            appointment=cases.seat_for(actor, row),
            idempotency_key=idempotency_key,
            evidence=evidence,
        )
        return refresh(proceeding, on=clock.today())


def _numbered(tenant: str, case_row: Any, on: date) -> Proceeding:
    """The next number of the year. Where another writer took it meanwhile, the one after it."""
    of_year = Proceeding.objects.filter(tenant=tenant, year=on.year)
    last_try = 3
    for attempt in range(1, last_try + 1):
        serial = (of_year.aggregate(last=Max("serial"))["last"] or 0) + 1
        row = Proceeding(
            id=new_id(), tenant=tenant, case=case_row, year=on.year, serial=serial, opened_on=on
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if attempt == last_try:
                raise
        else:
            break
    return row


def record_step(
    *,
    actor: Actor,
    proceeding: UUID | str,
    type: str,  # noqa: A002 - the word of the envelope
    occurred_on: date,
    payload: Mapping[str, object] | None = None,
    evidence: Sequence[str] = (),
    expected_sequence: int | None = None,
    idempotency_key: str = "",
    supersedes: str = "",
    reason: str = "",
) -> StoredEvent:
    """Records a step and rewrites the rows that follow, in one transaction.

    Raises as `cases.services.record_event` does; what the actor may not see is 404.
    """
    about = {"stream": "proceeding", "supersedes": supersedes, "payload": dict(payload or {})}
    draft = cases.draft_event(type=type, occurred_on=occurred_on, at=timezone.now(), **about)
    with writing():
        row = _row(actor, proceeding)
        step = _step(actor, row, draft)
        seat = _require(actor, row, step)
        if not event_by_key(actor.tenant, idempotency_key):
            require_hand(actor, draft, lambda: step.record)
            _refuse(actor, step)
        event = append_draft(
            draft,
            tenant=actor.tenant,
            stream=StreamRef("proceeding", str(row.id)),
            account=actor.account,
            appointment=seat,
            expected_sequence=expected_sequence,
            idempotency_key=idempotency_key,
            reason=reason,
            evidence=evidence,
        )
        if not event.is_replay:
            refresh(row, on=clock.today())
    return event


def _row(actor: Actor, proceeding: UUID | str) -> Proceeding:
    """The row without a rule of its own: whoever may take a step need not see the page."""
    row = Proceeding.objects.filter(tenant=actor.tenant, id=proceeding).first()
    if row is None:
        raise Http404(_("没有这个页面"))
    return row


def _step(actor: Actor, row: Proceeding, draft: Event) -> rules.Step:
    known = cases.whole_record(row.case, proceedings=(row.id,))
    law = norms(actor.tenant)
    outcome = assess(known, law, on=clock.today())
    return rules.Step(draft, known, outcome, cases.rulebook(actor), law)


def _require(actor: Actor, row: Proceeding, step: rules.Step) -> str:
    """The appointment the actor's right comes from; 403 or 404 without one."""
    draft, action = step.draft, ""
    subject, kind_code = step.subject, draft.type
    if draft.supersedes:
        corrected = next((e for e in step.record.events if e.id == draft.supersedes), None)
        if corrected is None or corrected.stream != "proceeding":
            raise Http404(_("没有这条记录,或者您无权查看"))
        action, kind_code = "C", corrected.type
        subject = str(corrected.payload.get("subject", "")) or subject
    kind = cases.event_type(actor, kind_code, "proceeding")
    verdict = sight.recording(
        actor,
        kind,
        row,
        subject=subject,
        action=action,
        authors=mapping.authors_of(step.record, draft.type),
        bodies=mapping.bodies_of(step.record, subject),
    )
    return sight.require(verdict) or cases.first_seat(actor)


def _refuse(actor: Actor, step: rules.Step) -> None:
    found = [*cases.faults_of(actor, step.record, step.draft), *rules.faults(step)]
    if found:
        raise cases.EntryError(found)


def record_findings(
    *,
    actor: Actor,
    proceeding: UUID | str,
    findings: Sequence[Mapping[str, object]],
    occurred_on: date | None = None,
    expected_sequence: int | None = None,
    idempotency_key: str = "",
) -> tuple[StoredEvent, ...]:
    """Records several findings in one transaction: all of them or none."""
    with writing():
        return tuple(
            record_step(
                actor=actor,
                proceeding=proceeding,
                type="finding_recorded",
                occurred_on=occurred_on or clock.today(),
                payload=finding,
                expected_sequence=expected_sequence + n if expected_sequence is not None else None,
                idempotency_key=f"{idempotency_key}:{n}" if idempotency_key else "",
            )
            for n, finding in enumerate(findings)
        )


def retract_step(*, actor: Actor, proceeding: UUID | str, event: str, reason: str) -> StoredEvent:
    return record_step(
        actor=actor,
        proceeding=proceeding,
        type="retraction",
        occurred_on=clock.today(),
        payload={"reasons": reason},
        supersedes=event,
        reason=reason,
    )


def recuse(*, actor: Actor, proceeding: UUID | str, person: str, reason: str) -> None:
    """Declares that a person takes no part (回避); from then on the file does not exist for him.

    Open in every step to whoever sees the file: for himself, for those of his body, and for the
    body that drafts, for all. Raises `Http404`, `FactError`.
    """
    with writing():
        row = queries.proceeding(actor, proceeding)
        if person not in dict(queries.participants(actor, row)):
            raise FactError("person", _("请选择参与办理本程序的人员"))
        declare_recusal(
            tenant=actor.tenant,
            by=actor.account,
            person=person,
            proceeding=str(row.id),
            reason=reason,
        )
        refresh(row, on=clock.today())


Recorder = Callable[..., StoredEvent]
record_finding: Recorder = partial(record_step, type="finding_recorded")
serve_notice: Recorder = partial(record_step, type="notice_served")
receive_statement: Recorder = partial(record_step, type="statement_received")
make_proposal: Recorder = partial(record_step, type="proposal_made")
submit_proposal: Recorder = partial(record_step, type="proposal_submitted")
record_resolution: Recorder = partial(record_step, type="resolution_recorded")
hand_over_early: Recorder = partial(record_step, type="early_referral_made")
record_inquiry_result: Recorder = partial(record_step, type="inquiry_result_recorded")
refer: Recorder = partial(record_step, type="referral_made")
hand_to_city: Recorder = partial(record_step, type="handed_to_city")
record_decision: Recorder = partial(record_step, type="decision_made")
serve_decision: Recorder = partial(record_step, type="decision_served")
report_decision: Recorder = partial(record_step, type="decision_reported")
copy_decision: Recorder = partial(record_step, type="decision_copied")
file_petition: Recorder = partial(record_step, type="petition_filed")
decide_petition: Recorder = partial(record_step, type="petition_decided")
record_appraisal: Recorder = partial(record_step, type="appraisal_recorded")
close: Recorder = partial(record_step, type="proceeding_closed")
