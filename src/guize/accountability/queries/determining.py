"""The determination: five steps over one file, what was found in each, and what was computed.

What is found is found by people, with reasons and what it rests on. What is computed is shown with
its explanation and may be left unfollowed, with a reason (hint_rejected).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accountability.models import Proceeding
from guize.accountability.queries import reading, sight
from guize.accountability.queries.hinting import CAPACITY, PURSUIT, Derived, derived, routed
from guize.cases import queries as cases
from guize.cases.forms.choices import (
    case_entries,
    organs,
    person_in_post,
    subject_name,
    words,
)
from guize.cases.forms.reading import entry_title
from guize.core.access import Actor
from guize.core.answers import Citation
from guize.core.assess import Assessment
from guize.core.checking import CheckList, check_lists
from guize.core.facts import CaseRecord, Finding, timeline
from guize.core.responsibility import CircumstanceState
from guize.core.rulebook import FactType, Rulebook
from guize.ui.templatetags.guize import gloss

STEPS = (
    ("1", gettext_lazy("适用门槛")),
    ("2", gettext_lazy("涉责主体")),
    ("3", gettext_lazy("过错情形")),
    ("4", gettext_lazy("减免与区分")),
    ("5", gettext_lazy("建议")),
)
FOUND_IN = {
    "1": ("major_economic_loss", "serious_impact", "dereliction_caused_loss", "direct_loss"),
    "2": ("decided_collectively", "upheld_on_reconsideration"),
    "4": ("act_defect", "legacy_cause", "evident_error"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as its reader sees it: of whom, by whom, and what it rests on."""

    name: str
    finding: Finding
    found_by: str
    entries: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Item:
    """A fact people find: the words of the law, what was found, and what the system noticed."""

    fact: FactType
    label: str
    text: str
    citation: Citation | None
    found: tuple[Found, ...]
    hints: tuple[CircumstanceState, ...]
    checks: CheckList | None = None


@dataclass(frozen=True, slots=True)
class Determination:
    """One of the five steps, with what is shown in it and what may be found in it."""

    step: str
    tabs: list[dict[str, object]]
    outcome: Assessment
    items: tuple[Item, ...]
    subjects: list[tuple[str, str]]
    states: list[tuple[str, str]]
    entries: list[tuple[str, str]]
    capacities: tuple[Derived, ...]
    pursuits: tuple[Derived, ...]
    routed: tuple[Derived, ...]
    may_find: bool


def determination(actor: Actor, row: Proceeding, step: str) -> Determination:
    """404 for whoever may not see findings; without the right to add, everything is read only."""
    if not sight.allowed(actor, "V", "O6", row):
        raise Http404(_("没有这个页面"))
    step = step if step in dict(STEPS) else "1"
    known = reading.record(row)
    outcome = reading.assessment(row, known)
    book = cases.rulebook(actor)
    source = cases.event_source(actor, known)
    subjects = _subjects(known, outcome, organs(source))
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
        entries=case_entries(source),
        capacities=derived(known, CAPACITY, outcome.responsibility),
        pursuits=derived(known, PURSUIT, outcome.pursuit),
        routed=routed(actor, row, known, outcome),
        may_find=sight.allowed(actor, "A", "O6", row),
    )


def _subjects(
    known: CaseRecord, outcome: Assessment, units: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Units and whoever article 8 or 12 speaks of."""
    refs = [*(b.subject for b in outcome.responsibility), *(p.subject for p in outcome.pursuit)]
    return list(dict([*units, *((ref, subject_name(known, ref)) for ref in refs if ref)]).items())


def _items(known: CaseRecord, outcome: Assessment, book: Rulebook, step: str) -> tuple[Item, ...]:
    tables = {"3": ("过错情形", outcome.grounds), "4": ("从宽情形", outcome.mitigations)}
    plain = [code for code in FOUND_IN.get(step, ()) if code in book.facts]
    found = [_plain_item(book.facts[code], known, book) for code in plain]
    name, states = tables.get(step, ("", ()))
    for item in book.circumstances.get(name, ()):
        hints = tuple(state for state in states if state.id == item.id and state.hinted)
        fact = book.facts[item.fact]
        told, checks = _found(known, fact, book), _checks(known, fact, book)
        found.append(Item(fact, item.label, item.text, item.citation, told, hints, checks))
    return tuple(found)


def _checks(known: CaseRecord, fact: FactType, book: Rulebook) -> CheckList | None:
    """The check list that bears on the fact: evidence for or against, never the finding."""
    return next((of for of in check_lists(known, book) if of.of.code == fact.code), None)


def _plain_item(fact: FactType, known: CaseRecord, book: Rulebook) -> Item:
    return Item(fact, gloss(fact), "", None, _found(known, fact, book), ())


def _found(known: CaseRecord, fact: FactType, book: Rulebook) -> tuple[Found, ...]:
    told = timeline(known, None).all_findings(fact.code)
    payloads = {event.id: event.payload for event in known.events}
    return tuple(_one_found(known, one, payloads.get(one.id, {}), book) for one in told)


def _one_found(known: CaseRecord, one: Finding, payload: Any, book: Rulebook) -> Found:
    relied = [entry_title(known, str(each), book) for each in payload.get("relied_on", ())]
    return Found(
        name=subject_name(known, one.about) if one.about else _("全案"),
        finding=one,
        found_by=person_in_post(known, one.found_by),
        entries=(*relied, *one.evidence),
        evidence=str(payload.get("evidence_note", "")),
    )
