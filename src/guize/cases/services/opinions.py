"""Whose opinion it is to write, confirm and correct, beyond what the matrix gives to his post."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from guize.cases.queries import opinions as reading
from guize.cases.queries import rules
from guize.core.access import Actor
from guize.core.facts import CaseRecord, Event, FactError
from guize.core.signing import BY_SCAN, CONFIRMED, SIGNER, role_of


def require_hand(actor: Actor, draft: Event, record: Callable[[], CaseRecord]) -> None:
    """Refuses an opinion from one whose post signs nothing here, a word of confirmation from
    anybody but the one whose opinion it is, a correction from anybody but its author.

    Raises `PermissionDenied`, `FactError`.
    """
    kind = rules.rulebook(actor).event_types.get(draft.type)
    role = role_of(kind) if kind else ""
    if not (role or draft.supersedes):
        return
    known = record()
    corrected = next((e for e in known.events if e.id == draft.supersedes), None)
    if corrected is not None:
        if not reading.is_author(actor, known, corrected):
            raise PermissionDenied(_("签批意见由签批人本人更正;本人确认以前,录入人也可以更正"))
    elif kind and role == SIGNER and not reading.signing(actor, known, kind).own:
        provision = kind.provision.provision if kind.provision else ""
        text = _("您的职务不签批,也不代录签批意见(%(provision)s)")
        raise PermissionDenied(text % {"provision": provision})
    if role == CONFIRMED and draft.payload.get("confirmation") != BY_SCAN:
        _require_own_word(actor, known, draft)


def _require_own_word(actor: Actor, known: CaseRecord, draft: Event) -> None:
    if not reading.is_signer_of(actor, known, str(draft.payload.get(CONFIRMED, ""))):
        raise FactError("confirmation", _("只有签批人本人可以确认或者不予确认;他人请附签批原件"))
