"""The only writers of the chain and of what is kept about it."""

from guize.ledger.services.appending import (
    IdempotencyConflict,
    SequenceConflict,
    StoredEvent,
    StreamRef,
    append,
    log_denied,
    log_read,
    writing,
)
from guize.ledger.services.checking import accept_cosignature, check
from guize.ledger.services.erasing import erase
from guize.ledger.services.sequencing import newest, sequence

__all__ = [
    "IdempotencyConflict",
    "SequenceConflict",
    "StoredEvent",
    "StreamRef",
    "accept_cosignature",
    "append",
    "check",
    "erase",
    "log_denied",
    "log_read",
    "newest",
    "sequence",
    "writing",
]
