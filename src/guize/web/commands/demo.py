"""`guize demo`: loads the demo county, once, without starting anything."""

from __future__ import annotations

import argparse

from guize.web import running
from guize.web.commands import with_settings


@with_settings
def forward(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="guize demo", description="载入演示县 / loads the demo county"
    )
    parser.parse_args(words)
    running.prepare(with_demo=True)
    running.print_accounts()
    return 0
