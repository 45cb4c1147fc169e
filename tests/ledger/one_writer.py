"""A process that writes to a stream: run by test_two_writers."""

from __future__ import annotations

import sys

import django

django.setup()

from guize.ledger.services import StreamRef, writing  # noqa: E402
from ledger.chain import add  # noqa: E402


def write(tenant: str, stream_id: str, name: str, own: str, shared: str) -> None:
    stream = StreamRef("case", stream_id)
    for number in range(int(own)):
        with writing():
            add(tenant, stream, idempotency_key=f"{name}{number}", payload={"by": name})
    for number in range(int(shared)):
        with writing():
            add(tenant, stream, idempotency_key=f"shared{number}")


if __name__ == "__main__":
    write(*sys.argv[1:])
