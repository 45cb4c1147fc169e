"""The one door out of this system: nothing else in it opens a connection to another machine.

A connection goes to an origin of the list GUIZE_OUTGOING (empty by default) or it is not made: the
address is resolved once, checked and connected to, so that a name cannot lead elsewhere in between;
a redirect is an answer like any other and never followed; proxies of the environment are ignored.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PORTS = {"https": 443, "http": 80, "ldaps": 636, "ldap": 389}
SECURE = frozenset({"https", "ldaps"})
WAIT, WHOLE = 5, 15  # seconds for one step, and for all of them
LARGEST = 1 << 20  # bytes of an answer
Origin = tuple[str, str, int]


class OutgoingError(Exception):
    """Why nothing came back: the address is not allowed, or the other side does not answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other side answered."""

    status: int
    body: bytes


def ask(url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """Sends a GET, or a POST where there is a body, to an allowed origin.

    Raises `OutgoingError`.
    """
    parts = _split(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    until = time.monotonic() + WHOLE
    try:
        with connection(url) as plug:
            line = http.client.HTTPConnection(str(parts.hostname), parts.port or PORTS["http"])
            line.sock = plug
            said = {"Connection": "close", **(headers or {})}
            line.request("GET" if body is None else "POST", target, body, said)
            answer = line.getresponse()
            return Reply(answer.status, _read(answer, until))
    except (OSError, http.client.HTTPException) as fault:
        raise OutgoingError(f"no answer from {parts.netloc}: {type(fault).__name__}") from fault


@contextmanager
def connection(url: str) -> Iterator[socket.socket]:
    """A connection to an allowed origin, encrypted where its scheme says so.

    Raises `OutgoingError` before anything is sent where the origin or its address is not allowed.
    """
    scheme, host, port = origin = _origin(url)
    if origin not in allowed():
        raise OutgoingError(f"{scheme}://{host}:{port} is not in GUIZE_OUTGOING")
    address = _address(host, port)
    try:
        plug = socket.create_connection((address, port), timeout=WAIT)
        if scheme in SECURE:
            context = ssl.create_default_context(cafile=settings.OUTGOING_CA or None)
            plug = context.wrap_socket(plug, server_hostname=host)
    except OSError as fault:
        raise OutgoingError(f"no connection to {host}:{port}: {type(fault).__name__}") from fault
    with plug:
        yield plug


def is_allowed(url: str) -> bool:
    try:
        return _origin(url) in allowed()
    except OutgoingError:
        return False


def allowed() -> frozenset[Origin]:
    """The origins of the list: `https://sso.example.gov.cn`, `http://10.1.2.3:8080`."""
    return frozenset(_origin(one) for one in settings.OUTGOING)


def _split(url: str) -> SplitResult:
    """Takes an address apart; refuses what two readers might read as two different addresses."""
    is_plain = url.isascii() and url.isprintable() and not set(url) & set(' \\"<>^`{|}')
    try:
        parts = urlsplit(url if is_plain else "")
        port = parts.port
    except ValueError as fault:
        raise OutgoingError("not an address") from fault
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or port == 0:
        raise OutgoingError("not an address that may be asked")
    return parts


def _origin(url: str) -> Origin:
    parts = _split(url)
    host = str(parts.hostname).rstrip(".").lower()
    return parts.scheme, host, parts.port or PORTS[parts.scheme]


def _address(host: str, port: int) -> str:
    """The one address a name is connected to. An allowed name never leads to this machine itself or
    to the link it stands on, unless the list names that address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise OutgoingError(f"{host} has no address") from fault
    addresses = [str(one[4][0]) for one in found]
    if any(_is_inward(address) and address != host for address in addresses):
        raise OutgoingError(f"{host} leads to an inward address")
    return addresses[0]


def _is_inward(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return (
        ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved
    )


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """The whole body; an answer without end, or a slow one, is cut off with an error."""
    pieces, size = [], 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST or time.monotonic() > until:
            raise OutgoingError("the answer is too long or too slow")
    return b"".join(pieces)
