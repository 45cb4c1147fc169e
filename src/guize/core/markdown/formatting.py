"""Tables in their one written form, so that two people's edits differ only where they mean to."""

from __future__ import annotations

from guize.core.markdown.blocks import BAR, RULE


def formatted(text: str) -> str:
    """The text with every table row as `| a | | b |`, no space at line ends, one line end at the
    end.

    Formatting twice changes nothing more; quotations and cells keep their characters.
    """
    lines = [_line(line.strip()) for line in text.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _line(line: str) -> str:
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        return line
    if RULE.fullmatch(line):
        return "|" + "---|" * (line.count("|") - 1)
    cells = (cell.strip() for cell in BAR.split(line[1:-1]))
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
