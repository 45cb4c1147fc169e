"""Keys that sign checkpoints: ours, and those of witnesses. Ed25519 (依据: RFC 8032)."""

from __future__ import annotations

import base64
import os
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

from guize.core.ledger import (
    COSIGNED,
    Checkpoint,
    NoteError,
    PublicKey,
    Signature,
    cosigned,
    read_key,
    signed_message,
)

FILE = "checkpoint-key"
KNOWN = "checkpoint-keys-known"


def origin(tenant: object) -> str:
    """The name of a county's log."""
    return f"guize/{tenant}"


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key in the file, made on first use and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw())
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes()))


def public_key(path: Path, name: str, kind: bytes) -> PublicKey:
    return PublicKey(name, private_key(path).public_key().public_bytes_raw(), kind)


def sign(checkpoint: Checkpoint) -> tuple[Signature, PublicKey]:
    """Our signature, and the key it is checked by, which is noted outside the database."""
    path = settings.DATA / FILE
    private = private_key(path)
    key = PublicKey(checkpoint.origin, private.public_key().public_bytes_raw())
    _note(key)
    return Signature(key.name, key.id, private.sign(checkpoint.text.encode())), key


def cosign(checkpoint: Checkpoint, path: Path, name: str, at: datetime) -> Signature:
    """The signature of a witness at an instant."""
    private = private_key(path)
    key = PublicKey(name, private.public_key().public_bytes_raw(), COSIGNED)
    message, stamp = cosigned(checkpoint, at)
    return Signature(name, key.id, stamp + private.sign(message))


def holds(checkpoint: Checkpoint, signature: Signature, key: PublicKey) -> bool:
    """Checks if this key made this signature under this checkpoint."""
    signed = signed_message(checkpoint, signature, key)
    if signed is None:
        return False
    message, bare = signed
    try:
        Ed25519PublicKey.from_public_bytes(key.content).verify(bare, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def known_keys() -> frozenset[PublicKey]:
    """The keys this installation has signed with. One that is not among them is a forger's."""
    path = settings.DATA / KNOWN
    lines = path.read_text().splitlines() if path.exists() else []
    found = set()
    for line in lines:
        try:
            found.add(read_key(line))
        except NoteError:
            continue  # a damaged line makes its signatures unknown, which is reported there
    return frozenset(found)


def _note(key: PublicKey) -> None:
    if key in known_keys():
        return
    with (settings.DATA / KNOWN).open("a") as file:
        file.write(key.text + "\n")
        file.flush()
        os.fsync(file.fileno())
