"""Changes that take two: one person proposes, another confirms, and then it happens.

Accounts are proposed by the system administrator and confirmed by the security administrator (O16);
grants are proposed or requested, and confirmed by someone else who may (O16b).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from guize.accounts import queries
from guize.accounts.models import Account, Grant, Proposal
from guize.accounts.services import direct
from guize.accounts.services.direct import Change, Identifier, account_of, record, required
from guize.core.access import Action, Actor, Relations, may
from guize.core.access.matrix import ADMINISTRATORS
from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import writing

Kind = Proposal.Kind
Content = Mapping[str, str]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
REASONED = frozenset({Kind.DISABLE, Kind.RESET, Kind.GRANT_CASE, Kind.GRANT_ENTRIES})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, and the one-time password that is told this once (empty: none, or a replay)."""

    proposal: Proposal
    password: str = ""


def one_time_password() -> str:
    """Four groups of four letters that can be read out over the telephone."""
    groups = ("".join(secrets.choice(LETTERS) for _n in range(4)) for _g in range(4))
    return "-".join(groups)


def propose(
    *, actor: Actor, kind: str, content: Content, reason: str = "", idempotency_key: str = ""
) -> Proposed:
    """Proposes a change; nothing happens until someone else confirms it.

    Raises `PermissionDenied` for whom the matrix lets add none, `FactError` at the field of a fact
    that is wrong, or without a field where the three administrators are not kept apart.
    """
    if not queries.may_propose(actor, kind):
        raise PermissionDenied
    _refuse_united(actor)
    why = required("reason", reason) if kind in REASONED else reason
    first = ledger.event_by_key(actor.tenant, idempotency_key)
    proposal = str(first.payload["proposal"]) if first else str(new_id())
    summary = str(first.payload["summary"]) if first else _CHECKS[Kind(kind)](actor, content)
    payload = {"proposal": proposal, "kind": kind, "content": dict(content), "summary": summary}
    change = Change(
        actor.tenant, actor.account, "change_proposed", payload, idempotency_key, reason=why
    )
    password = one_time_password() if kind in (Kind.OPEN, Kind.RESET) else ""
    with writing():
        event = record(change)
        row = Proposal.objects.get(tenant=actor.tenant, id=proposal)
        if event.is_replay:
            return Proposed(row)
        row.password = make_password(password) if password else ""
        row.save(update_fields=["password"])
    return Proposed(row, password)


def confirm(*, actor: Actor, proposal: Identifier) -> Proposal:
    """Confirms what another proposed, and does it: both in one transaction."""
    with writing():
        row = _to_decide(actor, proposal)
        _refuse_united(actor)
        _refuse_own(actor, row)
        payload = {"proposal": str(row.id)}
        encoded = row.password
        record(Change(actor.tenant, actor.account, "change_confirmed", payload))
        _EFFECTS[Kind(row.kind)](actor, row, encoded)
        row.refresh_from_db()
    return row


def refuse(*, actor: Actor, proposal: Identifier, reason: str) -> Proposal:
    """Turns down what another proposed, with the reason."""
    why = required("reason", reason)
    with writing():
        row = _to_decide(actor, proposal)
        payload = {"proposal": str(row.id)}
        record(Change(actor.tenant, actor.account, "change_refused", payload, reason=why))
        row.refresh_from_db()
    return row


def _to_decide(actor: Actor, proposal: Identifier) -> Proposal:
    row = Proposal.objects.filter(tenant=actor.tenant, id=proposal).first()
    if row is None:
        raise FactError("proposal", _("没有这条记录,请重新选择"))
    if row.state != Proposal.State.PENDING:
        raise FactError("proposal", _("此项变更已有决定"))
    obj, authors = queries.object_of(row.kind), frozenset({str(row.proposed_by)})
    if not may(actor, Action.APPROVE, obj, "S0").allowed:
        raise PermissionDenied
    if not may(actor, Action.APPROVE, obj, "S0", relations=Relations(authors=authors)).allowed:
        raise FactError("proposal", _("两人办理:提出人不得核准自己提出的变更"))
    return row


def _refuse_united(actor: Actor) -> None:
    """An administrator of two kinds acts as none: the three exclude each other."""
    if len(actor.roles & ADMINISTRATORS) > 1:
        raise FactError("proposal", separate())


def separate() -> str:
    """The rule that keeps the three administrators apart, in the words it is refused with."""
    return _("三员分立:系统管理员、安全管理员、审计人员须由不同人员担任")


def _refuse_own(actor: Actor, row: Proposal) -> None:
    """Nobody confirms a change of his own account or right."""
    content = row.content
    account = content.get("account", "")
    if row.kind == Kind.END_GRANT:
        account = str(Grant.objects.get(tenant=row.tenant, id=content["grant"]).account_id)
    if account == actor.account or content.get("person", "") == (actor.person or None):
        raise FactError("proposal", _("两人办理:本人账号的变更由他人核准"))


def _check_open(actor: Actor, content: Content) -> str:
    name, person = required("username", content["username"]), content.get("person", "")
    if Account.objects.filter(username=name).exists():
        raise FactError("username", _("账号名已被使用"))
    pending = Proposal.objects.filter(tenant=actor.tenant, state=Proposal.State.PENDING)
    if pending.filter(kind=Kind.OPEN, content__username=name).exists():
        raise FactError("username", _("同名账号已提出,待核准"))
    if person and Account.objects.filter(tenant=actor.tenant, person=person).exists():
        raise FactError("person", _("此人已有账号"))
    _refuse_united_person(actor.tenant, person)
    return f"{name} {queries.name_of(actor.tenant, person)}".strip()


def _refuse_united_person(tenant: Identifier, person: str) -> None:
    if len(queries.administrations(tenant, person, today())) > 1:
        raise FactError("person", separate())


def _check_account(actor: Actor, content: Content) -> str:
    row = account_of(actor.tenant, content["account"])
    if str(row.id) == actor.account:
        raise FactError("account", _("两人办理:本人账号的变更由他人提出"))
    return f"{row.username} {queries.name_of(actor.tenant, row.person)}".strip()


def _check_grant(actor: Actor, content: Content) -> str:
    who = _check_account(actor, content)
    since, until = date.fromisoformat(content["since"]), _day(content.get("until", ""))
    if content["kind"] == Grant.Kind.CASE and until is None:
        raise FactError("until", _("委派案件须有截止日期"))
    if until is not None and until <= since:
        raise FactError("until", _("截止日期须晚于开始日期"))
    return f"{who} → {queries.target_name(actor.tenant, content['kind'], content['target'])}"


def _check_end(actor: Actor, content: Content) -> str:
    row = Grant.objects.filter(tenant=actor.tenant, id=content["grant"]).first()
    if row is None:
        raise FactError("grant", _("没有这条记录,请重新选择"))
    who = _check_account(actor, {"account": str(row.account_id)})
    return f"{who} → {queries.target_name(actor.tenant, row.kind, row.target)}"


def _open(actor: Actor, row: Proposal, encoded: str) -> None:
    content = row.content
    _refuse_united_person(row.tenant, content.get("person", ""))
    direct.create_account(
        tenant=row.tenant,
        by=actor.account,
        username=content["username"],
        encoded=encoded,
        person=content.get("person") or None,
        expires_on=_day(content.get("expires_on", "")),
    )


def _disable(actor: Actor, row: Proposal, _encoded: str) -> None:
    direct.disable_account(
        tenant=row.tenant, by=actor.account, account=row.content["account"], reason=row.reason
    )


def _reset(actor: Actor, row: Proposal, encoded: str) -> None:
    account = row.content["account"]
    direct.reset_password(tenant=row.tenant, by=actor.account, account=account, encoded=encoded)


def _grant(actor: Actor, row: Proposal, _encoded: str) -> None:
    content = row.content
    direct.grant(
        tenant=row.tenant,
        by=actor.account,
        account=content["account"],
        kind=content["kind"],
        target=content["target"],
        since=date.fromisoformat(content["since"]),
        until=_day(content.get("until", "")),
    )


def _end_grant(actor: Actor, row: Proposal, _encoded: str) -> None:
    until = date.fromisoformat(row.content["until"])
    direct.end_grant(tenant=row.tenant, by=actor.account, grant=row.content["grant"], until=until)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_CHECKS: dict[str, Callable[[Actor, Content], str]] = {
    Kind.OPEN: _check_open,
    Kind.DISABLE: _check_account,
    Kind.RESET: _check_account,
    Kind.GRANT_CASE: _check_grant,
    Kind.GRANT_ENTRIES: _check_grant,
    Kind.END_GRANT: _check_end,
}
_EFFECTS: dict[str, Callable[[Actor, Proposal, str], Any]] = {
    Kind.OPEN: _open,
    Kind.DISABLE: _disable,
    Kind.RESET: _reset,
    Kind.GRANT_CASE: _grant,
    Kind.GRANT_ENTRIES: _grant,
    Kind.END_GRANT: _end_grant,
}
