"""The verbs of the command line that need Django: run, manage, demo, clock."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from guize.web.console import RefusalError

INTERRUPTED = 130


def main(words: list[str]) -> int:
    """Carries out a verb of `VERBS`; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guize.web.settings")
    try:
        check_folder(Path(os.environ.get("GUIZE_DATA") or Path.cwd() / "var"))
        return VERBS[words[0]](words[1:])
    except RefusalError as refusal:
        sys.stderr.write(f"guize: {refusal}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def check_folder(folder: Path) -> None:
    """Makes the data folder; refuses where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise RefusalError(
            f"No permission to write in {folder}. Remedy: set GUIZE_DATA to a folder of your own.",
            f"没有写入 {folder} 的权限。办法:将 GUIZE_DATA 设为自己可写的文件夹。",
        )


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="guize run", description="Starts server, worker, clock.")
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    parser.add_argument("--without-demo", action="store_true", help="loads no demo county")
    options = parser.parse_args(words)
    from guize.web import running  # noqa: PLC0415  (the other verbs need no sockets or processes)

    return running.run(port=options.port, with_demo=not options.without_demo)


def _manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["guize manage", *words])
    return 0


def _demo(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="guize demo", description="Loads the demo county into the database, once."
    )
    parser.parse_args(words)
    from guize.web import running  # noqa: PLC0415

    running.prepare(with_demo=True)
    running.print_accounts()
    return 0


def _clock(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="guize clock", description="Keeps duty lists up to date.")
    parser.add_argument("--once", action="store_true", help="one round, then ends")
    options = parser.parse_args(words)
    from guize.web import clock  # noqa: PLC0415

    return clock.run(once=options.once)


VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": _run,
    "manage": _manage,
    "demo": _demo,
    "clock": _clock,
}
