"""Two rulebooks, or two versions of one, part by part: what one adds, lacks or words otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guize.core.rulebook import Rulebook

Sign = Literal["+", "-", "~"]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part by its kind and name; `before` or `after` is None where the rulebook lacks it."""

    sign: Sign
    kind: str
    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    name: str
    value: object
    content: object


def differences(before: Rulebook, after: Rulebook) -> tuple[PartChange, ...]:
    """Every part that differs: articles, rows, words, event types, interpretations, by name."""
    old, new = ({(p.kind, p.name): p for p in _parts(book)} for book in (before, after))
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, is_ = old.get(key), new.get(key)
        if was is None or is_ is None or was.content != is_.content:
            sign: Sign = "+" if was is None else "-" if is_ is None else "~"
            told = (was.value if was else None, is_.value if is_ else None)
            found.append(PartChange(sign, *key, *told))
    return tuple(found)


def _parts(book: Rulebook) -> Iterator[_Part]:
    yield from (_Part("条文", each.label, each, each.text) for each in book.articles)
    for kind, rows in (("职责", book.duties), ("措施", book.measures), ("步骤", book.steps)):
        yield from (_row(kind, each.id, each) for each in rows)
    for table in book.tables.values():
        yield from (_row(f"表「{table.name}」", row.id, row) for row in table.rows)
    for name, circumstances in book.circumstances.items():
        yield from (_row(name, each.id, each) for each in circumstances)
    for kind, entries in (("解释", book.interpretations), ("事实", book.facts)):
        yield from (_row(kind, key, value) for key, value in entries.items())
    yield from (_Part("词汇", name, words, words) for name, words in book.words.items())
    yield from (_Part("事件", each.label, each, each) for each in book.event_types.values())


def _row(kind: str, name: str, value: object) -> _Part:
    """A row with the pack that its citation names left out: only content is compared."""
    citation, content = getattr(value, "citation", None), repr(value)
    if citation:
        content = content.replace(f"pack='{citation.pack}'", "pack=''")
    return _Part(kind, name, value, content)
