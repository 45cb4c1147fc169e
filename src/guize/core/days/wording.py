"""The steps of a count in words, Chinese and English. `explain` passes on to this every key
`count.…`.
"""

from __future__ import annotations

from datetime import date

from guize.core.answers import Reason, Value

WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
ENGLISH_NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "周末": "weekend",
    "节假日": "public holiday",
}
STEPS = {
    "count.start": (
        "%(start)s 为开始之日,不计入",
        "%(start)s is the first day and is not counted",
    ),
    "count.skipped": ("%(span)s %(name)s,不计", "%(span)s: %(name)s, not counted"),
    "count.makeup": ("%(day)s 调休上班,是工作日", "%(day)s is a make-up working day"),
    "count.working_days": (
        "数满 %(length)s 个工作日,至 %(due)s",
        "%(length)s working days end on %(due)s",
    ),
    "count.days": ("数满 %(length)s 日,至 %(raw)s", "%(length)s days end on %(raw)s"),
    "count.months": ("满 %(length)s 个月,至 %(raw)s", "%(length)s months end on %(raw)s"),
    "count.years": ("满 %(length)s 年,至 %(raw)s", "%(length)s years end on %(raw)s"),
    "count.month_end": (
        "该月没有 %(day)s 日,以月末日届满",
        "that month has no day %(day)s, so the period ends on its last day",
    ),
    "count.rolled": (
        "%(raw)s 是%(name)s,顺延至其后第一个工作日 %(due)s",
        "%(raw)s is off (%(name)s), so it moves to the next working day, %(due)s",
    ),
    "count.not_rolled": (
        "%(raw)s 是%(name)s,本期限不顺延",
        "%(raw)s is off (%(name)s); this period does not move",
    ),
    "count.provisional": (
        "%(year)s 年的放假安排没有录入,期限为暂定",
        "the days off of %(year)s are not entered: the date is provisional",
    ),
}


def say_day(day: date, language: str = "zh") -> str:
    """2026-10-08(周四), or 2026-10-08 (Thu)."""
    name = WEEKDAYS["en" if language == "en" else "zh"][day.weekday()]
    return f"{day.isoformat()} ({name})" if language == "en" else f"{day.isoformat()}(周{name})"


def say_step(step: Reason, language: str = "zh") -> str:
    """One step of a count as a sentence without its final mark. Raises KeyError for other keys."""
    values = dict(step.values)
    words = {key: _word(value, language) for key, value in values.items()}
    if "first" in values:
        same = values["first"] == values["last"]
        joint = " to " if language == "en" else "至"
        words["span"] = words["first"] if same else words["first"] + joint + words["last"]
    return STEPS[step.key][language == "en"] % words


def _word(value: Value, language: str) -> str:
    if isinstance(value, date):
        return say_day(value, language)
    return ENGLISH_NAMES.get(str(value), str(value)) if language == "en" else str(value)
