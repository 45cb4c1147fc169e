"""Mutants that nobody could notice, each with the reason; a test sees that each still exists.

The key is file, function, fault and the line it stands in (`Mutant.key`).
"""

from __future__ import annotations

Key = tuple[str, str, str, str]

FASTER = "the quick way and the general one give the same bytes; only the time differs"
LONGER = "a proof that goes on beyond the root leads to another root, unless SHA-256 collides"

EQUIVALENT: dict[Key, str] = {
    ("core/ledger/chain.py", "_digest", "never entered",
     'if algorithm == "sha256":  # asked by name it takes twice as long'): FASTER,
    ("core/ledger/chain.py", "_digest", "'sha256' → 'sha256?'",
     'if algorithm == "sha256":  # asked by name it takes twice as long'): FASTER,
    ("core/ledger/merkle.py", "Tree.__init__", "Gt → GtE", "while len(level) > 1:"):
        "above a level of one node it adds an empty level, which no range of leaves reaches",
    ("core/ledger/merkle.py", "Tree._range", "LShift → RShift", "if width == 1 << level:"):
        "a full subtree is then put together from its halves: the same root, only slower",
    ("core/ledger/merkle.py", "is_included", "never entered", "if last == 0:"): LONGER,
    ("core/ledger/merkle.py", "_reach", "never entered", "if last == 0:"): LONGER,
}  # fmt: skip
