"""What would follow: an invented record under two versions side by side. Nothing is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.conf import settings

from guize.core import facts
from guize.core.assess import Assessment, assess
from guize.core.comparing import Comparison, compared
from guize.core.days import Calendar, DayError
from guize.core.facts import CaseRecord, partial_date
from guize.core.rulebook import EventType, Norms, Rulebook
from guize.core.tables import TableError
from guize.formats.case_record import CaseFileError
from guize.formats.rulebook_folder import MANIFEST
from guize.formats.scenarios import Scenario, read_scenarios
from guize.regulations.queries import calendar, installed

ALWAYS = date(1950, 1, 1)
UNIT, COUNTY, INSTANCE = "unit", "county", "i1"
IN_OFFICE = partial_date("2000")
POSTS = {
    "principal": UNIT,
    "unit_deputy": UNIT,
    "case_officer": UNIT,
    "deputy_head": COUNTY,
    "executive_deputy": COUNTY,
}


@dataclass(frozen=True, slots=True)
class Supposed:
    """An event someone supposes: `result` of a decision, `named` the day its text gives."""

    type: str
    on: date
    result: str = ""
    named: date | None = None
    amount_fen: int | None = None


def examples(tenant: UUID | str) -> dict[str, Scenario]:
    """The example cases that ship with the county's packs, by pack and file."""
    return {
        f"{book.id}/{scenario.file}": scenario
        for book in installed(tenant)
        for scenario in _scenarios(book)
    }


def _scenarios(book: Rulebook) -> tuple[Scenario, ...]:
    folder = settings.RULEBOOKS / book.id
    if not (folder / MANIFEST).is_file():
        return ()
    try:
        return read_scenarios(folder, book)
    except (CaseFileError, KeyError, tomllib.TOMLDecodeError):
        return ()  # written for another version of the text


def record_of(header: Mapping[str, str], events: Iterable[Supposed], book: Rulebook) -> CaseRecord:
    """A case of one township whose posts are all held, with the events supposed.

    `header`: kind, role, level.
    """
    made = [_event(n, each, book.event_types[each.type]) for n, each in enumerate(events, 1)]
    kind = "administrative_act" if header["kind"] == "administrative" else "civil_contract"
    return CaseRecord(
        case=facts.Case("what-if", header["kind"], "推演", (UNIT,)),
        matters=(facts.Matter("m1", UNIT, kind),),
        instances=(facts.Instance(INSTANCE, header["level"], header["role"]),),
        parties=(
            facts.Party("us", INSTANCE, header["role"], UNIT),
            facts.Party("them", INSTANCE, "", "", "某某"),
        ),
        organs=(
            facts.Organ(COUNTY, "县政府", "county_government", "county_government"),
            facts.Organ(UNIT, "某镇", "township"),
        ),
        posts=tuple(facts.Post(name, organ, name, name) for name, organ in POSTS.items()),
        persons=tuple(facts.Person(name, name) for name in POSTS),
        appointments=tuple(facts.Appointment(name, name, name, IN_OFFICE) for name in POSTS),
        portfolios=(facts.Portfolio("p1", "deputy_head", UNIT, IN_OFFICE),),
        events=tuple(made),
    )


def _event(number: int, supposed: Supposed, kind: EventType) -> facts.Event:
    known = {field.code: field.kind for field in kind.fields}
    days = [code for code, of in known.items() if of == "date"]
    payload: dict[str, object] = {}
    if supposed.result and "disposition" in known:
        payload["disposition"] = supposed.result
    if supposed.amount_fen is not None and "amount_claimed" in known:
        payload["amount_claimed"] = supposed.amount_fen
    if supposed.named and days:
        payload[days[0]] = supposed.named.isoformat()
    at = datetime.combine(supposed.on, time(10), UTC)
    return facts.Event(f"e{number}", kind.code, supposed.on, at, instance=INSTANCE, payload=payload)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both assessments and their comparison; `refused` says what a version cannot take."""

    comparison: Comparison | None
    before: Assessment | None = None
    after: Assessment | None = None
    refused: str = ""


def outcome(
    tenant: UUID | str, record: CaseRecord, books: tuple[Rulebook, Rulebook], on: date
) -> Outcome:
    """The record under both, each taken as if it had always been in force."""
    days = calendar(tenant)
    try:
        before, after = (assess(record, _norms(book, days), on=on) for book in books)
    except (TableError, DayError, KeyError) as error:
        return Outcome(None, refused=str(error))
    return Outcome(compared(before, after), before, after)


def _norms(book: Rulebook, days: Calendar) -> Norms:
    return Norms((replace(book, valid_from=ALWAYS, valid_to=None, read_from=None),), days)
