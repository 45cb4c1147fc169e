"""Checkpoints: how far the tree has come, as a short text that is signed, printed and compared.

    guize/0197c2f0-…            which log
    1234                        how many entries
    <root of the tree, base64>
    at 2026-11-22T16:00:00Z     when, for people
                                (an empty line)
    — guize/0197c2f0-… <signature, base64>

依据: C2SP tlog-checkpoint and signed-note, tlog-cosignature for witnesses. Signing and checking a
signature lie outside the core: it never holds a key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

DASH = "—"
ED25519, COSIGNED = b"\x01", b"\x04"
KEY_ID, ROOT, KEY, STAMP = 4, 32, 32, 8


class NoteError(ValueError):
    """A text that is no checkpoint or no key, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's name, how many entries its tree covers, the root, and when (UTC)."""

    origin: str
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """What is signed: four lines, each ended."""
        root = base64.b64encode(self.root).decode()
        at = self.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return f"{self.origin}\n{self.size}\n{root}\nat {at}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """A line under a note: who signed, the first bytes of his key's digest, the signature."""

    name: str
    key_id: bytes
    content: bytes

    @property
    def line(self) -> str:
        return f"{DASH} {self.name} {base64.b64encode(self.key_id + self.content).decode()}\n"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by which signatures of `name` are checked; `kind` is ED25519, or COSIGNED (witness)."""

    name: str
    content: bytes
    kind: bytes = ED25519

    @property
    def id(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + self.kind + self.content).digest()[
            :KEY_ID
        ]

    @property
    def text(self) -> str:
        """`name+digest+key`, as it is handed to others."""
        key = base64.b64encode(self.kind + self.content).decode()
        return f"{self.name}+{self.id.hex()}+{key}"


def read_key(text: str) -> PublicKey:
    """The key of its text form. Raises `NoteError`, also where digest and key do not agree."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:  # noqa: PLR2004 - name, digest, key
        raise NoteError("a key has three parts: name+digest+key")
    content = _decoded(parts[2])
    key = PublicKey(parts[0], content[1:], content[:1])
    if len(key.content) != KEY or key.kind not in (ED25519, COSIGNED) or key.id.hex() != parts[1]:
        raise NoteError("the key does not fit its digest")
    return key


def note(checkpoint: Checkpoint, *signatures: Signature) -> str:
    """The signed text, as it is kept, sent and printed."""
    return checkpoint.text + "\n" + "".join(signature.line for signature in signatures)


def read_note(text: str) -> tuple[Checkpoint, tuple[Signature, ...]]:
    """Checkpoint and signatures of a signed text; whether they hold is not looked at.

    Raises `NoteError` where the text is not exactly the form above.
    """
    body, gap, signed = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != 4:  # noqa: PLR2004 - origin, size, root, instant
        raise NoteError("a checkpoint has four lines, an empty one and signatures")
    checkpoint = Checkpoint(lines[0], _size(lines[1]), _decoded(lines[2]), _instant(lines[3]))
    if checkpoint.text != body + "\n" or len(checkpoint.root) != ROOT:
        raise NoteError("the checkpoint is not in its one form")
    return checkpoint, tuple(_signature(line) for line in signed.splitlines())


def cosigned(checkpoint: Checkpoint, at: datetime) -> tuple[bytes, bytes]:
    """What a witness signs at an instant, and the stamp that goes before its signature."""
    seconds = int(at.timestamp())
    message = f"cosignature/v1\ntime {seconds}\n{checkpoint.text}"
    return message.encode(), seconds.to_bytes(STAMP, "big")


def signed_message(
    checkpoint: Checkpoint, signature: Signature, key: PublicKey
) -> tuple[bytes, bytes] | None:
    """Message and bare signature to check with the key; None if another key signed this line."""
    if (signature.name, signature.key_id) != (key.name, key.id):
        return None
    if key.kind == ED25519:
        return checkpoint.text.encode(), signature.content
    stamp, bare = signature.content[:STAMP], signature.content[STAMP:]
    seconds = int.from_bytes(stamp, "big")
    return f"cosignature/v1\ntime {seconds}\n{checkpoint.text}".encode(), bare


def growth(old: int, proof: tuple[bytes, ...], signed: str) -> str:
    """What a witness is sent: the size it saw last, the proof since then, the new checkpoint."""
    lines = [f"old {old}", *(base64.b64encode(part).decode() for part in proof)]
    return "\n".join(lines) + "\n\n" + signed


def read_growth(text: str) -> tuple[int, tuple[bytes, ...], str]:
    """The three parts of `growth`. Raises `NoteError`."""
    head, gap, signed = text.partition("\n\n")
    first, *proof = head.split("\n")
    word, _, size = first.partition(" ")
    if not gap or word != "old":
        raise NoteError("growth begins with the old size and ends with a checkpoint")
    return _size(size), tuple(_decoded(line) for line in proof), signed


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NoteError(f"{text!r} is no number of entries")
    return int(text)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NoteError(f"{text!r} is no base64") from fault


def _instant(line: str) -> datetime:
    text = line.partition(" ")[2]
    try:
        return datetime.fromisoformat(text)
    except ValueError as fault:
        raise NoteError(f"{text!r} is no instant") from fault


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH:  # noqa: PLR2004 - dash, name, signature
        raise NoteError(f"{line!r} is no signature")
    content = _decoded(parts[2])
    return Signature(parts[1], content[:KEY_ID], content[KEY_ID:])
