"""The cells of a table's columns and amounts of money in the words of the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from guize.core.rulebook import Column, FactType, Word


class Words(Protocol):
    """What has facts and vocabularies: a rulebook, or the lexicon while one is read."""

    @property
    def facts(self) -> Mapping[str, FactType]: ...

    def vocabulary(self, name: str) -> Iterable[Word]: ...


def column_words(column: Column, words: Words) -> list[str]:
    """The known cells of a column in words: 败诉=是, 直接经济损失>30万元."""
    fact = words.facts[column.fact]
    if column.kind == "yes_no":
        return [f"{fact.label}=否", f"{fact.label}=是"]
    if column.kind == "choice":
        labels = {word.code: word.label for word in words.vocabulary(fact.vocabulary)}
        return [f"{fact.label}={labels.get(code, code)}" for code in column.codes]
    cuts = [(amount(value, column.kind), after) for value, after in column.cuts]
    below = [f"{fact.label}{'≤' if after else '<'}{text}" for text, after in cuts]
    top = f"{'>' if cuts[-1][1] else '≥'}{cuts[-1][0]}" if cuts else "不论多少"
    return [*below, f"{fact.label}{top}"]


def amount(value: int, kind: str) -> str:
    """An amount as the law writes it: 30万元 where it is whole, else 元."""
    if kind != "money":
        return str(value)
    if value % 1_000_000 == 0 and value:
        return f"{value // 1_000_000}万元"
    yuan, fen = divmod(value, 100)
    return f"{yuan}.{fen:02}元" if fen else f"{yuan}元"
