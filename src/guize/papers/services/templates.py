"""The county's own templates: checked before they are kept, replaced by the next, withdrawn."""

from __future__ import annotations

from django.utils import timezone

from guize.core.access import Actor
from guize.formats.placeholders import Checked, check
from guize.ledger import blobs
from guize.ledger.services import writing
from guize.papers import queries
from guize.papers.drafting import NAMES
from guize.papers.models import Template


class TemplateRefused(ValueError):  # noqa: N818
    """The template asks for what nobody knows, or holds what must not be in one."""

    def __init__(self, checked: Checked) -> None:
        super().__init__("unfit template")
        self.checked = checked


def add_template(*, actor: Actor, kind: str, name: str, content: bytes) -> Template:
    """Puts a template in use for a kind. Raises `PermissionDenied`, `TemplateRefused`."""
    queries.require_template(actor)
    found = check(content, NAMES)
    if not found.is_fit:
        raise TemplateRefused(found)
    digest = blobs.keep(content)
    with writing():
        return Template.objects.create(
            tenant=actor.tenant,
            kind=kind,
            name=name,
            digest=digest,
            size=len(content),
            account=actor.account,
            at=timezone.now(),
        )


def withdraw_template(*, actor: Actor, kind: str) -> None:
    """From now on documents of the kind are drawn without a template again."""
    queries.require_template(actor)
    with writing():
        Template.objects.filter(tenant=actor.tenant, kind=kind).update(is_withdrawn=True)
