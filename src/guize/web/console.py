"""What the commands say on a terminal, before any page or catalogue is there."""

from __future__ import annotations

import os
import sys

IN_CHINESE = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("zh")


def chosen(english: str, chinese: str) -> str:
    """The wording in the language of the terminal."""
    return chinese if IN_CHINESE else english


class RefusalError(Exception):
    """What stands in the way and its remedy, in one line."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(chosen(english, chinese))


def tell(english: str, chinese: str) -> None:
    sys.stdout.write(f"guize: {chosen(english, chinese)}\n")
    sys.stdout.flush()
