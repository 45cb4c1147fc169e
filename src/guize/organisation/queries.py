"""Reads of the organisation. Posts are public within the county: every usable account sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.core.access import Action, Actor, Object, may
from guize.core.facts import partial_text
from guize.organisation import mapping
from guize.organisation.mapping import organisation_record
from guize.organisation.models import Appointment, Handover, Organ, Person, Portfolio, Post, Tenant

__all__ = [
    "appointments",
    "bearing",
    "colleagues",
    "counties",
    "county",
    "handover",
    "handovers",
    "may_change",
    "organ_exists",
    "organ_history",
    "organ_name",
    "organ_names",
    "organisation_record",
    "organs",
    "organs_on",
    "person_name",
    "persons",
    "portfolios",
    "portfolios_on",
    "posts",
    "require_change",
    "stand_ins",
]


@dataclass(frozen=True, slots=True)
class Tenure:
    """Someone in a post or in charge of an organ, from and (perhaps) until, as precise as known.

    `is_certain` false: the day asked lies within a bound known to the month or year only.
    """

    id: str
    person: str
    post: str
    since: str
    until: str
    mode: str
    instrument: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with its holders; none of them: vacant."""

    id: str
    title: str
    function: str
    holders: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ at its depth in the tree, with its posts and the leaders in charge of it."""

    id: str
    name: str
    kind: str
    depth: int
    posts: tuple[PostLine, ...]
    in_charge: tuple[Tenure, ...]

    @property
    def indent(self) -> str:
        """One full-width space a level."""
        return "\u3000" * self.depth


def counties() -> tuple[Tenant, ...]:
    """Every county of this installation: for the processes that serve all of them."""
    return tuple(Tenant.objects.order_by("id"))


def county(tenant: str | UUID) -> Tenant | None:
    return Tenant.objects.filter(id=tenant).first()


def organ_exists(tenant: str | UUID, organ: str | UUID) -> bool:
    try:
        return Organ.objects.filter(tenant=tenant, id=organ).exists()
    except ValidationError:
        return False


def may_change(actor: Actor) -> bool:
    """The system administrator keeps the organisation, as he keeps the accounts."""
    return may(actor, Action.ADD, Object.ACCOUNTS, "S0").allowed


def require_change(actor: Actor) -> None:
    if not may_change(actor):
        raise PermissionDenied


def organs_on(actor: Actor, day: date) -> tuple[OrganLine, ...]:
    """The tree of organs standing on a day, each with who held its posts."""
    standing = Q(established_on__isnull=True) | Q(established_on__lte=day)
    standing &= Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
    found = list(_organs(actor).filter(standing).order_by("id"))
    holders = _by_post(_appointments(actor), day)
    charged = _by_organ(_portfolios(actor), day)
    return tuple(
        OrganLine(
            id=str(organ.id),
            name=organ.name,
            kind=organ.kind,
            depth=depth,
            posts=_post_lines(organ, holders),
            in_charge=tuple(charged[organ.id]),
        )
        for organ, depth in _tree(found)
    )


def organ_history(actor: Actor, organ: str | UUID) -> OrganLine:
    """An organ with everyone who ever held its posts or was in charge of it, the latest first."""
    row = _organs(actor).filter(id=organ).first()
    if row is None:
        raise Http404
    of_organ = _appointments(actor).filter(post__organ=organ).order_by("-since_first", "-id")
    in_charge = _portfolios(actor).filter(organ=organ).order_by("-since_first", "-id")
    return OrganLine(
        id=str(row.id),
        name=row.name,
        kind=row.kind,
        depth=0,
        posts=_post_lines(row, _by_post(of_organ, None)),
        in_charge=tuple(_by_organ(in_charge, None)[row.id]),
    )


def portfolios_on(actor: Actor, day: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Leaders with the names of the organs in their charge on a day."""
    charges: dict[str, list[str]] = defaultdict(list)
    for row in _portfolios(actor).order_by("appointment__since_first", "organ__id"):
        if mapping.is_held(row, day) and mapping.is_held(row.appointment, day):
            post = row.appointment.post
            charges[f"{row.appointment.person.name}({post.title})"].append(row.organ.name)
    return tuple((leader, tuple(names)) for leader, names in charges.items())


def organs(actor: Actor) -> QuerySet[Organ]:
    """Organs that still stand, to choose from."""
    return _organs(actor).filter(dissolved_on__isnull=True).order_by("id")


def posts(actor: Actor) -> QuerySet[Post]:
    of_county = Post.objects.filter(tenant=actor.tenant).select_related("organ")
    return of_county.filter(organ__dissolved_on__isnull=True).order_by("organ__id", "id")


def persons(actor: Actor) -> QuerySet[Person]:
    return Person.objects.filter(tenant=actor.tenant).order_by("name", "id")


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Appointments without a recorded end."""
    return _appointments(actor).filter(until_first__isnull=True).order_by("post__organ", "id")


def stand_ins(actor: Actor) -> QuerySet[Appointment]:
    """Those who stand in for someone absent, the latest first."""
    return _appointments(actor).filter(stands_in_for__isnull=False).order_by("-since_first", "-id")


def portfolios(actor: Actor) -> QuerySet[Portfolio]:
    """Portfolios without a recorded end."""
    return _portfolios(actor).filter(until_first__isnull=True).order_by("organ", "id")


def _organs(actor: Actor) -> QuerySet[Organ]:
    return Organ.objects.filter(tenant=actor.tenant).prefetch_related("posts")


def _appointments(actor: Actor) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(tenant=actor.tenant)
    return found.select_related("person", "post", "post__organ", "stands_in_for__person")


def _portfolios(actor: Actor) -> QuerySet[Portfolio]:
    found = Portfolio.objects.filter(tenant=actor.tenant)
    return found.select_related("organ", "appointment__person", "appointment__post")


def _tree(found: list[Organ]) -> Iterator[tuple[Organ, int]]:
    """Parents before their parts; an organ whose parent does not stand comes at the top."""
    ids = {organ.id for organ in found}
    parts: dict[UUID | None, list[Organ]] = defaultdict(list)
    for organ in found:
        parts[organ.parent_id if organ.parent_id in ids else None].append(organ)

    def below(parent: UUID | None, depth: int) -> Iterator[tuple[Organ, int]]:
        for organ in parts[parent]:
            yield organ, depth
            yield from below(organ.id, depth + 1)

    return below(None, 0)


def _post_lines(organ: Organ, holders: dict[UUID, list[Tenure]]) -> tuple[PostLine, ...]:
    return tuple(
        PostLine(str(post.id), post.title, post.function, tuple(holders[post.id]))
        for post in sorted(organ.posts.all(), key=lambda post: post.id)
    )


def _by_post(rows: Iterable[Appointment], day: date | None) -> dict[UUID, list[Tenure]]:
    found: dict[UUID, list[Tenure]] = defaultdict(list)
    for row in rows:
        state = mapping.is_held(row, day) if day else True
        if state is not False:
            mode = _mode(row)
            found[row.post_id].append(_tenure(row, row, mode=mode, is_certain=state is True))
    return found


def _mode(row: Appointment) -> str:
    """任命, or 代理(李强缺席)."""
    if row.stands_in_for is None:
        return row.get_mode_display()
    values = {"mode": row.get_mode_display(), "name": row.stands_in_for.person.name}
    return _("%(mode)s(%(name)s 缺席期间)") % values


def _by_organ(rows: Iterable[Portfolio], day: date | None) -> dict[UUID, list[Tenure]]:
    found: dict[UUID, list[Tenure]] = defaultdict(list)
    for row in rows:
        states = {mapping.is_held(held, day) for held in (row, row.appointment)} if day else {True}
        if False not in states:
            kind, is_certain = row.get_kind_display(), None not in states
            line = _tenure(row, row.appointment, mode=kind, is_certain=is_certain)
            found[row.organ_id].append(line)
    return found


def _tenure(
    held: Appointment | Portfolio, by: Appointment, *, mode: str, is_certain: bool
) -> Tenure:
    until = mapping.until(held)
    return Tenure(
        id=str(held.id),
        person=by.person.name,
        post=by.post.title,
        since=partial_text(mapping.since(held)),
        until=partial_text(until) if until else "",
        mode=mode,
        instrument=held.instrument,
        is_certain=is_certain,
    )


def bearing(tenant: str | UUID, appointment: str | UUID) -> set[str]:
    """The codes under which duties name a post: its function, and the role of its organ."""
    row = Appointment.objects.filter(tenant=tenant, id=appointment)
    row = row.select_related("post__organ").first()
    return {row.post.function, row.post.organ.role} - {""} if row else set()


def colleagues(actor: Actor, appointment: str | UUID, on: date) -> list[tuple[str, str]]:
    """Who may take over the work of a post: whoever holds, now or soon, a post of its organ."""
    own = _appointments(actor).filter(id=appointment).first()
    if own is None:
        return []
    others = _appointments(actor).filter(post__organ=own.post.organ).exclude(person=own.person_id)
    found = others.filter(Q(until_last__isnull=True) | Q(until_last__gt=on)).order_by("id")
    successors = sorted(found, key=lambda row: row.post_id != own.post_id)
    return list({str(r.person_id): f"{r.person.name} · {r.post.title}" for r in successors}.items())


def handovers(actor: Actor) -> QuerySet[Handover]:
    """What the actor handed over or was handed, the latest first."""
    if not actor.person:
        return Handover.objects.none()
    part = Q(giver=actor.person) | Q(receiver=actor.person)
    rows = Handover.objects.filter(part, tenant=actor.tenant).order_by("-handed_on", "-id")
    return rows.select_related("giver", "receiver", "appointment__post__organ")


def handover(actor: Actor, handover_id: str | UUID) -> Handover:
    """One of them, or 404: it is theirs alone."""
    found = handovers(actor).filter(id=handover_id).first()
    if found is None:
        raise Http404
    return found


def person_name(tenant: str | UUID, person: str | UUID) -> str:
    """The name of a person of the county; empty if there is none of that id."""
    return _name(Person.objects.filter(tenant=tenant), person)


def organ_names(tenant: str | UUID) -> dict[str, str]:
    """The name of every organ of the county, by its id."""
    return {organ.id: organ.name for organ in organisation_record(tenant).organs}


def organ_name(tenant: str | UUID, organ: str | UUID) -> str:
    """The name of an organ of the county; empty if there is none of that id."""
    return _name(Organ.objects.filter(tenant=tenant), organ)


def _name(rows: QuerySet, key: str | UUID) -> str:
    try:
        return next(iter(rows.filter(id=key).values_list("name", flat=True)), "")
    except ValidationError:
        return ""
