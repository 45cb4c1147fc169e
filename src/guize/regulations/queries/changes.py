"""Changes of the law that were proposed, adopted or sent back, and the readings in force."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from guize.core.access import Action, Actor, Object, Relations, may
from guize.core.rulebook import Interpretation, Rulebook
from guize.ledger.mapping import StreamRef
from guize.regulations.models import AdoptedReading, CalendarYear, LawChange, RulebookVersion

LAW, BUREAU = "law", "县司法行政机关"
Status, Kind = LawChange.Status, LawChange.Kind
CAUSES = {Kind.READING: "interpretation", Kind.RULEBOOK: "rulebook"}


def stream_of(tenant: UUID | str) -> StreamRef:
    """The county's law has a stream of its own beside that of its bodies and posts."""
    return StreamRef("organisation", str(uuid5(UUID(str(tenant)), LAW)))


def changes(actor: Actor) -> list[LawChange]:
    """Every change, those that wait for someone first, then the newest."""
    rows = LawChange.objects.filter(tenant=actor.tenant).order_by("-proposed_at")
    return sorted(rows, key=lambda row: row.status != Status.PROPOSED)


def change(actor: Actor, change_id: UUID | str) -> LawChange:
    found = LawChange.objects.filter(tenant=actor.tenant, id=change_id).first()
    if found is None or not may(actor, Action.VIEW, Object.RULEBOOK, "S0").allowed:
        raise Http404
    return found


def may_propose(actor: Actor) -> bool:
    """Who installs texts (安装) does not thereby decide what they say."""
    found = may(actor, Action.ADD, Object.RULEBOOK, "S0")
    return found.allowed and not found.part


def may_decide(actor: Actor, row: LawChange) -> bool:
    related = Relations(tenant=actor.tenant, authors=frozenset({row.proposed_by}))
    found = may(actor, Action.APPROVE, Object.RULEBOOK, "S0", relations=related)
    return found.allowed and row.status == Status.PROPOSED


def require_proposing(actor: Actor) -> str:
    """The appointment in which the actor proposes; `PermissionDenied`, or `Http404` for those who
    do not see the rulebooks.
    """
    found = may(actor, Action.ADD, Object.RULEBOOK, "S0")
    if not may(actor, Action.VIEW, Object.RULEBOOK, "S0").allowed:
        raise Http404
    if not may_propose(actor):
        raise PermissionDenied(_("由县司法行政机关经办人提出"))
    return actor.acting or found.appointment


def may_take_texts(actor: Actor) -> bool:
    """Whether he is of those who propose or adopt texts, and takes them away to work on."""
    adopts = may(actor, Action.APPROVE, Object.RULEBOOK, "S0")
    return may_propose(actor) or adopts.allowed


def require_taking_texts(actor: Actor) -> None:
    if not may_take_texts(actor):
        raise PermissionDenied(_("规则文件由县司法行政机关下载"))


def require_deciding(actor: Actor, row: LawChange) -> str:
    """The appointment in which the actor adopts or sends back what someone else proposed."""
    if row.status != Status.PROPOSED:
        raise PermissionDenied(_("该事项已经办结"))
    if not may_decide(actor, row):
        raise PermissionDenied(_("由县司法行政机关负责人审核,提出人不得自行审核"))
    return actor.acting or may(actor, Action.APPROVE, Object.RULEBOOK, "S0").appointment


def may_withdraw(actor: Actor, row: LawChange) -> bool:
    is_open = row.status == Status.PROPOSED
    return is_open and row.proposed_by == actor.account and may_propose(actor)


def require_withdrawing(actor: Actor, row: LawChange) -> str:
    """The appointment in which the actor takes back what he himself proposed."""
    if row.status != Status.PROPOSED:
        raise PermissionDenied(_("该事项已经办结"))
    if not may_withdraw(actor, row):
        raise PermissionDenied(_("只有提出人可以撤回"))
    return require_proposing(actor)


def may_be_read_otherwise(book: Rulebook | None, entry: str) -> Interpretation | None:
    """The interpretation, if the justice bureau may set it: what the statute settles nobody may,
    what only an amended text settles is for the county government (第十九条).
    """
    found = book.interpretations.get(entry) if book else None
    is_own = found is not None and found.citation.pack == getattr(book, "id", "")
    return found if found and is_own and is_for_bureau(found) else None


def open_to(actor: Actor, book: Rulebook) -> frozenset[str]:
    """The interpretations of which the actor may propose another option."""
    ids = book.interpretations if may_propose(actor) else ()
    return frozenset(each for each in ids if may_be_read_otherwise(book, each))


def is_for_bureau(entry: Interpretation) -> bool:
    return entry.owner.startswith(BUREAU) and len(entry.options) > 1


def adopted_readings(tenant: UUID | str, pack: str) -> dict[str, list[AdoptedReading]]:
    """The dated entries of a pack's register of interpretations, newest first, by id."""
    found: dict[str, list[AdoptedReading]] = {}
    own = AdoptedReading.objects.filter(tenant=tenant, pack=pack)
    for row in own.order_by("-since", "-adopted_at"):
        found.setdefault(row.interpretation, []).append(row)
    return found


def waiting(actor: Actor) -> list[LawChange]:
    """The changes that wait for this actor's decision."""
    rows = LawChange.objects.filter(tenant=actor.tenant, status=Status.PROPOSED)
    return [row for row in rows.order_by("proposed_at") if may_decide(actor, row)]


def last_change(tenant: UUID | str, after: datetime) -> tuple[str, str]:
    """What last changed the law after an instant: its kind (calendar, interpretation, rulebook)
    and the id of the change, version or year; empty if nothing did.
    """
    adopted = LawChange.objects.filter(
        tenant=tenant, status=Status.ADOPTED, decided_at__gte=after
    ).order_by("-decided_at")
    if row := adopted.first():
        return CAUSES.get(row.kind, "calendar"), str(row.id)
    found = [("rulebook", RulebookVersion.objects, "installed_at")]
    found.append(("calendar", CalendarYear.objects, "adopted_at"))
    for cause, rows, at in found:
        newer = rows.filter(tenant=tenant, **{f"{at}__gte": after}).order_by(f"-{at}").first()
        if newer:
            return cause, str(newer.id)
    return "", ""
