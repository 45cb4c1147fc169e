"""Checks that are kept, cosignatures of witnesses, and what a witness is sent."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from guize.core.ledger import COSIGNED, NoteError, PublicKey, read_key, read_note
from guize.ledger import keys
from guize.ledger.models import Cosignature, SignedHead, Verification
from guize.ledger.queries.tree import Report, examine
from guize.ledger.services.appending import writing


def check(*, tenant: str | UUID, is_full: bool) -> Report:
    """Examines the record, wholly or since the last good check, and keeps the result."""
    report = examine(tenant, is_full=is_full)
    with writing():
        Verification.objects.create(
            tenant=UUID(str(tenant)),
            at=timezone.now(),
            is_full=report.is_full,
            size=report.size,
            entries=report.entries,
            findings=report.found(),
        )
    return report


def accept_cosignature(*, tenant: str | UUID, note: str, key: str) -> Cosignature:
    """Keeps what a witness signed under one of our checkpoints.

    `key`: his public key, handed over in person. Raises `NoteError` where the checkpoint is not
    ours or he did not sign it.
    """
    witness = read_key(key)
    checkpoint, signatures = read_note(note)
    heads = SignedHead.objects.filter(tenant=tenant, size=checkpoint.size)
    head = heads.filter(root=checkpoint.root.hex()).first()
    if head is None or checkpoint.origin != keys.origin(tenant):
        raise NoteError("this checkpoint is none of ours")
    line = next((s for s in signatures if _signed(checkpoint, s, witness)), None)
    if line is None:
        raise NoteError("the witness of this key has not signed it")
    with writing():
        row, _made = Cosignature.objects.get_or_create(
            tenant=UUID(str(tenant)),
            signed_head=head,
            key=witness.text,
            defaults={"line": line.line, "at": timezone.now()},
        )
    return row


def _signed(checkpoint, signature, witness: PublicKey) -> bool:
    return witness.kind == COSIGNED and keys.holds(checkpoint, signature, witness)
