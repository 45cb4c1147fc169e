"""`guize doctor`: the state of every part in one line, as the page of the same content shows it."""

from __future__ import annotations

import argparse
import sys

import django
from django.utils import translation

from guize.web.commands import with_settings
from guize.web.console import IN_CHINESE


@with_settings
def forward(words: list[str]) -> int:
    argparse.ArgumentParser(
        prog="guize doctor", description="各部分状态 / the state of each part"
    ).parse_args(words)
    django.setup()
    from guize.web import health  # noqa: PLC0415  (needs the applications)

    with translation.override("zh-hans" if IN_CHINESE else "en"):
        lines = health.lines()
        for line in lines:
            sys.stdout.write(f"{'✓' if line.is_well else '✗'} {line.name}: {line.note}\n")
    return 0 if all(line.is_well for line in lines) else 1
