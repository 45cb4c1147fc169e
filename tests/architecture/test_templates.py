"""Pages are built from the shared components and work without scripts in them."""

from __future__ import annotations

import re

import sources

INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "script in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}
USED = re.compile(r"{%\s*(?:extends|include)\s+(\S+)")


def test_no_style_or_script_stands_in_a_page():
    assert not [
        f"{sources.name(path)}: {what}"
        for path in sources.templates()
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_a_template_uses_the_shared_components_and_its_own_folder_only():
    assert not [
        f"{sources.name(path)}: {used}"
        for path in sources.templates()
        for used in USED.findall(path.read_text(encoding="utf-8"))
        if not used.startswith(allowed(path))
    ]


def allowed(path: sources.Path) -> tuple[str, ...]:
    """Names are quoted: a name that is computed could lead anywhere. Error pages lie at the top."""
    folder = path.parts[path.parts.index("templates") + 1]
    return tuple(f"{quote}{start}/" for quote in "\"'" for start in ("ui", folder))
