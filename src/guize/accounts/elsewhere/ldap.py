"""A directory checks the password: a simple bind as the entry that two administrators have tied to
the account (its full DN). Nothing is searched or read.

依据: RFC 4511, 4.2. The one request and its answer are written and read here; the libraries for the
whole protocol are unmaintained or need a compiler (docs/decisions/0014).
"""

from __future__ import annotations

import logging
import socket

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from guize.accounts import outgoing, providers, queries
from guize.accounts.models import Account

logger = logging.getLogger(__name__)
SEQUENCE, INTEGER, TEXT, ENUMERATED = 0x30, 0x02, 0x04, 0x0A
BIND, BOUND, SIMPLE = 0x60, 0x61, 0x80
SUCCESS, WRONG = 0, 49
LONGEST = 1 << 16
ONE, VERSION = b"\x01", b"\x03"


class DirectoryBackend(BaseBackend):
    """Asks the directory for accounts that are tied to it; a directory that does not answer stands
    in nobody's way, since the password kept here is asked as well.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str, password: str
    ) -> Account | None:
        server = providers.issuer("ldap")
        name = queries.subject_of(username, "ldap", server) if server else ""
        if not name or not password:  # an empty password would be a bind as nobody, and succeed
            return None
        try:
            is_right = holds(server, name, password)
        except outgoing.OutgoingError as fault:
            logger.warning("the directory was not asked: %s", fault)
            return None
        account = Account.objects.filter(username=username).first() if is_right else None
        if account:
            account.let_in_by = "ldap"
        return account


def holds(server: str, name: str, password: str) -> bool:
    """Whether the directory takes the password for the entry. Raises `OutgoingError`."""
    try:
        with outgoing.connection(server) as plug:
            plug.sendall(bind_request(name, password))
            code = result_code(_message(plug))
    except (OSError, ValueError, IndexError) as fault:
        raise outgoing.OutgoingError(f"no answer that can be read: {fault}") from fault
    if code not in (SUCCESS, WRONG):
        raise outgoing.OutgoingError(f"the directory answered {code}")
    return code == SUCCESS


def bind_request(name: str, password: str) -> bytes:
    """A bind of version 3 with name and password, as message 1."""
    asked = _element(INTEGER, VERSION) + _element(TEXT, name.encode())
    bind = _element(BIND, asked + _element(SIMPLE, password.encode()))
    return _element(SEQUENCE, _element(INTEGER, ONE) + bind)


def result_code(message: bytes) -> int:
    """The result of a bind. Raises `ValueError` for anything else."""
    number, rest = _taken(message, INTEGER)
    answer, _controls = _taken(rest, BOUND)
    code, _matched = _taken(answer, ENUMERATED)
    if number != ONE or len(code) != 1:
        raise ValueError("not the answer to a bind")
    return code[0]


def _element(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:  # noqa: PLR2004 (the short form)
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _taken(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the element at the front, which must have this tag, and what follows it."""
    start, size = _measured(data)
    if data[0] != tag or len(data) < start + size:
        raise ValueError("not what was asked for")
    return data[start : start + size], data[start + size :]


def _measured(data: bytes) -> tuple[int, int]:
    """Where the content of the element at the front starts, and how long it is."""
    if data[1] < 0x80:  # noqa: PLR2004
        return 2, data[1]
    octets = data[1] & 0x7F
    if not 0 < octets <= 4 or len(data) < 2 + octets:  # noqa: PLR2004
        raise ValueError("no length")
    return 2 + octets, int.from_bytes(data[2 : 2 + octets], "big")


def _message(plug: socket.socket) -> bytes:
    """The content of the first message; it need not come in one piece."""
    data = _received(plug, 2)
    if data[1] >= 0x80:  # noqa: PLR2004
        data += _received(plug, data[1] & 0x7F)
    _start, size = _measured(data)
    if data[0] != SEQUENCE or size > LONGEST:
        raise ValueError("not a message of this protocol")
    return _received(plug, size)


def _received(plug: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = plug.recv(size - len(data))
        if not piece:
            raise ValueError("it hung up")
        data += piece
    return data
