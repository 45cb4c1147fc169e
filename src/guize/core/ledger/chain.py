"""The hash chain: canonical bytes, digests of salted bodies, entries that hold on to each other.

A stream is a gapless list of entries. Each entry's hash covers its envelope, the digest of its
body and the hash before it; the body itself may be erased without breaking the chain, since only
its salted digest is covered. Digests and hashes are texts that name their algorithm:
`sha256:9f86…`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

ENTRY_TAG = b"\x00"
BODY_TAG = b"\x02"
FIRST = ""
"""The hash before the first entry of a stream."""

ALGORITHMS = ("sha256", "sm3")
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_AS_IT_IS = frozenset({str, int, bool, type(None)})
TIME_BITS, RANDOM_BYTES = 48, 10  # of a version 7 identifier


class CanonicalError(ValueError):
    """A value that has no canonical form; `path` says where in it, e.g. `.payload.amount`."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(f"{path or '.'}: {cause}")
        self.path = path
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was stored. `body` None: removed; lawful only where `is_erased`."""

    sequence: int
    envelope: Mapping[str, object]
    previous: str
    digest: str
    hash: str
    salt: bytes = b""
    body: bytes | None = None
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry at which a chain does not hold.

    `cause`: gap, broken_link, altered_envelope, altered_body, missing_body, unknown_algorithm; the
    store adds head_differs.
    """

    sequence: int
    cause: str


def uuid_v7(milliseconds: int, random: bytes) -> str:
    """A version 7 identifier from an instant (milliseconds since 1970) and ten random bytes.

    Raises `ValueError` unless the instant fits 48 bits and there are ten bytes. 依据: RFC 9562.
    """
    if not 0 <= milliseconds < 1 << TIME_BITS or len(random) != RANDOM_BYTES:
        raise ValueError("a version 7 identifier needs 48 bits of time and 10 random bytes")
    bits = milliseconds << 80 | int.from_bytes(random, "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    text = f"{bits:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def canonical(value: object) -> bytes:
    """The one byte form of a value: JSON in UTF-8, keys sorted, no spaces, dates as ISO text.

    Instants are given in UTC with microseconds. Raises `CanonicalError` for floats (money is in
    fen), naive instants, keys that are no text, and anything JSON does not know.
    """
    text = _ENCODER.encode(_plain(value, ""))
    try:
        return text.encode()
    except UnicodeEncodeError as fault:
        raise CanonicalError("", "text with half a character (lone surrogate)") from fault


def _plain(value: object, path: str) -> object:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, str | int):  # of an enumeration: written as what it stands for
        return value
    if isinstance(value, date):
        return _day_or_instant(value, path)
    if isinstance(value, Mapping):
        return {
            _key(key, path): item if type(item) in _AS_IT_IS else _plain(item, f"{path}.{key}")
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(item, f"{path}[{index}]") for index, item in enumerate(value)]
    raise CanonicalError(path, f"a {type(value).__name__} has no canonical form")


def _key(key: object, path: str) -> str:
    if not isinstance(key, str):
        raise CanonicalError(path, f"the key {key!r} is no text")
    return key


def _day_or_instant(value: date, path: str) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise CanonicalError(path, "an instant needs its time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def body_digest(salt: bytes, body: bytes, algorithm: str = "sha256") -> str:
    """The digest of a salted body, e.g. `sha256:…`.

    Without the salt nobody can test a guess against it. Raises `ValueError` for an unknown
    algorithm.
    """
    return _digest(BODY_TAG + len(salt).to_bytes(2, "big") + salt + body, algorithm)


def entry_hash(
    envelope: Mapping[str, object], previous: str, digest: str, algorithm: str = "sha256"
) -> str:
    """The hash that ties an entry to the one before it (`previous`, or `FIRST`).

    Raises `CanonicalError` for an envelope without canonical form, `ValueError` for an unknown
    algorithm.
    """
    return _digest(ENTRY_TAG + canonical([algorithm, envelope, previous, digest]), algorithm)


def _digest(content: bytes, algorithm: str) -> str:
    if algorithm not in ALGORITHMS:
        raise ValueError(f"unknown hash algorithm {algorithm!r}; known: {', '.join(ALGORITHMS)}")
    if algorithm == "sha256":  # asked by name it takes twice as long
        return f"sha256:{hashlib.sha256(content).hexdigest()}"
    return f"{algorithm}:{hashlib.new(algorithm, content).hexdigest()}"


def envelope_of(row: Any, *, tenant: str, stream: tuple[str, str]) -> dict[str, object]:
    """What an entry's hash covers beside its place and its body, from anything with these fields.

    `stream`: kind and identifier. Adding a field breaks every chain.
    """
    return {
        "tenant": tenant,
        "stream": list(stream),
        "sequence": row.sequence,
        "id": str(row.id),
        "type": row.type,
        "occurred_on": row.occurred_on,
        "recorded_at": row.recorded_at,
        "account": row.account,
        "appointment": row.appointment,
        "instance": row.instance,
        "supersedes": str(row.supersedes or ""),
        "idempotency_key": row.idempotency_key,
    }


def verify_chain(
    entries: Iterable[Entry], *, sequence: int = 0, previous: str = FIRST
) -> Fault | None:
    """The first fault of a stream, or None if it holds.

    Begins after the entry `sequence` with hash `previous`, by default at the beginning.
    """
    for entry in entries:
        cause = _cause(entry, sequence + 1, previous)
        if cause:
            return Fault(sequence + 1 if cause == "gap" else entry.sequence, cause)
        sequence, previous = entry.sequence, entry.hash
    return None


def _cause(entry: Entry, sequence: int, previous: str) -> str:
    if entry.sequence != sequence:
        return "gap"
    if entry.previous != previous:
        return "broken_link"
    algorithm = _algorithm(entry.hash)
    if not {algorithm, _algorithm(entry.digest)} <= set(ALGORITHMS):
        return "unknown_algorithm"
    if entry_hash(entry.envelope, previous, entry.digest, algorithm) != entry.hash:
        return "altered_envelope"
    return _body_cause(entry)


def _body_cause(entry: Entry) -> str:
    if entry.body is None:
        return "" if entry.is_erased else "missing_body"
    digest = body_digest(entry.salt, entry.body, _algorithm(entry.digest))
    return "" if digest == entry.digest else "altered_body"


def _algorithm(tagged: str) -> str:
    return tagged.partition(":")[0]
