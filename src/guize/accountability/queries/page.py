"""What the pages of a proceeding show, computed once for each."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from guize.accountability.models import Proceeding
from guize.accountability.queries import reading, sight, standing
from guize.accountability.queries.hinting import routed
from guize.accountability.queries.recusal import recused_of
from guize.cases import queries as cases
from guize.core.access import Actor
from guize.core.assess import Assessment
from guize.core.facts import CaseRecord, Event, timeline
from guize.core.routing import StepState
from guize.core.rulebook import EventType, Rulebook
from guize.ui.downloads import Fetched
from guize.ui.templatetags.guize import gloss

FREE_SUBJECT = frozenset({"finding_recorded", "notice_served", "proposal_made", "hint_rejected"})


def page_of(actor: Actor, row: Proceeding) -> dict[str, Any]:
    known = reading.record(row)
    outcome = reading.assessment(row, known)
    book = cases.rulebook(actor)
    sees_findings = sight.allowed(actor, "V", "O6", row)
    due = reading.due_now(outcome, book)
    return {
        "proceeding": row,
        "case": row.case,
        "outcome": outcome,
        "review": cases.review_shown(row.case, known),
        "steps": [_step(state, due) for state in reading.main_line(outcome, book)],
        "all_steps": reading.steps(outcome),
        "next": due,
        "offers": reading.offers(actor, row, known, outcome),
        "own_work": reading.own_work(actor, row, known, outcome),
        "lines": reading.lines(actor, row, known),
        "recused": recused_of(row),
        "board": reading.opinions_of(actor, row, known).board(),
        "routed": routed(actor, row, known, outcome),
        "duties": duties(book, known, outcome, reading.bare(row)),
        "corrected": standing.corrected(actor, row, known),
        "sees_findings": sees_findings,
        "may_find": sight.allowed(actor, "A", "O6", row),
        "has_petition": any(one.petition_on for one in row.subjects.all()),
    }


def _step(state: StepState, due: list[StepState]) -> dict[str, object]:
    shown = "done" if state.state == "done" else "current" if state in due else "todo"
    return {
        "name": gloss(state.name),
        "state": shown,
        "who": gloss(state.actor),
        "when": state.done_on,
    }


def duties(
    book: Rulebook, known: CaseRecord, outcome: Assessment, bare: Assessment
) -> list[cases.DutyOn]:
    """Duties that the proceeding gives rise to or settles: the report in ten working days, what a
    reversal asks for (解释 D39), recourse once fault is found. `bare`: what the case says alone.
    """
    alone = set(bare.duties)
    own = (duty for duty in outcome.duties if duty not in alone)
    return [cases.duty_on(book, duty, outcome, known) for duty in own]


def entry(actor: Actor, row: Proceeding, event_id: str) -> Event:
    """An entry of the proceeding that the actor may view, or 404."""
    lines = reading.lines(actor, row, reading.record(row))
    found = next((line.event for line in lines if line.event.id == event_id), None)
    if found is None:
        raise Http404(_("没有这条记录,或者您无权查看"))
    return found


def attachment(actor: Actor, row: Proceeding, event_id: str, field: str) -> Fetched:
    """A file kept with an entry that the actor may view, or 404."""
    event = entry(actor, row, event_id)
    return cases.entry_file(event, cases.rulebook(actor).event_types[event.type], field)


def subjects_for(
    actor: Actor, row: Proceeding, known: CaseRecord, kind: EventType
) -> tuple[str, ...] | None:
    """Whom a step may be about: anyone where names are first put, else those it may go on for."""
    if kind.code in FREE_SUBJECT or not any(field.code == "subject" for field in kind.fields):
        return None
    told = timeline(known, None).of("proposal_made", "notice_served")
    named = dict.fromkeys(str(event.payload.get("subject", "")) for event in told)
    return tuple(
        one
        for one in named
        if sight.recording_for(actor, kind, row, subject=one, known=known).allowed
    )


def require_step(
    actor: Actor,
    row: Proceeding,
    kind: EventType,
    *,
    subjects: tuple[str, ...] | None,
    is_correction: bool,
) -> None:
    """404 or 403 where the actor may not take a step of this kind for anyone."""
    action = "C" if is_correction else ""
    if subjects:
        return
    sight.require(sight.recording(actor, kind, row, action=action))
