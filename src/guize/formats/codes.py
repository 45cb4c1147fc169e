"""Texts as QR codes, which a telephone reads from paper or screen without a network."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET = 2  # modules of white around the code


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the code, row by row, without the white around it."""
    return tuple(tuple(bool(one) for one in row) for row in segno.make_qr(text, error="m").matrix)


def svg(text: str) -> str:
    """The code as an SVG image that takes the size it is given."""
    return segno.make_qr(text, error="m").svg_inline(border=QUIET, omitsize=True)


def png(text: str, *, scale: int = 8) -> bytes:
    """The code as a PNG image, `scale` pixels a module."""
    file = BytesIO()
    segno.make_qr(text, error="m").save(file, kind="png", scale=scale, border=QUIET)
    return file.getvalue()
