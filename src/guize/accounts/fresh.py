"""Fresh authentication: who approves or exports has shown who he is within a quarter of an hour.

By password, by a code of his authenticator, by passkey, or once more with the service that signed
him in. What was filled in is not lost: the page that asks carries it on. Chosen files are not
carried; the form itself asks first, so that only a form left open for long loses them.
"""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guize.accounts import checking, door, passkeys, queries
from guize.accounts.models import Factor
from guize.accounts.sessions import FIRST
from guize.core.access import Action
from guize.ui import rules

LIMIT = 15 * 60  # seconds
FRESH, FIELD, CODE, SIGNATURE = "fresh", "fresh_password", "fresh_code", "fresh_passkey"
FIELDS = (FIELD, CODE, SIGNATURE)
EXPORTS = frozenset({"cases:export", "record-export", "record-growth"})
APPROVALS = frozenset({"law-change-decide", "account-change"})
OWN_FACTORS = frozenset({"authenticator", "passkey-add", "factor-end", "recovery-codes"})
STEPS = frozenset({"accountability:step"})
UNCARRIED = ("csrfmiddlewaretoken", *FIELDS)


def asked_again(request: HttpRequest, signed_in: int) -> HttpResponse | None:
    """The question who it is where one is needed and the last is too old; None: go on."""
    if not _is_guarded(request) or is_fresh(request, signed_in):
        return None
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(
            f"{resolve_url('confirm-password')}?{urlencode({'next': request.get_full_path()})}"
        )
    if confirmed(request):
        return None
    return page(request, is_wrong=is_answered(request))


def is_fresh(request: HttpRequest, signed_in: int) -> bool:
    return time.time() - max(request.session.get(FRESH, 0), signed_in) <= LIMIT


def is_answered(request: HttpRequest) -> bool:
    return any(request.POST.get(field) for field in FIELDS)


def confirmed(request: HttpRequest) -> bool:
    """Checks the reader's own answer, counted against the lockout like a sign-in."""
    found = _answerer(request)
    if found is None or found.pk != request.user.pk:
        return False
    note(request)
    return True


def note(request: HttpRequest) -> None:
    request.session[FRESH] = int(time.time())


def page(request: HttpRequest, *, is_wrong: bool, following: str = "") -> HttpResponse:
    """Asks who it is; what was posted goes along in hidden fields."""
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (*UNCARRIED, "next")
    ]
    kinds = {row.kind for row in queries.factors(request.user)}
    has_passkey = Factor.Kind.PASSKEY in kinds and not passkeys.why_not(request)
    shown = {
        "carried": carried,
        "field": FIELD,
        "code": CODE if Factor.Kind.TOTP in kinds else "",
        "passkey": SIGNATURE if has_passkey else "",
        "question": passkeys.question(request, request.user) if has_passkey else "",
        "elsewhere": request.session.get(FIRST, ""),
        "error": _error(request) if is_wrong else "",
        "next": following,
    }
    return render(request, "accounts/fresh.html", shown, status=422 if is_wrong else 200)


def _error(request: HttpRequest) -> str:
    if checking.is_locked(request):
        return _("失败次数过多,账号已锁定,请稍后再试")
    return _("没有通过核对,请重新输入")


def target(request: HttpRequest) -> str:
    """Where to go on: a page of this site, never another site's."""
    return door.following(request, resolve_url("home"))


def _answerer(request: HttpRequest) -> object:
    """Whose answer it is; None where it is wrong or missing."""
    if answer := request.POST.get(FIELD):
        return checking.by_password(request, request.user.username, answer)
    if answer := request.POST.get(CODE):
        return checking.by_code(request, request.user, answer)
    if answer := request.POST.get(SIGNATURE):
        return passkeys.signer(request, answer, request.user)
    return None


def _is_guarded(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if match.view_name in STEPS:
        return _approves(match.kwargs.get("code", ""))
    is_written = request.method not in ("GET", "HEAD")
    return match.view_name in EXPORTS | OWN_FACTORS or (is_written and match.view_name in APPROVALS)


def _approves(code: str) -> bool:
    book = rules.rulebook()
    kind = book.event_types.get(code) if book else None
    return bool(kind and kind.action == Action.APPROVE)
