"""What a field of an event may be chosen from: words, people in office, events, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guize.core.facts import CaseRecord, Event, effective_events, holders
from guize.core.rulebook import EventType, Field, Rulebook
from guize.core.signing import ADDRESSEE, SIGNER, signers
from guize.ui.templatetags.guize import day, gloss
from guize.ui.wording import article_labels, is_english, listed

Choice = tuple[str, str]
USUAL_HOLDERS = {
    "reported_by": ("principal",),
    "reported_to": ("deputy_head", "executive_deputy"),
    "decided_by": ("deputy_head", "executive_deputy", "principal"),
    "appeared_by": ("principal", "unit_deputy", "deputy_head"),
}
ASKED = ("principal", "unit_deputy", "case_officer", "deputy_head", "executive_deputy")
# Facts on a person's conduct are found in the proceeding, never in the case file.
OF_CONDUCT = frozenset({"dereliction_caused_loss", "act_defect", "legacy_cause", "evident_error"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where choices come from: the record, the rulebook in force, and the day of the event.

    `subjects`: the units and appointments a step may be about; None: whoever is in the record.
    `addressees`: whom one may ask for an opinion; None: whoever may give one.
    """

    record: CaseRecord
    rulebook: Rulebook
    on: date
    subjects: tuple[str, ...] | None = None
    addressees: tuple[str, ...] | None = None


def choices_of(field: Field, event_type: EventType, source: Source) -> list[Choice]:
    makers: dict[str, Callable[[], list[Choice]]] = {
        "choice": lambda: words(source.rulebook, field.vocabulary),
        "appointment": lambda: people(field, event_type, source),
        "person": lambda: appointments(source, ASKED),
        "event": lambda: events(source, event_type),
        "entries": lambda: case_entries(source),
        "fact": lambda: facts(source.rulebook, event_type.stream),
        "measure": lambda: measures(source.rulebook),
        "instance": lambda: instances(source),
        "organ": lambda: organs(source),
    }
    return makers.get(field.kind, lambda: subjects(source))()


def subjects(source: Source) -> list[Choice]:
    """Units and persons the entry may be about."""
    if source.subjects is None:
        return organs(source) + appointments(source, ASKED)
    return [(ref, subject_name(source.record, ref)) for ref in source.subjects]


def measures(rulebook: Rulebook) -> list[Choice]:
    return [
        (m.id, f"{m.label} {m.english if is_english() and m.english else m.name}")
        for m in rulebook.measures
    ]


def words(rulebook: Rulebook, vocabulary: str) -> list[Choice]:
    return [(word.code, gloss(word)) for word in rulebook.words.get(vocabulary, ())]


def people(field: Field, event_type: EventType, source: Source) -> list[Choice]:
    """Whoever was in office; for an opinion those alone whose post gives one."""
    if field.code not in (SIGNER, ADDRESSEE):
        return appointments(source, USUAL_HOLDERS.get(field.code, ASKED))
    found = signers(source.record, source.rulebook, event_type, source.on)
    if field.code == ADDRESSEE and source.addressees is not None:
        found = tuple(one for one in found if one in source.addressees)
    return [(ref, person_in_post(source.record, ref)) for ref in found]


def appointments(source: Source, functions: Iterable[str]) -> list[Choice]:
    """Those in office on the day, the likeliest first; then whoever else is in the record."""
    record = source.record
    likely = [
        appointment.id
        for function in functions
        for unit in record.case.units
        for appointment in holders(record, function, unit, source.on).value or ()
    ]
    others = [a.id for a in record.appointments if a.until is None or a.until.first > source.on]
    return [(ref, person_in_post(record, ref)) for ref in dict.fromkeys([*likely, *others])]


def likely_holder(field: Field, source: Source) -> str:
    """The one holder a field usually means, if there is exactly one; else empty."""
    for function in USUAL_HOLDERS.get(field.code, ()):
        for unit in source.record.case.units:
            found = holders(source.record, function, unit, source.on).value or ()
            if len(found) == 1:
                return found[0].id
    return ""


def person_in_post(record: CaseRecord, appointment_id: str) -> str:
    """「李强 · 镇长」, or the id where the record does not hold the appointment."""
    held = next((a for a in record.appointments if a.id == appointment_id), None)
    if held is None:
        return appointment_id
    person = next((p.name for p in record.persons if p.id == held.person), held.person)
    post = next((p for p in record.posts if p.id == held.post), None)
    return f"{person} · {post.title}" if post else person


def cited(help_text: object, rulebook: Rulebook, tables: Iterable[str]) -> str:
    """A help text with the articles in which the rulebook in force says so, if it does."""
    asked = [rulebook.tables[name] for name in tables if name in rulebook.tables]
    articles = (label for table in asked for label in article_labels(table.rows[0].citation)[:1])
    found = listed(dict.fromkeys(articles))
    return f"{help_text}({found})" if found else str(help_text)


def organs(source: Source) -> list[Choice]:
    of_case = {*source.record.case.units, *(m.acting_organ for m in source.record.matters)}
    return [(organ.id, organ.name) for organ in source.record.organs if organ.id in of_case]


def instances(source: Source) -> list[Choice]:
    return [
        (i.id, " ".join(filter(None, (gloss(i.level), i.number or i.court))))
        for i in source.record.instances
    ]


def events(source: Source, event_type: EventType) -> list[Choice]:
    told = effective_events(source.record, None)
    fitting = [e for e in told if not event_type.after or e.type in event_type.after]
    return [(event.id, event_title(event, source.rulebook)) for event in reversed(fitting)]


def case_entries(source: Source) -> list[Choice]:
    """The entries of the case file in force, the latest first: what a finding may rest on."""
    told = effective_events(source.record, None)
    of_case = [event for event in told if event.stream == "case" and event.type != "retraction"]
    return [(event.id, event_title(event, source.rulebook)) for event in reversed(of_case)]


def event_title(event: Event, rulebook: Rulebook) -> str:
    known = rulebook.event_types.get(event.type)
    return f"{gloss(known) if known else event.type} {day(event.occurred_on)}"


def facts(rulebook: Rulebook, stream: str) -> list[Choice]:
    """Facts people find. In the case file only those that judge nobody's conduct."""
    items = (item for table in rulebook.circumstances.values() for item in table)
    of_conduct = OF_CONDUCT | {item.fact for item in items}
    return [
        (fact.code, gloss(fact))
        for fact in rulebook.facts.values()
        if fact.source == "finding" and (stream != "case" or fact.code not in of_conduct)
    ]


def subject_name(record: CaseRecord, subject: str) -> str:
    organ = next((o.name for o in record.organs if o.id == subject), "")
    return organ or person_in_post(record, subject) or _("全案")
