"""The hash chain, the tree over all chains, and what is signed and printed of them."""

from guize.core.ledger.chain import (
    ALGORITHMS,
    BODY_TAG,
    ENTRY_TAG,
    FIRST,
    CanonicalError,
    Entry,
    Fault,
    body_digest,
    canonical,
    entry_hash,
    uuid_v7,
    verify_chain,
)
from guize.core.ledger.codes import check_code, read_code

__all__ = [
    "ALGORITHMS",
    "BODY_TAG",
    "ENTRY_TAG",
    "FIRST",
    "CanonicalError",
    "Entry",
    "Fault",
    "body_digest",
    "canonical",
    "check_code",
    "entry_hash",
    "read_code",
    "uuid_v7",
    "verify_chain",
]
