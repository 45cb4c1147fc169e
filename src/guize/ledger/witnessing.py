"""A second body that keeps the head of our record: it signs growth and refuses anything else.

Its folder holds its own key, our public key as it was handed over, and the last checkpoint seen.
None of it needs our database. 依据: C2SP tlog-witness.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from guize.core.ledger import (
    COSIGNED,
    EMPTY_ROOT,
    Checkpoint,
    NoteError,
    PublicKey,
    is_consistent,
    note,
    read_growth,
    read_key,
    read_note,
)
from guize.ledger import keys

KEY, LOG, NAME, LAST = "witness-key", "log-key", "name", "last"


class RefusedGrowth(Exception):  # noqa: N818
    """What was shown does not continue what was seen. `seen`: the last checkpoint, as evidence."""

    def __init__(self, cause: str, seen: str) -> None:
        super().__init__(cause)
        self.seen = seen


def found(folder: Path, name: str, log_key: str) -> PublicKey:
    """Makes a witness of that name for the log of that key.

    Raises `NoteError`, and `FileExistsError` where the folder has one.
    """
    log = read_key(log_key)
    if not name or set(name) & set("+ \n"):
        raise NoteError("the name of a witness has no space and no +")
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in ((LOG, log.text), (NAME, name)):
        with (folder / file).open("x") as opened:
            opened.write(text)
    return key_of(folder)


def key_of(folder: Path) -> PublicKey:
    """The public key of the witness."""
    return keys.public_key(folder / KEY, (folder / NAME).read_text(), COSIGNED)


def seen(folder: Path) -> Checkpoint | None:
    """The last checkpoint signed."""
    path = folder / LAST
    return read_note(path.read_text())[0] if path.exists() else None


def cosign(folder: Path, shown: str, at: datetime) -> str:
    """The checkpoint with the signature of the witness, once the growth was found consistent.

    Raises `RefusedGrowth` where the log's key did not sign it or it does not continue what was
    seen, `NoteError` where it cannot be read.
    """
    old, proof, text = read_growth(shown)
    checkpoint, signatures = read_note(text)
    log, last = read_key((folder / LOG).read_text()), seen(folder)
    before = note(last) if last else ""
    if not any(keys.holds(checkpoint, signature, log) for signature in signatures):
        raise RefusedGrowth("the key of the log has not signed this checkpoint", before)
    known = (last.size, last.root) if last else (0, EMPTY_ROOT)
    if old != known[0]:
        raise RefusedGrowth(f"the proof begins at {old}, seen were {known[0]} entries", before)
    if not is_consistent(known, (checkpoint.size, checkpoint.root), proof):
        raise RefusedGrowth("this record does not continue the one that was seen", before)
    name = (folder / NAME).read_text()
    signed = text + keys.cosign(checkpoint, folder / KEY, name, at).line
    _keep(folder / LAST, signed)
    return signed


def _keep(path: Path, text: str) -> None:
    temporary = path.with_name(".last")
    with temporary.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
