"""Calendars as files: one TOML a year (days off, make-up days, notice), `festivals.toml` for the
fixed days, `local.toml` for a county's own days.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guize.core.days import Calendar, Festival, LocalDay, YearNotice

HERE = Path(__file__).resolve()
CALENDARS = HERE.parents[3] / "calendars" / "cn"
MAX_BYTES = 100_000
LONGEST_RUN = 60


class CalendarFileError(ValueError):
    """A calendar that cannot be read: file and cause, in Chinese and in `english`."""

    def __init__(self, file: str, cause: str, english: str) -> None:
        super().__init__(f"{file}: {cause}")
        self.cause = f"{file}: {cause}"
        self.english = f"{file}: {english}"


def read_calendar(folder: Path = CALENDARS) -> Calendar:
    """The calendar of a folder. Raises CalendarFileError."""
    if not folder.is_dir():
        raise CalendarFileError(
            folder.name, "没有这个日历文件夹", "there is no such calendar folder"
        )
    years = sorted(folder.glob("[0-9][0-9][0-9][0-9].toml"))
    return Calendar(
        notices=tuple(read_year(path) for path in years),
        festivals=tuple(_festivals(folder / "festivals.toml")),
        overlay=tuple(_local_days(folder / "local.toml")),
    )


def read_year(path: Path) -> YearNotice:
    """One year's notice. Raises CalendarFileError."""
    return year_notice(_table(path), path.name)


def year_notice(table: Mapping[str, Any], file: str) -> YearNotice:
    """The notice written in the TOML table `table`; `file` names it in errors."""
    try:
        year = int(table["year"])
        names = {day: run["name"] for run in table["off"] for day in _run(run, file)}
        makeup = frozenset(_day(day, file) for day in table.get("makeup", ()))
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, CalendarFileError):
            raise
        raise CalendarFileError(
            file, f"缺少或写错 {error}", f"missing or wrong: {error}"
        ) from error
    _check_days(year, names, makeup, file)
    return YearNotice(
        year=year,
        off=frozenset(names),
        makeup=makeup,
        notice=str(table.get("notice", "")),
        published_on=table.get("published_on"),
        source=str(table.get("source", "")),
        names=names,
    )


def _check_days(year: int, names: Mapping[date, str], makeup: frozenset[date], file: str) -> None:
    for day in (*names, *makeup):
        if day.year != year:
            raise CalendarFileError(
                file, f"{day} 不在 {year} 年", f"{day} does not lie in the year {year}"
            )
    if both := sorted(makeup.intersection(names)):
        raise CalendarFileError(
            file, f"{both[0]} 既放假又上班", f"{both[0]} is both off and worked"
        )


def _run(run: Mapping[str, Any], file: str) -> Iterator[date]:
    first, last = _day(run["first"], file), _day(run["last"], file)
    if not 0 <= (last - first).days < LONGEST_RUN:
        raise CalendarFileError(
            file, f"{first} 至 {last} 不是放假起止日", f"{first} to {last} is not a run of days off"
        )
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(value: object, file: str) -> date:
    if type(value) is date:
        return value
    raise CalendarFileError(file, f"「{value}」不是日期", f'"{value}" is not a date')


def _festivals(path: Path) -> Iterator[Festival]:
    if not path.exists():
        return
    for entry in _table(path).get("festival", ()):
        for day in entry["days"]:
            since, until = entry.get("since", 1), entry.get("until", 9999)
            yield Festival(entry["name"], entry["month"], day, since, until)


def _local_days(path: Path) -> Iterator[LocalDay]:
    if not path.exists():
        return
    for entry in _table(path).get("local", ()):
        day = _day(entry["day"], path.name)
        yield LocalDay(day, entry["name"], entry.get("off", True), entry.get("notice", ""))


def _table(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MAX_BYTES:
        raise CalendarFileError(path.name, "文件过大", "the file is too large")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CalendarFileError(
            path.name, f"不是合格的 TOML:{error}", f"not valid TOML: {error}"
        ) from error
