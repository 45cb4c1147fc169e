"""`guize clock`: the rounds of the clock."""

from __future__ import annotations

import argparse

from guize.web import clock
from guize.web.commands import with_settings


@with_settings
def forward(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="guize clock", description="按时更新职责 / keeps duties up"
    )
    parser.add_argument("--once", action="store_true", help="只做一轮 / one round, then ends")
    return clock.run(once=parser.parse_args(words).once)
