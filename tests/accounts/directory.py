"""Directories for the tests: one of this file that knows a single bind, and Debian's slapd."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import machine

NAME, PASSWORD = "uid=王芳,ou=people,dc=county,dc=example", "目录密码-2026"
BOUND = "30 0c 02 01 01 61 07 0a 01 {code:02x} 04 00 04 00"
ANSWERS = {
    "right": BOUND.format(code=0),
    "wrong": BOUND.format(code=49),
    "unwilling": BOUND.format(code=53),
    "long form": "30 84 00 00 00 10 02 01 01 61 84 00 00 00 07 0a 01 00 04 00 04 00",
    "another message": "30 0c 02 01 02 61 07 0a 01 00 04 00 04 00",
    "another operation": "30 0c 02 01 01 65 07 0a 01 00 04 00 04 00",
    "no enumeration": "30 0c 02 01 01 61 07 02 01 00 04 00 04 00",
    "no message": "48 54 54 50 2f 31 2e 31 20 34 30 30",
    "cut off": "30 0c 02 01 01 61",
    "longer than said": "30 0c 02 01 01 61 20 0a 01 00 04 00 04 00",
    "endless": "30 84 7f ff ff ff 02 01 01",
    "no length": "30 80 02 01 01",
    "nothing": "",
}


class Directory:
    """Answers each connection with `answer`, or by what was asked; keeps what was asked."""

    def __init__(self) -> None:
        self.answer, self.asked = "", []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"ldap://127.0.0.1:{self._listening.getsockname()[1]}"

    @contextmanager
    def serving(self) -> Iterator[Directory]:
        threading.Thread(target=self._serve, daemon=True).start()
        try:
            yield self
        finally:
            self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                plug, _address = self._listening.accept()
                with plug, suppress(OSError):
                    asked = plug.recv(65536)
                    self.asked.append(asked)
                    for octet in bytes.fromhex(ANSWERS[self.answer or self._judged(asked)]):
                        plug.sendall(bytes([octet]))  # in as many pieces as there can be

    def _judged(self, asked: bytes) -> str:
        is_right = NAME.encode() in asked and asked.endswith(PASSWORD.encode())
        return "right" if is_right else "wrong"


SLAPD = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix "dc=county,dc=example"
directory {folder}/base
rootdn "cn=admin,dc=county,dc=example"
rootpw admin
"""
ENTRIES = f"""\
dn: dc=county,dc=example
objectClass: dcObject
objectClass: organization
o: county
dc: county

dn: ou=people,dc=county,dc=example
objectClass: organizationalUnit
ou: people

dn: {NAME}
objectClass: inetOrgPerson
uid: 王芳
cn: 王芳
sn: 王
userPassword: {PASSWORD}
"""


@contextmanager
def slapd(folder: Path) -> Iterator[str]:
    """The address of a real directory with one person in it."""
    if not Path("/usr/sbin/slapd").exists():
        machine.install("slapd")
    (folder / "base").mkdir()
    config, entries = folder / "slapd.conf", folder / "entries.ldif"
    config.write_text(SLAPD.format(folder=folder))
    entries.write_text(ENTRIES)
    machine.run("/usr/sbin/slapadd", "-f", str(config), "-l", str(entries))
    address = f"ldap://127.0.0.1:{machine.free_port()}"
    serve = ["/usr/sbin/slapd", "-d", "0", "-f", str(config), "-h", address]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(int(address.rsplit(":", 1)[1]))
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("slapd did not start")
