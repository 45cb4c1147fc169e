"""One proceeding: its record, its steps, what may be done next and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guize.accountability.models import Proceeding
from guize.accountability.queries import sight
from guize.cases import queries as cases
from guize.cases.forms.choices import Source
from guize.core.access import Actor
from guize.core.assess import Assessment, assess
from guize.core.facts import CaseRecord, Event, timeline
from guize.core.routing import StepState
from guize.core.rulebook import EventType, Rulebook
from guize.core.signing import role_of
from guize.ledger import clock
from guize.regulations.queries import norms

# Entered on other pages, or in answer to another step.
NOT_OFFERED = frozenset({"proceeding_opened", "retraction"})


MAIN_LINE = frozenset(
    {"analysis_report_filed", "proceeding_opened", "proposal_made", "resolution_recorded"}
    | {"referral_made", "decision_made", "decision_reported", "appraisal_recorded"}
    | {"proceeding_closed"}
)
OPTIONAL = frozenset({"early_referral_made", "notice_served", "statement_received"}) | {
    "petition_filed"
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of step the actor may record now. `is_next`: the rulebook's step that is due."""

    type: EventType
    is_next: bool


def record(row: Proceeding) -> CaseRecord:
    """The case's record with this proceeding; for those who may see the proceeding."""
    return cases.whole_record(row.case, proceedings=(row.id,))


def assessment(row: Proceeding, known: CaseRecord) -> Assessment:
    return assess(known, norms(row.tenant), on=clock.today())


def bare(row: Proceeding) -> Assessment:
    """What the case says without any proceeding."""
    return assessment(row, cases.whole_record(row.case))


def source(actor: Actor, known: CaseRecord, subjects: tuple[str, ...] | None = None) -> Source:
    return replace(cases.event_source(actor, known), subjects=subjects)


def lines(actor: Actor, row: Proceeding, known: CaseRecord) -> list[cases.Line]:
    """The proceeding's entries the actor may view, each by the object it belongs to, newest
    first.
    """
    book = cases.rulebook(actor)
    told = [e for e in known.events if e.stream == "proceeding" and e.type in book.event_types]
    rights: dict[tuple[str, str], tuple[bool, bool]] = {}
    shown = []
    for event in told:
        if event.type == "retraction":
            continue
        place = book.event_types[event.type].object, str(event.payload.get("subject", ""))
        if place not in rights:
            rights[place] = _rights(actor, row, *place)
        may_view, may_correct = rights[place]
        if may_view:
            may_correct = may_correct and cases.is_author(actor, known, event)
            shown.append(cases.line(book, event, known, may_correct=may_correct))
    return shown[::-1]


def _rights(actor: Actor, row: Proceeding, protected: str, subject: str) -> tuple[bool, bool]:
    """To view and to correct: asked once for each object and person."""
    return (
        sight.allowed(actor, "V", protected, row, subject=subject),
        sight.allowed(actor, "C", protected, row, subject=subject),
    )


def opinions_of(actor: Actor, row: Proceeding, known: CaseRecord) -> cases.Reading:
    """The proceeding as this reader reads its opinions (签批)."""

    def allowed(action: str, kind: EventType) -> bool:
        return sight.allowed(actor, action, kind.object, row)

    return cases.Reading(actor, known, cases.rulebook(actor), allowed, stream="proceeding")


def steps(outcome: Assessment) -> list:
    """The steps in the order of the text, without those this case does not call for."""
    return [step for step in outcome.steps if step.state != "not_needed"]


def main_line(outcome: Assessment, book: Rulebook) -> list[StepState]:
    """The steps every proceeding goes through; the others are in the full list."""
    of_line = {step.id for step in book.steps if set(step.done_by) & MAIN_LINE}
    return [state for state in outcome.steps if state.id in of_line]


def due_now(outcome: Assessment, book: Rulebook) -> list[StepState]:
    """What has to be done next: not what may be done, and the closing when nothing else is left."""
    left_open = {step.id for step in book.steps if set(step.done_by) & OPTIONAL}
    due = [s for s in outcome.steps if s.state == "next" and s.id not in left_open]
    closing = {step.id for step in book.steps if sight.CLOSING in step.done_by}
    return [s for s in due if s.id not in closing] or due


def offers(actor: Actor, row: Proceeding, known: CaseRecord, outcome: Assessment) -> list[Offer]:
    """What the actor may record now: his right at the stage, and what must have come before."""
    told, book = timeline(known, None), cases.rulebook(actor)
    due = {state.id for state in due_now(outcome, book)}
    next_types = {t for step in book.steps if step.id in due for t in step.done_by}
    found = []
    for kind in book.event_types.values():
        if kind.stream != "proceeding" or kind.code in NOT_OFFERED or role_of(kind):
            continue
        if kind.after and not told.of(*kind.after):
            continue
        asked = _subjects(kind, told.events)
        if any(
            sight.recording_for(actor, kind, row, subject=one, known=known).allowed for one in asked
        ):
            found.append(Offer(kind, kind.code in next_types))
    return sorted(found, key=lambda offer: not offer.is_next)


def own_work(actor: Actor, row: Proceeding, known: CaseRecord, outcome: Assessment) -> list:
    """Steps due now that the actor could take had he not written what they sign."""
    book = cases.rulebook(actor)
    due = {state.id for state in due_now(outcome, book)}
    codes = [code for step in book.steps if step.id in due for code in step.done_by]
    kinds = [book.event_types[code] for code in codes if code in book.event_types]
    return [
        kind
        for kind in kinds
        if kind.stream == "proceeding"
        and sight.recording_for(actor, kind, row, subject="", known=known).rule == sight.OWN_WORK
    ]


def _subjects(kind: EventType, events: tuple[Event, ...]) -> list[str]:
    named = [str(e.payload["subject"]) for e in events if e.payload.get("subject")]
    is_about_one = any(field.code == "subject" for field in kind.fields)
    return ["", *dict.fromkeys(named)] if is_about_one else [""]
