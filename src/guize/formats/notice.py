"""The text of the yearly notice on days off → a `YearNotice` for a person to confirm.

Every clause must be understood: a holiday without days, a weekday that does not fit its date or a
number of days that does not add up is an error, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from guize.core.days import YearNotice

MAX_CHARACTERS = 20_000
_YEAR = re.compile(r"(\d{4})年(?:部分)?节假日")
_NUMBER = re.compile(r"国办发(?:明电)?〔\d{4}〕\d+号")
_CLAUSE = re.compile(r"(?:^|[。\n])\s*[一二三四五六七八九十]{1,2}、([^:\n。]{1,20}):")
_DATE = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_DAYS = re.compile(rf"{_DATE}(?:\(([^)]*)\))?(?:至{_DATE}(?:\(([^)]*)\))?)?")
_TOTAL = re.compile(r"共(\d+)天|放假(\d+)天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")


class NoticeError(ValueError):
    """A notice that is not wholly understood: the cause in Chinese and in `english`.

    `every` lists all that is not understood where several clauses are not, this one first.
    """

    def __init__(self, cause: str, english: str, more: tuple[NoticeError, ...] = ()) -> None:
        super().__init__(cause)
        self.cause = cause
        self.english = english
        self.every = (self, *more)


def read_notice(text: str) -> YearNotice:
    """The days off and make-up days that the notice lists. Raises NoticeError."""
    if len(text) > MAX_CHARACTERS:
        raise NoticeError("文字过长,请只粘贴通知正文", "too long: paste the notice only")
    text = unicodedata.normalize("NFKC", text)  # full-width digits, brackets and colons
    year = _year(text)
    names: dict[date, str] = {}
    makeup: set[date] = set()
    faults: list[NoticeError] = []
    for name, body in _clauses(text):
        try:
            off, worked = _days_of(name, body, year)
        except NoticeError as error:
            faults.append(error)
            continue
        names.update(dict.fromkeys(off, name))
        makeup.update(worked)
    if faults:
        raise NoticeError(faults[0].cause, faults[0].english, tuple(faults[1:]))
    if both := sorted(makeup.intersection(names)):
        raise NoticeError(f"{both[0]} 既放假又上班", f"{both[0]} is both off and worked")
    number = _NUMBER.search(text)
    return YearNotice(
        year=year,
        off=frozenset(names),
        makeup=frozenset(makeup),
        notice=number[0] if number else "",
        source=f"国务院办公厅关于{year}年部分节假日安排的通知",
        names=names,
    )


def _year(text: str) -> int:
    if found := _YEAR.search(text):
        return int(found[1])
    raise NoticeError(
        "没有找到「××××年部分节假日安排」,请连标题一起粘贴",
        "no year found: paste the notice with its title",
    )


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Each numbered clause as (holiday, its sentences)."""
    heads = list(_CLAUSE.finditer(text))
    if not heads:
        raise NoticeError("没有找到「一、元旦:……」这样的条目", "no numbered holidays found")
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        yield head[1].strip(), text[head.end() : after.start() if after else len(text)]


def _days_of(name: str, body: str, year: int) -> tuple[list[date], list[date]]:
    off: list[date] = []
    worked: list[date] = []
    for sentence in re.split(r"[。\n]", body):
        if "上班" in sentence:
            worked.extend(_days_in(sentence, year, name))
        elif "放假" in sentence and "鼓励" not in sentence:
            days = list(_days_in(sentence, year, name))
            _check_total(sentence, days, name)
            off.extend(days)
    if not off:
        raise NoticeError(f"「{name}」没有写明放假日期", f"{name}: no days off are given")
    return off, worked


def _days_in(sentence: str, year: int, name: str) -> Iterator[date]:
    month = 0
    for found in _DAYS.finditer(sentence):
        y1, m1, d1, w1, y2, m2, d2, w2 = found.groups()
        month = int(m1) if m1 else month
        first = _date((int(y1 or year), month, int(d1)), w1, name)
        if not d2:
            last = first
        else:
            month = int(m2) if m2 else month
            last = _date((int(y2 or y1 or year), month, int(d2)), w2, name)
        _check_run(first, last, year, name)
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _check_run(first: date, last: date, year: int, name: str) -> None:
    if not first <= last <= first + timedelta(days=30):
        raise NoticeError(
            f"「{name}」{first} 至 {last} 不是放假起止日",
            f"{name}: {first} to {last} is not a run of days",
        )
    if first.year != year or last.year != year:
        raise NoticeError(
            f"「{name}」{first} 不在 {year} 年,请在该年的日历中录入",
            f"{name}: {first} lies outside {year}; enter it in that year's calendar",
        )


def _date(told: tuple[int, int, int], remark: str | None, name: str) -> date:
    try:
        found = date(*told)
    except ValueError:
        raise NoticeError(
            f"「{name}」{told[1]}月{told[2]}日不是日期",
            f"{name}: {told[1]}-{told[2]} is not a date",
        ) from None
    weekday = _WEEKDAY.search(remark or "")
    if weekday and "一二三四五六日".index(weekday[1].replace("天", "日")) != found.weekday():
        raise NoticeError(
            f"「{name}」{found} 不是{weekday[0]},请核对",
            f"{name}: {found} is not the weekday that the notice gives",
        )
    return found


def _check_total(sentence: str, days: list[date], name: str) -> None:
    total = _TOTAL.search(sentence)
    said = int(total[1] or total[2]) if total else len(days)
    if said != len(days):
        raise NoticeError(
            f"「{name}」写明 {said} 天,日期却有 {len(days)} 天",
            f"{name}: says {said} days but lists {len(days)}",
        )
