"""Two processes on one stream: nothing lost, nothing twice, no gap."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connections

from guize.ledger.services import StreamRef, appending

ROOT = Path(__file__).parents[2]
OWN, SHARED = 40, 10
IS_SQLITE = "sqlite" in configured.DATABASES["default"]["ENGINE"]


def surroundings(tmp_path: Path) -> dict[str, str]:
    """The writers' environment: a database file of their own, or the PostgreSQL test database."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    env = os.environ | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "guize.web.settings"}
    env["GUIZE_DATA"] = str(tmp_path)
    if not IS_SQLITE:
        to = connections["default"].settings_dict
        login = f"{quote(to['USER'])}:{quote(to['PASSWORD'])}"
        env["GUIZE_DATABASE"] = f"postgresql://{login}@{to['HOST']}:{to['PORT']}/{to['NAME']}"
    return env


def run(env: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], env=env, cwd=ROOT)


def verified(env: dict[str, str], tenant: str, stream: StreamRef) -> str:
    code = (
        "import sys, django; django.setup()\n"
        "from guize.ledger import queries as q\n"
        "from guize.ledger.services import StreamRef\n"
        "t, s = sys.argv[1], StreamRef('case', sys.argv[2])\n"
        "print(q.verify(t, s), q.head(t, s).sequence, len(q.stream_events(t, s.kind, s.id)))"
    )
    command = [sys.executable, "-c", code, tenant, stream.id]
    return subprocess.check_output(command, env=env, cwd=ROOT, text=True).strip()


def test_two_writers_on_one_stream_leave_no_gap(db, tmp_path):
    env, tenant, stream = surroundings(tmp_path), str(uuid4()), StreamRef("case", str(uuid4()))
    if IS_SQLITE:
        assert run(env, "-m", "django", "migrate", "ledger", "-v0").wait(60) == 0
    script = str(Path(__file__).parent / "one_writer.py")
    writers = [
        run(env, script, tenant, stream.id, name, str(OWN), str(SHARED)) for name in ("a", "b")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    total = 2 * OWN + SHARED
    assert verified(env, tenant, stream) == f"None {total} {total}"


def test_a_writer_waits_for_the_one_before(settings, tmp_path):
    settings.DATA = tmp_path
    lock = tmp_path / "write-lock"
    with appending._turn(), lock.open("a") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
