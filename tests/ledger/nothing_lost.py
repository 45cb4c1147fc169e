"""`assert_nothing_lost`: what every test of faults ends with; and the process that writes for them.

The writer says on its output each key it was told is stored. Whatever then happened to it, the
store must have those keys, once each, and every proof must hold.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = """
import sys, json, django; django.setup()
from guize.ledger.models import Event, EventBody
from guize.ledger.queries import examine
rows = Event.objects.filter(tenant=sys.argv[1])
keys = sorted(rows.values_list("idempotency_key", flat=True))
bodies = EventBody.objects.filter(event__tenant=sys.argv[1]).count()
print(json.dumps([keys, bodies, examine(sys.argv[1]).found()]))
"""


def assert_nothing_lost(acknowledged: list[str], env: dict[str, str], tenant: str) -> int:
    """Acknowledged is stored, nothing is there twice or half, chains and tree hold.

    Returns how many entries are stored: an entry whose writer died before saying so may be there.
    """
    command = [sys.executable, "-c", READ, tenant]
    told = subprocess.check_output(command, env=env, cwd=ROOT, text=True)
    keys, bodies, findings = json.loads(told)
    assert set(acknowledged) <= set(keys)
    assert len(set(keys)) == len(keys) == bodies
    assert findings == []
    return len(keys)


def started(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    """A writer that has begun: its first words are read."""
    command = [sys.executable, __file__, *words]
    writer = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "begun\n"
    return writer


def killed(writer: subprocess.Popen[str], after: float) -> list[str]:
    """What it had acknowledged when it was killed without a warning."""
    time.sleep(after)
    writer.kill()
    lines = writer.stdout.read().split("\n")
    writer.wait()
    return lines[:-1]  # the last may be cut off


def write(tenant: str, run: str, limit: int = 0) -> None:
    """Appends to three streams and takes up into the tree, until killed or refused."""
    from uuid import UUID, uuid5

    from django.db import DatabaseError

    from guize.ledger.services import StreamRef, sequence, writing
    from ledger.chain import add

    streams = [StreamRef("case", str(uuid5(UUID(tenant), str(n)))) for n in range(3)]
    say("begun")
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    number = 0
    while True:
        key = f"{run}-{number}"
        try:
            with writing():
                add(tenant, streams[number % 3], idempotency_key=key, payload={"n": "x" * 400})
            say(key)
            if number % 20 == 19:
                sequence(tenant=tenant)
        except (DatabaseError, OSError):
            say("refused")
            return
        number += 1


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    import django

    django.setup()
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
