"""Mutants that nobody could notice, each with the reason; a test sees that each still exists.

The key is file, function, fault and the line it stands in (`Mutant.key`).
"""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str, str, str], str] = {}
