"""Which rulebook the words of this page come from.

The look lies below the apps that keep rulebooks, so the page's request says how to find one,
the way Django activates a language: see `guize.web.shell.RulebookMiddleware`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from guize.core.rulebook import Rulebook

Finder = Callable[[str], Rulebook | None]
_finder: ContextVar[Finder | None] = ContextVar("rulebook_finder", default=None)


@contextmanager
def using(find: Finder) -> Iterator[None]:
    """Within the block, `find(pack)` answers; "" asks for the county's own rulebook."""
    token = _finder.set(find)
    try:
        yield
    finally:
        _finder.reset(token)


def rulebook(pack: str = "") -> Rulebook | None:
    """The pack in force, or None outside a request or where none is installed."""
    find = _finder.get()
    return find(pack) if find else None
