"""What is still open: every missing fact once, the one that rules out most first; and what the
regulation does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guize.core.answers import Missing
from guize.core.rulebook import Rulebook

_CARRIERS = ("missing", "answer", "adverse", "bodies", "holders_now")
# what a regulation may answer, in the order of its text
_QUESTIONS = (
    *("适用范围", "败诉", "追责门槛", "案件移送", "人员办理机关", "责任", "牵头", "应诉承办"),
    *("过错情形", "从宽情形", "追究", "救济"),
)


def ranked(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """Joins the missing facts by fact and subject; most rows ruled out first, ties as they came
    (the order of the text).
    """
    found: dict[tuple[str, str], Missing] = {}
    for each in missing:
        key = (each.fact, each.about)
        known = found.get(key)
        rows = (*known.rules_out, *each.rules_out) if known else each.rules_out
        found[key] = replace(each, rules_out=tuple(dict.fromkeys(rows))) if known else each
    return tuple(sorted(found.values(), key=lambda each: -len(each.rules_out)))


def missing_of(*items: object) -> Iterator[Missing]:
    """The missing facts of results: those they carry and those of the answers within them."""
    for item in items:
        if isinstance(item, tuple):
            yield from missing_of(*item)
            continue
        held = getattr(item, "__dataclass_fields__", ())
        for name in _CARRIERS:
            if name in held:
                value = getattr(item, name)
                yield from value if isinstance(value, tuple) else value.missing


def silent_of(rulebook: Rulebook) -> tuple[str, ...]:
    """The questions that the rulebook has no table for: it does not say, and no other is asked."""
    return tuple(
        name
        for name in _QUESTIONS
        if name not in rulebook.tables and not rulebook.circumstances.get(name)
    )
