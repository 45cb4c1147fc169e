"""Who acts in a request, and when a session ends. Runs after authentication and messages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from guize.accounts import fresh, queries
from guize.core.access import Actor
from guize.ledger.clock import today

IDLE, WHOLE = 30 * 60, 10 * 3600  # seconds
SEEN_EVERY = 60  # the session is written once a minute, not with every request
ACTING, SIGNED_IN, SEEN = "acting", "signed_in", "seen"


class ActorMiddleware:
    """Sets `request.actor` (None where nobody is signed in) and keeps sessions short.

    A disabled or expired account ends with the next request; a password set by someone else must be
    changed before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        if request.user.is_authenticated:
            refusal = _end(request) or _first_password(request)
            if refusal:
                return refusal
            request.actor = actor_of(request)
        return self.get_response(request)


class FreshMiddleware:
    """Asks for the password once more before an approval or export. Runs inside the rulebook."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.actor and fresh.asked_again(request, request.session[SIGNED_IN])
        return asked or self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    return queries.actor_for(request.user, today(), request.session.get(ACTING, ""))


def _end(request: HttpRequest) -> HttpResponse | None:
    """Signs out what is too old or no longer usable; else notes that the session is seen."""
    now, session = int(time.time()), request.session
    signed_in, seen = session.setdefault(SIGNED_IN, now), session.setdefault(SEEN, now)
    is_over = now - seen > IDLE or now - signed_in > WHOLE
    if is_over or not request.user.is_usable_on(today()):
        logout(request)
        messages.warning(request, _("登录已失效,请重新登录。登录后将回到刚才的页面。"))
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if now - seen >= SEEN_EVERY:
        session[SEEN] = now
    return None


def _first_password(request: HttpRequest) -> HttpResponse | None:
    free = {reverse(name) for name in ("change-password", "sign-out", "set-language")}
    if not request.user.must_change_password or request.path in free:
        return None
    return redirect("change-password")
