"""The tree over all entries of a county: one short root that changes if anything before it does.

Leaves only follow each other; a root names how many it covers. 依据: RFC 6962 §2.1 (leaf 0x00, node
0x01, SHA-256), so that any tool that knows Certificate Transparency checks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

LEAF_TAG, NODE_TAG = b"\x00", b"\x01"
EMPTY_ROOT = hashlib.sha256().digest()
Hashes = tuple[bytes, ...]


class ProofError(ValueError):
    """A proof was asked for leaves that the tree does not have."""


def leaf_hash(content: bytes) -> bytes:
    """The 32 bytes of a leaf; the content of ours is the entry's tagged hash as text."""
    return hashlib.sha256(LEAF_TAG + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32 bytes of a node above two others (RFC 6962)."""
    return hashlib.sha256(NODE_TAG + left + right).digest()


def grow(peaks: Hashes, size: int, leaves: Iterable[bytes]) -> tuple[Hashes, int]:
    """Adds leaves to a tree of which only the peaks are known: new peaks and size.

    Peaks are the roots of the full subtrees from left to right, one for each bit of the size; the
    empty tree has none.
    """
    stack = list(peaks)
    for leaf in leaves:
        top, bits = leaf, size
        while bits & 1:
            top = node_hash(stack.pop(), top)
            bits >>= 1
        stack.append(top)
        size += 1
    return tuple(stack), size


def root_of(peaks: Hashes) -> bytes:
    """The root over the peaks; of the empty tree the hash of nothing."""
    if not peaks:
        return EMPTY_ROOT
    top = peaks[-1]
    for peak in reversed(peaks[:-1]):
        top = node_hash(peak, top)
    return top


class Tree:
    """All full subtrees over the leaf hashes, kept to answer for any earlier size as well."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = list(leaves)
        self.size = len(level)
        self._levels = [level]
        while len(level) > 1:
            pairs = range(0, len(level) - 1, 2)
            level = [node_hash(level[at], level[at + 1]) for at in pairs]
            self._levels.append(level)

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves. Raises `ProofError` if there are fewer."""
        size = self._checked(self.size if size is None else size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> Hashes:
        """What proves leaf `index` (from 0) to lie in the tree of that size.

        Raises `ProofError`. 依据: RFC 6962 §2.1.1.
        """
        if not 0 <= index < self._checked(size):
            raise ProofError(f"no leaf {index} among {size}")
        path: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int) -> Hashes:
        """What proves that the tree of size `new` begins with that of size `old`.

        Raises `ProofError`. 依据: RFC 6962 §2.1.2.
        """
        if not 0 <= old <= self._checked(new):
            raise ProofError(f"a tree of {new} cannot begin with {old}")
        if old in (0, new):
            return ()
        path: list[bytes] = []
        low, high, is_whole = 0, new, True
        while high != old:
            middle = low + _split(high - low)
            if old <= middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low, is_whole = middle, False
        return (*(() if is_whole else (self._range(low, high),)), *reversed(path))

    def _checked(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ProofError(f"the tree has {self.size} leaves, not {size}")
        return size

    def _range(self, low: int, high: int) -> bytes:
        """The root of leaves low to high, where low is a multiple of the full subtree's width."""
        width = high - low
        level = width.bit_length() - 1
        if width == 1 << level:
            return self._levels[level][low >> level]
        middle = low + _split(width)
        return node_hash(self._range(low, middle), self._range(middle, high))


def is_included(leaf: bytes, place: tuple[int, int], proof: Sequence[bytes], root: bytes) -> bool:
    """Checks if a leaf hash lies at `place` (index from 0, size) under the root.

    依据: RFC 9162 §2.1.3.2.
    """
    index, size = place
    if not 0 <= index < size:
        return False
    node, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            leaf = node_hash(sibling, leaf)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and leaf == root


def is_consistent(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Checks if the tree `new` (size, root) begins with the tree `old`; 依据: RFC 9162 §2.1.4.2."""
    (old_size, old_root), (new_size, new_root) = old, new
    if not 0 < old_size < new_size:
        same = old_size == new_size and old_root == new_root
        from_nothing = old_size == 0 < new_size and old_root == EMPTY_ROOT
        return not proof and (same or from_nothing)
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    return bool(path) and _reach(old_size, new_size, path) == (old_root, new_root)


def _reach(old_size: int, new_size: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that a proof of consistency leads to; None where its length does not fit."""
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return (first, second) if last == 0 else None


def _split(width: int) -> int:
    """The greatest power of two below the width."""
    return 1 << ((width - 1).bit_length() - 1)
