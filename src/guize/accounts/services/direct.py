"""Changes one person makes, or the last step of a change that took two."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guize.accounts import sessions
from guize.accounts.models import Account, Grant, PastPassword, Recusal
from guize.accounts.passwords import KEPT
from guize.accounts.projection import apply, stream_of
from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import StoredEvent, append, writing

Identifier = str | UUID


@dataclass(frozen=True, slots=True)
class Change:
    """One change to come: who makes it (an account), of which type, with what, and by which key."""

    tenant: Identifier
    by: Identifier
    type: str
    payload: Mapping[str, object]
    key: str = ""
    on: date | None = None
    reason: str = ""


def is_taken(username: str) -> bool:
    """Whether an account of any county of this installation has the name, in whatever spelling."""
    plain = unicodedata.normalize("NFKC", username).strip()
    return Account.objects.filter(username__iexact=plain).exists()


def create_account(
    *,
    tenant: Identifier,
    by: Identifier,
    username: str,
    password: str,
    person: Identifier | None = None,
    expires_on: date | None = None,
    must_change_password: bool = True,
    idempotency_key: str = "",
) -> Account:
    """Opens an account. Its rights are those of the posts of `person`; without one it has none."""
    first = ledger.event_by_key(tenant, idempotency_key)
    account = str(first.payload["account"]) if first else str(new_id())
    payload = {
        "account": account,
        "username": required("username", username),
        "person": str(person or ""),
        "expires_on": expires_on,
    }

    def check() -> None:
        if is_taken(str(payload["username"])):
            raise FactError("username", _("账号名已被使用"))
        if person and Account.objects.filter(tenant=tenant, person=person).exists():
            raise FactError("person", _("此人已有账号"))

    with writing():
        event = record(Change(tenant, by, "account_created", payload, idempotency_key), check)
        row = Account.objects.get(id=account)
        if not event.is_replay:
            _keep(row, password, by, must_change=must_change_password)
    return row


def disable_account(
    *, tenant: Identifier, by: Identifier, account: Identifier, reason: str
) -> Account:
    """Shuts an account from the next request on; what it recorded stays."""
    row = account_of(tenant, account)
    why = required("reason", reason)
    record(Change(tenant, by, "account_disabled", {"account": str(row.id)}, reason=why))
    row.refresh_from_db()
    return row


def change_password(*, account: Account, old: str, new: str) -> Account:
    """Sets a new password for oneself; the old one is asked once more."""
    if not account.check_password(old):
        raise FactError("old", _("原密码不正确"))
    if old == new:
        raise FactError("new", _("新密码不能与原密码相同"))
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise FactError("new", " ".join(error.messages)) from error
    with writing():
        _keep(account, new, account.id, must_change=False)
    return account


def reset_password(
    *, tenant: Identifier, by: Identifier, account: Identifier, password: str
) -> Account:
    """Sets a password for someone else, who must change it when he signs in."""
    with writing():
        row = account_of(tenant, account)
        _keep(row, password, by, must_change=True)
    return row


def end_sessions(*, tenant: Identifier, by: Identifier, account: Identifier, reason: str) -> int:
    """Ends every session of an account, as when a telephone is lost; how many there were."""
    why = required("reason", reason)
    with writing():
        row = account_of(tenant, account)
        record(Change(tenant, by, "sessions_ended", {"account": str(row.id)}, reason=why))
        return sessions.end(sessions.of(row.id))


def unlock(*, tenant: Identifier, by: Identifier, account: Identifier, reason: str) -> Account:
    """Forgets the failed sign-ins under a name, so that it may be tried again at once."""
    why = required("reason", reason)
    with writing():
        row = account_of(tenant, account)
        record(Change(tenant, by, "name_unlocked", {"account": str(row.id)}, reason=why))
        reset(username=row.username)
    return row


def grant(
    *,
    tenant: Identifier,
    by: Identifier,
    account: Identifier,
    kind: str,
    target: Identifier,
    since: date,
    until: date | None = None,
    idempotency_key: str = "",
) -> Grant:
    """Gives an account a case (`case`, for counsel) or the entries of a body (`records_for`, 代录).

    `until` is the first day without it; a case is granted for a time only.
    """
    if kind not in Grant.Kind.values:
        raise FactError("kind", _("没有这种授权"))
    if kind == Grant.Kind.CASE and until is None:
        raise FactError("until", _("委派案件须有截止日期"))
    if until is not None and until <= since:
        raise FactError("until", _("截止日期须晚于开始日期"))
    first = ledger.event_by_key(tenant, idempotency_key)
    row_id = str(first.payload["grant"]) if first else str(new_id())
    payload = {
        "grant": row_id,
        "account": str(account_of(tenant, account).id),
        "kind": str(kind),
        "target": str(target),
        "since": since,
        "until": until,
    }
    record(Change(tenant, by, "right_granted", payload, idempotency_key, since))
    return Grant.objects.get(id=row_id)


def end_grant(*, tenant: Identifier, by: Identifier, grant: Identifier, until: date) -> Grant:
    """Ends a grant: `until` is the first day without it."""
    row = Grant.objects.filter(tenant=tenant, id=grant).first()
    if row is None:
        raise FactError("grant", _("没有这条记录,请重新选择"))
    record(Change(tenant, by, "grant_ended", {"grant": str(row.id), "until": until}, on=until))
    row.refresh_from_db()
    return row


def declare_recusal(
    *,
    tenant: Identifier,
    by: Identifier,
    person: Identifier,
    proceeding: Identifier,
    reason: str,
    idempotency_key: str = "",
) -> Recusal:
    """Takes a person out of a proceeding (回避). To declare it twice changes nothing."""
    of_person = Recusal.objects.filter(tenant=tenant, person=person, proceeding=proceeding)
    with writing():
        if not of_person.exists():
            payload = {"person": str(person), "proceeding": str(proceeding)}
            why = required("reason", reason)
            change = Change(tenant, by, "recusal_declared", payload, idempotency_key, reason=why)
            record(change)
        return of_person.get()


def record(change: Change, check: Callable[[], None] | None = None) -> StoredEvent:
    """Appends the event, checks while the stream is held, writes the row. A replay changes
    nothing.
    """
    with writing():
        event = append(
            tenant=change.tenant,
            stream=stream_of(change.tenant),
            type=change.type,
            payload=change.payload,
            occurred_on=change.on or today(),
            account=change.by,
            idempotency_key=change.key,
            reason=change.reason,
        )
        if not event.is_replay:
            if check:
                check()
            apply(change.tenant, event)
    return event


def _keep(account: Account, password: str, by: Identifier, *, must_change: bool) -> None:
    """Puts a password on the row, encoded; the event says that it changed, never what it is."""
    if account.password:
        own = {"tenant": account.tenant, "account": account}
        PastPassword.objects.create(**own, encoded=account.password)
        past = PastPassword.objects.filter(**own).order_by("-id")
        PastPassword.objects.filter(id__in=[one.id for one in past[KEPT:]]).delete()
    account.password = make_password(password)
    account.save(update_fields=["password"])
    payload = {"account": str(account.id), "must_change": must_change}
    record(Change(account.tenant, by, "password_changed", payload))
    account.refresh_from_db()


def account_of(tenant: Identifier, account: Identifier) -> Account:
    try:
        return Account.objects.get(tenant=tenant, id=account)
    except (Account.DoesNotExist, ValidationError) as error:
        raise FactError("account", _("没有这个账号,请重新选择")) from error


def required(field_name: str, text: str) -> str:
    if not text.strip():
        raise FactError(field_name, _("必填"))
    return text.strip()
