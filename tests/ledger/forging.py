"""What someone may do who owns the database: a thousand alterations, none of them ours."""

from __future__ import annotations

import random
from collections.abc import Callable

from django.db import connection

from guize.core.ledger import Row, body_digest, entry_hash
from guize.core.ledger.sweep import entry_of
from guize.ledger.queries import verifying

IS_SQLITE = "sqlite" in connection.settings_dict["ENGINE"]
TEXTS = ("type", "account", "appointment", "instance", "idempotency_key", "digest", "previous",
         "hash")  # fmt: skip


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def unguard() -> None:
    """Takes the guards away, as the owner of the database can. Undone with the transaction."""
    with connection.cursor() as cursor:
        if IS_SQLITE:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("event", "eventbody", "streamhead", "leaf", "signedhead"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")


def entries(tenant: str) -> list[Row]:
    return [Row(*row) for row in verifying.rows(tenant)]


def flip_text(chance: random.Random, tenant: str) -> str:
    """One letter of one field of an entry."""
    row = chance.choice(entries(tenant))
    name = chance.choice([name for name in TEXTS if getattr(row, name)])
    old = getattr(row, name)
    at = chance.randrange(len(old))
    new = old[:at] + chr((ord(old[at]) ^ 1 << chance.randrange(5)) or 1) + old[at + 1 :]
    run(f"UPDATE ledger_event SET {name} = %s WHERE id = %s", new, verifying.key(row.id))  # noqa: S608
    return row.id


def flip_body(chance: random.Random, tenant: str) -> str:
    """One bit of a body or of its salt."""
    row = chance.choice(entries(tenant))
    name = chance.choice(["salt", "content"])
    content = bytearray(bytes(getattr(row, name)))
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    sql = f"UPDATE ledger_eventbody SET {name} = %s WHERE event_id = %s"  # noqa: S608
    run(sql, bytes(content), verifying.key(row.id))
    return row.id


def swap(chance: random.Random, tenant: str) -> str:
    """The bodies of two entries, or the two entries themselves, change places."""
    one, other = chance.sample(entries(tenant), 2)
    if chance.random() < 0.5:
        for row, by in ((one, other), (other, one)):
            sql = "UPDATE ledger_eventbody SET salt = %s, content = %s WHERE event_id = %s"
            run(sql, by.salt, by.content, verifying.key(row.id))
    else:
        names = ("type", "digest", "previous", "hash", "account")
        setting = ", ".join(f"{name} = %s" for name in names)
        for row, by in ((one, other), (other, one)):
            sql = f"UPDATE ledger_event SET {setting} WHERE id = %s"  # noqa: S608
            run(sql, *(getattr(by, name) for name in names), verifying.key(row.id))
    found = entries(tenant)
    return next(row.id for row in found if row.id in {one.id, other.id})


def cut_tail(chance: random.Random, tenant: str) -> str:
    """The last entries of a stream, with its head set back to fit."""
    stream = chance.choice(entries(tenant))[:2]
    own = [row for row in entries(tenant) if row[:2] == stream]
    keep = chance.randrange(1, len(own))
    remove(own[keep:])
    run("UPDATE ledger_streamhead SET sequence = %s, hash = %s WHERE stream_id = %s",
        keep, own[keep - 1].hash, verifying.key(stream[1]))  # fmt: skip
    return own[keep].id


def drop_case(chance: random.Random, tenant: str) -> str:
    """All of a case, its head too, and in half of the trials its leaves."""
    stream = chance.choice(entries(tenant))[:2]
    own = [row for row in entries(tenant) if row[:2] == stream]
    remove(own)
    run("DELETE FROM ledger_streamhead WHERE stream_id = %s", verifying.key(stream[1]))
    if chance.random() < 0.5:
        run("DELETE FROM ledger_leaf WHERE stream_id = %s", verifying.key(stream[1]))
    return own[0].id


def rechain(chance: random.Random, tenant: str) -> str:
    """Another body, and every later hash of the stream made to fit; then head, leaves as well."""
    stream = chance.choice(entries(tenant))[:2]
    own = [row for row in entries(tenant) if row[:2] == stream]
    at = chance.randrange(len(own))
    previous = own[at].previous
    for row in own[at:]:
        content = b'{"forged":1}' if row is own[at] else bytes(row.content)
        new = row._replace(
            content=content, previous=previous, digest=body_digest(bytes(row.salt), content)
        )
        envelope = entry_of(new, tenant, frozenset()).envelope
        previous = entry_hash(envelope, new.previous, new.digest)
        sql = "UPDATE ledger_event SET digest = %s, previous = %s, hash = %s WHERE id = %s"
        run(sql, new.digest, new.previous, previous, verifying.key(row.id))
        sql = "UPDATE ledger_eventbody SET content = %s WHERE event_id = %s"
        run(sql, content, verifying.key(row.id))
    run("UPDATE ledger_streamhead SET hash = %s WHERE stream_id = %s",
        previous, verifying.key(stream[1]))  # fmt: skip
    if chance.random() < 0.5:
        run("UPDATE ledger_leaf SET hash = (SELECT hash FROM ledger_event WHERE id = event)")
    return own[at].id


def remove(rows: list[Row]) -> None:
    for row in rows:
        run("DELETE FROM ledger_eventbody WHERE event_id = %s", verifying.key(row.id))
        run("DELETE FROM ledger_event WHERE id = %s", verifying.key(row.id))


WAYS: tuple[Callable[[random.Random, str], str], ...] = (
    flip_text, flip_body, swap, cut_tail, drop_case, rechain,
)  # fmt: skip
"""Each alters the record and gives the first entry that no longer is as it was."""
