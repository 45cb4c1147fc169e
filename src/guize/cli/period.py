"""`guize period 2026-09-24 "2个工作日"`: the last day of a period and how it was counted."""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from datetime import date
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.core.days import (
    Calendar,
    DayError,
    Deadline,
    Roll,
    last_day,
    parse_period,
    say_day,
    say_step,
)
from guize.formats.calendar_files import CALENDARS, CalendarFileError, read_calendar

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COLUMNS = ("start", "period", "raw", "due", "provisional", "error")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("start", nargs="?", help="开始之日,不计入 / first day: 2026-09-24")
    parser.add_argument("period", nargs="?", help='"2个工作日" 15日 2个月 1年 "2 working days"')
    parser.add_argument("--no-roll", action="store_true", help="末日不顺延 / do not move the end")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--batch", type=Path, help="CSV (start,period) → CSV")
    parser.add_argument("--calendars", type=Path, default=CALENDARS, help="日历文件夹 / folder")


def run(arguments: argparse.Namespace) -> int:
    try:
        calendar = read_calendar(arguments.calendars)
    except (CalendarFileError, OSError) as error:
        english = getattr(error, "english", str(error))
        raise BadInputError(
            f"日历无法读取:{error}", f"the calendar cannot be read: {english}"
        ) from error
    if arguments.batch:
        return _batch(arguments, calendar)
    if not (arguments.start and arguments.period):
        raise BadInputError("请写明起算之日和期限", "give the first day and the period")
    try:
        deadline = count(arguments.start, arguments.period, calendar, no_roll=arguments.no_roll)
    except DayError as error:
        raise BadInputError(error.cause, error.english) from error
    _show(deadline, arguments)
    return 0


def count(start: str, period: str, calendar: Calendar, *, no_roll: bool) -> Deadline:
    """The deadline from text. Raises DayError for either word."""
    roll = Roll.NONE if no_roll else None
    return last_day(_day(start.strip()), parse_period(period), calendar, roll=roll)


def _day(text: str) -> date:
    try:
        if ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # told below together with other texts that are no date
    raise DayError(
        f"「{text[:40]}」不是有效日期,应如 2026-09-24",
        f'"{text[:40]}" is not a date such as 2026-09-24',
    )


def _show(deadline: Deadline, arguments: argparse.Namespace) -> None:
    steps = [(step, say_step(step, arguments.language)) for step in deadline.reasons]
    doubts = [text for step, text in steps if step.key == "count.provisional"]
    if arguments.format == "json":
        print(json.dumps(_as_json(deadline, arguments, steps, doubts), ensure_ascii=False))
        return
    english = arguments.language == "en"
    mark = (" (provisional)" if english else "(暂定)") if deadline.provisional else ""
    print(("last day  " if english else "末日 ") + say_day(deadline.due, arguments.language) + mark)
    for step, text in steps:
        cited = f"  [{step.citation.provision}]" if step.citation else ""
        print(f"  · {text}{cited}")


def _as_json(deadline, arguments, steps, doubts) -> dict[str, object]:  # type: ignore[no-untyped-def]
    return {
        "start": deadline.start.isoformat(),
        "period": arguments.period,
        "raw": deadline.raw.isoformat(),
        "due": deadline.due.isoformat(),
        "provisional": deadline.provisional,
        "reason": ";".join(doubts),
        "counting": [text for _, text in steps],
    }


def _batch(arguments: argparse.Namespace, calendar: Calendar) -> int:
    if arguments.start:
        raise BadInputError("--batch 不与起算之日同用", "--batch takes no first day")
    rows = _rows(arguments.batch)
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    bad = False
    for row in rows:
        line = _counted(row, calendar, arguments)
        bad = bad or bool(line["error"])
        out.writerow(line)
    return 2 if bad else 0


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of the file; Excel saves Chinese CSV as GB 18030, so that is understood too."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"无法读取 {path}", f"cannot read {path}: {error.strerror}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    rows = csv.DictReader(text.splitlines(), restkey="more", restval="")
    if not {"start", "period"} <= set(rows.fieldnames or ()):
        raise BadInputError(
            f"{path} 应有 start、period 两列", f"{path} needs the columns start, period"
        )
    try:
        return list(rows)
    except csv.Error as error:
        raise BadInputError(
            f"{path} 不是合格的 CSV", f"{path} is not valid CSV: {error}"
        ) from error


def _counted(
    row: dict[str, str], calendar: Calendar, arguments: argparse.Namespace
) -> dict[str, str]:
    line = dict.fromkeys(COLUMNS, "") | {"start": row["start"], "period": row["period"]}
    try:
        deadline = count(row["start"], row["period"], calendar, no_roll=arguments.no_roll)
    except DayError as error:
        return line | {"error": error.english if arguments.language == "en" else error.cause}
    provisional = "true" if deadline.provisional else "false"
    return line | {
        "raw": deadline.raw.isoformat(),
        "due": deadline.due.isoformat(),
        "provisional": provisional,
    }
