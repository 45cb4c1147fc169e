"""Who someone is on a day, his own account, and who is recused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guize.accounts import mapping
from guize.accounts.models import Account, Recusal
from guize.core.access import Actor, Seat
from guize.organisation.mapping import OrganisationRecord, person_record

EMPTY = OrganisationRecord((), (), (), (), ())


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A seat as its holder reads it."""

    seat: Seat
    title: str
    organ: str
    in_charge: tuple[str, ...]
    is_acting: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What someone may read about his own account."""

    username: str
    name: str
    expires_on: date | None
    signed_in_at: datetime | None
    posts: tuple[HeldPost, ...]


def actor_for(account: Account, on: date, acting: str = "") -> Actor:
    """The actor an account is on a day: rights come from the posts and portfolios of its person."""
    seats: tuple[Seat, ...] = ()
    if account.person and account.is_usable_on(on):
        record = person_record(account.tenant, account.person)
        seats = mapping.seats_on(record, str(account.person), on)
    return mapping.actor(account, seats, on, acting)


def own_account(actor: Actor) -> OwnAccount:
    account = Account.objects.get(tenant=actor.tenant, id=actor.account)
    record = person_record(actor.tenant, actor.person) if actor.person else EMPTY
    names = {organ.id: organ.name for organ in record.organs}
    titles = {post.id: post.title for post in record.posts}
    posts = {held.id: titles[held.post] for held in record.appointments}
    return OwnAccount(
        username=account.username,
        name=record.persons[0].name if record.persons else "",
        expires_on=account.expires_on,
        signed_in_at=account.last_login,
        posts=tuple(
            HeldPost(
                seat=seat,
                title=posts[seat.appointment],
                organ=names[seat.organ],
                in_charge=tuple(sorted(names[organ] for organ in seat.organs_in_charge)),
                is_acting=seat == actor.acting_seat,
            )
            for seat in actor.seats
        ),
    )


def recused(tenant: str | UUID, proceeding: str | UUID) -> frozenset[str]:
    """Persons recused from a proceeding: what `Relations.recused` takes. No access rule of its
    own.
    """
    rows = Recusal.objects.filter(tenant=tenant, proceeding=proceeding)
    return frozenset(str(person) for person in rows.values_list("person", flat=True))


def recused_from(tenant: str | UUID, person: str) -> frozenset[str]:
    """Proceedings a person is recused from."""
    if not person:
        return frozenset()
    rows = Recusal.objects.filter(tenant=tenant, person=person)
    return frozenset(str(proceeding) for proceeding in rows.values_list("proceeding", flat=True))
