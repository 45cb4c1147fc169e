"""The communication log, the check lists, files of entries, and the reader's own notes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases import mapping
from guize.cases.forms.attachments import media_of, name_of
from guize.cases.models import Case, Note
from guize.cases.queries import reading, rules, sight
from guize.core.access import Actor
from guize.core.checking import RECORDED, CheckList, check_lists
from guize.core.facts import CaseRecord, Event
from guize.core.rulebook import EventType
from guize.ledger import blobs
from guize.ui.downloads import Fetched

LOGGED = "沟通类型"


def logged_types(actor: Actor) -> list[EventType]:
    """The kinds of contact that the log holds, in the order of the rulebook."""
    book = rules.rulebook(actor)
    codes = (word.code for word in book.vocabulary(LOGGED))
    return [book.event_types[code] for code in codes if code in book.event_types]


def loggable(actor: Actor, row: Case) -> list[EventType]:
    """Those of them that the reader may enter now."""
    kinds = logged_types(actor)
    return [kind for kind in kinds if sight.allowed(actor, kind.action, kind.object, row)]


def lists(actor: Actor, row: Case, known: CaseRecord) -> tuple[CheckList, ...]:
    """The check lists of a case, for whoever may view their entries."""
    book = rules.rulebook(actor)
    kind = book.event_types.get(RECORDED)
    if kind is None or not sight.allowed(actor, "V", kind.object, row):
        return ()
    return check_lists(known, book)


def may_check(actor: Actor, row: Case) -> bool:
    kind = rules.rulebook(actor).event_types.get(RECORDED)
    return kind is not None and sight.allowed(actor, kind.action, kind.object, row)


def own_notes(actor: Actor, row: Case | None = None) -> QuerySet[Note]:
    """The reader's notes, the newest first; nobody reads another's."""
    rows = Note.objects.filter(tenant=actor.tenant, account=actor.account)
    return rows.filter(case=row.id) if row else rows


def notes_with_cases(actor: Actor) -> list[tuple[Note, Case | None]]:
    """All notes of the reader, each with its case as long as he sees that."""
    notes = list(own_notes(actor))
    seen = sight.visible(actor).in_bulk({note.case for note in notes})
    return [(note, seen.get(note.case)) for note in notes]


def attachment(actor: Actor, row: Case, event_id: UUID | str, field: str) -> Fetched:
    """A file kept with an entry that the actor may view, or 404."""
    stored = reading.stored_event(actor, row, str(event_id))
    kind = rules.rulebook(actor).event_types[stored.type]
    return file_of(mapping.core_event(stored), kind, field)


def file_of(event: Event, kind: EventType, field: str) -> Fetched:
    """The file under a field of an entry, the first one where none is named. 404 without one."""
    codes = reading.file_fields(event, kind)
    wanted = field or next(iter(codes), "")
    if wanted not in codes:
        raise Http404(_("没有这份附件"))
    digest, _mark, _name = str(event.payload[wanted]).partition("/")
    try:
        content = blobs.content(digest)
    except blobs.BlobFault as fault:
        raise Http404(_("附件已不在存储中,请联系系统管理员")) from fault
    return Fetched(content, media_of(content), name_of(event.payload[wanted]))
