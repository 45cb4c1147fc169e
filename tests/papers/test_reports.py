"""The brief fits a page, the report says how it counts, both say the same in both files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from a_paper import squeezed, text_of
from guize.cases.queries import Figures, quarter
from guize.cases.queries.counting import OfUnit
from guize.core.rulebook import Word
from guize.formats import charts, typst
from guize.formats.docx import docx_file
from guize.ledger.models import ReadLog
from guize.papers import reporting

MONTHS = tuple((f"2026-{n:02}", n % 5) for n in range(1, 13))
STATES = Counter(in_time=9, late=2, overdue=3, running=4)


def figures(units: int = 8) -> Figures:
    found = tuple(OfUnit(f"某某某某管理局{n}", n, STATES) for n in range(units))
    return Figures(
        quarter(2026, 4), date(2026, 11, 22), 12, 5, {"administrative": 3, "civil": 2}, 4,
        {"revoked": 3, "new_code": 1}, STATES, MONTHS, found,
    )  # fmt: skip


class Book:
    words = {"案件类型": (Word("administrative", "行政", "administrative"),)}


def brief(units: int = 8):
    return reporting.brief(figures(units), county="云岭县", issuer="云岭县司法局")


def report():
    return reporting.quarterly(
        figures(),
        county="云岭县",
        issuer="云岭县司法局",
        book=Book(),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("units", [0, 8, 60])
def test_the_brief_is_one_page(units):
    assert len(pypdfium2.PdfDocument(typst.pdf(brief(units)))) == 1


@pytest.mark.parametrize("document", [brief(), report()], ids=["brief", "report"])
def test_both_files_say_the_same_and_hold_the_pictures(document):
    made = docx.Document(BytesIO(docx_file(document)))
    told = squeezed("".join(t.text or "" for t in made.element.body.iter(qn("w:t"))))
    assert told == text_of(typst.pdf(document))
    drawn = sum(1 for block in document.blocks if block.kind == "chart")
    assert len(made.inline_shapes) == drawn > 0


def test_the_report_names_its_period_its_words_and_its_counting():
    told = text_of(typst.pdf(report()))
    for words in ("2026年第四季度", "行政3", "new_code1", "系统提示，不作为处理依据"):
        assert words in told


def test_a_quarter_without_anything_says_so():
    empty = Figures(quarter(2026, 1), date(2026, 4, 1), 0, 0, {}, 0, {}, {}, MONTHS, ())
    told = text_of(
        typst.pdf(reporting.quarterly(empty, county="县", issuer="局", book=Book()))  # type: ignore[arg-type]
    )
    assert told.count("报告期内没有。") == 4


def test_a_longer_bar_is_a_longer_picture():
    assert charts.svg((("甲", 1), ("乙", 9))) != charts.svg((("甲", 9), ("乙", 1)))
    assert charts.png((("甲", 0),)).startswith(b"\x89PNG")


@pytest.mark.django_db
def test_the_page_shows_the_quarter_and_hands_out_the_files(lawful, opened, client):
    desk = client.as_(lawful.justice_head.account)
    shown = desk.get(reverse("papers:reports"), {"year": "2026", "quarter": "4"}).content.decode()
    assert "2026年第四季度" in shown
    for kind in ("brief", "quarterly"):
        for form in ("pdf", "docx"):
            answer = desk.get(reverse("papers:report", args=[kind, 2026, 4, form]))
            assert answer.status_code == 200
            assert len(answer.content) > 5_000
    assert ReadLog.objects.filter(object="O17").count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"year": "x"}, {"quarter": "5"}, {"year": "99999"}])
def test_no_quarter_is_not_found(lawful, client, asked):
    desk = client.as_(lawful.justice_head.account)
    assert desk.get(reverse("papers:reports"), asked).status_code == 404
