"""The style sheets stay small, old browsers can read them, and their colours can be told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guize.ui

FOLDER = Path(guize.ui.__file__).parent / "static" / "ui"
TOO_NEW = re.compile(
    r"color-mix\(|oklch\(|:has\(|@layer|@container|@scope|@property|\bsubgrid\b|[^-\w]&|"
    r"\b(?:inset|aspect-ratio|translate|rotate|scale)\s*:|:is\(|:where\(|\bd?[sv]vh\b"
)
PAIRS = ["late", "soon", "today", "good", "done", "held"]


def sheets() -> list[Path]:
    return sorted(FOLDER.glob("*.css"))


def tokens() -> dict[str, str]:
    text = (FOLDER / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_all_style_sheets_together_stay_under_thirty_kilobytes():
    assert sum(path.stat().st_size for path in sheets()) < 30_000


@pytest.mark.parametrize("path", sheets(), ids=lambda path: path.name)
def test_a_style_sheet_asks_nothing_newer_than_chromium_86(path):
    assert not TOO_NEW.findall(path.read_text(encoding="utf-8"))


def test_colours_are_named_in_the_tokens_only():
    others = [path for path in sheets() if path.name not in ("tokens.css", "print.css")]
    allowed = {"#f8fafc", "#fff3c4"}
    found = {c for p in others for c in re.findall(r"#[0-9a-f]{3,8}\b", p.read_text())}
    assert found <= allowed


@pytest.mark.parametrize("name", PAIRS)
def test_the_text_of_a_state_stands_out_from_its_tint(name):
    colours = tokens()
    assert contrast(colours[name], colours[f"{name}-tint"]) >= 4.5


def test_text_links_and_controls_stand_out_from_the_ground():
    colours = tokens()
    for text in ("ink", "ink-soft", "brand", "late"):
        for ground in ("paper", "ground", "sunken"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["line-input"], colours["paper"]) >= 3
    assert contrast(colours["focus"], colours["ink"]) >= 3


def test_nothing_is_fetched_from_elsewhere():
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.findall(r"(?:https?:)?//[\w.]+\.\w+/", text), path.name
