"""The tree: the published vectors, every proof of small trees, and no proof that was changed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guize.core.ledger import (
    EMPTY_ROOT,
    ProofError,
    Tree,
    grow,
    is_consistent,
    is_included,
    leaf_hash,
    root_of,
)

VECTOR = [
    b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)), bytes(range(0x60, 0x70)),
]  # fmt: skip
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The roots that Certificate Transparency publishes for these leaves."""
MOST = 33


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(n).encode()) for n in range(count)]


def plain_root(found: list[bytes]) -> bytes:
    """The definition of RFC 6962 word for word, to compare with."""
    if not found:
        return hashlib.sha256().digest()
    if len(found) == 1:
        return found[0]
    half = 1
    while half * 2 < len(found):
        half *= 2
    both = plain_root(found[:half]) + plain_root(found[half:])
    return hashlib.sha256(b"\x01" + both).digest()


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_the_published_ones(size):
    tree = Tree(leaf_hash(content) for content in VECTOR)
    assert tree.root(size).hex() == ROOTS[size]


def test_peaks_grow_to_the_same_root_as_the_whole_tree():
    tree, peaks, size = Tree(leaves(MOST)), (), 0
    for leaf in leaves(MOST):
        peaks, size = grow(peaks, size, [leaf])
        assert root_of(peaks) == tree.root(size) == plain_root(leaves(size))
    assert grow((), 0, leaves(MOST)) == (peaks, MOST)


def test_the_empty_tree_has_the_published_root_and_begins_every_tree_without_proof():
    assert root_of(()) == Tree(()).root() == EMPTY_ROOT == hashlib.sha256().digest()
    tree = Tree(leaves(5))
    assert tree.consistency(0, 5) == tree.consistency(5, 5) == ()
    assert is_consistent((0, EMPTY_ROOT), (0, EMPTY_ROOT), ())
    assert not is_consistent((0, EMPTY_ROOT), (0, leaf_hash(b"")), ())
    assert not is_consistent((0, leaf_hash(b"")), (5, tree.root()), ())
    assert not is_consistent((5, tree.root()), (0, EMPTY_ROOT), ())


def test_every_leaf_is_proven_in_every_tree():
    tree = Tree(leaves(MOST))
    for size in range(1, MOST + 1):
        for index, leaf in enumerate(leaves(size)):
            proof = tree.inclusion(index, size)
            assert is_included(leaf, (index, size), proof, tree.root(size)), (index, size)


def test_every_tree_is_proven_to_begin_with_every_earlier_one():
    tree = Tree(leaves(MOST))
    for new in range(MOST + 1):
        for old in range(new + 1):
            proof = tree.consistency(old, new)
            assert is_consistent((old, tree.root(old)), (new, tree.root(new)), proof), (old, new)


@given(st.data())
def test_a_changed_proof_of_a_leaf_is_refused(data):
    size = data.draw(st.integers(2, MOST))
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(leaves(size))
    proof, leaf, root = tree.inclusion(index, size), leaves(size)[index], tree.root()
    other = data.draw(st.integers(0, size).filter(lambda n: n != index))
    assert not is_included(leaf, (other, size), proof, root)
    assert not is_included(leaf, (index, size), changed(data, proof), root)
    assert not is_included(leaf_hash(b"other"), (index, size), proof, root)


@given(st.data())
def test_a_changed_proof_of_growth_is_refused(data):
    new = data.draw(st.integers(2, MOST))
    old = data.draw(st.integers(1, new - 1))
    tree = Tree(leaves(new))
    before, after, proof = (old, tree.root(old)), (new, tree.root(new)), tree.consistency(old, new)
    assert not is_consistent(before, after, changed(data, proof))
    assert not is_consistent((old, leaf_hash(b"other")), after, proof)
    assert not is_consistent(before, (new, leaf_hash(b"other")), proof)


def changed(data, proof: tuple[bytes, ...]) -> list[bytes]:
    """The proof with a part flipped, dropped, doubled or added."""
    parts = list(proof)
    at = data.draw(st.integers(0, len(parts) - 1))
    way = data.draw(st.sampled_from(["flip", "drop", "double", "add"]))
    if way == "flip":
        bit = data.draw(st.integers(0, 255))
        parts[at] = (int.from_bytes(parts[at], "big") ^ 1 << bit).to_bytes(32, "big")
    elif way == "drop":
        del parts[at]
    else:
        parts.insert(at, parts[at] if way == "double" else bytes(32))
    return parts


def test_a_tree_rewritten_or_shortened_is_no_growth():
    before = (5, Tree(leaves(5)).root())
    rewritten = Tree([*leaves(4), leaf_hash(b"other"), *leaves(9)[5:]])
    assert not is_consistent(before, (9, rewritten.root()), rewritten.consistency(5, 9))
    assert not is_consistent(before, (4, Tree(leaves(4)).root()), ())
    assert not is_consistent(before, (5, Tree(leaves(4)).root()), ())
    assert is_consistent((0, EMPTY_ROOT), before, ())
    assert not is_consistent((0, EMPTY_ROOT), before, (bytes(32),))


BEYOND = [
    lambda tree: tree.root(6),
    lambda tree: tree.inclusion(5, 5),
    lambda tree: tree.inclusion(-1, 5),
    lambda tree: tree.inclusion(0, 6),
    lambda tree: tree.consistency(4, 3),
    lambda tree: tree.consistency(1, 6),
]


@pytest.mark.parametrize("ask", BEYOND)
def test_what_the_tree_does_not_have_is_not_proven(ask):
    with pytest.raises(ProofError):
        ask(Tree(leaves(5)))
