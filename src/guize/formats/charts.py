"""Bars as pictures for documents: drawn by typst from data alone, greys that print as they look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("chart.typ")
PIXELS = 200  # an inch
Bars = Sequence[tuple[str, int]]


def svg(bars: Bars) -> str:
    """The bars as SVG; a label is drawn as outlines, so no font is asked of the reader."""
    return typst.compile(TEMPLATE, format="svg", sys_inputs=_given(bars)).decode()


def png(bars: Bars) -> bytes:
    """The bars as PNG."""
    return typst.compile(TEMPLATE, format="png", ppi=PIXELS, sys_inputs=_given(bars))


def _given(bars: Bars) -> dict[str, str]:
    return {"bars": json.dumps([{"label": label, "value": value} for label, value in bars])}
