"""A year's days off as someone pastes or uploads it: the notice's words, JSON or TOML."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from guize.core.days import Calendar, LocalDay, YearNotice
from guize.formats.calendar_files import CalendarFileError, year_notice
from guize.formats.notice import MAX_CHARACTERS, NoticeError, read_notice

PASTED = "calendar"
_TOML = re.compile(r"^\s*year\s*=", re.MULTILINE)
_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(放假|上班)\s+(\S.{0,60})")
MAX_LOCAL_DAYS = 60


def read_year_text(text: str) -> YearNotice:
    """The notice in a text of any of the three forms. Raises NoticeError or CalendarFileError."""
    if len(text) > MAX_CHARACTERS:
        raise NoticeError("文字过长,请只粘贴通知正文", "too long: paste the notice only")
    if text.lstrip().startswith("{"):
        return year_notice(_json(text), PASTED)
    if _TOML.search(text):
        return year_notice(_toml(text), PASTED)
    return read_notice(text)


def year_text(notice: YearNotice) -> str:
    """The notice as JSON that `read_year_text` takes."""
    off = [
        {"name": notice.names.get(day, ""), "first": day.isoformat(), "last": day.isoformat()}
        for day in sorted(notice.off)
    ]
    written = {
        "year": notice.year,
        "notice": notice.notice,
        "published_on": notice.published_on.isoformat() if notice.published_on else None,
        "source": notice.source,
        "off": off,
        "makeup": [day.isoformat() for day in sorted(notice.makeup)],
    }
    return json.dumps(written, ensure_ascii=False)


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(f"不是合格的 TOML:{error}", f"not valid TOML: {error}") from error


def _json(text: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(text)
        runs = [{**run, **_days(run, ("first", "last"))} for run in found["off"]]
        makeup = [date.fromisoformat(day) for day in found.get("makeup", ())]
        return {**found, **_days(found, ("published_on",)), "off": runs, "makeup": makeup}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused(f"不是合格的 JSON:{error}", f"not valid JSON: {error}") from error


def _days(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, date | None]:
    return {
        name: date.fromisoformat(values[name]) if values.get(name) else None
        for name in names
        if name in values
    }


def _refused(cause: str, english: str) -> CalendarFileError:
    return CalendarFileError(PASTED, cause, english)


def doubts(notice: YearNotice, calendar: Calendar) -> Iterator[NoticeError]:
    """What a notice of the State Council never says: a working day to be made up for on a working
    day, a fixed festival that is not off. `calendar` knows the fixed festivals.
    """
    for day in sorted(notice.makeup):
        if day.weekday() < 5:  # noqa: PLR2004 - Saturday
            yield NoticeError(f"{day} 不是周末,不会是调休上班日", f"{day} is not a weekend day")
    for each in calendar.festivals:
        day = date(notice.year, each.month, each.day)
        if each.since <= notice.year <= each.until and day not in notice.off:
            yield NoticeError(
                f"没有列明 {day}({each.name})放假", f"{day} ({each.name}) is not listed as off"
            )


def read_local_days(text: str, notice: str) -> tuple[LocalDay, ...]:
    """The county's own days, one a line: 2026-12-07 放假 县庆日. Raises NoticeError."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MAX_LOCAL_DAYS:
        raise NoticeError("请每行填写一天,最多 60 行", "give one day a line, at most 60")
    found = {local.day: local for local in (_local(line, notice) for line in lines)}
    if len(found) != len(lines):
        raise NoticeError("同一天出现两次", "a day appears twice")
    return tuple(sorted(found.values(), key=lambda local: local.day))


def _local(line: str, notice: str) -> LocalDay:
    refused = NoticeError(
        f"「{line}」应为:日期 放假或上班 名称,如 2026-12-07 放假 县庆日",
        f'"{line}" must be: day, 放假 or 上班, name',
    )
    match = _LOCAL.fullmatch(line)
    if match is None:
        raise refused
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        raise refused from None
    return LocalDay(day, match[3], match[2] == "放假", notice)
