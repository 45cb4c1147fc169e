"""Fresh authentication: who approves or exports has typed his password within a quarter of an hour.

What was filled in is not lost: the page that asks for the password carries it on. Chosen files are
not carried; the form itself asks first, so that only a form left open for long loses them.
"""

from __future__ import annotations

import time

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from guize.core.access import Action
from guize.ui import rules

LIMIT = 15 * 60  # seconds
FRESH, FIELD = "fresh", "fresh_password"
EXPORTS = frozenset({"cases:export", "record-export", "record-growth"})
APPROVALS = frozenset({"law-change-decide", "account-change"})
STEPS = frozenset({"accountability:step"})
UNCARRIED = ("csrfmiddlewaretoken", FIELD)


def asked_again(request: HttpRequest, signed_in: int) -> HttpResponse | None:
    """The question for the password where one is needed and too old; None: go on."""
    if not _is_guarded(request) or is_fresh(request, signed_in):
        return None
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(
            f"{resolve_url('confirm-password')}?{urlencode({'next': request.get_full_path()})}"
        )
    if FIELD in request.POST and confirmed(request, request.POST[FIELD]):
        return None
    return page(request, is_wrong=FIELD in request.POST)


def is_fresh(request: HttpRequest, signed_in: int) -> bool:
    return time.time() - max(request.session.get(FRESH, 0), signed_in) <= LIMIT


def confirmed(request: HttpRequest, password: str) -> bool:
    """Checks the reader's own password, counted against the lockout like a sign-in."""
    found = authenticate(request, username=request.user.username, password=password)
    if found is None or found.pk != request.user.pk:
        return False
    request.session[FRESH] = int(time.time())
    return True


def page(request: HttpRequest, *, is_wrong: bool, following: str = "") -> HttpResponse:
    """Asks for the password; what was posted goes along in hidden fields."""
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (*UNCARRIED, "next")
    ]
    error = _("密码不正确") if is_wrong else ""
    shown = {"carried": carried, "field": FIELD, "error": error, "next": following}
    return render(request, "accounts/fresh.html", shown, status=422 if is_wrong else 200)


def target(request: HttpRequest) -> str:
    """Where to go on: a page of this site, never another site's."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_own = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if is_own else resolve_url("home")


def _is_guarded(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if match.view_name in STEPS:
        return _approves(match.kwargs.get("code", ""))
    is_written = request.method not in ("GET", "HEAD")
    return match.view_name in EXPORTS or (is_written and match.view_name in APPROVALS)


def _approves(code: str) -> bool:
    book = rules.rulebook()
    kind = book.event_types.get(code) if book else None
    return bool(kind and kind.action == Action.APPROVE)
