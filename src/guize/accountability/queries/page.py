"""What the pages of a proceeding show, computed once for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accountability.models import Proceeding
from guize.accountability.queries import reading, sight
from guize.cases import queries as cases
from guize.cases.forms.choices import organs, subject_name, words
from guize.core.access import Actor
from guize.core.answers import Citation
from guize.core.assess import Assessment
from guize.core.facts import CaseRecord, Event, Finding, timeline
from guize.core.responsibility import CircumstanceState
from guize.core.routing import PersonRoute, StepState
from guize.core.rulebook import EventType, FactType, Rulebook
from guize.ui.templatetags.guize import gloss

FREE_SUBJECT = frozenset({"finding_recorded", "notice_served", "proposal_made"})
STEPS = (
    ("1", gettext_lazy("适用门槛")),
    ("2", gettext_lazy("涉责主体")),
    ("3", gettext_lazy("过错情形")),
    ("4", gettext_lazy("减免与区分")),
    ("5", gettext_lazy("建议")),
)
GATE = ("major_economic_loss", "serious_impact", "dereliction_caused_loss", "direct_loss")
DISTINCTION = ("act_defect", "legacy_cause", "evident_error")


@dataclass(frozen=True, slots=True)
class Routed:
    """A person or unit to be handed on: whereto, by which provision; and how far it has come."""

    name: str
    route: PersonRoute
    days: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A fact people find: the words of the law, what was found, and what the system noticed."""

    fact: FactType
    label: str
    text: str
    citation: Citation | None
    findings: tuple[tuple[str, Finding], ...]
    hints: tuple[CircumstanceState, ...]


@dataclass(frozen=True, slots=True)
class Determination:
    """One of the five steps, with what is shown in it and what may be found in it."""

    step: str
    tabs: list[dict[str, object]]
    outcome: Assessment
    items: tuple[Item, ...]
    subjects: list[tuple[str, str]]
    states: list[tuple[str, str]]
    names: dict[str, str]
    routed: list[Routed]
    may_find: bool
    may_propose: bool

    def name(self, subject: str) -> str:
        return self.names.get(subject, subject)


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
        "steps": [_step(state, due) for state in reading.main_line(outcome, book)],
        "all_steps": reading.steps(outcome),
        "next": due,
        "offers": reading.offers(actor, row, known, outcome),
        "lines": reading.lines(actor, row, known),
        "routed": routed(actor, row, known, outcome),
        "duties": duties(book, known, outcome),
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


def routed(actor: Actor, row: Proceeding, known: CaseRecord, outcome: Assessment) -> list[Routed]:
    """The routes of those whose file the actor may see."""
    named = {one.subject: one for one in row.subjects.all()}
    found = []
    sees_all = sight.allowed(actor, "V", "O6", row)
    for route in outcome.routing:
        one = named.get(route.subject)
        if not (sees_all or sight.allowed(actor, "V", "O8", row, subject=route.subject)):
            continue
        days = {"decided": one.decided_on, "served": one.served_on} if one else {}
        found.append(Routed(subject_name(known, route.subject), route, days))
    return found


def duties(book: Rulebook, known: CaseRecord, outcome: Assessment) -> list[cases.DutyOn]:
    """Duties that the proceeding itself gives rise to, e.g. the report in ten working days."""
    own = {event.id for event in known.events if event.stream == "proceeding"}
    started = (duty for duty in outcome.duties if duty.trigger in own)
    return [cases.duty_on(book, duty, outcome, known) for duty in started]


def entry(actor: Actor, row: Proceeding, event_id: str) -> Event:
    """An entry of the proceeding that the actor may view, or 404."""
    lines = reading.lines(actor, row, reading.record(row))
    found = next((line.event for line in lines if line.event.id == event_id), None)
    if found is None:
        raise Http404(_("没有这条记录,或者您无权查看"))
    return found


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


def determination(actor: Actor, row: Proceeding, step: str) -> Determination:
    """404 for whoever may not see findings; without the right to add, everything is read only."""
    if not sight.allowed(actor, "V", "O6", row):
        raise Http404(_("没有这个页面"))
    step = step if step in dict(STEPS) else "1"
    known = reading.record(row)
    outcome = reading.assessment(row, known)
    book = cases.rulebook(actor)
    subjects = _subjects(known, outcome, actor)
    return Determination(
        step=step,
        tabs=[
            {"url": f"?step={n}", "label": f"{n} {name}", "is_current": n == step}
            for n, name in STEPS
        ],
        outcome=outcome,
        items=_items(known, outcome, book, step),
        subjects=subjects,
        states=words(book, "认定状态"),
        names=dict(subjects),
        routed=routed(actor, row, known, outcome),
        may_find=sight.allowed(actor, "A", "O6", row),
        may_propose=sight.allowed(actor, "A", "O6", row),
    )


def _subjects(known: CaseRecord, outcome: Assessment, actor: Actor) -> list[tuple[str, str]]:
    """Units and whoever article 8 or 12 speaks of."""
    units = organs(cases.event_source(actor, known))
    refs = [*(b.subject for b in outcome.responsibility), *(p.subject for p in outcome.pursuit)]
    return list(dict([*units, *((ref, subject_name(known, ref)) for ref in refs if ref)]).items())


def _items(known: CaseRecord, outcome: Assessment, book: Any, step: str) -> tuple[Item, ...]:
    tables = {"3": ("过错情形", outcome.grounds), "4": ("从宽情形", outcome.mitigations)}
    plain = {"1": GATE, "4": DISTINCTION}.get(step, ())
    found = [_plain_item(book.facts[code], known) for code in plain if code in book.facts]
    name, states = tables.get(step, ("", ()))
    for item in book.circumstances.get(name, ()):
        hints = tuple(state for state in states if state.id == item.id and state.hinted)
        fact = book.facts[item.fact]
        found.append(
            Item(fact, item.label, item.text, item.citation, _findings(known, fact), hints)
        )
    return tuple(found)


def _plain_item(fact: FactType, known: CaseRecord) -> Item:
    return Item(fact, gloss(fact), "", None, _findings(known, fact), ())


def _findings(known: CaseRecord, fact: FactType) -> tuple[tuple[str, Finding], ...]:
    told = timeline(known, None).all_findings(fact.code)
    return tuple((subject_name(known, f.about) if f.about else _("全案"), f) for f in told)
