"""A process that appends to a stream of its own: run by `benchmarks.chain`."""

from __future__ import annotations

import sys
from datetime import date
from time import time
from uuid import uuid4

import django

django.setup()

from guize.ledger.services import StreamRef, append, writing  # noqa: E402


def write(tenant: str, number: int) -> None:
    stream = StreamRef("case", str(uuid4()))
    began = time()
    for _ in range(number):
        with writing():
            append(
                tenant=tenant,
                stream=stream,
                type="complaint_served",
                payload={"service_method": "direct"},
                occurred_on=date(2026, 9, 24),
                account="bench",
            )
    print(began, time())


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
