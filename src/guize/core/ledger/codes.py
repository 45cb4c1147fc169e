"""Check codes: a hash as a person reads it from paper, compares it and types it in."""

from __future__ import annotations

import unicodedata

GROUPS, WIDTH = 8, 4
DIGITS = frozenset("0123456789ABCDEF")
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5"})


def check_code(tagged: str) -> str:
    """The code printed for a hash: its first 128 bits as eight groups of four hexadecimal digits.

    Takes a tagged hash (`sha256:9f86…`), as stream heads and entries have it; gives e.g.
    `9F86-D081-884C-7D65-9A2F-EAA0-C55A-D015`. Raises `ValueError` for what is no tagged hash.
    """
    digits = tagged.partition(":")[2].upper()
    if len(digits) < GROUPS * WIDTH or not DIGITS.issuperset(digits):
        raise ValueError(f"{tagged!r} is no tagged hash")
    return "-".join(digits[at : at + WIDTH] for at in range(0, GROUPS * WIDTH, WIDTH))


def read_code(typed: str) -> str:
    """A code as someone typed it, in the printed form; empty if it is none.

    Spaces, missing or other dashes, small and full-width letters do not matter, nor do the letters
    that are misread for digits.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    digits = "".join(sign for sign in plain if sign.isalnum()).translate(MISREAD)
    if len(digits) != GROUPS * WIDTH or not DIGITS.issuperset(digits):
        return ""
    return check_code(f":{digits}")
