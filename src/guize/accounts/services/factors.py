"""Second factors of one's own: an authenticator, passkeys, ten codes for the day both are lost.

What is added or ended is an event; secrets never are.
"""

from __future__ import annotations

import secrets
import time
import unicodedata

from django.utils import timezone
from django.utils.translation import gettext as _

from guize.accounts import policy, queries, sealing, totp
from guize.accounts.models import Account, Factor, RecoveryCode
from guize.accounts.services.direct import Change, Identifier, record, required
from guize.core.facts import FactError
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import writing

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
CODES, GROUPS = 10, 6  # of four letters: 119 bits, enough for a digest that is not slowed down
MOST = 10  # factors of one account


def grouped_letters(groups: int) -> str:
    """Random groups of four letters that can be read out: abcd-efgh."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _group in range(groups))


def add_authenticator(*, account: Account, name: str, secret: str, code: str) -> Factor:
    """Keeps the secret of an authenticator whose present code its owner has typed."""
    step = totp.step_of(secret, code, now=time.time())
    if step is None:
        raise FactError("code", _("验证码不正确。请核对手机时间后输入新显示的六位数字"))
    kept = {"kind": Factor.Kind.TOTP, "name": name, "secret": sealing.seal(secret), "counter": step}
    return _added(account, kept)


def add_passkey(
    *, account: Account, name: str, credential: str, public_key: str, counter: int
) -> Factor:
    """Keeps a passkey that the browser has just made and proven."""
    if Factor.objects.filter(credential=credential).exists():
        raise FactError("passkey", _("这个通行密钥已经登记"))
    kept = {"kind": Factor.Kind.PASSKEY, "name": name, "secret": public_key, "counter": counter}
    return _added(account, {**kept, "credential": credential})


def make_recovery_codes(*, account: Account) -> tuple[str, ...]:
    """Ten new codes, told this once; those from before are void."""
    codes = tuple(grouped_letters(GROUPS) for _n in range(CODES))
    own = {"tenant": account.tenant, "account": account}
    with writing():
        RecoveryCode.objects.filter(**own).delete()
        rows = (RecoveryCode(**own, digest=sealing.fingerprint(_plain(code))) for code in codes)
        RecoveryCode.objects.bulk_create(rows)
        payload = {"account": str(account.id), "count": CODES}
        record(Change(account.tenant, account.id, "recovery_codes_made", payload))
    return codes


def end_factor(*, account: Account, factor: Identifier) -> Factor:
    """Ends one of one's own factors; the last one stays where a post needs it."""
    with writing():
        rows = queries.factors(account)
        row = next((one for one in rows if str(one.id) == str(factor)), None)
        if row is None:
            raise FactError("factor", _("没有这条记录,请重新选择"))
        if len(rows) == 1 and policy.needs_second(queries.actor_for(account, today())):
            cause = _("现任岗位须两步验证,不能删除最后一个。请先添加另一个,再删除这一个。")
            raise FactError("factor", cause)
        _end(row, account.id)
        if len(rows) == 1:
            RecoveryCode.objects.filter(tenant=account.tenant, account=account).delete()
    return row


def end_factors(*, account: Account, by: Identifier, reason: str) -> int:
    """Ends all factors and codes of an account, so that it sets up new ones at the next sign-in."""
    why = required("reason", reason)
    with writing():
        rows = queries.factors(account)
        for row in rows:
            _end(row, by, why)
        RecoveryCode.objects.filter(tenant=account.tenant, account=account).delete()
    return len(rows)


def take_code(*, account: Account, code: str) -> str:
    """Takes a code once: gives the kind it was, `totp` or `recovery`; empty where it is wrong, late
    or used.
    """
    with writing():
        if any(_is_taken(row, code) for row in queries.factors(account, Factor.Kind.TOTP)):
            return Factor.Kind.TOTP.value
        return _recovered(account, code)


def take_signature(*, factor: Factor, counter: int) -> bool:
    """Notes that a passkey has signed. A count that does not grow betrays a copy; one that stays at
    nought is not kept by that kind of passkey.
    """
    rows = Factor.objects.filter(id=factor.id, ended_on=None)
    if counter or factor.counter:
        rows = rows.filter(counter__lt=counter)
    return rows.update(counter=counter, used_at=timezone.now()) == 1


def _added(account: Account, kept: dict[str, object]) -> Factor:
    name = required("name", str(kept.pop("name")))[:60]
    with writing():
        if len(queries.factors(account)) >= MOST:
            raise FactError("name", _("已有 %(n)s 个,请先删除不用的") % {"n": MOST})
        factor = str(new_id())
        payload = {"factor": factor, "account": str(account.id), "name": name}
        payload["kind"] = str(kept.pop("kind"))
        record(Change(account.tenant, account.id, "factor_added", payload))
        Factor.objects.filter(id=factor).update(**kept)
    return Factor.objects.get(id=factor)


def _end(row: Factor, by: Identifier, reason: str = "") -> None:
    payload = {"factor": str(row.id), "account": str(row.account_id), "kind": row.kind}
    record(Change(row.tenant, by, "factor_ended", payload, reason=reason))


def _is_taken(row: Factor, code: str) -> bool:
    """The step is noted in the same statement that asks for it: of two at once one is too late."""
    secret = sealing.unseal(row.secret)
    step = secret and totp.step_of(secret, code, now=time.time())
    if not step:
        return False
    later = Factor.objects.filter(id=row.id, counter__lt=step, ended_on=None)
    return later.update(counter=step, used_at=timezone.now()) == 1


def _recovered(account: Account, code: str) -> str:
    digests = sealing.fingerprints(_plain(code))
    rows = RecoveryCode.objects.filter(account=account, digest__in=digests, used_at=None)
    if not rows.update(used_at=timezone.now()):
        return ""
    left = RecoveryCode.objects.filter(account=account, used_at=None).count()
    payload = {"account": str(account.id), "left": left}
    record(Change(account.tenant, account.id, "recovery_code_used", payload))
    return "recovery"


def _plain(code: str) -> str:
    letters = unicodedata.normalize("NFKC", code).casefold()
    return "".join(one for one in letters if one.isalnum())
