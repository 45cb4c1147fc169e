"""What waits for a reader: his hand on an opinion (签批), his step in a proceeding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from guize.accountability import queries as accountability
from guize.cases import queries as cases
from guize.core.access import Actor
from guize.core.rulebook import EventType

if TYPE_CHECKING:
    from guize.accountability.models import Proceeding
    from guize.core.facts import CaseRecord


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proceeding in which the reader may take the next step."""

    row: Proceeding
    steps: tuple[EventType, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """What waits for the hand of the reader (签批); `ref` is the entry that asks."""

    ref: str
    kind: str
    matter: str
    place: str
    on: date
    url: str
    is_confirmation: bool = False


def signing(actor: Actor) -> list[Awaited]:
    """Opinions asked of the reader in cases."""
    return [
        Awaited(
            ref=one.event,
            kind=one.opinion_kind,
            matter=one.matter,
            place=one.case.title,
            on=one.asked_on,
            url=_address("cases:record", (str(one.case.id), one.answer.code), one.question),
            is_confirmation=one.is_confirmation,
        )
        for one in cases.awaiting(actor)
    ]


def waiting(actor: Actor, most: int | None = None) -> tuple[list[Waiting], list[Awaited]]:
    """Proceedings in which the reader takes the next step, and those that wait for his hand."""
    found: list[Waiting] = []
    reviews: list[Awaited] = []
    for row in accountability.proceedings(actor).filter(closed_on__isnull=True)[:most]:
        known = accountability.record(row)
        reviews += _reviews(actor, row, known)
        offers = accountability.offers(actor, row, known, accountability.assessment(row, known))
        if steps := tuple(offer.type for offer in offers if offer.is_next):
            found.append(Waiting(row, steps))
    return found, reviews


def _reviews(actor: Actor, row: Proceeding, known: CaseRecord) -> list[Awaited]:
    """Opinions asked of the reader in a proceeding he sees."""
    board = accountability.opinions_of(actor, row, known).board()
    return [
        Awaited(
            ref=one.request.event.id,
            kind=one.request.kind,
            matter=str(one.request.event.payload.get("matter", "")),
            place=row.number,
            on=one.request.event.occurred_on,
            url=_address("accountability:step", (str(row.id), one.answer.code), one.question),
        )
        for one in board.asked
        if one.answer
    ]


def _address(name: str, arguments: tuple[str, ...], question: dict[str, str]) -> str:
    return f"{reverse(name, args=arguments)}?{urlencode(question)}"
