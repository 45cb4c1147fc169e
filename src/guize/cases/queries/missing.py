"""What is still unknown: which results its answers would rule out, and where it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guize.cases.forms.choices import OF_CONDUCT, facts
from guize.cases.models import Case
from guize.cases.queries import reading, sight, why
from guize.cases.queries.why import Asking
from guize.core import explain
from guize.core.access import Actor
from guize.core.answers import Missing
from guize.core.explain import RuledOut
from guize.core.rulebook import EventType

ANSWERING = {
    "adverse_confirmed": ("adverse_determined", "judgment"),
    "reported_before_response": ("report_made", ""),
    "absence_excused": ("absence_explained", ""),
}
"""Facts that an entry of another name answers, with the field that names what it is about."""
READ_FROM = {"appeared_for_defendant": "appeared_by"}
"""Facts read from a field of another name in the entry they are about."""
OF_LEVEL = frozenset({"instance_level", "our_role", "procedure"})
OF_OFFICE = frozenset({"holder", "portfolio", "cadre_authority", "unit_kind", "function"})
FACT_KIND = "fact"


@dataclass(frozen=True, slots=True)
class Place:
    """A form in which an answer is recorded."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is still unknown, whom it concerns, what answers exclude, and where to go."""

    missing: Missing
    about: str
    ruled_out: tuple[RuledOut, ...]
    place: Place | None


def open_questions(
    actor: Actor, row: Case, asking: Asking, offered: Iterable[EventType]
) -> list[Question]:
    """The facts that the case file leaves open, the one ruling out most first. Questions on a
    person belong to the proceeding.
    """
    places = Places(actor, row, asking, offered)
    people = {held.id for held in asking.known.appointments}
    people |= {person.id for person in asking.known.persons}
    items = (item for table in asking.book.circumstances.values() for item in table)
    conduct = OF_CONDUCT | {item.fact for item in items} | {"any_ground"}
    return [
        question
        for missing in asking.outcome.open_questions
        if missing.about not in people and missing.fact not in conduct
        for question in questions_of([missing], asking, places.of)
    ]


def reasons(actor: Actor, row: Case, asked: Mapping[str, str]) -> dict[str, Any]:
    """The page of reasons of a case file, with where the missing facts are recorded."""
    asking = why.asking(actor, row)
    shown = why.answered(asking, asked)
    if "found" in shown:
        offered = reading.offered_types(actor, row, asking.known)
        places = Places(actor, row, asking, offered)
        shown["questions"] = list(questions_of(shown["found"].said.missing, asking, places.of))
    return shown


def questions_of(
    found: Iterable[Missing], asking: Asking, place: Callable[[Missing], Place | None]
) -> Iterator[Question]:
    """Each with the results that the reader may know of; `place` says where it is answered."""
    for missing in found:
        excluded = tuple(_known(missing, asking))
        if excluded or not missing.rules_out:
            about = asking.names.get(missing.about, "")
            yield Question(missing, about, excluded, place(missing))


def _known(missing: Missing, asking: Asking) -> Iterator[RuledOut]:
    named = {
        explain.say_table(explain.QUESTIONS[each][0], asking.book, asking.language)
        for each in asking.may
    }
    for each in explain.ruled_out(missing, asking.book, asking.language):
        if each.table in named:
            yield each


def places_of(actor: Actor, row: Case, asking: Asking) -> Places:
    """Where facts of a case are recorded, for another page that asks for them."""
    return Places(actor, row, asking, reading.offered_types(actor, row, asking.known))


class Places:
    """Where facts of one case are recorded by this reader."""

    def __init__(
        self, actor: Actor, row: Case, asking: Asking, offered: Iterable[EventType]
    ) -> None:
        self.actor = actor
        self.row = row
        self.asking = asking
        self.offered = {kind.code: kind for kind in offered}

    def of(self, missing: Missing) -> Place | None:
        """The form for it; None where somebody else has to record it."""
        return self._entry(missing) or self._finding(missing) or self._elsewhere(missing)

    def _entry(self, missing: Missing) -> Place | None:
        """The entry that it is about, to be corrected."""
        events = {event.id: event for event in self.asking.known.events}
        event = events.get(missing.about)
        kind = self.asking.book.event_types.get(event.type) if event else None
        field = READ_FROM.get(missing.fact, missing.fact)
        if event is None or kind is None or all(each.code != field for each in kind.fields):
            return None
        if not sight.allowed(self.actor, "C", kind.object, self.row):
            return None
        return Place(reverse("cases:correct", args=[self.row.id, event.id]), _("更正"))

    def _finding(self, missing: Missing) -> Place | None:
        code, about = ANSWERING.get(missing.fact, ("", ""))
        if code in self.offered:
            return self._form(self.offered[code], {about: missing.about} if about else {})
        for kind in self.offered.values():
            of_facts = any(field.kind == FACT_KIND for field in kind.fields)
            if of_facts and missing.fact in dict(facts(self.asking.book, kind.stream)):
                return self._form(kind, {"fact": missing.fact, "about": missing.about})
        return None

    def _form(self, kind: EventType, given: dict[str, str]) -> Place:
        told = urlencode({name: value for name, value in given.items() if value})
        address = reverse("cases:record", args=[self.row.id, kind.code])
        return Place(f"{address}?{told}" if told else address, _("记录"))

    def _elsewhere(self, missing: Missing) -> Place | None:
        may_amend = sight.allowed(self.actor, "A", "O1", self.row)
        if missing.fact in OF_LEVEL and may_amend:
            return Place(reverse("cases:add-instance", args=[self.row.id]), _("增加审级"))
        if missing.fact in OF_OFFICE and _is_organ(missing.about, self.asking):
            return Place(reverse("organ", args=[UUID(missing.about)]), _("组织机构"))
        return None


def _is_organ(ref: str, asking: Asking) -> bool:
    return any(organ.id == ref for organ in asking.known.organs)
