"""`python -m benchmarks [GROUP …] [--peers FOLDER]`: the table of figures, in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.timing import Figure, Rate

GROUPS = ("decisions", "days", "whatif", "chain", "peers")
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--peers", type=Path, help="environment that has the peers")
    arguments = parser.parse_args()
    chosen = arguments.groups or GROUPS
    if unknown := set(chosen).difference(GROUPS):
        parser.error(f"no group {min(unknown)}; there are {', '.join(GROUPS)}")
    if arguments.peers:
        sys.path += map(str, sorted(arguments.peers.glob("lib/python3*/site-packages")))
    for line in machine():
        print(line)
    print("\n| work | who | median | best | target | |\n|---|---|--:|--:|--:|---|")
    for name in chosen:
        for each in import_module(f"benchmarks.{name}").figures():
            print(row(each), flush=True)
    for name in import_module("benchmarks.peers").MISSING:
        print(f"\nNot measured: {name} is not installed.")
    return 0


def machine() -> list[str]:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return [
        f"commit {commit or 'unknown'}; Python {platform.python_version()}; "
        f"{platform.machine()}, {os.cpu_count()} cores ({_processor()}); load {load}"
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"


def row(each: Figure | Rate) -> str:
    if isinstance(each, Rate):
        target = f"{each.target:,.0f}/s" if each.target else ""
        numbers = [f"{each.per_second:,.0f}/s", "", target]
    else:
        target = duration(each.target) if each.target else ""
        numbers = [duration(each.seconds), duration(each.best), target]
    tail = "; ".join(text for text in (each.verdict, each.note) if text)
    return "| " + " | ".join([each.work, each.who, *numbers, tail]) + " |"


def duration(seconds: float) -> str:
    size, unit = next(((s, u) for s, u in UNITS if seconds >= s), (1e-6, "µs"))
    return f"{seconds / size:.3g} {unit}"


if __name__ == "__main__":
    sys.exit(main())
