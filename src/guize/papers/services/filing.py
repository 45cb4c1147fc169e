"""Files a document: numbered without gaps, its files kept first, then the event, then the rows.

Drawing is slow and the number stands in the drawing, so the number is taken beforehand and proven
again within the transaction; who came too late draws anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guize.accountability.services import refresh
from guize.cases.services import refresh_duties
from guize.core.access import Actor
from guize.core.facts import FactError
from guize.formats.official import Official
from guize.ledger import blobs, clock
from guize.ledger.identifiers import new_id
from guize.ledger.queries import Head, event_by_key, head
from guize.ledger.services import append, writing
from guize.papers import checks, drafting, mapping, queries
from guize.papers.drafting import Drafted
from guize.papers.kinds import Kind
from guize.papers.models import Paper, PaperFile
from guize.papers.queries import Place

ATTEMPTS = 8


class BlanksLeft(FactError):  # noqa: N818 - it is the document that has blanks
    """Facts are missing and the author has not said that he leaves them blank."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("accepts_blanks", _("还缺少:%(facts)s") % {"facts": "、".join(missing)})
        self.missing = missing


class _Overtaken(Exception):  # noqa: N818
    """Another document took the number, or the stream went on, while this one was drawn."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be filed, and the number and head of the stream that are printed in it."""

    actor: Actor
    place: Place
    draft: Drafted
    subject: str
    mark: str
    key: str
    serial: int
    head: Head

    @property
    def number(self) -> str:
        kind, year = self.draft.kind, self.draft.dossier.on.year
        return drafting.number(self.mark, kind, year, self.serial) if self.serial else ""

    @property
    def document(self) -> Official:
        return drafting.numbered(self.draft.document, self.number, checks.printed(self.head))


def file_paper(
    *,
    actor: Actor,
    place: Place,
    kind: Kind,
    subject: str = "",
    given: Mapping[str, str],
    mark: str = "",
    accepts_blanks: bool = False,
    idempotency_key: str = "",
) -> Paper:
    """Makes the document, files it and gives its row; the same key gives the first one again.

    Raises `Http404`, `PermissionDenied`, `BlanksLeft`.
    """
    draft = queries.draft(actor, kind, place, subject=subject, given=given)
    if found := _filed_under(actor, idempotency_key):
        return found
    if draft.missing and not accepts_blanks:
        raise BlanksLeft(draft.missing)
    mark = mark.strip() or queries.mark_of(actor, draft)
    for _attempt in range(ATTEMPTS):
        serial = _next_serial(actor, draft) if kind.is_numbered else 0
        at = head(actor.tenant, place.stream)
        plan = _Plan(actor, place, draft, subject, mark, idempotency_key, serial, at)
        kept = _kept(plan)
        try:
            return _file(plan, kept)
        except (_Overtaken, IntegrityError):
            continue
    raise FactError("", _("同时办理的人较多,请稍后再次提交"))


def _filed_under(actor: Actor, key: str) -> Paper | None:
    event = event_by_key(actor.tenant, key)
    return queries.paper_of(actor, event.id) if event else None


def _next_serial(actor: Actor, draft: Drafted) -> int:
    of_series = Paper.objects.filter(
        tenant=actor.tenant,
        organ=draft.organ,
        year=draft.dossier.on.year,
        series=draft.kind.series,
    )
    return (of_series.aggregate(last=Max("serial"))["last"] or 0) + 1


def _kept(plan: _Plan) -> list[PaperFile]:
    """Draws the files and stores them, before any row names them."""
    own = queries.template_for(plan.actor, plan.draft.kind.code)
    template = blobs.content(own.digest) if own else None
    made = drafting.files(plan.draft, plan.document, template)
    return [
        PaperFile(tenant=plan.actor.tenant, form=form, digest=blobs.keep(one), size=len(one))
        for form, one in made.items()
    ]


def _file(plan: _Plan, files: list[PaperFile]) -> Paper:
    actor, place, draft = plan.actor, plan.place, plan.draft
    with writing(), transaction.atomic():
        if found := _filed_under(actor, plan.key):
            return found
        seat = queries.require_kind(actor, draft.kind, place, plan.subject)
        is_next = plan.serial in (0, _next_serial(actor, draft))
        if not is_next or head(actor.tenant, place.stream) != plan.head:
            raise _Overtaken
        paper = _row(plan, seat)
        event = append(
            tenant=actor.tenant,
            stream=place.stream,
            type=mapping.FILED,
            payload=mapping.payload(paper, files, draft.missing),
            occurred_on=draft.dossier.on,
            account=actor.account,
            appointment=seat,
            idempotency_key=plan.key,
        )
        paper.event = event.id
        store(paper, files)
        _refresh(actor, place)
    return paper


def _row(plan: _Plan, seat: str) -> Paper:
    draft = plan.draft
    return Paper(
        id=new_id(),
        tenant=plan.actor.tenant,
        case=plan.place.case,
        proceeding=plan.place.proceeding,
        kind=draft.kind.code,
        object=draft.kind.object,
        subject=plan.subject,
        title=draft.document.title,
        organ=draft.organ,
        year=draft.dossier.on.year,
        series=draft.kind.series,
        serial=plan.serial,
        number=plan.number,
        head_sequence=plan.head.sequence,
        head=plan.head.hash,
        filed_on=draft.dossier.on,
        account=plan.actor.account,
        appointment=seat,
    )


def store(paper: Paper, files: list[PaperFile]) -> None:
    paper.save(force_insert=True)
    for file in files:
        file.paper = paper
    PaperFile.objects.bulk_create(files)


def _refresh(actor: Actor, place: Place) -> None:
    """The stream went on: the rows made from it note how far."""
    if place.proceeding:
        refresh(place.proceeding, on=clock.today())
    else:
        refresh_duties(actor.tenant, place.case.id, on=clock.today())
