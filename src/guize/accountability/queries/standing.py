"""What was built on an entry that was corrected afterwards, and who must confirm it anew."""

from __future__ import annotations

from dataclasses import dataclass

from guize.accountability.models import Proceeding
from guize.accountability.queries import reading, sight
from guize.cases import queries as cases
from guize.cases.forms.choices import person_in_post, subject_name
from guize.core.access import Actor
from guize.core.explain import shaken
from guize.core.facts import CaseRecord, Event
from guize.core.rulebook import Rulebook
from guize.ledger import clock
from guize.regulations.queries import norms
from guize.ui.templatetags.guize import gloss

CONFIRMED_ELSEWHERE = frozenset({"resolution_recorded", "decision_made"})
"""What other bodies resolved or decided: they are told, nothing is undone (解释 D39)."""


@dataclass(frozen=True, slots=True)
class Rested:
    """Something built on the entry as it was: what, of whom, and who must confirm it."""

    event: Event
    title: str
    subject: str
    body: str
    by: str
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry with what replaced it, and everything that still rests on its old wording."""

    entry: Event
    title: str
    is_of_case: bool
    correction: Event
    by: str
    built: tuple[Rested, ...]


def corrected(actor: Actor, row: Proceeding, known: CaseRecord | None = None) -> list[Corrected]:
    """For those who may see findings; nobody else learns what was built on what."""
    if not sight.allowed(actor, "V", "O6", row):
        return []
    record = known or reading.record(row)
    book = cases.rulebook(actor)
    return [
        Corrected(
            entry=found.entry,
            title=_title(found.entry, book),
            is_of_case=found.entry.stream == "case",
            correction=found.correction,
            by=person_in_post(record, found.correction.appointment),
            built=tuple(_rested(event, record, book) for event in found.built),
        )
        for found in shaken(record, norms(row.tenant), on=clock.today())
    ]


def _rested(event: Event, known: CaseRecord, book: Rulebook) -> Rested:
    about = str(event.payload.get("subject") or event.payload.get("about") or "")
    steps = (step.actor for step in book.steps if event.type in step.done_by)
    return Rested(
        event=event,
        title=_title(event, book),
        subject=subject_name(known, about) if about else "",
        body=str(gloss(next(steps, ""))),
        by=person_in_post(known, event.appointment),
        is_elsewhere=event.type in CONFIRMED_ELSEWHERE,
    )


def _title(event: Event, book: Rulebook) -> str:
    """The kind of entry, and of a finding what was found."""
    fact = book.facts.get(str(event.payload.get("fact", "")))
    kind = book.event_types.get(event.type)
    parts = (str(gloss(kind)) if kind else event.type, str(gloss(fact)) if fact else "")
    return " ".join(part for part in parts if part)
