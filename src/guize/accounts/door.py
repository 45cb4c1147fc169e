"""From the first factor to the session: who still owes a second one waits half way, as nobody.

Half way there is no signed-in account: for ten minutes the session holds whose name and password
were right, and opens nothing but the second question or, where the account has no second factor yet
and needs one, the page that sets one up.
"""

from __future__ import annotations

import time
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guize.accounts import policy, queries, sessions
from guize.accounts.models import Account
from guize.accounts.sessions import BROWSER, FIRST, SECOND, SEEN, SIGNED_IN
from guize.ledger.clock import today

HALF, PATIENCE = "half", 10 * 60
PASSWORD, PASSKEY = "password", "passkey"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def admit(request: HttpRequest, account: Account, *, first: str, following: str) -> HttpResponse:
    """Goes on after the first factor: in, or to the second question."""
    if not owes_second(account):
        return enter(request, account, first=first, second="", following=following)
    request.session.flush()
    request.session[HALF] = {
        "account": str(account.id),
        "hash": account.get_session_auth_hash(),
        "at": int(time.time()),
        "first": first,
        "next": following,
    }
    return redirect("second-factor")


def owes_second(account: Account) -> bool:
    """Whoever has a second factor is asked for it; whoever needs one must have it."""
    return bool(queries.factors(account)) or policy.needs_second(
        queries.actor_for(account, today())
    )


def half_way(request: HttpRequest) -> Account | None:
    """Whose name and password were right in this session a short while ago."""
    half = request.session.get(HALF)
    if not half or time.time() - half["at"] > PATIENCE:
        return None
    account = Account.objects.filter(id=half["account"]).first()
    if account is None or not account.is_usable_on(today()):
        return None
    is_same = constant_time_compare(half["hash"], account.get_session_auth_hash())
    return account if is_same else None  # else the password was changed in between


def finish(request: HttpRequest, account: Account, second: str) -> HttpResponseRedirect:
    """In, after the second factor."""
    half = request.session[HALF]
    how = {"first": half["first"], "second": second, "following": half["next"]}
    return enter(request, account, **how)


def enter(
    request: HttpRequest, account: Account, *, first: str, second: str, following: str
) -> HttpResponseRedirect:
    """Signs in: a new session under a new key; where there are too many, the oldest end."""
    before = account.last_login
    request.session.pop(HALF, None)
    login(request, account, backend=BACKEND)
    now = time.time()
    request.session.update({SIGNED_IN: now, SEEN: now, FIRST: first, SECOND: second})
    agent = request.headers.get("User-Agent", "")
    request.session[BROWSER] = sessions.name_of_browser(agent)
    messages.info(request, _last_sign_in(before))
    _end_oldest(request, account)
    return _onward(account, following)


def following(request: HttpRequest, otherwise: str = "") -> str:
    """Where to go after signing in: a page of this site, never another site's."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_own = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if is_own else otherwise


def _onward(account: Account, following: str) -> HttpResponseRedirect:
    if len(queries.actor_for(account, today()).seats) > 1 and not following:
        return redirect("choose-post")
    return HttpResponseRedirect(following or resolve_url("home"))


def _end_oldest(request: HttpRequest, account: Account) -> None:
    key = request.session.session_key
    others = [row for row in sessions.live(account.id) if row.session_key != key]
    surplus = others[settings.SESSION_LIMIT - 1 :]
    n = sessions.end(sessions.of(account.id).filter(pk__in=[row.pk for row in surplus]))
    if n:
        text = ngettext(
            "同时登录过多,已结束最早的 %(n)s 处。", "同时登录过多,已结束最早的 %(n)s 处。", n
        )
        messages.warning(request, text % {"n": n})


def _last_sign_in(before: datetime | None) -> str:
    if before is None:
        return _("首次登录。")
    moment = timezone.localtime(before).strftime("%Y-%m-%d %H:%M")
    return _("上次登录:%(moment)s。不是本人操作的,请联系本单位管理员。") % {"moment": moment}
