"""Every text a reader sees has its English. Texts are taken from the source anew for each run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sources
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PACKAGE = sources.ROOT / "src" / "guize"
REMEDY = (
    "cd src/guize && django-admin makemessages -l en --no-location --no-wrap --no-obsolete, "
    "then translate"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def english(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> Catalog:
    """The catalogue as it becomes when the texts of today are merged into it."""
    copy = tmp_path_factory.mktemp("texts") / "guize"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"]
    done = subprocess.run(
        command,
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    return read(copy / "locale" / "en" / "LC_MESSAGES" / "django.po")


def test_every_text_has_its_english(extracted):
    missing = [singular(m) for m in extracted if m.id and not all(english(m))]
    assert not missing, REMEDY


def test_no_english_is_a_guess(extracted):
    assert not [singular(m) for m in extracted if m.id and m.fuzzy], REMEDY


def test_no_english_is_left_over_from_a_text_that_is_gone(extracted):
    assert not list(extracted.obsolete), REMEDY


def test_the_english_fills_the_same_blanks(extracted):
    wrong = [
        singular(m)
        for m in extracted
        if m.id and not m.fuzzy and all(english(m))
        for text in english(m)
        if set(PLACEHOLDER.findall(text)) - {"%%"} != set(PLACEHOLDER.findall(singular(m))) - {"%%"}
    ]
    assert not wrong


def test_no_english_still_holds_chinese(extracted):
    kept = {"中文", "中文、English"}
    assert not [
        singular(m)
        for m in extracted
        if m.id and singular(m) not in kept and re.search(r"[一-鿿]", " ".join(english(m)))
    ]
