"""What a cell of a row demands, in words of the reader's language."""

from __future__ import annotations

from guize.core.explain.saying import say_amount, say_value, word
from guize.core.rulebook import Column, Condition, Rulebook

_YES_NO = ("no", "yes", "unknown")


def say_demand(
    column: Column, condition: Condition, rulebook: Rulebook, language: str = "zh"
) -> str:
    """Yes or no, labels of which any will do, or a comparison: >30万元."""
    accepts = sorted(condition.accepts)
    if column.kind in ("money", "number"):
        return _comparison(column, accepts, language)
    said = [_cell(column, cell, rulebook, language) for cell in accepts]
    return word("joiner", language).join(said)


def _cell(column: Column, cell: int, rulebook: Rulebook, language: str) -> str:
    if column.kind == "yes_no":
        return word(_YES_NO[cell], language)
    return say_value(column.fact, column.codes[cell], rulebook, language)


def _comparison(column: Column, accepts: list[int], language: str) -> str:
    """The interval that the accepted cells cover; cell n lies between cuts n-1 and n."""
    last = len(column.cuts)
    cells = [cell for cell in accepts if cell <= last]
    if not cells or len(cells) > last:
        return ""
    parts = []
    if cells[0] > 0:
        value, after = column.cuts[cells[0] - 1]
        parts.append((">" if after else "≥") + say_amount(value, column.kind, language))
    if cells[-1] < last:
        value, after = column.cuts[cells[-1]]
        parts.append(("≤" if after else "<") + say_amount(value, column.kind, language))
    return " ".join(parts)
