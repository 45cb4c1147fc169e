"""Who acts in a request, and when a session ends. Runs after authentication and messages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from guize.accounts import door, fresh, policy, queries
from guize.accounts.sessions import ACTING, FIRST, SECOND, SEEN, SIGNED_IN
from guize.core.access import Actor
from guize.ledger.clock import today

SEEN_EVERY = 60  # the session is written once a minute, not with every request


class ActorMiddleware:
    """Sets `request.actor` (None where nobody is signed in) and keeps sessions short.

    A disabled or expired account ends with the next request, and so does a session without the
    second factor that a post has come to need. A password set by someone else, or too old, must be
    changed before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        if request.user.is_authenticated:
            actor = actor_of(request)
            refusal = _end(request) or _second_owed(request, actor) or _password_due(request)
            if refusal:
                return refusal
            request.actor = actor
        return self.get_response(request)


class FreshMiddleware:
    """Asks who it is once more before an approval or export. Runs inside the rulebook."""

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
    is_over = now - seen > settings.SESSION_IDLE or now - signed_in > settings.SESSION_COOKIE_AGE
    if is_over or not request.user.is_usable_on(today()):
        return _signed_out(request, _("登录已失效,请重新登录。登录后将回到刚才的页面。"))
    if now - seen >= SEEN_EVERY:
        session[SEEN] = now
    return None


def _second_owed(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """A post taken up, or asked for it, since signing in: the way leads through the door again."""
    if request.session.get(SECOND) or not policy.needs_second(actor):
        return None
    return _signed_out(request, _("现任岗位须两步验证,请重新登录。"))


def _signed_out(request: HttpRequest, cause: str) -> HttpResponse:
    logout(request)
    messages.warning(request, cause)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _password_due(request: HttpRequest) -> HttpResponse | None:
    """Who was let in by another service has no use for the password kept here."""
    free = {reverse(name) for name in ("change-password", "sign-out", "set-language")}
    is_ours = request.session.get(FIRST, door.PASSWORD) in (door.PASSWORD, door.PASSKEY)
    if not is_ours or request.path in free or not policy.must_change(request.user):
        return None
    return redirect("change-password")
