"""Private notes: written and deleted by their author; they are no part of the record."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from guize.cases import queries
from guize.cases.models import Note
from guize.core.access import Actor
from guize.ledger.services import writing


def write_note(*, actor: Actor, case: UUID | str, text: str) -> Note:
    """Keeps a note for its author beside a case he sees."""
    with writing():
        row = queries.case(actor, case)
        return Note.objects.create(
            tenant=actor.tenant,
            account=actor.account,
            case=row.id,
            text=text.strip(),
            written_at=timezone.now(),
        )


def delete_note(*, actor: Actor, note: UUID | str) -> None:
    """Deletes a note of the actor's own; any other does not exist for him."""
    with writing():
        gone, _by_model = queries.own_notes(actor).filter(id=note).delete()
        if not gone:
            raise Http404
