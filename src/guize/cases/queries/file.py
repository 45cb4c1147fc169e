"""Everything one page of a case file shows, computed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guize.cases.forms.choices import person_in_post, subject_name
from guize.cases.models import Case
from guize.cases.queries import missing, reading, reviewing, rules, sight, why
from guize.core import explain
from guize.core.access import Actor, scope
from guize.core.answers import Citation
from guize.core.assess import Assessment
from guize.core.duties import Judgment
from guize.core.facts import CaseRecord, Offices
from guize.core.readings import citation_of
from guize.core.responsibility import Appearance, Bearing
from guize.core.rulebook import EventType, Rulebook
from guize.ui import wording

AT_ONCE = 3
IN_OFFICE = ("principal", "case_officer")
GROUPS = ("O1", "O2", "O3", "O5", "O5p")


@dataclass(frozen=True, slots=True)
class Provision:
    """An article's words beside what rests on them."""

    citation: Citation
    text: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Someone with the capacity article 8 would give him; computed, never a finding."""

    name: str
    bearing: Bearing

    @property
    def id(self) -> str:
        """What the reasons are asked by."""
        return explain.id_of(self.bearing)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a judgment, and the interpretation it rests on."""

    name: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Attended:
    """An appearance in court with the level of the court and who came."""

    said: Appearance
    level: str
    by: str


def file_of(actor: Actor, row: Case) -> dict[str, Any]:
    """What the case file shows this reader."""
    asking = why.asking(actor, row)
    known, outcome = asking.known, asking.outcome
    duties = with_otherwise(reading.duties_on(actor, row, outcome, known), asking)
    offered = reading.offered_types(actor, row, known)
    nearest = [one for one in duties if one.state not in reading.DONE and not one.duty.is_watch]
    return {
        "case": row,
        "record": known,
        "outcome": outcome,
        "units": [subject_name(known, unit) for unit in row.units],
        "lines": reading.timeline(actor, row, known, outcome),
        "duties": duties,
        "next": nearest[:AT_ONCE],
        "offered": {kind.code for kind in offered},
        "in_office": in_office(known, outcome.on),
        "lead": [person_in_post(known, ref) for ref in outcome.lead.holders]
        if outcome.lead
        else [],
        "bearers": bearers(known, outcome) if "responsibility" in asking.may else [],
        "judgments": [(one, marks(one, asking.book)) for one in outcome.judgments],
        "appearances": appearances(known, outcome),
        "open_questions": missing.open_questions(actor, row, asking, offered),
        "provisions": provisions(asking.book, (one.duty.citation for one in nearest[:AT_ONCE])),
        "names": asking.names,
        "review": reviewing.review_shown(row, known),
        "may_amend": sight.allowed(actor, "A", "O1", row),
        "may_export": sight.allowed(actor, "E", "O1", row),
        "may_ask_proceeding": may_ask_proceeding(actor),
    }


def bearers(known: CaseRecord, outcome: Assessment) -> list[Bearer]:
    return [Bearer(subject_name(known, b.subject), b) for b in outcome.responsibility]


def in_office(known: CaseRecord, on: date) -> list[tuple[str, list[str]]]:
    """Who answers for the units of the case on the day: function and names, one line each."""
    offices, found = Offices(known), []
    for function in IN_OFFICE:
        held = (offices.holders(function, unit, on).value or () for unit in known.case.units)
        names = [person_in_post(known, one.id) for several in held for one in several]
        found.append((function, list(dict.fromkeys(names))))
    return found


def provisions(book: Rulebook, citations: Iterable[Citation]) -> list[Provision]:
    """The words of each provision once, in the order of first use."""
    found: dict[str, Provision] = {}
    for citation in citations:
        words = "".join(quote.text for quote in explain.quoted(citation, book))
        if words:
            found.setdefault(citation.provision, Provision(citation, words))
    return list(found.values())


def with_otherwise(duties: list[reading.DutyOn], asking: why.Asking) -> list[reading.DutyOn]:
    """Late duties with what would have followed had they been done in time."""
    if not any(one.state in explain.LATE for one in duties):
        return duties
    supposed = explain.counterfactuals(asking.known, asking.law, on=asking.outcome.on)
    return [replace(one, otherwise=supposed.get(one.duty.id)) for one in duties]


def marks(judgment: Judgment, book: Rulebook) -> list[Mark]:
    """What goes with a result and does not change it, with the interpretation that says so."""
    return [
        Mark(explain.word(tag, wording.language()), citation_of(book, tag)) for tag in judgment.tags
    ]


def appearances(known: CaseRecord, outcome: Assessment) -> list[Attended]:
    """Whether a head appeared, instance by instance."""
    levels = {each.id: each.level for each in known.instances}
    return [
        Attended(
            each, levels.get(each.instance, ""), subject_name(known, each.by) if each.by else ""
        )
        for each in outcome.appearances
    ]


def may_ask_proceeding(actor: Actor) -> bool:
    """Whether posts like the reader's deal with proceedings. Says nothing of this case: the link is
    there whether or not a proceeding exists, and whoever is named in it."""
    bare = replace(actor, person="")
    return any(not scope(bare, protected).nothing for protected in ("O6", "O8"))


def grouped(kinds: Iterable[EventType]) -> list[tuple[str, list[EventType]]]:
    """Types by the object they belong to: header, court papers, strategy, report."""
    found: dict[str, list[EventType]] = {}
    for kind in kinds:
        found.setdefault(kind.object, []).append(kind)
    return [(code, found[code]) for code in GROUPS if code in found]


def exported(actor: Actor, row: Case) -> CaseRecord:
    """The record as the reader may carry it away: without entries he may not view."""
    known = reading.record(actor, row)
    types = rules.rulebook(actor).event_types
    hidden = {
        kind.object
        for kind in types.values()
        if kind.stream == "case" and not sight.allowed(actor, "V", kind.object, row)
    }
    kept = (e for e in known.events if e.type not in types or types[e.type].object not in hidden)
    return replace(known, events=tuple(kept))
