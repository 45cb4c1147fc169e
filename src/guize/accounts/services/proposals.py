"""Changes that take two: one person proposes, another confirms, and then it happens.

Accounts are proposed by the system administrator and confirmed by the security administrator (O16);
grants are proposed or requested, and confirmed by someone else who may (O16b).

A one-time password is told in two halves, one to each of the two: neither could sign in as another
with what he knows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from guize.accounts import policy, queries, sealing
from guize.accounts.models import Account, Grant, Identity, Proposal
from guize.accounts.services import direct, identities
from guize.accounts.services.direct import Change, Identifier, account_of, record, required
from guize.accounts.services.factors import end_factors, grouped_letters
from guize.core.access import Action, Actor, Relations, may
from guize.core.access.matrix import ADMINISTRATORS
from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import writing
from guize.ui import rules

Kind = Proposal.Kind
Content = Mapping[str, str]
HALF = 2  # groups of letters of a one-time password that each of the two is told
WITH_PASSWORD = frozenset({Kind.OPEN, Kind.RESET})
UNREASONED = frozenset({Kind.OPEN, Kind.END_GRANT})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, and the half of the one-time password that is told this once: the first to who
    proposes, the second to who confirms (empty: none, or a replay).
    """

    proposal: Proposal
    password: str = ""


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
    why = reason if kind in UNREASONED else required("reason", reason)
    first = ledger.event_by_key(actor.tenant, idempotency_key)
    proposal = str(first.payload["proposal"]) if first else str(new_id())
    summary = str(first.payload["summary"]) if first else _CHECKS[Kind(kind)](actor, content)
    payload = {"proposal": proposal, "kind": kind, "content": dict(content), "summary": summary}
    change = Change(
        actor.tenant, actor.account, "change_proposed", payload, idempotency_key, reason=why
    )
    password = grouped_letters(HALF) if kind in WITH_PASSWORD else ""
    with writing():
        event = record(change)
        row = Proposal.objects.get(tenant=actor.tenant, id=proposal)
        if event.is_replay:
            return Proposed(row)
        row.password = sealing.seal(password) if password else ""
        row.save(update_fields=["password"])
    return Proposed(row, password)


def confirm(*, actor: Actor, proposal: Identifier) -> Proposed:
    """Confirms what another proposed, and does it: both in one transaction."""
    with writing():
        row = _to_decide(actor, proposal)
        _refuse_united(actor)
        _refuse_own(actor, row)
        first, second = _halves(row)
        payload = {"proposal": str(row.id)}
        record(Change(actor.tenant, actor.account, "change_confirmed", payload))
        _EFFECTS[Kind(row.kind)](actor, row, f"{first}-{second}")
        row.refresh_from_db()
    return Proposed(row, second)


def _halves(row: Proposal) -> tuple[str, str]:
    """Both halves of the one-time password, where the change sets one."""
    if row.kind not in WITH_PASSWORD:
        return "", ""
    first = sealing.unseal(row.password)
    if not first:
        raise FactError("proposal", _("一次性密码的前一半已无法读取,请不予核准并重新提出"))
    return first, grouped_letters(HALF)


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
    if row.kind == Kind.UNLINK:
        account = str(Identity.objects.get(tenant=row.tenant, id=content["identity"]).account_id)
    if account == actor.account or content.get("person", "") == (actor.person or None):
        raise FactError("proposal", _("两人办理:本人账号的变更由他人核准"))


def _check_open(actor: Actor, content: Content) -> str:
    name, person = required("username", content["username"]), content.get("person", "")
    if direct.is_taken(name):
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


def _check_link(actor: Actor, content: Content) -> str:
    who = _check_account(actor, content)
    subject = required("subject", content["subject"])
    same = {"provider": content["provider"], "issuer": content["issuer"], "until": None}
    if Identity.objects.filter(**same, subject=subject).exists():
        raise FactError("subject", _("这个标识已绑定账号"))
    if Identity.objects.filter(**same, account=content["account"]).exists():
        raise FactError("account", _("此账号已有绑定,须先解除"))
    return f"{who} → {subject}"


def _check_unlink(actor: Actor, content: Content) -> str:
    row = Identity.objects.filter(tenant=actor.tenant, id=content["identity"], until=None).first()
    if row is None:
        raise FactError("identity", _("没有这条记录,请重新选择"))
    return f"{_check_account(actor, {'account': str(row.account_id)})} → {row.subject}"


def _check_demand(actor: Actor, content: Content) -> str:
    asked = _functions(content)
    if not set(asked) <= set(policy.MAY_BE_ASKED):
        raise FactError("functions", _("没有这个岗位,请重新选择"))
    book = rules.rulebook()
    labels = {word.code: word.label for word in (book.words.get("职务", ()) if book else ())}
    return "、".join(labels.get(code, code) for code in asked) or "—"


def _functions(content: Content) -> list[str]:
    return list(filter(None, content["functions"].split(",")))


def _open(actor: Actor, row: Proposal, password: str) -> None:
    content = row.content
    _refuse_united_person(row.tenant, content.get("person", ""))
    direct.create_account(
        tenant=row.tenant,
        by=actor.account,
        username=content["username"],
        password=password,
        person=content.get("person") or None,
        expires_on=_day(content.get("expires_on", "")),
    )


def _disable(actor: Actor, row: Proposal, _password: str) -> None:
    direct.disable_account(
        tenant=row.tenant, by=actor.account, account=row.content["account"], reason=row.reason
    )


def _reset(actor: Actor, row: Proposal, password: str) -> None:
    account = direct.reset_password(
        tenant=row.tenant, by=actor.account, account=row.content["account"], password=password
    )
    if row.content.get("factors"):
        end_factors(account=account, by=actor.account, reason=row.reason)


def _grant(actor: Actor, row: Proposal, _password: str) -> None:
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


def _end_grant(actor: Actor, row: Proposal, _password: str) -> None:
    until = date.fromisoformat(row.content["until"])
    direct.end_grant(tenant=row.tenant, by=actor.account, grant=row.content["grant"], until=until)


def _link(actor: Actor, row: Proposal, _password: str) -> None:
    _check_link(actor, row.content)
    names = ("account", "provider", "issuer", "subject")
    tied = {name: row.content[name] for name in names}
    identities.link(tenant=row.tenant, by=actor.account, **tied)


def _unlink(actor: Actor, row: Proposal, _password: str) -> None:
    _check_unlink(actor, row.content)
    own = {"tenant": row.tenant, "by": actor.account, "reason": row.reason}
    identities.unlink(**own, identity=row.content["identity"])


def _demand(actor: Actor, row: Proposal, _password: str) -> None:
    own = {"tenant": row.tenant, "by": actor.account, "reason": row.reason}
    identities.demand(**own, functions=_functions(row.content))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_CHECKS: dict[str, Callable[[Actor, Content], str]] = {
    Kind.OPEN: _check_open,
    Kind.DISABLE: _check_account,
    Kind.RESET: _check_account,
    Kind.GRANT_CASE: _check_grant,
    Kind.GRANT_ENTRIES: _check_grant,
    Kind.END_GRANT: _check_end,
    Kind.LINK: _check_link,
    Kind.UNLINK: _check_unlink,
    Kind.DEMAND: _check_demand,
}
_EFFECTS: dict[str, Callable[[Actor, Proposal, str], Any]] = {
    Kind.OPEN: _open,
    Kind.DISABLE: _disable,
    Kind.RESET: _reset,
    Kind.GRANT_CASE: _grant,
    Kind.GRANT_ENTRIES: _grant,
    Kind.END_GRANT: _end_grant,
    Kind.LINK: _link,
    Kind.UNLINK: _unlink,
    Kind.DEMAND: _demand,
}
