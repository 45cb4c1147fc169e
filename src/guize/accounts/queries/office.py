"""What the administrators read: accounts, changes proposed, grants, names locked. No case content.

A case in a grant is its bare number of identity: who may not see the case learns nothing of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string

from guize.accounts import mapping, providers, sessions
from guize.accounts.models import Account, Factor, Grant, Identity, Proposal
from guize.core.access import Action, Actor, Object, Relations, Role, may, scope
from guize.core.access.matrix import ADMINISTRATORS
from guize.organisation.mapping import organisation_record, person_record
from guize.organisation.queries import organ_name, person_name

Kind = Proposal.Kind
OBJECTS = {
    Kind.OPEN: Object.ACCOUNTS,
    Kind.DISABLE: Object.ACCOUNTS,
    Kind.RESET: Object.ACCOUNTS,
    Kind.GRANT_CASE: Object.ROLE_GRANTS,
    Kind.GRANT_ENTRIES: Object.ROLE_GRANTS,
    Kind.END_GRANT: Object.ROLE_GRANTS,
    Kind.LINK: Object.ACCOUNTS,
    Kind.UNLINK: Object.ACCOUNTS,
    Kind.DEMAND: Object.ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list: whose it is, the posts of the day, and whether it can be used."""

    account: Account
    name: str
    posts: tuple[str, ...]
    is_usable: bool
    is_locked: bool
    factors: int
    sessions: int


def object_of(kind: str) -> Object:
    return OBJECTS[Kind(kind)]


def may_propose(actor: Actor, kind: str) -> bool:
    """A case is asked for by who sees cases; entries and ends by who sees all grants."""
    obj = object_of(kind)
    if not may(actor, Action.ADD, obj, "S0").allowed:
        return False
    if kind == Kind.GRANT_CASE:
        return bool(scope(actor, Object.CASE).terms)
    return may(actor, Action.VIEW, obj, "S0").allowed


def proposable(actor: Actor) -> tuple[Kind, ...]:
    """What he may propose; what needs a service that signs in for us, only where there is one."""
    without = set() if providers.configured() else {Kind.LINK}
    without |= set() if all_identities(actor) else {Kind.UNLINK}
    return tuple(kind for kind in Kind if kind not in without and may_propose(actor, kind))


def all_identities(actor: Actor) -> list[Identity]:
    """Who is tied to which identifier, for who may view every account."""
    if not may(actor, Action.VIEW, Object.ACCOUNTS, "S0").allowed:
        return []
    rows = Identity.objects.filter(tenant=actor.tenant, until=None).select_related("account")
    return list(rows.order_by("account__username"))


def may_decide(actor: Actor, proposal: Proposal) -> bool:
    authors = Relations(authors=frozenset({str(proposal.proposed_by)}))
    obj = object_of(proposal.kind)
    is_pending = proposal.state == Proposal.State.PENDING
    return is_pending and may(actor, Action.APPROVE, obj, "S0", relations=authors).allowed


def may_enter(actor: Actor) -> bool:
    """Whether there is anything of the office for him beside his own account."""
    objects = (Object.ACCOUNTS, Object.ROLE_GRANTS)
    acts = (Action.VIEW, Action.ADD, Action.APPROVE)
    has_right = any(may(actor, act, obj, "S0").allowed for obj in objects for act in acts)
    return has_right or Role.UH in actor.roles


def proposals(actor: Actor) -> list[Proposal]:
    """Changes he proposed, may decide or may view, the latest first."""
    rows = Proposal.objects.filter(tenant=actor.tenant).order_by("-id")
    open_to = [
        kind
        for kind, obj in OBJECTS.items()
        if any(may(actor, act, obj, "S0").allowed for act in (Action.VIEW, Action.APPROVE))
    ]
    return list(rows.filter(Q(kind__in=open_to) | Q(proposed_by=actor.account))[:200])


def to_decide(actor: Actor) -> list[Proposal]:
    """Changes that wait for his word: what his first page shows."""
    if not any(may(actor, Action.APPROVE, obj, "S0").allowed for obj in set(OBJECTS.values())):
        return []
    pending = Proposal.objects.filter(tenant=actor.tenant, state=Proposal.State.PENDING)
    return [row for row in pending.order_by("id") if may_decide(actor, row)]


def proposal_for(actor: Actor, proposal: UUID) -> Proposal:
    found = next((row for row in proposals(actor) if row.id == proposal), None)
    if found is None:
        raise Http404
    return found


def lines(actor: Actor, on: date) -> list[AccountLine]:
    """The accounts he may view: all, or those of his own unit; his own is always among them."""
    posts, organs, names = _posts_of(actor, on)
    shut = locked(actor)
    rows = Account.objects.filter(tenant=actor.tenant).order_by("username")
    signed_in, kept = sessions.counted(), Factor.objects.filter(ended_on=None)
    factors = Counter(kept.filter(tenant=actor.tenant).values_list("account", flat=True))
    found = []
    for row in rows:
        about = frozenset({str(row.id), str(row.person or "")}) - {""}
        relations = Relations(about=about, about_units=frozenset(organs[str(row.person)]))
        if may(actor, Action.VIEW, Object.ACCOUNTS, "S0", relations=relations).allowed:
            held, name = tuple(posts[str(row.person)]), names.get(str(row.person), "")
            is_locked = row.username in shut
            numbers = {"factors": factors[row.id], "sessions": signed_in[row.id]}
            usable = row.is_usable_on(on)
            found.append(AccountLine(row, name, held, usable, is_locked, **numbers))
    return found


def _posts_of(actor: Actor, on: date) -> tuple[Any, Any, dict[str, str]]:
    record = organisation_record(actor.tenant)
    organ_names = {organ.id: organ.name for organ in record.organs}
    at = {post.id: post for post in record.posts}
    posts: dict[str, list[str]] = defaultdict(list)
    organs: dict[str, set[str]] = defaultdict(set)
    for held in record.appointments:
        if mapping.is_held(held.since, held.until, on):
            post = at[held.post]
            posts[held.person].append(f"{organ_names[post.organ]} {post.title}")
            organs[held.person].add(post.organ)
    return posts, organs, {person.id: person.name for person in record.persons}


def locked(actor: Actor) -> set[str]:
    """Names under which sign-in failed too often and the wait is not over."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tries = AccessAttempt.objects.filter(
        attempt_time__gt=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    own = Account.objects.filter(tenant=actor.tenant)
    return set(own.filter(username__in=tries.values("username")).values_list("username", flat=True))


def grants(actor: Actor, on: date) -> list[Grant]:
    """Grants in force on the day, for who may view them."""
    if not may(actor, Action.VIEW, Object.ROLE_GRANTS, "S0").allowed:
        return []
    rows = Grant.objects.filter(tenant=actor.tenant).select_related("account")
    return list(rows.exclude(until__lte=on).order_by("id"))


def grant_name(row: Grant) -> str:
    return f"{row.account.username}: {target_name(row.tenant, row.kind, row.target)}"


def counsel(actor: Actor, on: date) -> list[tuple[object, object]]:
    """Accounts whose person is counsel (法律顾问) on the day, with their names."""
    found: list[tuple[object, object]] = []
    for row in Account.objects.filter(tenant=actor.tenant, is_active=True, person__isnull=False):
        seats = mapping.seats_on(person_record(row.tenant, row.person), str(row.person), on)
        if any(seat.role is Role.LA for seat in seats):
            found.append((row.id, f"{row.username} {name_of(row.tenant, row.person)}"))
    return found


def administrations(tenant: str | UUID, person: str | UUID | None, on: date) -> frozenset[Role]:
    """The administrator's posts a person holds on a day; more than one is never allowed."""
    if not person:
        return frozenset()
    seats = mapping.seats_on(person_record(tenant, person), str(person), on)
    return ADMINISTRATORS & {seat.role for seat in seats}


def cases_to_grant(actor: Actor) -> Iterable[Any]:
    """Cases in his view; cases lie above this application, their query is named by a setting."""
    return import_string(settings.CASES_IN_VIEW)(actor).order_by("-opened_on", "-id")[:500]


def name_of(tenant: str | UUID, person: str | UUID | None) -> str:
    return person_name(tenant, person) if person else ""


def holder_name(tenant: str | UUID, account: str) -> str:
    """The name of who holds an account, else its user name; empty for no account of the county."""
    row = Account.objects.filter(tenant=tenant, id=account).first() if account else None
    return (name_of(tenant, row.person) or row.username) if row else ""


def target_name(tenant: str | UUID, kind: str, target: str | UUID) -> str:
    if kind == Grant.Kind.CASE:
        return str(target)
    return organ_name(tenant, target) or str(target)
