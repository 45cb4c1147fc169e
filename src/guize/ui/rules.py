"""Where the look finds the words of a rulebook. It lies below the apps, so the one that keeps them provides."""

from __future__ import annotations

from collections.abc import Callable

from guize.core.rulebook import Rulebook

Finder = Callable[[str], Rulebook | None]


class _Source:
    find: Finder = staticmethod(lambda pack: None)


def provide(find: Finder) -> None:
    """Called once at start by the regulations app: `find(pack)`, the pack in force; "" the county's own."""
    _Source.find = staticmethod(find)


def rulebook(pack: str = "") -> Rulebook | None:
    return _Source.find(pack)
