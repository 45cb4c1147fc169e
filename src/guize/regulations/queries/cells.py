"""Cells of a decision table as words again: what a condition accepts, what a result says."""

from __future__ import annotations

from guize.core.rulebook import Column, Condition, Rulebook
from guize.ui.wording import is_english

FEN_IN_WAN = 1_000_000


def condition_text(book: Rulebook, column: Column, condition: Condition | None) -> str:
    """是, 否, labels joined by 、, or a comparison; empty where any value will do."""
    if condition is None:
        return ""
    accepts = sorted(condition.accepts)
    if column.kind == "yes_no":
        return "、".join(label(book, ("否", "是", "未知")[cell], "") for cell in accepts)
    if column.kind == "choice":
        vocabulary = book.facts[column.fact].vocabulary
        return "、".join(label(book, column.codes[cell], vocabulary) for cell in accepts)
    return _comparison(column, accepts)


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


def _comparison(column: Column, accepts: list[int]) -> str:
    """The interval that the accepted cells cover; cell n lies between cuts n-1 and n."""
    last = len(column.cuts)
    cells = [cell for cell in accepts if cell <= last]
    if not cells or len(cells) > last:
        return ""
    low = column.cuts[cells[0] - 1] if cells[0] > 0 else None
    high = column.cuts[cells[-1]] if cells[-1] < last else None
    parts = []
    if low:
        parts.append((">" if low[1] else "≥") + _amount(column, low[0]))
    if high:
        parts.append(("≤" if high[1] else "<") + _amount(column, high[0]))
    return " ".join(parts)


def _amount(column: Column, value: int) -> str:
    if column.kind != "money":
        return str(value)
    whole, rest = divmod(value, FEN_IN_WAN)
    return f"{whole}万元" if not rest else f"{value / 100:,.2f}元"
