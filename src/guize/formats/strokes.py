"""Handwriting as a picture for files that hold no strokes: a grey PNG, drawn here.

An image library would be a dependency for forty lines.
"""

from __future__ import annotations

import zlib
from struct import pack

import numpy as np

from guize.core.facts.strokes import HEIGHT, WIDTH, read_strokes

SCALE, PEN = 2, 3.0  # pixels to a unit of the box; thickness in pixels each side of the line
SIGNATURE = b"\x89PNG\r\n\x1a\n"
Grid = np.ndarray
Point = tuple[int, int]


def png(text: str) -> bytes:
    """The strokes of a text on white. Raises ValueError for a text that is none."""
    ink = np.zeros((HEIGHT * SCALE + 1, WIDTH * SCALE + 1), dtype=np.float32)
    for stroke in read_strokes(text):
        for first, last in zip(stroke, stroke[1:] or stroke, strict=False):
            _line(ink, first, last)
    return _encoded((255 * (1 - ink)).astype(np.uint8))


def _line(ink: Grid, first: Point, last: Point) -> None:
    """Darkens what lies within the pen of a segment; its edge fades over one pixel."""
    (x0, y0), (x1, y1) = ((x * SCALE, y * SCALE) for x, y in (first, last))
    reach = int(PEN) + 2
    top, left = max(0, min(y0, y1) - reach), max(0, min(x0, x1) - reach)
    part = ink[top : max(y0, y1) + reach + 1, left : max(x0, x1) + reach + 1]
    ys, xs = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    dx, dy = x1 - x0, y1 - y0
    along = ((xs - x0) * dx + (ys - y0) * dy) / max(1, dx * dx + dy * dy)
    along = np.clip(along, 0, 1)
    far = np.hypot(xs - x0 - along * dx, ys - y0 - along * dy)
    np.maximum(part, np.clip(PEN + 0.5 - far, 0, 1), out=part)


def _encoded(grey: Grid) -> bytes:
    height, width = grey.shape
    rows = b"".join(b"\0" + row.tobytes() for row in grey)
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)  # 8 bits of grey, nothing interlaced
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))
