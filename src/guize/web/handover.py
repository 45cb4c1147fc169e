"""移交清单: the open work of a post, handed by its holder to another who confirms it.

The record keeps kinds and references alone. What they say is read anew with the rights of whoever
looks: a successor learns nothing of a file that he may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from guize.accountability import queries as accountability
from guize.accounts.queries import account_id_of
from guize.cases import queries as cases
from guize.cases import services as case_services
from guize.cases.queries.listing import DutyDue
from guize.core.access import Actor, Seat
from guize.core.access.reach import UNIT_ROLES
from guize.core.duties import DutyState
from guize.core.signing import KIND
from guize.ledger import clock
from guize.ledger.services import writing
from guize.organisation import queries as organisation
from guize.organisation import services
from guize.papers import queries as papers
from guize.ui.templatetags.guize import event_label, gloss, names, word
from guize.web.waiting import Awaited, signing, waiting

if TYPE_CHECKING:
    from guize.organisation.models import Handover

HORIZON = timedelta(days=400)
DUTY, OPINION, PROCEEDING, SLIP, DRAFT = "duty", "opinion", "proceeding", "slip", "draft"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of open work: what, where it is done, and by when, if there is a term."""

    kind: str
    ref: str
    what: str
    place: str
    url: str
    due: date | None = None
    state: DutyState | None = None


def open_work(actor: Actor, seat: Seat) -> list[Piece]:
    """What waits in this post: duties, opinions asked, steps of proceedings, slips, and the drafts
    of its holder.
    """
    own = (_opinions, _proceedings, _slips, _drafts)
    return [*_duties(actor, seat), *(piece for part in own for piece in part(actor))]


def seat_of(actor: Actor, appointment: UUID | str) -> Seat:
    """The actor's own post, or 404."""
    found = (seat for seat in actor.seats if seat.appointment == str(appointment))
    seat = next(found, None)
    if seat is None:
        raise Http404
    return seat


def _duties(actor: Actor, seat: Seat) -> Iterator[Piece]:
    own = organisation.bearing(actor.tenant, seat.appointment)
    own |= {"unit"} if seat.role in UNIT_ROLES else set()
    today = clock.today()
    for one in cases.duties_due(actor, until=today + HORIZON, on=today):
        if own & set(one.row.bearers) and one.rule:
            what = f"{gloss(one.rule.act)}({names(one.rule.bearers)})"
            yield _of_case(DUTY, f"{one.case.id}|{one.row.key}", what, one)


def _of_case(kind: str, ref: str, what: str, one: DutyDue) -> Piece:
    url = reverse("cases:case", args=[one.case.id])
    return Piece(kind, ref, what, str(one.case), url, one.row.due, one.state)


def _proceedings(actor: Actor) -> Iterator[Piece]:
    rows, reviews = waiting(actor)
    for one in rows:
        url = reverse("accountability:proceeding", args=[one.row.id])
        yield Piece(PROCEEDING, str(one.row.id), names(one.steps), one.row.number, url)
    yield from map(_opinion, reviews)


def _opinions(actor: Actor) -> Iterator[Piece]:
    yield from map(_opinion, signing(actor))


def _opinion(one: Awaited) -> Piece:
    what = _("签批:%(matter)s") % {"matter": one.matter or word(one.kind, KIND)}
    return Piece(OPINION, one.ref, what, one.place, one.url)


def _slips(actor: Actor) -> Iterator[Piece]:
    yield from map(_slip, papers.awaiting_receipt(actor))


def _slip(one: papers.Followed) -> Piece:
    url = reverse("cases:case", args=[one.row.case_id])
    return Piece(SLIP, str(one.row.id), _("签收督办单"), str(one.row.case), url, one.row.answer_by)


def _drafts(actor: Actor) -> Iterator[Piece]:
    for one in cases.drafts(actor):
        place, url = _("登记案件"), reverse("cases:register")
        if one.case:
            place, url = str(one.case), reverse("cases:record", args=[one.case_id, one.form])
        what = _("草稿:%(form)s") % {"form": event_label(one.form)}
        yield Piece(DRAFT, f"{one.id}|{one.case_id or ''}|{one.form}", what, place, url)


def pieces(actor: Actor, row: Handover) -> list[Piece]:
    """What was handed on, as far as the reader may see it."""
    seen = (SEEN[kind](actor, ref) for kind, ref in row.items)
    return [piece for piece in seen if piece]


def _seen_duty(actor: Actor, ref: str) -> Piece | None:
    case, _bar, key = ref.partition("|")
    one = cases.duty_row(actor, case, key)
    if one is None or one.rule is None:
        return None
    return _of_case(DUTY, ref, f"{gloss(one.rule.act)}({names(one.rule.bearers)})", one)


def _seen_proceeding(actor: Actor, ref: str) -> Piece | None:
    row = accountability.visible(actor).filter(id=ref).first()
    url = reverse("accountability:proceeding", args=[ref])
    return Piece(PROCEEDING, ref, _("责任追究"), row.number, url) if row else None


def _seen_draft(actor: Actor, ref: str) -> Piece | None:
    _id, case, form = ref.split("|")
    row = cases.visible(actor).filter(id=case).first() if case else None
    if case and row is None:
        return None
    url = reverse("cases:record", args=[case, form]) if row else reverse("cases:register")
    what = _("草稿:%(form)s") % {"form": event_label(form)}
    return Piece(DRAFT, ref, what, str(row or _("登记案件")), url)


def _seen_slip(actor: Actor, ref: str) -> Piece | None:
    found = papers.open_one(actor, ref)
    return _slip(found) if found else None


def _seen_opinion(actor: Actor, ref: str) -> Piece | None:
    """Asked of the post: it waits for whoever holds it now."""
    asked = [*signing(actor), *waiting(actor)[1]]
    return next((_opinion(one) for one in asked if one.ref == ref), None)


SEEN: dict[str, Callable[[Actor, str], Piece | None]] = {
    DUTY: _seen_duty,
    OPINION: _seen_opinion,
    PROCEEDING: _seen_proceeding,
    SLIP: _seen_slip,
    DRAFT: _seen_draft,
}


def hand_over(actor: Actor, seat: Seat, *, receiver: str, note: str, key: str) -> Handover:
    work = open_work(actor, seat)
    return services.hand_over(
        tenant=actor.tenant,
        by=actor.account,
        by_appointment=seat.appointment,
        appointment=seat.appointment,
        receiver=receiver,
        items=[(one.kind, one.ref) for one in work],
        note=note,
        idempotency_key=key,
    )


def accept(actor: Actor, row: Handover) -> None:
    """Confirms the receipt; drafts that lay with the giver lie with the receiver from now on."""
    if str(row.receiver_id) != actor.person:
        raise Http404
    with writing():
        services.accept_handover(tenant=actor.tenant, by=actor.account, handover=row.id)
        giver = account_id_of(actor.tenant, row.giver_id)
        drafts = (ref.partition("|")[0] for kind, ref in row.items if kind == DRAFT)
        for draft in drafts:
            case_services.hand_on_draft(giver=giver, actor=actor, draft=draft)


def to_accept(actor: Actor) -> list[Handover]:
    """What was handed to the reader and waits for his word."""
    waiting: Iterable[Handover] = organisation.handovers(actor).filter(accepted_on__isnull=True)
    return [row for row in waiting if str(row.receiver_id) == actor.person]
