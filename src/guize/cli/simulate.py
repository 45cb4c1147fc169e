"""`guize simulate --cases FILE --rulebook A --against B`: a docket under two rulebooks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import monotonic

from guize.cli.assess import day_of
from guize.cli.engines import Engine, Part, Task, dask, local, processes
from guize.cli.failing import BadInputError
from guize.cli.simulate_text import as_values, page
from guize.core.markdown import RulebookError
from guize.core.rulebook import Norms, Rulebook
from guize.core.simulation import Outcome
from guize.formats.calendar_files import CALENDARS, CalendarFileError
from guize.formats.docket import DocketError, rows_of
from guize.formats.rulebook_folder import MANIFEST, RULEBOOKS, read_norms, read_rulebook

ROWS = 200  # of a part: a second or less of work
PAUSE = 0.5  # seconds between two lines of progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, required=True, help="案卷 .jsonl .csv .parquet")
    parser.add_argument("--rulebook", default="xiuyan-2024", metavar="A", help="现行规则包 / pack")
    parser.add_argument(
        "--against", required=True, metavar="B", help="对照规则包,视为自 A 施行之日起替代 A"
    )
    parser.add_argument("--on", help="评估之日,默认今天 / the day asked, by default today")
    parser.add_argument("--engine", choices=("local", "processes", "dask"), default="")
    parser.add_argument("--processes", type=int, default=0, metavar="N", help="进程数 / processes")
    parser.add_argument("--scheduler", default="", help="Dask 地址,默认本机 / tcp://…")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rulebooks", type=Path, default=RULEBOOKS, help="规则包文件夹 / folder")
    parser.add_argument("--calendars", type=Path, default=CALENDARS, help="日历文件夹 / folder")


def run(arguments: argparse.Namespace) -> int:
    on = day_of(arguments.on) if arguments.on else _today()
    engine = _engine(arguments)
    first, second = _sides(arguments)
    try:
        total = sum(1 for _ in rows_of(arguments.cases))
        outcome = _worked_out(engine, Task(first, second, on), arguments.cases, total)
    except DocketError as error:
        raise BadInputError(
            f"{arguments.cases}:{error.cause}", f"{arguments.cases}: {error.english}"
        ) from error
    if arguments.format == "json":
        print(json.dumps(as_values(outcome, on), ensure_ascii=False, indent=1))
    else:
        names = arguments.rulebook, arguments.against
        for line in page(outcome, names, on, arguments.language):
            print(line)
    return 1 if outcome.failures else 0


def _today() -> date:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guize.web.settings")
    day: date = import_module("guize.ledger.clock").today()
    return day


def _engine(arguments: argparse.Namespace) -> Engine:
    number = arguments.processes
    if number < 0:
        raise BadInputError("--processes 不能为负", "--processes cannot be negative")
    name = arguments.engine or ("processes" if number > 1 else "local")
    engines = {
        "local": local,
        "processes": processes(number or os.cpu_count() or 1),
        "dask": dask(arguments.scheduler),
    }
    return engines[name]


def _worked_out(engine: Engine, task: Task, cases: Path, total: int) -> Outcome:
    """The sum of all parts, with the progress on standard error."""
    progress, outcome = _Progress(total), Outcome()
    for part in engine(task, _parts(cases)):
        outcome += part
        progress.show(outcome.cases)
    return outcome


def _parts(cases: Path) -> Iterator[Part]:
    rows, number = rows_of(cases), 1
    while texts := tuple(islice(rows, ROWS)):
        yield number, texts
        number += len(texts)


class _Progress:
    """Cases done so far: one line that renews itself on a terminal, else a line now and then."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.began = self.shown = monotonic()
        self.is_terminal = sys.stderr.isatty()

    def show(self, done: int) -> None:
        now = monotonic()
        if now - self.shown < PAUSE and done < self.total:
            return
        self.shown = now
        pace = done / max(now - self.began, 1e-9)
        is_last = done >= self.total
        end = "\n" if is_last or not self.is_terminal else "\r"
        print(f"{done}/{self.total} ({pace:.0f}/s)", end=end, file=sys.stderr, flush=True)


def _sides(arguments: argparse.Namespace) -> tuple[Norms, Norms]:
    """The norms with A, and the same with B in the place of A."""
    try:
        first, book = _norms(arguments)
        other = _book(arguments.against, arguments)
    except (RulebookError, CalendarFileError) as error:
        raise BadInputError(
            f"规则包或日历有误:{error}", f"rulebook or calendar: {error}"
        ) from error
    stand_in = replace(other, valid_from=book.valid_from, valid_to=book.valid_to)
    kept = [each for each in first.rulebooks if each.id not in (book.id, other.id)]
    books = sorted((*kept, stand_in), key=lambda each: each.valid_from)
    return first, replace(first, rulebooks=tuple(books))


def _norms(arguments: argparse.Namespace) -> tuple[Norms, Rulebook]:
    """The norms that A belongs to, and A."""
    folder = _folder(arguments.rulebook, arguments)
    norms = read_norms(folder.absolute().parent, arguments.calendars, folder.name)
    book = _book(arguments.rulebook, arguments)
    return norms, book


def _book(pack: str, arguments: argparse.Namespace) -> Rulebook:
    """A rulebook; what it extends lies beside it, else among the installed ones."""
    folder = _folder(pack, arguments)
    try:
        return read_rulebook(folder)
    except RulebookError:
        return read_rulebook(folder, search=arguments.rulebooks)


def _folder(pack: str, arguments: argparse.Namespace) -> Path:
    for folder in (Path(pack), arguments.rulebooks / pack):
        if (folder / MANIFEST).is_file():
            return folder
    raise BadInputError(f"没有规则包「{pack}」", f'there is no rulebook "{pack}"')
