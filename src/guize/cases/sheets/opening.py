"""The form that opens a case, with the form of its first event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest
from django.utils import timezone

from guize.cases import mapping, queries, services
from guize.cases.forms import BEGINNINGS, EventForm, RegistrationForm
from guize.cases.models import Case
from guize.cases.sheets.submitting import fresh_key, submitted
from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger import clock
from guize.ui.templatetags.guize import gloss

MAIN = (
    *("occurred_on", "service_method", "court", "number", "counterparty", "title"),
    *("acting_organ", "act_on", "role", "kind"),
)
REST = (
    *("act_kind", "procedure", "county_is_party", "duplicate_reason", "received_by"),
    *("amount_claimed", "note", "evidence", "key", "sequence"),
)


@dataclass(frozen=True, slots=True)
class OpeningSheet:
    """`start` is the type of the first event."""

    actor: Actor
    start: str
    header: RegistrationForm
    event: EventForm
    is_submitted: bool

    @classmethod
    def of(cls, request: HttpRequest) -> OpeningSheet:
        actor, asked = request.actor, request.POST or request.GET
        start = asked.get("start", "")
        start = start if start in BEGINNINGS else next(iter(BEGINNINGS))
        data = request.POST if request.method == "POST" else None
        units, county = queries.units_to_open(actor)
        header = RegistrationForm(queries.rulebook(actor), units, start, data, county_organ=county)
        known = mapping.record_of(actor.tenant, _built(header, units))
        source = queries.event_source(actor, known)
        kind = queries.event_type(actor, start)
        event = EventForm(kind, source, data, initial={"key": fresh_key()})
        is_submitted = request.method == "POST" and "look" not in request.POST
        return cls(actor, start, header, event, is_submitted)

    def is_valid(self) -> bool:
        return all([self.header.is_valid(), self.event.is_valid()])

    def write(self) -> Case | None:
        event = self.event
        return submitted(
            self,
            lambda: services.register_case(
                actor=self.actor,
                type=self.start,
                occurred_on=event.cleaned_data["occurred_on"],
                payload=event.payload(),
                evidence=event.evidence(),
                idempotency_key=event.cleaned_data.get("key", ""),
                **self.header.header(),
            ),
        )

    @property
    def data(self) -> Any:
        return self.event.data

    def refuse(self, error: FactError) -> None:
        form = self.event if error.field in self.event.fields else self.header
        form.refuse(error)

    def add_error(self, field: str | None, error: str) -> None:
        self.event.add_error(field, error)

    def preview(self) -> queries.Preview:
        values = self.event.tentative()
        if values["occurred_on"] is None:
            return queries.Preview()
        built = _built(self.header, list(self.header.fields["acting_organ"].choices))
        draft = mapping.draft_event(type=self.start, at=timezone.now(), **values)
        return queries.preview_opening(self.actor, built, draft)

    def _fields(self, names: tuple[str, ...]) -> list[BoundField]:
        """Fields of both forms in the order of the papers."""
        return [
            form[name]
            for name in names
            for form in (self.header, self.event)
            if name in form.fields
        ]

    def shown(self) -> dict[str, Any]:
        types = queries.rulebook(self.actor).event_types
        starts = [
            {"url": f"?start={code}", "label": gloss(types[code]), "is_current": code == self.start}
            for code in BEGINNINGS
        ]
        rest = self._fields(REST)
        return {
            "main": self._fields(MAIN),
            "rest": rest,
            "has_wrong_rest": any(bound.errors for bound in rest),
            "header": self.header,
            "form": self.event,
            "start": self.start,
            "starts": starts,
            "preview": self.preview(),
        }


def _built(header: RegistrationForm, units: list[tuple[str, str]]) -> mapping.Structure:
    """The case as far as it is filled in, for the preview and for the choices of its first
    event.
    """
    given = header.header_so_far(units)
    case = mapping.facts.Case(
        "new", given["kind"], given["title"], given["units"], given["number"], clock.today()
    )
    return mapping.Structure(case, given["matters"], given["instances"], given["parties"])
