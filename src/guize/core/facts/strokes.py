"""Handwriting as it is kept: strokes of whole-numbered points in a box, as a compact JSON text.

`[[[10,20],[11,22]],[[40,60]]]`. Nothing else is read: no sign, fraction, space, name or nesting,
so that what comes from a browser can be drawn anywhere without being trusted.
"""

from __future__ import annotations

import re

WIDTH, HEIGHT = 600, 200  # of the box; points lie in 0 … WIDTH, 0 … HEIGHT
MOST_POINTS, LONGEST = 3_000, 32_000  # characters

Strokes = tuple[tuple[tuple[int, int], ...], ...]

_POINT = r"\[[0-9]{1,3},[0-9]{1,3}\]"
_STROKE = rf"\[{_POINT}(?:,{_POINT})*\]"
_EACH = re.compile(_STROKE)
_STROKES = re.compile(rf"\[{_STROKE}(?:,{_STROKE})*\]")
_PAIR = re.compile(r"\[([0-9]{1,3}),([0-9]{1,3})\]")


def read_strokes(text: object) -> Strokes:
    """The strokes of a text. Raises ValueError for anything but points within the box."""
    if not isinstance(text, str) or len(text) > LONGEST or not _STROKES.fullmatch(text):
        raise ValueError("not strokes")
    strokes = tuple(
        tuple((int(x), int(y)) for x, y in _PAIR.findall(stroke)) for stroke in _EACH.findall(text)
    )
    if sum(map(len, strokes)) > MOST_POINTS:
        raise ValueError("too many points")
    if any(x > WIDTH or y > HEIGHT for stroke in strokes for x, y in stroke):
        raise ValueError("a point lies outside the box")
    return strokes


def is_strokes(text: object) -> bool:
    """Whether a value can be read as strokes."""
    try:
        read_strokes(text)
    except ValueError:
        return False
    return True
