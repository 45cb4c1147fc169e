"""Archives under a passphrase: scrypt makes the key, AES-256-GCM seals piece by piece.

Each piece's nonce says its number and whether it is the last, so that pieces cannot be exchanged,
repeated or cut off. 依据: RFC 7914; Hoang et al., STREAM.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MARK = b"guize-sealed/1\n"
PIECE, TAG = 1 << 20, 16
SALT, PREFIX = 16, 7


class SealError(Exception):
    """The passphrase is another, or the archive was changed or cut."""


def seal(plain: Path, sealed: Path, passphrase: str) -> None:
    """Writes the sealed form of a file; it is on the disk when this returns."""
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    box = AESGCM(_key(passphrase, salt))
    with plain.open("rb") as source, sealed.open("wb") as target:
        target.write(MARK + salt + prefix)
        for number, (piece, is_last) in enumerate(_pieces(source, PIECE)):
            target.write(box.encrypt(_nonce(prefix, number, is_last=is_last), piece, None))
        target.flush()
        os.fsync(target.fileno())


def unseal(sealed: Path, plain: Path, passphrase: str) -> None:
    """Writes the plain form. Raises `SealError`, and leaves nothing then."""
    try:
        with sealed.open("rb") as source, plain.open("wb") as target:
            _unseal(source, target, passphrase)
    except SealError:
        plain.unlink(missing_ok=True)
        raise


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def _unseal(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    source.read(len(MARK))
    salt, prefix = source.read(SALT), source.read(PREFIX)
    box = AESGCM(_key(passphrase, salt))
    for number, (piece, is_last) in enumerate(_pieces(source, PIECE + TAG)):
        try:
            target.write(box.decrypt(_nonce(prefix, number, is_last=is_last), piece, None))
        except InvalidTag as fault:
            raise SealError(f"piece {number + 1}") from fault


def _pieces(source: BinaryIO, length: int) -> Iterator[tuple[bytes, bool]]:
    piece = source.read(length)
    while True:
        following = source.read(length)
        yield piece, not following
        if not following:
            return
        piece = following


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(passphrase.encode())
