"""Opinions on a case (签批): what was written, by the holder of which post, what waits, what is
refused.
"""

from guize.core.signing.reading import (
    ADDRESSEE,
    BY_SCAN,
    CONFIRMED,
    KIND,
    SIGNER,
    Awaited,
    Opinion,
    OpinionState,
    Request,
    answers_to,
    awaited,
    confirmation_of,
    hand_of,
    kinds_for,
    opinions,
    requests,
    role_of,
    signers,
)
from guize.core.signing.refusing import signing_faults

__all__ = [
    "ADDRESSEE",
    "BY_SCAN",
    "CONFIRMED",
    "KIND",
    "SIGNER",
    "Awaited",
    "Opinion",
    "OpinionState",
    "Request",
    "answers_to",
    "awaited",
    "confirmation_of",
    "hand_of",
    "kinds_for",
    "opinions",
    "requests",
    "role_of",
    "signers",
    "signing_faults",
]
