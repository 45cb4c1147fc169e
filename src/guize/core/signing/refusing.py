"""What forbids an opinion, a request for one, or a confirmation, beyond its single fields."""

from __future__ import annotations

from collections.abc import Iterator

from guize.core.facts import CaseRecord, Event, FactError, Offices, is_held, timeline
from guize.core.facts.entry import fault
from guize.core.rulebook import DecisionTable, EventType, Rulebook
from guize.core.signing.reading import (
    BY_SCAN,
    CONFIRMED,
    KIND,
    SIGNER,
    TABLE,
    OpinionState,
    bears_on,
    kinds_for,
    opinions,
    requests,
    role_of,
)

CONTENT = ("opinion", "handwriting", "scan")


def signing_faults(draft: Event, record: CaseRecord, rulebook: Rulebook) -> tuple[FactError, ...]:
    """What forbids an opinion, a request for one or a confirmation, beyond its single fields."""
    kind = rulebook.event_types.get(draft.type)
    role = role_of(kind) if kind else ""
    if not role or kind is None:
        return ()
    if role == CONFIRMED:
        return tuple(_confirming(draft, record, rulebook))
    found = [*_post(draft, role, kind, (record, rulebook))]
    if role == SIGNER:
        found += [*_content(draft), *_answering(draft, record, rulebook)]
    return tuple(found)


def _post(
    draft: Event, role: str, kind: EventType, norms: tuple[CaseRecord, Rulebook]
) -> Iterator[FactError]:
    record, rulebook = norms
    named, wanted = str(draft.payload.get(role, "")), str(draft.payload.get("opinion_kind", ""))
    held = next((each for each in record.appointments if each.id == named), None)
    table = rulebook.tables.get(TABLE)
    if held is None or table is None or not wanted:
        return
    provision = _provision(table, wanted)
    if is_held(held.since, held.until, draft.occurred_on) is False:
        yield fault(role, "signing.not_in_office", on=draft.occurred_on, provision=provision)
        return
    offices = Offices(record)
    if wanted not in kinds_for(record, rulebook, kind, named):
        function = offices.function_of(named)
        labels = {"function": _label(rulebook, "职务", function)}
        labels["opinion"] = _label(rulebook, KIND, wanted)
        values = {"function": function, "opinion": wanted, "provision": provision}
        yield fault(role, "signing.not_for_post", labels, **values)
    elif not bears_on(held, record, offices, draft.occurred_on):
        yield fault(role, "signing.not_of_case", provision=provision)


def _provision(table: DecisionTable, wanted: str) -> str:
    cited = (row.citation.provision for row in table.rows if row.results[KIND] == wanted)
    return next(cited, table.rows[0].citation.provision)


def _label(rulebook: Rulebook, vocabulary: str, code: str) -> str:
    words = rulebook.words.get(vocabulary, ())
    return next((word.label for word in words if word.code == code), code)


def _content(draft: Event) -> Iterator[FactError]:
    if not any(draft.payload.get(field) for field in CONTENT):
        yield fault("opinion", "signing.empty")
    if draft.payload.get("paper_governs") and not draft.payload.get("scan"):
        yield fault("scan", "signing.no_scan")


def _answering(draft: Event, record: CaseRecord, rulebook: Rulebook) -> Iterator[FactError]:
    answered = str(draft.payload.get("answers") or "")
    if not answered:
        return
    current = timeline(record, None).current.get(answered, "")
    asked = next((one for one in requests(record, rulebook) if one.event.id == current), None)
    offices = Offices(record)
    signer = offices.appointments.get(str(draft.payload.get(SIGNER, "")))
    addressee = offices.appointments.get(asked.asked_of) if asked else None
    if not (signer and addressee and signer.post == addressee.post):
        yield fault("answers", "signing.other_addressee")


def _confirming(draft: Event, record: CaseRecord, rulebook: Rulebook) -> Iterator[FactError]:
    wanted = str(draft.payload.get(CONFIRMED, ""))
    found = next((one for one in opinions(record, rulebook) if one.event.id == wanted), None)
    if found is None or found.state not in (OpinionState.PENDING, OpinionState.BY_SCAN):
        yield fault(CONFIRMED, "signing.nothing_to_confirm")
    if draft.payload.get("confirmation") == BY_SCAN and not draft.payload.get("scan"):
        yield fault("scan", "signing.no_scan")
