"""Rulebook text to values: `read_pack` reads, checks, proves and merges; `coverage` counts what
is left.

The format is described in docs/rulebook-format.md. Reading runs nothing: a cell either belongs to
the closed grammar or is a fault with file, line and cause.
"""

from guize.core.markdown.coverage import Cover, Coverage, coverage
from guize.core.markdown.faults import Fault, RulebookError
from guize.core.markdown.formatting import formatted
from guize.core.markdown.pack import article_hashes, check_readings, read_pack
from guize.core.markdown.wording import amount, column_words

__all__ = [
    "Cover",
    "Coverage",
    "Fault",
    "RulebookError",
    "amount",
    "article_hashes",
    "check_readings",
    "column_words",
    "coverage",
    "formatted",
    "read_pack",
]
