"""New identifiers: random, in rough order of time, and saying nothing about how many there are."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

from guize.core.ledger import uuid_v7


def new_id() -> UUID:
    return UUID(uuid_v7(time.time_ns() // 1_000_000, secrets.token_bytes(10)))
