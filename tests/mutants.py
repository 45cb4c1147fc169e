"""Mutation testing: small faults put in one by one, and whether a test notices.

tests/mutants.py [--sample N] [--seed N] [--report FILE] [--ask TESTS]* [PART …]

Draws N mutants (0: takes all) of the core, and N of the guarded parts: access and ledger, from the
rules down to the database. A PART is a file or folder below src/guize and is tried alone; TESTS are
asked instead of all. Each mutant is run against the tests that run its line, the quickest first, in
a process of its own. One that no test notices survives; those of `mutating/equivalent.py` cannot be
noticed by anyone.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from mutating.equivalent import EQUIVALENT
from mutating.mutants import ROOT, Mutant, mutants_of
from mutating.trying import SURVIVED, TIMED_OUT, House, tried

SAMPLE = 150
PURE = House(
    "pure",
    ("tests/core", "tests/rulebooks", "tests/formats"),
    ("-p", "no:django", "--noconftest", "--ignore=tests/formats/test_cli_simulate.py"),
)  # what works in other processes cannot be told from here
STORED = House(
    "stored",
    ("tests/ledger", "tests/access", "tests/accounts", "tests/cases", "tests/accountability",
     "tests/papers", "tests/organisation"),
    can_load=False,
)  # fmt: skip
ACCESS = (
    "accounts/mapping", "accounts/office", "accounts/fresh", "accounts/middleware",
    "accounts/queries", "organisation/queries", "cases/queries/sight", "cases/queries/listing",
    "accountability/queries/sight", "accountability/queries/own", "papers/queries/sight",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Parts that must keep one rate: at most `allowed` of their mutants survive."""

    name: str
    parts: tuple[str, ...]
    allowed: float


GROUPS = (
    Group("core", ("core",), 0.10),
    Group("access and ledger", ("core/access", "core/ledger", "ledger", *ACCESS), 0.05),
)


def house_of(mutant: Mutant) -> House:
    return PURE if mutant.file.startswith("core/") else STORED


def possible(parts: Sequence[str]) -> list[Mutant]:
    """The mutants of the parts; below the core, what stands outside functions is declaration."""
    found = (m for part in parts for m in mutants_of(part, is_whole=part.startswith("core")))
    return [mutant for mutant in found if mutant.key not in EQUIVALENT]


def drawn(groups: Sequence[Group], sample: int, seed: int) -> dict[str, list[Mutant]]:
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    made = {}
    for group in groups:
        every = possible(group.parts)
        made[group.name] = chance.sample(every, min(sample or len(every), len(every)))
    return made


def outcomes_of(samples: dict[str, list[Mutant]], tests: Sequence[str]) -> dict[Mutant, str]:
    every = dict.fromkeys(mutant for sample in samples.values() for mutant in sample)
    found: dict[Mutant, str] = {}
    for house in (PURE, STORED):
        own = sorted((m for m in every if house_of(m) is house), key=lambda m: (m.file, m.line))
        asked = replace(house, tests=tuple(tests)) if tests else house
        found |= tried(asked, own) if own else {}
    return found


def head() -> str:
    """The commit, also the seed: each draws anew, so that no sample can be tested towards."""
    git = ["git", "rev-parse", "--short=8", "HEAD"]
    return subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def rate(sample: Sequence[Mutant], outcomes: dict[Mutant, str]) -> float:
    survived = sum(outcomes[mutant] == SURVIVED for mutant in sample)
    return survived / max(len(sample), 1)


def section(group: Group, sample: list[Mutant], outcomes: dict[Mutant, str]) -> list[str]:
    of_part: dict[str, Counter[str]] = {}
    for mutant in sample:
        of_part.setdefault(part_of(mutant), Counter())[outcomes[mutant]] += 1
    survivors = [mutant for mutant in sample if outcomes[mutant] == SURVIVED]
    lines = [
        f"## {group.name.capitalize()}",
        "",
        f"Tried {len(sample)} of {len(possible(group.parts))} possible mutants; {len(survivors)} "
        f"survived: {len(survivors) / max(len(sample), 1):.1%}, allowed {group.allowed:.0%}.",
        "",
        "| part | tried | noticed | of these by running on | survived |",
        "|---|---|---|---|---|",
    ]
    for part, count in sorted(of_part.items()):
        noticed = count.total() - count[SURVIVED]
        row = (part, count.total(), noticed, count[TIMED_OUT], count[SURVIVED])
        lines.append(f"| {' | '.join(map(str, row))} |")
    ordered = sorted(survivors, key=lambda mutant: (mutant.file, mutant.line))
    return [*lines, "", "Survivors:", "", *([f"- {each}" for each in ordered] or ["none"]), ""]


def part_of(mutant: Mutant) -> str:
    parts = mutant.file.removesuffix(".py").split("/")
    return "/".join(parts[:2] if parts[0] in ("core", "ledger") else parts)


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--seed", type=int, default=int(head(), 16))
    parser.add_argument("--report", type=Path)
    parser.add_argument("--ask", action="append", default=[])
    parser.add_argument("parts", nargs="*")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    asked = arguments(words)
    os.chdir(ROOT)
    own = tuple(Group(part, (part,), 0.10) for part in asked.parts)
    groups, start = own or GROUPS, time.monotonic()
    samples = drawn(groups, asked.sample, asked.seed)
    outcomes = outcomes_of(samples, asked.ask)
    lines = [
        f"# Mutants, {f'{datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d}'}",
        "",
        f"Commit {head()}, seed {asked.seed}, {time.monotonic() - start:.0f} s.",
        "",
    ]
    for group in groups:
        lines += section(group, samples[group.name], outcomes)
    text = "\n".join(lines)
    sys.stdout.write(text)
    if asked.report:
        asked.report.write_text(text, encoding="utf-8")
    return int(any(rate(samples[g.name], outcomes) > g.allowed for g in groups))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
