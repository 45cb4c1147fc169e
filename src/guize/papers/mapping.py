"""Events that file a document to rows, and back. The one place for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guize.ledger.mapping import StoredEvent
from guize.papers.models import Paper, PaperFile

FILED = "document_filed"
FIELDS = (
    *("kind", "object", "subject", "title", "organ", "year", "series", "serial", "number"),
    *("head_sequence", "head"),
)


def payload(paper: Paper, files: list[PaperFile], missing: list[str]) -> dict[str, object]:
    """What the event says: the paper, the hash and size of each file, the blanks left in it."""
    return {
        "document": str(paper.id),
        "case": str(paper.case_id),
        **{name: getattr(paper, name) for name in FIELDS},
        "files": {file.form: {"sha256": file.digest, "size": file.size} for file in files},
        "blanks": missing,
    }


def rows(event: StoredEvent) -> tuple[Paper, list[PaperFile]]:
    """The rows that an event stands for."""
    told: Mapping[str, Any] = event.payload
    paper = Paper(
        id=told["document"],
        case_id=told["case"],
        proceeding_id=event.stream.id if event.stream.kind == "proceeding" else None,
        event=event.id,
        filed_on=event.occurred_on,
        account=event.account,
        appointment=event.appointment,
        **{name: told[name] for name in FIELDS},
    )
    files = [
        PaperFile(paper=paper, form=form, digest=one["sha256"], size=one["size"])
        for form, one in told["files"].items()
    ]
    return paper, files


ISSUED, RECEIVED, CLOSED = "follow_up_issued", "follow_up_received", "follow_up_closed"
OF_FOLLOW_UPS = frozenset({ISSUED, RECEIVED, CLOSED})


def follow_up(tenant: UUID | str, event: StoredEvent) -> dict[str, Any]:
    """The fields of the row that a follow-up begins with."""
    told: Mapping[str, Any] = event.payload
    return {
        "id": told["follow_up"],
        "tenant": tenant,
        "case_id": event.stream.id,
        "paper_id": told["document"],
        "issued_on": event.occurred_on,
        **{name: told[name] for name in ("duty", "act", "tier", "unit", "answer_by")},
    }
