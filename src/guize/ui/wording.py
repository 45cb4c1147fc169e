"""How days, money and names are written on a page, in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

from guize.core.answers import Citation
from guize.core.days import Period, Unit
from guize.ui import rules

WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ENGLISH_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
FEN_IN_WAN = 1_000_000


def is_english() -> bool:
    return (get_language() or "zh").startswith("en")


def language() -> str:
    return "en" if is_english() else "zh"


def as_date(value: object) -> date | None:
    """A day from a date, an instant (in Beijing time) or ISO text; None for anything else."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def written_day(value: date) -> str:
    """2026-09-29(周二), or Tue 29 Sep 2026."""
    if is_english():
        name, month = ENGLISH_DAYS[value.weekday()], ENGLISH_MONTHS[value.month - 1]
        return f"{name} {value.day} {month} {value.year}"
    return f"{value.isoformat()}(周{WEEKDAYS[value.weekday()]})"


def listed(names: Iterable[str]) -> str:
    """Several names in a row: 甲、乙, or A, B."""
    return (", " if is_english() else "、").join(names)


def written_yuan(fen: int) -> str:
    """300,000.00 元."""
    unit = "yuan" if is_english() else "元"
    return f"{Decimal(fen) / 100:,.2f} {unit}"


def written_wan(fen: int) -> str:
    """30 万元, with as many decimals as the amount needs, at most six."""
    unit = "× 10,000 yuan" if is_english() else "万元"
    return f"{(Decimal(fen) / FEN_IN_WAN).normalize():,f} {unit}"


PERIODS = {
    Unit.WORKING_DAY: ("{} 个工作日", "{} working days", "{} working day"),
    Unit.DAY: ("{} 日", "{} days", "{} day"),
    Unit.MONTH: ("{} 个月", "{} months", "{} month"),
    Unit.YEAR: ("{} 年", "{} years", "{} year"),
}


def written_period(period: Period) -> str:
    """2 个工作日, or 2 working days."""
    chinese, several, one = PERIODS[period.unit]
    english = one if period.length == 1 else several
    return (english if is_english() else chinese).format(period.length)


def gloss_text(text: str) -> str:
    """A code or phrase of the rulebook in the reader's language; unchanged where it has none."""
    book = rules.rulebook()
    if book is None:
        return text
    if is_english() and text in book.english:
        return book.english[text]
    for word in (word for group in book.words.values() for word in group):
        if text in (word.code, word.label):
            return word.english if is_english() else word.label
    return text


ARTICLE = re.compile(r".*?第[零一二三四五六七八九十百]+条")


def article_labels(cite: Citation) -> tuple[str, ...]:
    """The articles a citation names: 第七条 for 第七条第一款、第七条第二款."""
    found = (ARTICLE.match(part) for part in cite.provision.split("、"))
    return tuple(dict.fromkeys(match[0] for match in found if match))


def provision_anchor(cite: Citation) -> str:
    """The id, within the page of its rulebook, of the words that a citation names first: a sentence
    or an item, else the article.
    """
    book, labels = rules.rulebook(cite.pack), article_labels(cite)
    articles = (a for a in (book.articles if book else ()) if labels and a.label == labels[0])
    article = next(articles, None)
    if article is None:
        return ""
    named = cite.provision.split("、")[0]
    below = [unit for unit in article.units if unit.label.startswith(named)]
    if named == article.label or not below:
        return article.id
    exact = (unit for unit in below if unit.label == named)
    return f"u-{next(exact, below[0]).id}"
