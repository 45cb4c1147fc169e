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

__all__ = [
    "IdempotencyConflict",
    "SequenceConflict",
    "StoredEvent",
    "StreamRef",
    "append",
    "log_denied",
    "log_read",
    "writing",
]
