"""What the rulebook says of an event type, and what forbids an entry."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guize.cases import mapping
from guize.cases.models import Case
from guize.core.access import Actor
from guize.core.facts import Event, FactError, check_event
from guize.core.rulebook import EventType, Rulebook
from guize.core.signing import signing_faults
from guize.ledger import clock
from guize.regulations.queries import find_rulebook


class EntryError(FactError):
    """All faults of one entry; `field` and `cause` are those of the first."""

    def __init__(self, errors: Iterable[FactError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors[0].field, self.errors[0].cause)


def rulebook(actor: Actor) -> Rulebook:
    """The county's own rulebook as it is installed, with all it extends."""
    found = find_rulebook(actor.tenant)
    if found is None:
        raise LookupError("no rulebook is installed for this county")
    return found


def event_type(actor: Actor, code: str, stream: str = "case") -> EventType:
    """An event type that may be recorded in a stream of this kind; `FactError` for any other."""
    found = rulebook(actor).event_types.get(code)
    if found is None or found.stream not in (stream, "case"):
        raise FactError("type", _("没有这种事件"))
    if found.stream != stream and code != "retraction":
        raise FactError("type", _("这种事件不记入本卷"))
    return found


def refuse_faults(actor: Actor, row: Case, draft: Event) -> None:
    """Raises `EntryError` with every fault of the draft against the record as it stands."""
    known = mapping.case_record(row.tenant, row.id)
    faults = faults_of(actor, known, draft)
    if faults:
        raise EntryError(faults)


def faults_of(actor: Actor, known: mapping.facts.CaseRecord, draft: Event) -> list[FactError]:
    """Every fault, with its cause in the reader's language."""
    book = rulebook(actor)
    faults = (*check_event(draft, known, book, clock.today()), *signing_faults(draft, known, book))
    return [said(fault, book) for fault in faults]


def said(fault: FactError, book: Rulebook) -> FactError:
    """The fault as this reader's language says it."""
    why = getattr(fault, "reason", None)
    if why is None or not (get_language() or "zh").startswith("en"):
        return fault
    from guize.core import explain  # noqa: PLC0415

    return FactError(fault.field, explain.say(why, book, "en"))
