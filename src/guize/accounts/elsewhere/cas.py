"""CAS, protocols 2 and 3: a ticket comes with the browser, the server says whose it is.

The protocol knows no state: ours is part of the address the ticket is made for, so that a ticket
brought from elsewhere does not count in this session.
"""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest

from guize.accounts import outgoing, providers
from guize.accounts.elsewhere.trips import ElsewhereError, Trip

SPACE = "{http://www.yale.edu/tp/cas}"
LONGEST = 300  # characters of a ticket or a name
VALIDATE = {"2": "/serviceValidate", "3": "/p3/serviceValidate"}


def begin(request: HttpRequest, trip: Trip) -> str:
    """The address that asks the service to sign someone in."""
    server = providers.issuer("cas").rstrip("/")
    if not outgoing.is_allowed(server):
        raise ElsewhereError("the server is not in GUIZE_OUTGOING")
    return f"{server}/login?{urlencode(_asked(request, trip))}"


def subject(request: HttpRequest, trip: Trip) -> str:
    """Who has come back: the name the server gives for the ticket, which counts once there."""
    ticket = request.GET.get("ticket", "")
    if not ticket.isascii() or not 0 < len(ticket) <= LONGEST:
        raise ElsewhereError("there is no ticket")
    path = VALIDATE[settings.CAS_PROTOCOL]
    asked = urlencode({**_asked(request, trip), "ticket": ticket})
    try:
        reply = outgoing.ask(f"{providers.issuer('cas').rstrip('/')}{path}?{asked}")
    except outgoing.OutgoingError as fault:
        raise ElsewhereError(str(fault)) from fault
    if reply.status != 200:  # noqa: PLR2004
        raise ElsewhereError(f"it answered {reply.status}")
    return _name(reply.body)


def _asked(request: HttpRequest, trip: Trip) -> dict[str, str]:
    service = f"{trip.back(request)}?{urlencode({'state': trip.state})}"
    return {"service": service, **({"renew": "true"} if trip.again else {})}


def _name(body: bytes) -> str:
    """The name in a success; an answer with entities, or of another shape, is none."""
    try:
        text = body.decode("utf-8")
        if "<!" in text.replace("<!--", ""):
            raise ElsewhereError("the answer declares a document type")
        answer = ElementTree.fromstring(text)  # noqa: S314 (no document type, so no entities)
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError) as fault:
        raise ElsewhereError("the answer cannot be read") from fault
    found = answer.findall(f"{SPACE}authenticationSuccess/{SPACE}user")
    refused = answer.find(f"{SPACE}authenticationFailure") is not None
    is_one = len(found) == 1 and len(found[0]) == 0  # one name, with nothing inside it
    name = (found[0].text or "").strip() if is_one else ""
    if answer.tag != f"{SPACE}serviceResponse" or refused or not 0 < len(name) <= LONGEST:
        raise ElsewhereError("the ticket was refused")
    return name
