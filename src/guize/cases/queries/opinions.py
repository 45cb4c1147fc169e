"""Opinions of a case (签批): the boxes of the slip, what waits for whom, and who may write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from guize.cases.forms.attachments import name_of
from guize.cases.forms.choices import person_in_post
from guize.cases.forms.opinions import Signing
from guize.cases.models import AwaitedOpinion, Case
from guize.cases.queries import rules, sight
from guize.core.access import ROLE_OF_FUNCTION, Actor, Seat, may
from guize.core.facts import Appointment, CaseRecord, Event, Offices, is_held
from guize.core.rulebook import EventType, Rulebook, Word
from guize.core.signing import (
    ADDRESSEE,
    CONFIRMED,
    KIND,
    SIGNER,
    Opinion,
    OpinionState,
    Request,
    answers_to,
    confirmation_of,
    hand_of,
    opinions,
    requests,
    role_of,
    signers,
)
from guize.ledger import clock
from guize.organisation.queries import organisation_record

May = Callable[[str, EventType], bool]


@dataclass(frozen=True, slots=True)
class Written:
    """An opinion as its reader sees it; `scan` is the name of the signed original, `confirm` the
    type of event by which this reader may confirm what was entered for another.
    """

    opinion: Opinion
    signer: str
    entered_by: str
    scan: str
    confirm: EventType | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """The opinions of one kind, in the order of their days."""

    kind: Word
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits: of whom, and the type of event by which this reader may answer it, in
    the appointment `hand`.
    """

    request: Request
    of: str
    by: str
    answer: EventType | None = None
    hand: str = ""

    @property
    def question(self) -> dict[str, str]:
        """What the form of the answer begins with."""
        asked = {"answers": self.request.event.id, "opinion_kind": self.request.kind}
        return asked | {SIGNER: self.hand}


@dataclass(frozen=True, slots=True)
class Board:
    """All opinions of a file and what still waits; `offers`: what this reader may record now."""

    boxes: tuple[Box, ...]
    asked: tuple[Asked, ...]
    offers: tuple[EventType, ...]

    @property
    def count(self) -> int:
        return sum(len(box.written) for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file under the eyes of a reader; `allowed` says what he may do there with an event type."""

    actor: Actor
    known: CaseRecord
    book: Rulebook
    allowed: May
    stream: str = "case"

    def board(self) -> Board:
        written = [self._written(o) for o in opinions(self.known, self.book) if self._sees(o.event)]
        asked = [self._asked(r) for r in requests(self.known, self.book) if self._waits(r)]
        boxes = (
            Box(word, tuple(one for one in written if one.opinion.kind == word.code))
            for word in self.book.vocabulary(KIND)
        )
        return Board(tuple(boxes), tuple(asked), tuple(self._offers()))

    def _sees(self, event: Event) -> bool:
        kind = self.book.event_types[event.type]
        return kind.stream == self.stream and self.allowed("V", kind)

    def _waits(self, one: Request) -> bool:
        return not one.answered_by and self._sees(one.event)

    def _offers(self) -> Iterator[EventType]:
        """Confirmations are offered beside what they confirm."""
        for kind in self.book.event_types.values():
            role = role_of(kind)
            if role not in (SIGNER, ADDRESSEE) or kind.stream != self.stream:
                continue
            if self.allowed(kind.action, kind) and (role == ADDRESSEE or self.own_seats(kind)):
                yield kind

    def _written(self, one: Opinion) -> Written:
        return Written(
            one,
            person_in_post(self.known, one.signed_by),
            person_in_post(self.known, one.entered_by) if one.entered_by else "",
            name_of(one.event.payload.get("scan") or ""),
            self._confirmation(one),
        )

    def _confirmation(self, one: Opinion) -> EventType | None:
        """By himself as long as he has not; by the one who enters papers while it is pending."""
        is_own = one.state is OpinionState.BY_SCAN and is_of(self.actor, one.signed_by)
        kind = confirmation_of(one.event.type, self.book)
        if kind is None or not (is_own or one.state is OpinionState.PENDING):
            return None
        return kind if self.allowed(kind.action, kind) else None

    def _asked(self, one: Request) -> Asked:
        of, by = (person_in_post(self.known, ref) for ref in (one.asked_of, one.event.appointment))
        own = [seat.appointment for seat in self.actor.seats]
        hand = hand_of(self.known.appointments, one.asked_of, own, clock.today())
        return Asked(one, of, by, self._answer(one, hand), hand)

    def _answer(self, one: Request, hand: str) -> EventType | None:
        fitting = answers_to(hand, one.kind, self.known, self.book) if hand else ()
        own = (kind for kind in fitting if kind.stream == self.stream)
        return next((kind for kind in own if self.allowed(kind.action, kind)), None)

    def own_seats(self, kind: EventType) -> tuple[str, ...]:
        """The reader's own appointments that may sign here."""
        may_sign = set(signers(self.known, self.book, kind, clock.today()))
        return tuple(s.appointment for s in self.actor.seats if s.appointment in may_sign)


def is_of(actor: Actor, appointment: str) -> bool:
    return any(seat.appointment == appointment for seat in actor.seats)


def reading_of(actor: Actor, row: Case, known: CaseRecord) -> Reading:
    """The case as this reader reads its opinions."""

    def allowed(action: str, kind: EventType) -> bool:
        return sight.allowed(actor, action, kind.object, row)

    return Reading(actor, known, rules.rulebook(actor), allowed)


def signing(
    actor: Actor, known: CaseRecord, kind: EventType, *, for_another: bool = False
) -> Signing:
    """How the form of an opinion is filled in by this writer."""
    may_sign = set(signers(known, rules.rulebook(actor), kind, clock.today()))
    own = tuple(s.appointment for s in actor.seats if s.appointment in may_sign)
    return Signing(own, for_another)


def is_author(actor: Actor, known: CaseRecord, event: Event) -> bool:
    """Whether an entry is the reader's to correct: an opinion is his who signed it or, as long as
    that one has not confirmed it, his who entered it. Of all else the matrix alone decides.
    """
    book = rules.rulebook(actor)
    kind = book.event_types.get(event.type)
    if kind is None or role_of(kind) != SIGNER or is_of(actor, str(event.payload.get(SIGNER, ""))):
        return True
    found = next((one for one in opinions(known, book) if one.event.id == event.id), None)
    is_settled = found is not None and found.state is OpinionState.CONFIRMED
    return event.recorded_by == actor.account and not is_settled


def is_signer_of(actor: Actor, known: CaseRecord, event_id: str) -> bool:
    """Whether an opinion, whoever entered it, is the reader's own word."""
    found = (e for e in known.events if e.id == event_id)
    return any(is_of(actor, str(event.payload.get(SIGNER, ""))) for event in found)


def addressees(actor: Actor, row: Case, known: CaseRecord, kind: EventType) -> tuple[str, ...]:
    """Whom the reader may ask: those who could answer, whoever may be recused or named."""
    own = {seat.appointment for seat in actor.seats}
    asked = signers(known, rules.rulebook(actor), kind, clock.today())
    offices = Offices(known)
    return tuple(
        ref
        for ref in asked
        if ref not in own and _could_answer(offices.appointments[ref], offices, row)
    )


def _could_answer(held: Appointment, offices: Offices, row: Case) -> bool:
    """Whether the post alone would let its holder sign at this stage."""
    role, on = ROLE_OF_FUNCTION.get(offices.function_of(held.id)), clock.today()
    if role is None:
        return False
    in_charge = frozenset(
        each.organ
        for each in offices.record.portfolios
        if each.appointment == held.id and is_held(each.since, each.until, on)
    )
    seat = Seat(role, held.id, offices.organ_of(held.id), held.since.last, None, in_charge)
    holder = Actor(str(row.tenant), "", held.person, (seat,), on)
    nobody: frozenset[str] = frozenset()
    related = replace(sight.relations(row), subjects=nobody, served_on=nobody, recused=nobody)
    stage = sight.stage_of(row)
    return any(
        may(holder, "AP", protected, stage, relations=related).allowed for protected in SIGNED_IN
    )


SIGNED_IN = ("O1", "O3")


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What waits for the reader's hand: an opinion asked of him, or one entered for him."""

    case: Case
    event: str
    matter: str
    opinion_kind: str
    asked_on: date
    answer: EventType
    hand: str

    @property
    def is_confirmation(self) -> bool:
        return role_of(self.answer) == CONFIRMED

    @property
    def question(self) -> dict[str, str]:
        """What the form of the answer begins with."""
        if self.is_confirmation:
            return {CONFIRMED: self.event}
        return {"answers": self.event, "opinion_kind": self.opinion_kind, SIGNER: self.hand}


def awaiting(actor: Actor) -> list[Awaiting]:
    """In the cases he sees, the oldest first: what is addressed to him, to whom he stands in for,
    or to whoever held his post before.
    """
    own = {seat.appointment for seat in actor.seats}
    held = organisation_record(actor.tenant).appointments if own else ()
    posts = {each.post for each in held if each.id in own}
    addressed = {each.id for each in held if each.post in posts}
    rows = AwaitedOpinion.objects.filter(
        tenant=actor.tenant, appointment__in=addressed, case__in=sight.visible(actor)
    ).select_related("case")
    hands = {ref: hand_of(held, ref, own, actor.on) for ref in addressed}
    found = (_awaiting(actor, row, hands[row.appointment]) for row in rows)
    return [one for one in found if one is not None]


def _awaiting(actor: Actor, row: AwaitedOpinion, hand: str) -> Awaiting | None:
    """None where another in the post is meant, where the stage no longer lets him answer, or where
    somebody else's word would have to be confirmed.
    """
    kind = rules.rulebook(actor).event_types.get(row.answer)
    if kind is None or not hand or not sight.allowed(actor, kind.action, kind.object, row.case):
        return None
    if role_of(kind) == CONFIRMED and hand != row.appointment:
        return None
    told = (str(row.event), row.matter, row.opinion_kind, row.asked_on)
    return Awaiting(row.case, *told, kind, hand)
