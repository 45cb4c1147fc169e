"""The one-page brief and the quarterly report for the county's leadership, as official documents.

Every figure comes with how it is counted; units are compared, persons are not counted at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from guize.cases.queries import Figures
from guize.core.rulebook import Rulebook
from guize.formats.official import Block, Official
from guize.papers.dossier import chinese_day, text

Bars = tuple[tuple[str, int], ...]
QUARTERS = "一二三四"
SHOWN_MONTHS, SHOWN_UNITS = 6, 3
STATES = (("in_time", "按期办结"), ("late", "逾期办结"), ("overdue", "逾期（未见记录）"),
          ("running", "未到期"))  # fmt: skip
COUNTING = (
    "在办案件：报告期末尚无裁判结果、也未认定败诉的案件。",
    "新收案件：登记日期在报告期内的案件。",
    "败诉案件：败诉裁判已经生效的案件，含以前收案。",
    "应办事项：期限届满日在报告期内的应办事项；“逾期（未见记录）”只说明没有办结记录。",
    "所列数字由记录算出，系统提示，不作为处理依据。",
)


def period(figures: Figures) -> str:
    first = figures.span.first
    return f"{first.year}年第{QUARTERS[(first.month - 1) // 3]}季度"


def brief(figures: Figures, *, county: str, issuer: str) -> Official:
    """One page: four figures, the course of six months, the units with most overdue."""
    owed = figures.duties
    rows = (
        ("在办案件", "新收案件", "败诉案件", "逾期（未见记录）"),
        tuple(
            str(n) for n in (figures.open, figures.opened, figures.adverse, owed.get("overdue", 0))
        ),
    )
    late = [one for one in figures.units if one.duties.get("overdue")][:SHOWN_UNITS]
    named = "；".join(f"{one.name}{one.duties['overdue']}项" for one in late) or "没有"
    return Official(
        title=f"{county}诉讼应诉工作简报",
        number=f"（{period(figures)}）",
        blocks=(
            Block("table", rows=rows, widths=(6, 6, 6, 10)),
            *text(f"逾期（未见记录）事项较多的单位：{named}。所列数字为系统提示，不作为处理依据。"),
            *text("近六个月新收案件（件）："),
            Block("chart", bars=figures.months[-SHOWN_MONTHS:]),
            Block("table", rows=_columns(figures.months[-SHOWN_MONTHS:]), widths=(4,) * 7),
        ),
        signers=(issuer,),
        dated=chinese_day(figures.on),
    )


def quarterly(figures: Figures, *, county: str, issuer: str, book: Rulebook) -> Official:
    """Cases, results, duties by unit, and how each figure is counted."""
    kinds = _named(figures.by_kind, book, "案件类型")
    ended = _named(figures.dispositions, book, "裁判结果")
    duties = tuple((label, figures.duties.get(code, 0)) for code, label in STATES)
    return Official(
        title=f"{county}{period(figures)}\n诉讼应诉工作情况报告",
        blocks=(
            Block("first", "一、总体情况"),
            *text(
                f"报告期内新收案件{figures.opened}件，期末在办{figures.open}件，"
                f"败诉裁判已经生效的案件{figures.adverse}件。"
            ),
            *_charted("案件类型", "件数", kinds),
            Block("first", "二、裁判结果"),
            *_charted("裁判结果", "件数", ended),
            Block("first", "三、应办事项"),
            *_charted("办理情况", "项数", duties),
            Block("first", "四、各单位情况"),
            *_units(figures),
            Block("first", "五、统计口径"),
            *text(*COUNTING),
        ),
        signers=(issuer,),
        dated=chinese_day(figures.on),
    )


def _named(counts: Mapping[str, int], book: Rulebook, vocabulary: str) -> Bars:
    words = {word.code: word.label for word in book.words.get(vocabulary, ())}
    found = [(words.get(code, code), number) for code, number in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _charted(what: str, unit: str, bars: Bars) -> tuple[Block, ...]:
    if not any(value for _label, value in bars):
        return text("报告期内没有。")
    rows = ((what, unit), *((label, str(value)) for label, value in bars))
    return (Block("chart", bars=bars), Block("table", rows=rows, widths=(20, 8)))


def _units(figures: Figures) -> tuple[Block, ...]:
    if not figures.units:
        return text("报告期内没有。")
    heading = ("单位", "新收", *(label for _code, label in STATES[:3]))
    rows = tuple(
        (one.name, str(one.cases), *(str(one.duties.get(code, 0)) for code, _l in STATES[:3]))
        for one in figures.units
    )
    return (Block("table", rows=(heading, *rows), widths=(10, 4, 4, 4, 6)),)


def _columns(bars: Bars) -> tuple[tuple[str, ...], ...]:
    names = tuple(label for label, _value in bars)
    return (("月份", *names), ("件数", *(str(value) for _label, value in bars)))
