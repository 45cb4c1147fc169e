"""What the page that makes a document shows, and the draft of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from guize.accountability import queries as accountability
from guize.cases import queries as cases
from guize.cases.forms.choices import subject_name
from guize.core.access import Actor
from guize.ledger import clock
from guize.papers import tiers
from guize.papers.dossier import Dossier
from guize.papers.drafting import Drafted, drafted, number, organ_mark
from guize.papers.kinds import KINDS, Kind
from guize.papers.kinds.slips import open_duties
from guize.papers.labels import said
from guize.papers.models import Paper
from guize.papers.queries.sight import Place, allowed, named, verdict


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a kind offers: choices by field, the mark of the organ, what the record
    lacks whatever is filled in.
    """

    choices: Mapping[str, list[tuple[str, str]]]
    mark: str
    missing: list[str]


def require_kind(actor: Actor, kind: Kind, place: Place, subject: str) -> str:
    """The post in which the actor makes it; 403 for what he may only read, 404 for the rest, and
    for whom a document of the kind cannot be about: a measure against units names no person.
    """
    found = verdict(actor, kind.action, kind.object, place, subject=subject)
    if found.allowed and subject and subject not in named(kind, place):
        raise Http404(_("本案没有这个涉责对象,或者这种文书不适用于这类对象"))
    if found.allowed and (subject or not kind.about_one):
        return found.appointment
    if found.visible:
        raise PermissionDenied(_("您可以查看,但无权制作这份文书"))
    raise Http404(_("没有这种文书"))


def subjects(actor: Actor, kind: Kind, place: Place) -> list[tuple[str, str]]:
    """Those a document of the kind may be about, by name."""
    asked = named(kind, place)
    known = accountability.record(place.proceeding) if asked else None
    return [
        (one, subject_name(known, one))
        for one in asked
        if allowed(actor, kind.action, kind.object, place, subject=one)
    ]


def draft(
    actor: Actor, kind: Kind, place: Place, *, subject: str = "", given: Mapping[str, str]
) -> Drafted:
    """The document as it would be made now, unnumbered. Whoever may not make it is refused."""
    seat = require_kind(actor, kind, place, subject)
    return drafted(kind, _dossier(actor, place, seat, subject=subject, given=given))


def form(actor: Actor, kind: Kind, place: Place, subject: str) -> Form:
    """What is known before anything is filled in; what must be filled in is not counted missing."""
    filled = {ask.code: ask.initial or "…" for ask in kind.asks if ask.needed}
    made = draft(actor, kind, place, subject=subject, given=filled)
    duties = open_duties(made.dossier)
    missing = [gap for gap in made.missing if gap != "督办事项" or not duties]
    named = [(word.label, word.label) for word in tiers.tiers(made.dossier.book)]
    return Form({"duty": duties, "tier": named}, mark_of(actor, made), said(missing))


def mark_of(actor: Actor, draft: Drafted) -> str:
    """The word (机关代字) the organ last put in such a number, else one made from its name."""
    series = {"organ": draft.organ, "series": draft.kind.series, "serial__gt": 0}
    last = Paper.objects.filter(tenant=actor.tenant, **series).order_by("-year", "-serial").first()
    if last is None:
        return organ_mark(draft.dossier.organ(draft.organ))
    return last.number.removesuffix(number("", KINDS[last.kind], last.year, last.serial))


def _dossier(actor: Actor, place: Place, seat: str, **more: Any) -> Dossier:
    if place.proceeding:
        known = accountability.record(place.proceeding)
        outcome = accountability.assessment(place.proceeding, known)
    else:
        known = cases.record(actor, place.case)
        outcome = cases.assessment(actor, known)
    organs = (held.organ for held in actor.seats if held.appointment == seat)
    issuer = next(organs, actor.acting_seat.organ if actor.acting_seat else "")
    book = cases.rulebook(actor)
    return Dossier(actor, known, outcome, book, clock.today(), issuer, **more)
