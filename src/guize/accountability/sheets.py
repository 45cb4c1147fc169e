"""A step being filled in: one event of one proceeding, new or corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from guize.accountability import queries, services
from guize.accountability.models import Proceeding
from guize.cases import queries as cases
from guize.cases.forms import EventForm
from guize.cases.sheets import filled, fresh_key, opinion_page, submitted
from guize.core.access import Actor
from guize.core.facts import CaseRecord, Event, FactError
from guize.core.rulebook import EventType
from guize.core.signing import CONFIRMED, SIGNER, role_of

PAGES = {SIGNER: "accountability/opinion.html", CONFIRMED: "accountability/confirm_opinion.html"}
# What cannot be taken back is asked once more, with all that was filled in.
ASKED_TWICE = frozenset({"proposal_submitted", "decision_made", "proceeding_closed"})


@dataclass(frozen=True, slots=True)
class StepSheet:
    """Everything the page of a step needs; `corrects` is the entry being corrected.

    `is_confirmed`: the reader has seen his entry once more and said yes.
    """

    actor: Actor
    row: Proceeding
    known: CaseRecord
    kind: EventType
    form: EventForm
    corrects: Event | None
    is_submitted: bool
    is_confirmed: bool

    @classmethod
    def of(cls, request: HttpRequest, row: Proceeding, code: str, event: str = "") -> StepSheet:
        """Reads the request. 404 where nobody like the actor takes this step."""
        actor = request.actor
        kind = _kind(actor, code)
        known = queries.record(row)
        corrects = next((told for told in known.events if told.id == event), None)
        subjects = queries.subjects_for(actor, row, known, kind)
        queries.require_step(actor, row, kind, subjects=subjects, is_correction=bool(corrects))
        source = queries.source(actor, known, subjects)
        first = {"sequence": row.sequence, "key": fresh_key()}
        form = filled(request, kind, source, corrects=corrects, first=first)
        is_submitted = request.method == "POST" and "look" not in request.POST
        is_confirmed = kind.code not in ASKED_TWICE or "sure" in request.POST
        return cls(actor, row, known, kind, form, corrects, is_submitted, is_confirmed)

    def write(self) -> object | None:
        form = self.form
        return submitted(
            form,
            lambda: services.record_step(
                actor=self.actor,
                proceeding=self.row.id,
                type=self.kind.code,
                occurred_on=form.cleaned_data["occurred_on"],
                payload=form.payload(),
                evidence=form.evidence(),
                expected_sequence=form.cleaned_data.get("sequence"),
                idempotency_key=form.cleaned_data.get("key", ""),
                supersedes=self.corrects.id if self.corrects else "",
                reason=form.cleaned_data.get("reason", ""),
            ),
        )

    def preview(self) -> cases.Preview:
        values = self.form.tentative()
        if values["occurred_on"] is None:
            return cases.Preview()
        return cases.preview(self.actor, self.known, self._draft(values))

    def _draft(self, values: dict[str, Any]) -> Event:
        return cases.draft_event(
            type=self.kind.code,
            at=timezone.now(),
            supersedes=self.corrects.id if self.corrects else "",
            stream="proceeding",
            **(values | {"instance": ""}),
        )

    @property
    def template(self) -> str:
        return PAGES.get(role_of(self.kind), "accountability/step.html")

    def asked_again(self) -> dict[str, Any]:
        """The filled-in form as its author reads it before he says yes."""
        draft, book = self._draft(self.form.tentative()), cases.rulebook(self.actor)
        told = cases.details(draft, self.kind, self.known, book)
        return self.shown() | {"draft": draft, "details": told, "evidence": self.form.evidence()}

    def shown(self) -> dict[str, Any]:
        if role_of(self.kind):
            reading = queries.opinions_of(self.actor, self.row, self.known)
            beside = opinion_page(reading, self.form)
        else:
            beside = {"preview": self.preview()}
        return beside | {
            "proceeding": self.row,
            "kind": self.kind,
            "form": self.form,
            "corrects": self.corrects,
            "is_petition": self.kind.code == "petition_filed",
            "corrected": queries.corrected(self.actor, self.row, self.known),
        }


def _kind(actor: Actor, code: str) -> EventType:
    try:
        return cases.event_type(actor, code, "proceeding")
    except FactError as error:
        raise Http404(error.cause) from error


def part_of(actor: Actor, part: UUID, code: str) -> queries.Own:
    """The reader's own part in a proceeding, if he may answer there with this kind of entry."""
    wanted = {"statement_received": "may_state", "petition_filed": "may_petition"}.get(code, "")
    own = next((own for own in queries.mine(actor) if own.row.id == part), None)
    if own is None or not wanted or not getattr(own, wanted):
        raise Http404
    return own
