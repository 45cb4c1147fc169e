"""Who someone is on a day, his own account, and who is recused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from guize.accounts import mapping
from guize.accounts.models import Account, Factor, Identity, RecoveryCode, Recusal
from guize.core.access import Actor, Seat
from guize.core.access.matrix import IN_BUREAUS_PLACE
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


@dataclass(frozen=True, slots=True)
class OwnSecurity:
    """What someone may read about how he signs in."""

    factors: list[Factor]
    codes_left: int
    identities: list[Identity]


def actor_for(account: Account, on: date, acting: str = "") -> Actor:
    """The actor an account is on a day: rights come from the posts and portfolios of its person."""
    seats: tuple[Seat, ...] = ()
    if account.person and account.is_usable_on(on):
        record = person_record(account.tenant, account.person)
        seats = mapping.seats_on(record, str(account.person), on)
        seats = mapping.reviewing(seats, _reviewed(account.tenant, seats))
    return mapping.actor(account, seats, on, acting)


def _reviewed(tenant: UUID, seats: tuple[Seat, ...]) -> dict[str, frozenset[str]]:
    """Cases in which his organs act in the justice bureau's place; cases lie above this app."""
    organs = {seat.organ for seat in seats if seat.role in IN_BUREAUS_PLACE}
    return import_string(settings.REVIEWED_CASES)(tenant, organs) if organs else {}


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


def account_id_of(tenant: str | UUID, person: str | UUID) -> str:
    """The account of a person; empty if there is none."""
    found = Account.objects.filter(tenant=tenant, person=person).values_list("id", flat=True)
    return str(next(iter(found), ""))


def recusals(tenant: str | UUID, proceeding: str | UUID) -> list[Recusal]:
    """Who is recused from a proceeding, the first first. No access rule of its own."""
    rows = Recusal.objects.filter(tenant=tenant, proceeding=proceeding)
    return list(rows.order_by("declared_on", "id"))


def recused_from(tenant: str | UUID, person: str) -> frozenset[str]:
    """Proceedings a person is recused from."""
    if not person:
        return frozenset()
    rows = Recusal.objects.filter(tenant=tenant, person=person)
    return frozenset(str(proceeding) for proceeding in rows.values_list("proceeding", flat=True))


def factors(account: Account, kind: str = "") -> list[Factor]:
    """What the account has beside its password today, of one kind or of all."""
    rows = Factor.objects.filter(tenant=account.tenant, account=account, ended_on=None)
    return list((rows.filter(kind=kind) if kind else rows).order_by("id"))


def codes_left(account: Account) -> int:
    rows = RecoveryCode.objects.filter(tenant=account.tenant, account=account, used_at=None)
    return rows.count()


def own_security(account: Account) -> OwnSecurity:
    tied = Identity.objects.filter(tenant=account.tenant, account=account, until=None)
    return OwnSecurity(factors(account), codes_left(account), list(tied.order_by("id")))


def passkey(credential: str) -> Factor | None:
    """The passkey of this identifier, whosever it is: before signing in, nobody is known."""
    rows = Factor.objects.filter(kind=Factor.Kind.PASSKEY, credential=credential, ended_on=None)
    return rows.select_related("account").first()


def account_of_subject(provider: str, issuer: str, subject: str) -> Account | None:
    """Whom a provider speaks of, where two administrators have said so."""
    same = {"provider": provider, "issuer": issuer, "subject": subject, "until": None}
    row = Identity.objects.select_related("account").filter(**same).first()
    return row.account if row else None


def subject_of(username: str, provider: str, issuer: str) -> str:
    """What a provider calls the account of this name; empty where it is tied to none."""
    of_account = {"account__username": username, "until": None}
    row = Identity.objects.filter(provider=provider, issuer=issuer, **of_account).first()
    return row.subject if row else ""
