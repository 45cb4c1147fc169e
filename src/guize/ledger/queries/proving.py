"""Proofs from the stored tree: that an entry is in it, and that it only grew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guize.core.ledger import (
    ALGORITHMS,
    Hashes,
    ProofError,
    Tree,
    growth,
    is_included,
    leaf_hash,
    read_code,
)
from guize.ledger.models import Event, Leaf, SignedHead

HEX = 64


@dataclass(frozen=True, slots=True)
class Place:
    """An entry found by its code: where it stands, when it was recorded, its number in the tree
    (0: it waits for the next checkpoint), the checkpoint it is proven under, and if it is.
    """

    hash: str
    kind: str
    sequence: int
    recorded_at: datetime
    number: int = 0
    head: SignedHead | None = None
    proof: Hashes = ()
    is_proven: bool = False


def place_of(tenant: str | UUID, typed: str) -> Place | None:
    """The entry with this check code, or with this whole hash, and its proof. None: no such one."""
    begin = _begin(typed)
    if not begin:
        return None
    rows = Event.objects.filter(tenant=tenant)
    starts = (f"{name}:{begin}" for name in ALGORITHMS)
    rows_of = (rows.filter(hash__gte=start, hash__lt=f"{start}g").first() for start in starts)
    row = next(filter(None, rows_of), None)
    return _placed(row) if row else None


def _begin(typed: str) -> str:
    digits = typed.strip().lower().rpartition(":")[2]
    if len(digits) == HEX and not set(digits) - set("0123456789abcdef"):
        return digits
    return read_code(typed).replace("-", "").lower()


def _placed(row: Event) -> Place:
    found = Place(row.hash, row.stream_kind, row.sequence, row.recorded_at)
    leaf = Leaf.objects.filter(tenant=row.tenant, event=row.id).first()
    head = SignedHead.objects.filter(tenant=row.tenant).order_by("-size").first()
    if leaf is None or head is None or head.size <= leaf.index:
        return found
    proof = tree(row.tenant, head.size).inclusion(leaf.index, head.size)
    at, root = (leaf.index, head.size), bytes.fromhex(head.root)
    return Place(
        row.hash, row.stream_kind, row.sequence, row.recorded_at, leaf.index + 1, head, proof,
        is_included(leaf_hash(row.hash.encode()), at, proof, root),
    )  # fmt: skip


def tree(tenant: str | UUID, size: int) -> Tree:
    """The tree of the first leaves."""
    leaves = Leaf.objects.filter(tenant=tenant, index__lt=size).order_by("index")
    return Tree(
        leaf_hash(text.encode()) for text in leaves.values_list("hash", flat=True).iterator()
    )


def growth_since(tenant: str | UUID, old: int) -> str:
    """What a witness is sent who saw `old` entries last. Raises `ProofError`."""
    head = SignedHead.objects.filter(tenant=tenant).order_by("-size").first()
    if head is None or not 0 <= old <= head.size:
        raise ProofError(f"the record does not have {old} entries yet")
    return growth(old, tree(tenant, head.size).consistency(old, head.size), head.note)
