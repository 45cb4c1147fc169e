"""The way to a service that signs in for us, and the way back."""

from __future__ import annotations

import logging
from types import ModuleType

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guize.accounts import door, fresh, providers, queries
from guize.accounts.elsewhere import cas, oidc, trips
from guize.accounts.elsewhere.trips import ElsewhereError, Trip
from guize.ledger.clock import today

logger = logging.getLogger(__name__)
SERVICES: dict[str, ModuleType] = {"oidc": oidc, "cas": cas}


@never_cache
@require_safe
def leave(request: HttpRequest, provider: str) -> HttpResponse:
    """Sends the browser there; someone who is in goes only to show once more who he is."""
    service, again = _service(provider), "again" in request.GET
    if (request.actor is not None) != again:
        return redirect("home")
    trip = trips.begun(request, Trip(provider, door.following(request), again))
    try:
        return HttpResponseRedirect(service.begin(request, trip))
    except ElsewhereError as fault:
        return _failed(request, provider, fault)


@never_cache
@require_safe
def back(request: HttpRequest, provider: str) -> HttpResponse:
    service = _service(provider)
    try:
        trip = trips.taken(request, provider, request.GET.get("state", ""))
        return _arrived(request, trip, service.subject(request, trip))
    except ElsewhereError as fault:
        return _failed(request, provider, fault)


def _arrived(request: HttpRequest, trip: Trip, subject: str) -> HttpResponse:
    issuer = providers.issuer(trip.provider)
    account = queries.account_of_subject(trip.provider, issuer, subject)
    if trip.again:
        return _confirmed(request, is_own=account is not None and account == request.user)
    if request.actor is not None:
        return redirect("home")
    if account is None or not account.is_usable_on(today()):
        logger.warning("no usable account is tied to a subject of %s", trip.provider)
        return render(request, "accounts/elsewhere.html", {"subject": subject}, status=403)
    return door.admit(request, account, first=trip.provider, following=trip.following)


def _confirmed(request: HttpRequest, *, is_own: bool) -> HttpResponse:
    """Who went once more; whoever else has come back confirms nothing."""
    if not is_own:
        raise ElsewhereError("someone else has come back")
    fresh.note(request)
    return render(request, "accounts/elsewhere.html", {"is_confirmed": True})


def _failed(request: HttpRequest, provider: str, fault: ElsewhereError) -> HttpResponse:
    logger.warning("signing in with %s failed: %s", provider, fault)
    return render(request, "accounts/elsewhere.html", {"has_failed": True}, status=422)


def _service(provider: str) -> ModuleType:
    if provider not in SERVICES or not providers.issuer(provider):
        raise Http404
    return SERVICES[provider]
