"""`guize assess record.json --on 2026-10-12`: what follows from a case record on a day.

`--why ID` explains one conclusion, `--why` alone lists them with their ids; `--why-not ROW` says
what keeps a row of the rulebook from applying.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.core.assess import Assessment, examine
from guize.core.days import DayError
from guize.core.duties import rulebook_on
from guize.core.explain import Conclusion, absences, conclusions, counterfactuals, find_row
from guize.core.facts import CaseFacts, CaseRecord
from guize.core.markdown import RulebookError
from guize.core.rulebook import Norms, Rulebook
from guize.core.tables import TableError
from guize.formats.assessment import as_json, assessment_to_dict, names_of
from guize.formats.assessment_text import Page
from guize.formats.calendar_files import CALENDARS, CalendarFileError
from guize.formats.case_record import CHINA, CaseFileError, read_case
from guize.formats.rulebook_folder import RULEBOOKS, read_norms
from guize.formats.why_text import Why

MOST_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="案件记录 guize-case/1,- 为标准输入 / record, - for stdin")
    parser.add_argument("--on", required=True, help="评估之日 / the day asked: 2026-10-12")
    parser.add_argument("--known-at", help="只用此刻以前的记录 / only what was recorded by then")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--why",
        nargs="?",
        const="",
        metavar="ID",
        help="为什么;不写编号则列出 / explain; none: list",
    )
    asked.add_argument(
        "--why-not", metavar="ROW", help="某行为什么不适用 / why a row does not apply"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rulebook", default="xiuyan-2024", help="规则包 / pack")
    parser.add_argument("--rulebooks", type=Path, default=RULEBOOKS, help="规则包文件夹 / folder")
    parser.add_argument("--calendars", type=Path, default=CALENDARS, help="日历文件夹 / folder")


@dataclass(frozen=True, slots=True)
class Asked:
    """A record, the law and the day of one call, with what follows."""

    record: CaseRecord
    norms: Norms
    known_at: datetime | None
    said: Assessment
    facts: CaseFacts
    language: str

    @property
    def rulebook(self) -> Rulebook:
        return rulebook_on(self.norms, self.said.on)[0]

    def writer(self) -> Why:
        names = names_of(self.record, self.rulebook, self.language)
        return Why(self.rulebook, self.language, names)


def run(arguments: argparse.Namespace) -> int:
    asked = _asked(arguments)
    answer = _answer(asked, arguments)
    if arguments.format == "json":
        print(json.dumps(answer[0], ensure_ascii=False, indent=1))
        return 0
    for line in answer[1]:
        print(line)
    return 0


def _asked(arguments: argparse.Namespace) -> Asked:
    on, known_at = day_of(arguments.on), _instant(arguments.known_at)
    norms = _norms(arguments)
    record = _record(arguments.file, norms)
    try:
        said, facts = examine(record, norms, on=on, known_at=known_at)
    except (DayError, TableError) as error:
        english = getattr(error, "english", str(error))
        raise BadInputError(str(error), english) from error
    return Asked(record, norms, known_at, said, facts, arguments.language)


def _answer(asked: Asked, arguments: argparse.Namespace) -> tuple[object, Iterable[str]]:
    """As JSON values, and as lines."""
    if arguments.why is not None:
        return _why(asked, arguments.why)
    if arguments.why_not is not None:
        return _why_not(asked, arguments.why_not)
    supposed = counterfactuals(asked.record, asked.norms, on=asked.said.on, known_at=asked.known_at)
    page = Page(asked.said, asked.record, asked.rulebook, asked.language, otherwise=supposed)
    return assessment_to_dict(asked.said), page.lines()


def _why(asked: Asked, id_: str) -> tuple[object, Iterable[str]]:
    known = conclusions(asked.said, asked.facts, asked.norms)
    if not id_:
        return as_json(known), asked.writer().listed(known)
    found = next((each for each in known if each.id == id_), None)
    if found is None:
        raise _unknown(id_, known)
    return as_json(found), asked.writer().lines(found)


def _unknown(id_: str, known: tuple[Conclusion, ...]) -> BadInputError:
    near = [each.id for each in known if id_.partition(":")[0] in each.id][:MOST_SHOWN]
    ids = "、".join(near) or "--why"
    return BadInputError(
        f"没有结论「{id_}」,可问:{ids}", f'there is no conclusion "{id_}"; known: {ids}'
    )


def _why_not(asked: Asked, row: str) -> tuple[object, Iterable[str]]:
    if not any(find_row(row, book) for book in asked.norms.rulebooks):
        raise BadInputError(f"规则包中没有「{row}」这一行", f'the rulebook has no row "{row}"')
    found = absences(row, asked.said, asked.facts, asked.norms)
    write = asked.writer()
    return as_json(found), (line for each in found for line in write.not_lines(each))


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
