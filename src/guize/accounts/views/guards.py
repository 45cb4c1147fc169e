"""Who a view is answered for: who is signed in, who has sight of an object, who is half way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from guize.accounts import door, queries
from guize.core.access import Action, may

View = Callable[..., HttpResponse]


def require_actor(view: View) -> View:
    """Lets a view be answered for someone signed in; others are asked to sign in first."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    return answer


def require_sight(obj: str) -> Callable[[View], View]:
    """Lets a view be answered for whom the matrix shows an object that belongs to no case."""
    return partial(_only_for_sight, obj)


def _only_for_sight(obj: str, view: View) -> View:
    @require_actor
    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if not may(request.actor, Action.VIEW, obj, "S0").allowed:
            raise Http404
        return view(request, *arguments, **named)

    return answer


def require_own(view: View) -> View:
    """Gives a view the account whose factors it is about: of who is signed in, or is half way and
    has none yet. Who is half way and has one is asked for it first.
    """

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        account = request.user if request.actor else door.half_way(request)
        if account is None:
            return redirect_to_login(request.get_full_path())
        if request.actor is None and queries.factors(account):
            raise Http404
        return view(request, account, *arguments, **named)

    return answer
