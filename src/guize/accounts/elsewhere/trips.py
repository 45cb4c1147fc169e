"""A sign-in with another service that has been begun in this session and not yet come back."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass, field

from django.http import HttpRequest
from django.urls import reverse

TRIP, PATIENCE = "trip", 10 * 60


class ElsewhereError(Exception):
    """Why the other service did not let someone in: for the log, not for the page."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What was sent along, and must come back or be used once.

    `again`: someone who is in shows once more who he is; the service must ask him anew.
    """

    provider: str
    following: str = ""
    again: bool = False
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    at: float = field(default_factory=time.time)

    def back(self, request: HttpRequest) -> str:
        """Where the service sends the browser."""
        return request.build_absolute_uri(reverse("elsewhere-back", args=[self.provider]))


def begun(request: HttpRequest, trip: Trip) -> Trip:
    request.session[TRIP] = asdict(trip)
    return trip


def taken(request: HttpRequest, provider: str, state: str) -> Trip:
    """The trip that comes back, once. Raises `ElsewhereError` for one this session never began."""
    kept = request.session.pop(TRIP, None)
    trip = Trip(**kept) if kept else None
    if trip is None or trip.provider != provider or time.time() - trip.at > PATIENCE:
        raise ElsewhereError("nothing was begun in this session, or it took too long")
    if not secrets.compare_digest(trip.state.encode(), state.encode()):
        raise ElsewhereError("the state is not the one that was sent")
    return trip
