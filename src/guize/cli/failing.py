"""How the command line refuses: one line, in the language asked for, never a traceback."""

from __future__ import annotations

import sys


class BadInputError(Exception):
    """Bad usage or input (exit code 2), told in Chinese or English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english


def tell(error: BadInputError, language: str) -> None:
    """Prints the error on standard error, as one line."""
    text = error.english if language == "en" else error.chinese
    print("guize: " + " ".join(text.split()), file=sys.stderr)
