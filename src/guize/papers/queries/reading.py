"""Papers that are filed: lists, one paper, its files as this reader may have them."""

from __future__ import annotations

import json
import secrets
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from guize.accounts.queries import own_account
from guize.core.access import Actor, Object
from guize.formats import typst
from guize.formats.docx import stamped
from guize.formats.official import from_plain
from guize.ledger import blobs
from guize.ledger.queries import Head
from guize.ledger.services import log_denied, log_read
from guize.papers import checks
from guize.papers.drafting import fonts
from guize.papers.kinds import CONFIDENTIAL, KINDS, Kind
from guize.papers.models import Paper, Template
from guize.papers.queries.sight import Place, allowed
from guize.ui.downloads import DOCX, PDF, Fetched

MEDIA, PAPER = {"docx": DOCX, "pdf": PDF}, "paper"


def _place(row: Paper) -> Place:
    return Place(row.case, row.proceeding)


def _papers(actor: Actor) -> QuerySet[Paper]:
    rows = Paper.objects.filter(tenant=actor.tenant)
    return rows.select_related("case", "proceeding__case").prefetch_related("files")


def paper(actor: Actor, paper_id: UUID | str) -> Paper:
    """A paper the actor may read, logged where it is confidential; 404 for any other."""
    row = _papers(actor).filter(id=paper_id).first()
    may_read = row is not None and allowed(actor, "V", row.object, _place(row), subject=row.subject)
    if row is not None and row.object in CONFIDENTIAL:
        _log(actor, row, may_read=may_read)
    if not may_read:
        raise Http404(_("没有这份文书,或者您无权查看"))
    return row


def _log(actor: Actor, row: Paper, *, may_read: bool, download: str = "") -> None:
    log = log_read if may_read else log_denied
    seat = actor.acting_seat.appointment if actor.acting_seat else ""
    about = f"{row.id}:{download}" if download else str(row.id)
    log(tenant=actor.tenant, account=actor.account, appointment=seat, object=row.object,
        object_id=about)  # fmt: skip


def listed(actor: Actor, place: Place) -> list[Paper]:
    """The papers filed here that the actor may read, the newest first."""
    rows = _papers(actor).filter(case=place.case, proceeding=place.proceeding)
    return [row for row in rows if allowed(actor, "V", row.object, place, subject=row.subject)]


def own(actor: Actor) -> list[Paper]:
    """Papers about the reader himself: decisions served on him, and nothing before."""
    if not actor.person:
        return []
    rows = _papers(actor).filter(object=Object.DECISION, proceeding__subjects__person=actor.person)
    mine = [row for row in rows.distinct() if _is_about(row, actor.person)]
    return [
        row for row in mine if allowed(actor, "V", row.object, _place(row), subject=row.subject)
    ]


def _is_about(row: Paper, person: str) -> bool:
    named = row.proceeding.subjects.filter(subject=row.subject, person=person)
    return named.exists()


def paper_of(actor: Actor, event: str) -> Paper | None:
    """The paper that an event filed, for the service that finds its key used already."""
    return _papers(actor).filter(event=event).first()


def places(row: Paper) -> Place:
    return _place(row)


def checked(row: Paper) -> dict[str, bool]:
    """Whether the chain still has the entry of the check code, and each file its content."""
    stream = _place(row).stream
    head = Head(row.head_sequence, row.head)
    return {"chain": checks.holds(str(row.tenant), stream, head)} | {
        file.form: _is_whole(file.digest) for file in row.files.all()
    }


def _is_whole(digest: str) -> bool:
    try:
        blobs.content(digest)
    except blobs.BlobFault:
        return False
    return True


def fetched(actor: Actor, paper_id: UUID | str, form: str) -> Fetched:
    """A file of a paper. A confidential one bears who fetched it, when, and the id of the
    download; what is filed stays as it is.
    """
    row = paper(actor, paper_id)
    files = {file.form: file.digest for file in row.files.all()}
    if form not in MEDIA or form not in files:
        raise Http404(_("没有这份文件"))
    content = blobs.content(files[form])
    if row.object in CONFIDENTIAL:
        content = _marked(actor, row, form, content)
    title = row.title.replace("\n", "")
    return Fetched(content, MEDIA[form], f"{row.number}{title}.{form}", PAPER)


def _marked(actor: Actor, row: Paper, form: str, content: bytes) -> bytes:
    download = secrets.token_hex(4)
    _log(actor, row, may_read=True, download=download)
    own = own_account(actor)
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    stamp = f"{own.name or own.username} {now} 下载编号 {download}"
    if form == "docx":
        return stamped(content, stamp)
    digest = row.files.get(form="json").digest
    document = from_plain(json.loads(blobs.content(digest)))
    return typst.pdf(document, fonts=fonts(), stamp=stamp)


def templates(actor: Actor) -> list[tuple[Kind, Template | None]]:
    """Every kind with the county's template in use for it."""
    found = {kind: template_for(actor, kind) for kind in KINDS}
    return [(KINDS[code], template) for code, template in found.items()]


def template_for(actor: Actor, kind: str) -> Template | None:
    newest = Template.objects.filter(tenant=actor.tenant, kind=kind).first()
    return newest if newest and not newest.is_withdrawn else None
