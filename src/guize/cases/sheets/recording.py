"""A form being filled in: one event of one case, new or corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from guize.cases import mapping, queries, services
from guize.cases.forms import EventForm, form_for
from guize.cases.forms.choices import Source
from guize.cases.models import Case
from guize.cases.sheets.opinions import PAGES, opinion_page, signing
from guize.cases.sheets.submitting import fresh_key, submitted
from guize.core.access import Actor
from guize.core.facts import CaseRecord, Event, FactError
from guize.core.rulebook import EventType
from guize.core.signing import CONFIRMED, SIGNER, role_of
from guize.ledger.mapping import StoredEvent
from guize.ui.templatetags.guize import gloss


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of a form needs; `corrects` is the entry being corrected."""

    actor: Actor
    row: Case
    known: CaseRecord
    kind: EventType
    form: EventForm
    corrects: Event | None
    is_submitted: bool

    @classmethod
    def of(cls, request: HttpRequest, case: UUID, code: str, event: str = "") -> Sheet:
        """Reads the request. 404 or 403 where the actor may not record this."""
        actor, row = request.actor, queries.case(request.actor, case)
        kind = _kind(actor, code)
        action = "C" if event else kind.action
        queries.require(actor, action, kind.object, row)
        known = queries.record(actor, row)
        corrects = next((told for told in known.events if told.id == event), None)
        form = _form(request, (row, known), kind, corrects)
        is_submitted = request.method == "POST" and "look" not in request.POST
        return cls(actor, row, known, kind, form, corrects, is_submitted)

    @property
    def title(self) -> str:
        return gloss(self.kind)

    def write(self) -> object | None:
        written = submitted(self.form, self._record)
        if written and not self.corrects:
            services.drop_draft(actor=self.actor, form=self.kind.code, case=self.row.id)
        return written

    def _record(self) -> StoredEvent:
        form = self.form
        return services.record_event(
            actor=self.actor,
            case=self.row.id,
            type=self.kind.code,
            occurred_on=form.cleaned_data["occurred_on"],
            payload=form.payload(),
            instance=form.instance(),
            evidence=form.evidence(),
            expected_sequence=form.cleaned_data.get("sequence"),
            idempotency_key=form.cleaned_data.get("key", ""),
            supersedes=self.corrects.id if self.corrects else "",
            reason=form.cleaned_data.get("reason", ""),
        )

    def keep(self) -> None:
        kept = {name: self.form.data.get(name, "") for name in self.form.fields}
        services.keep_draft(
            actor=self.actor,
            form=self.kind.code,
            case=self.row.id,
            fields={name: text for name, text in kept.items() if name not in ("key", "sequence")},
        )

    def preview(self) -> queries.Preview:
        values = self.form.tentative()
        if values["occurred_on"] is None:
            return queries.Preview()
        draft = mapping.draft_event(
            type=self.kind.code,
            at=timezone.now(),
            supersedes=self.corrects.id if self.corrects else "",
            **values,
        )
        return queries.preview(self.actor, self.known, draft)

    def shown(self) -> dict[str, Any]:
        page = {
            "case": self.row,
            "kind": self.kind,
            "form": self.form,
            "corrects": self.corrects,
        }
        if not self.role:
            return page | {"preview": self.preview()}
        return page | opinion_page(queries.reading_of(self.actor, self.row, self.known), self.form)

    @property
    def role(self) -> str:
        return role_of(self.kind)

    @property
    def template(self) -> str:
        return PAGES.get(self.role, "cases/record_event.html")

    @property
    def done(self) -> str:
        """Where one goes on: to the part of the file in which the entry stands."""
        place = reverse("cases:case", args=[self.row.id])
        return f"{place}?tab=opinions" if self.role else place


def _kind(actor: Actor, code: str) -> EventType:
    try:
        return queries.event_type(actor, code)
    except FactError as error:
        raise Http404(error.cause) from error


def _form(
    request: HttpRequest,
    place: tuple[Case, CaseRecord],
    kind: EventType,
    corrects: Event | None,
) -> EventForm:
    row, known = place
    draft = queries.draft(request.actor, kind.code, row)
    first = {"sequence": row.sequence, "key": fresh_key()}
    if draft and not corrects:
        first |= draft.fields
    source = queries.source_for(request.actor, row, known, kind)
    return filled(request, kind, source, corrects=corrects, first=first)


def filled(
    request: HttpRequest,
    kind: EventType,
    source: Source,
    *,
    corrects: Event | None,
    first: dict[str, Any],
) -> EventForm:
    """The form of a type of event with what the link, the draft or the reader filled in."""
    actor, data = request.actor, request.POST if request.method == "POST" else None
    more: dict[str, Any] = {"files": request.FILES or None, "account": actor.account}
    first |= {f.code: request.GET[f.code] for f in kind.fields if f.code in request.GET}
    if role_of(kind) in (SIGNER, CONFIRMED):
        more["signing"] = signing(request, kind, source, corrects)
    return form_for(kind)(kind, source, data, corrects=corrects, initial=first, **more)
