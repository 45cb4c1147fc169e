"""One door out, shut unless an origin is on the list; nothing else opens a connection."""

from __future__ import annotations

import ast
import socket
import sys
import threading

import pytest
import sources
from django.urls import reverse
from issuing import OpenID

from guize.accounts import outgoing

ALLOWED = "http://sso.county.example:8080"
REFUSED = (
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://0/",
    "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[::ffff:127.0.0.1]/",
    "http://10.0.0.1/", "http://192.168.1.1/", "http://metadata.google.internal/",
    "https://sso.county.example/", "http://sso.county.example/", "http://sso.county.example:8081/",
    "https://sso.county.example:8080/", "http://other.county.example:8080/",
    "http://sso.county.example.evil.example:8080/", "http://evil-sso.county.example:8080/",
    "http://sso.county.example:8080@evil.example/", "http://user:word@sso.county.example:8080/",
    "http://sso.county.example:8080\\@evil.example/", "http://evil.example#@sso.county.example:8080",
    "http://evil.example?@sso.county.example:8080/", "http://sso.county.example:8080 .evil.cn/",
    "http://sso.county.example:8080\r\nHost: evil/", "http://sso.county.example:8080\t/",
    "http://ｓso.county.example:8080/", "http://sso。county.example:8080/",
    "http://sso.county.example:8080%00.evil/", "http://sso.county.example:99999/",
    "http://sso.county.example:-1/", "http://sso.county.example:0/", "http:///etc/passwd",
    "//sso.county.example:8080/", "sso.county.example:8080", "", "http://", "file:///etc/passwd",
    "gopher://sso.county.example:8080/", "ftp://sso.county.example:8080/",
    "dict://sso.county.example:8080/", "data:text/plain,x", "jar:http://sso.county.example:8080!/",
    "ldap://sso.county.example:8080/", "unix:///run/x.sock", "http://[::1%25lo]/", "http://[bad/",
)  # fmt: skip
OPENS = {
    "socket", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib",
    "xmlrpc", "asyncio", "socketserver", "requests", "httpx", "aiohttp", "urllib3", "ldap3",
    "websockets", "paramiko", "ssl",
}  # fmt: skip
MAY_OPEN = {
    "src/guize/accounts/outgoing.py",
    "src/guize/accounts/elsewhere/ldap.py",  # the type of the connection it is given
    "src/guize/web/running.py",  # looks whether its own port is free, and whether it answers
}


@pytest.fixture(autouse=True)
def listed(settings):
    settings.OUTGOING = [ALLOWED]


def resolving(monkeypatch, *addresses: str) -> list[tuple[str, int]]:
    """Lets every name lead to these addresses; gives where a connection was tried to."""
    tried: list[tuple[str, int]] = []

    def connect(where, timeout):
        tried.append(where)
        raise ConnectionRefusedError

    found = [(0, 0, 0, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(outgoing.socket, "create_connection", connect)
    return tried


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_on_the_list_is_not_even_looked_up(monkeypatch, url):
    tried = resolving(monkeypatch, "203.0.113.7")
    with pytest.raises(outgoing.OutgoingError):
        outgoing.ask(url)
    assert tried == []
    assert not outgoing.is_allowed(url)


@pytest.mark.parametrize("url", [f"{ALLOWED}/a?b=c", "http://SSO.county.example:8080",
                                 "http://sso.county.example.:8080/"])  # fmt: skip
def test_what_is_on_the_list_is_connected_to_by_the_address_that_was_checked(monkeypatch, url):
    tried = resolving(monkeypatch, "10.2.3.4", "203.0.113.7")
    with pytest.raises(outgoing.OutgoingError, match="no connection"):
        outgoing.ask(url)
    assert tried == [("10.2.3.4", 8080)]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "169.254.169.254", "fe80::1%eth0", "::", "224.0.0.1", "240.0.0.1",
     "::ffff:127.0.0.1"],
)  # fmt: skip
def test_an_allowed_name_never_leads_inward(monkeypatch, address):
    """A name that is made to lead to this machine or its link, first or last of its addresses."""
    for addresses in ((address, "203.0.113.7"), ("203.0.113.7", address)):
        tried = resolving(monkeypatch, *addresses)
        with pytest.raises(outgoing.OutgoingError, match="inward"):
            outgoing.ask(ALLOWED)
        assert tried == []


def test_the_list_is_empty_unless_it_is_set():
    from guize.web import settings as shipped

    assert shipped.OUTGOING == []


def test_a_redirect_is_an_answer_and_not_a_way(settings):
    with OpenID().serving() as service:
        settings.OUTGOING = [service.address]
        service.fault = "redirects"
        answer = outgoing.ask(f"{service.address}/.well-known/openid-configuration")
        assert answer.status == 302
        assert len(service.asked) == 1


def test_an_answer_without_end_is_cut_off(settings):
    with OpenID().serving() as service:
        settings.OUTGOING = [service.address]
        service.fault = "endless"
        with pytest.raises(outgoing.OutgoingError, match="too long"):
            outgoing.ask(f"{service.address}/.well-known/openid-configuration")


def test_a_slow_answer_is_cut_off(settings, monkeypatch):
    monkeypatch.setattr(outgoing, "WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.OUTGOING = [address := f"http://127.0.0.1:{silent.getsockname()[1]}"]
        with pytest.raises(outgoing.OutgoingError, match="no answer"):
            outgoing.ask(address)


def test_a_drip_is_cut_off(settings, monkeypatch):
    monkeypatch.setattr(outgoing, "WHOLE", 0.3)

    def drip(listening: socket.socket) -> None:
        plug, _address = listening.accept()
        with plug:
            plug.recv(1000)
            plug.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(20):
                try:
                    plug.sendall(b" ")
                except OSError:
                    return
                threading.Event().wait(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, args=(listening,), daemon=True).start()
        settings.OUTGOING = [address := f"http://127.0.0.1:{listening.getsockname()[1]}"]
        with pytest.raises(outgoing.OutgoingError, match="too slow"):
            outgoing.ask(address)


def test_a_certificate_that_is_not_trusted_ends_it(settings, tmp_path):
    from certificates import serving_tls

    with serving_tls(tmp_path) as (address, authority):
        settings.OUTGOING = [address]
        with pytest.raises(outgoing.OutgoingError, match="SSLCertVerificationError"):
            outgoing.ask(address)
        settings.OUTGOING_CA = str(authority)
        assert outgoing.ask(address).body == b"well"


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_other_module_imports_what_opens_connections():
    product = [p for p in sources.python() if p.is_relative_to(sources.ROOT / "src")]
    assert not [
        (sources.name(path), name)
        for path in product
        for name in imported(path)
        if sources.name(path) not in MAY_OPEN
        and ({name, name.split(".")[0]} & OPENS)
    ]  # fmt: skip


@pytest.mark.django_db
def test_no_page_opens_a_connection(client, lawful, opened, settings, tmp_path):
    """Whatever library it is done with: Python tells of every connection that is opened."""
    from addresses import ADDRESSES
    from world import built

    settings.DATA = tmp_path
    world = built(lawful, str(opened.id))
    opened_to: list[object] = []
    watching = True

    def told(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
            opened_to.append(arguments)

    sys.addaudithook(told)
    signed = client.as_(lawful.justice_head.account)
    for name, address in ADDRESSES.items():
        signed.get(reverse(name, args=[world[argument] for argument in address.arguments]))
    assert opened_to == []
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", 1), timeout=1)
    assert opened_to
    watching = False
