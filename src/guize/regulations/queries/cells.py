"""Cells of a decision table as words again: what a condition accepts, what a result says."""

from __future__ import annotations

from collections.abc import Iterable

from guize.core.explain import say_demand
from guize.core.rulebook import Column, Condition, Rulebook
from guize.ui.wording import is_english, language


def condition_text(book: Rulebook, column: Column, condition: Condition | None) -> str:
    """是, 否, labels joined by 、, or a comparison; empty where any value will do."""
    return say_demand(column, condition, book, language()) if condition else ""


def conditions_text(book: Rulebook, asked: Iterable[tuple[Column, Condition]]) -> str:
    """Under which circumstances a row holds: 跨分管领域:是;案件类型:行政; empty if under any."""
    told = (
        f"{fact_name(book, column.fact)}:{condition_text(book, column, condition)}"
        for column, condition in asked
    )
    return ("; " if is_english() else ";").join(told)


def fact_name(book: Rulebook, code: str) -> str:
    fact = book.facts[code]
    return fact.english if is_english() and fact.english else fact.label


def result_text(book: Rulebook, heading: str, code: str) -> str:
    return label(book, code, heading) if code else ""


WORDS = {"是": "yes", "否": "no", "未知": "unknown"}


def label(book: Rulebook, code: str, vocabulary: str) -> str:
    """The name of a code in the reader's language, from its vocabulary or else from any."""
    if code in WORDS:
        return WORDS[code] if is_english() else code
    groups = [book.words.get(vocabulary, ()), book.words.get("结果", ()), *book.words.values()]
    for word in (word for group in groups for word in group):
        if word.code == code:
            return word.english if is_english() else word.label
    return code
