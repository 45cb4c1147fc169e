"""The record as a file that anyone can check without us: `tools/verify_guize.py` reads it.

One JSON value a line: a head (format, log, public keys), the entries in the order of the tree,
those still waiting after them, then the checkpoints. Bodies are left out unless asked for: the
chain covers their digests.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from guize.core.ledger import Row
from guize.core.ledger.sweep import entry_of
from guize.ledger import keys
from guize.ledger.models import Cosignature, Leaf, SignedHead
from guize.ledger.queries import verifying

FORMAT = "guize-ledger/1"


def lines(tenant: str | UUID, *, with_bodies: bool = False) -> Iterator[str]:
    """The lines of the file, each ended."""
    own = str(UUID(str(tenant)))
    known = sorted(key.text for key in keys.known_keys() if key.name == keys.origin(own))
    yield _line({"format": FORMAT, "log": keys.origin(own), "keys": known})
    places = dict(Leaf.objects.filter(tenant=tenant).values_list("event", "index"))
    gone = verifying.erased(tenant)
    for found in verifying.rows(tenant):
        row = Row(*found)
        yield _line(_entry(row, own, places.get(UUID(row.id)), gone, with_bodies=with_bodies))
    heads = SignedHead.objects.filter(tenant=tenant).order_by("size")
    for head in heads.values_list("note", flat=True).iterator():
        yield _line({"checkpoint": head})
    for seen in Cosignature.objects.filter(tenant=tenant).select_related("signed_head"):
        yield _line({"checkpoint": seen.signed_head.note + seen.line, "witness": seen.key})


def _entry(
    row: Row, tenant: str, place: int | None, gone: frozenset[str], *, with_bodies: bool
) -> dict[str, Any]:
    entry = entry_of(row, tenant, gone)
    made: dict[str, Any] = {
        "leaf": place,
        "envelope": entry.envelope,
        "previous": entry.previous,
        "digest": entry.digest,
        "hash": entry.hash,
    }
    if with_bodies and entry.body is not None:
        made["salt"] = base64.b64encode(entry.salt).decode()
        made["body"] = base64.b64encode(entry.body).decode()
    return made


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"
