"""`guize assess record.json --on 2026-10-12`: what follows from a case record on a day."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.core.assess import assess
from guize.core.days import DayError
from guize.core.duties import rulebook_on
from guize.core.facts import CaseRecord
from guize.core.markdown import RulebookError
from guize.core.rulebook import Norms
from guize.core.tables import TableError
from guize.formats.assessment import Page, assessment_to_dict
from guize.formats.calendar_files import CALENDARS, CalendarFileError
from guize.formats.case_record import CHINA, CaseFileError, read_case
from guize.formats.rulebook_folder import RULEBOOKS, read_norms

MOST_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="案件记录 guize-case/1,- 为标准输入 / record, - for stdin")
    parser.add_argument("--on", required=True, help="评估之日 / the day asked: 2026-10-12")
    parser.add_argument("--known-at", help="只用此刻以前的记录 / only what was recorded by then")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rulebook", default="xiuyan-2024", help="规则包 / pack")
    parser.add_argument("--rulebooks", type=Path, default=RULEBOOKS, help="规则包文件夹 / folder")
    parser.add_argument("--calendars", type=Path, default=CALENDARS, help="日历文件夹 / folder")


def run(arguments: argparse.Namespace) -> int:
    on, known_at = day_of(arguments.on), _instant(arguments.known_at)
    norms = _norms(arguments)
    rulebook, _ = rulebook_on(norms, on)
    record = _record(arguments.file, norms)
    try:
        said = assess(record, norms, on=on, known_at=known_at)
    except (DayError, TableError) as error:
        english = getattr(error, "english", str(error))
        raise BadInputError(str(error), english) from error
    if arguments.format == "json":
        print(json.dumps(assessment_to_dict(said), ensure_ascii=False, indent=1))
        return 0
    for line in Page(said, record, rulebook, arguments.language).lines():
        print(line)
    return 0


def _norms(arguments: argparse.Namespace) -> Norms:
    folder = arguments.rulebooks / arguments.rulebook
    if not folder.is_dir():
        name = arguments.rulebook
        raise BadInputError(f"没有规则包「{name}」", f'there is no rulebook "{name}"')
    try:
        return read_norms(arguments.rulebooks, arguments.calendars, arguments.rulebook)
    except (RulebookError, CalendarFileError) as error:
        raise BadInputError(
            f"规则包或日历有误:{error}", f"rulebook or calendar: {error}"
        ) from error


def _record(file: str, norms: Norms) -> CaseRecord:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadInputError(f"无法读取 {file}", f"cannot read {file}: {error.strerror}") from error
    try:
        return read_case(text, norms.rulebooks[-1])
    except CaseFileError as error:
        shown = error.faults[:MOST_SHOWN]
        chinese = ";".join(f"{fault.path}: {fault.cause}" for fault in shown)
        english = "; ".join(f"{fault.path}: {fault.english}" for fault in shown)
        raise BadInputError(f"{file}: {chinese}", f"{file}: {english}") from error


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(
            f"--on「{text}」不是有效日期,应如 2026-10-12", f'--on "{text}" is not a date'
        ) from error


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(
            f"--known-at「{text}」不是有效时刻", f'--known-at "{text}" is not an instant'
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=CHINA)
