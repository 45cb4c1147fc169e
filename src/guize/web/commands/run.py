"""`guize run`: server, worker and clock until they are stopped."""

from __future__ import annotations

import argparse

from guize.web import running
from guize.web.commands import with_settings


@with_settings
def forward(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="guize run", description="启动 / starts the system")
    parser.add_argument("--port", type=int, default=8000, help="127.0.0.1 上的端口 / port (8000)")
    parser.add_argument(
        "--without-demo", action="store_true", help="不载入演示县 / loads no demo county"
    )
    options = parser.parse_args(words)
    return running.run(port=options.port, with_demo=not options.without_demo)
