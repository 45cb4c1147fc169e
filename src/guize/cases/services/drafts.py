"""Forms kept for their author: by the button, or when a submission met a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from guize.cases import queries
from guize.cases.models import Draft
from guize.core.access import Actor
from guize.ledger.services import writing


def keep_draft(
    *, actor: Actor, form: str, fields: Mapping[str, str], case: UUID | str | None = None
) -> Draft:
    """Keeps what was typed; a later draft of the same form replaces it."""
    with writing():
        draft, _ = Draft.objects.update_or_create(
            tenant=actor.tenant,
            account=actor.account,
            case_id=case,
            form=form,
            defaults={"fields": dict(fields), "saved_at": timezone.now()},
        )
        return draft


def drop_draft(*, actor: Actor, form: str, case: UUID | str | None = None) -> None:
    """Removes what was kept; takes no turn at the write lock where nothing was."""
    kept = Draft.objects.filter(tenant=actor.tenant, account=actor.account, form=form, case_id=case)
    if kept.exists():
        with writing():
            kept.delete()


def hand_on_draft(*, giver: str, actor: Actor, draft: UUID | str) -> bool:
    """Gives a draft of another account to the actor, if he may see its case and keeps none of his
    own there.
    """
    with writing():
        kept = Draft.objects.filter(tenant=actor.tenant, account=giver, id=draft).first()
        if kept is None or not _may_take(actor, kept):
            return False
        kept.account = actor.account
        kept.save(update_fields=["account"])
    return True


def _may_take(actor: Actor, kept: Draft) -> bool:
    own = Draft.objects.filter(
        tenant=actor.tenant, account=actor.account, form=kept.form, case=kept.case
    )
    sees = kept.case_id is None or queries.visible(actor).filter(id=kept.case_id).exists()
    return sees and not own.exists()
