"""Days, money, periods and provisions are written the same way on every page, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from guize.core.answers import Citation
from guize.core.days import parse_period
from guize.core.rulebook import Word
from guize.formats.rulebook_folder import RULEBOOKS, read_rulebook
from guize.ui import rules, wording

THE_DAY = date(2026, 9, 29)


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_day_carries_its_weekday():
    assert rendered("{{ d|day }}", d=THE_DAY) == "2026-09-29(周二)"
    with override("en"):
        assert rendered("{{ d|day }}", d=THE_DAY) == "Tue 29 Sep 2026"


def test_an_instant_is_shown_in_beijing_time():
    late = datetime(2026, 9, 28, 18, 30, tzinfo=UTC)
    assert rendered("{{ t|moment }} {{ t|day }}", t=late) == "2026-09-29 02:30 2026-09-29(周二)"


def test_text_that_is_no_day_writes_nothing():
    assert rendered("{{ a|day }}{{ b|day }}", a="2026-02-30", b=None) == ""


def test_money_is_written_in_yuan_and_in_ten_thousands():
    assert rendered("{{ f|yuan }}", f=30_000_000) == "300,000.00 元"
    assert rendered("{{ f|wan }}", f=30_000_000) == "30 万元"
    assert rendered("{{ f|wan }}", f=30_050_001) == "30.050001 万元"
    assert rendered("{{ f|yuan }}{{ f|wan }}", f=None) == ""


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2工作日", "2 个工作日", "2 working days"),
        ("15日", "15 日", "15 days"),
        ("2月", "2 个月", "2 months"),
        ("1年", "1 年", "1 year"),
    ],
)
def test_a_period_is_written_in_words(text, chinese, english):
    assert wording.written_period(parse_period(text)) == chinese
    with override("en"):
        assert wording.written_period(parse_period(text)) == english


@pytest.mark.parametrize(
    ("provision", "labels"),
    [
        ("第七条第二款第一句", ("第七条",)),
        ("第七条第一款、第七条第二款", ("第七条",)),
        (
            "行政诉讼法第六十七条、行政诉讼法第三十四条",
            ("行政诉讼法第六十七条", "行政诉讼法第三十四条"),
        ),
        ("行政诉讼法解释第一百零一条", ("行政诉讼法解释第一百零一条",)),
        ("附则", ()),
    ],
)
def test_a_citation_names_its_articles(provision, labels):
    assert wording.article_labels(Citation("xiuyan-2024", provision)) == labels


@pytest.fixture
def book():
    """The county's rulebook as a request would find it."""
    found = read_rulebook(RULEBOOKS / "xiuyan-2024")
    with rules.using(lambda pack: found):
        yield found


def test_a_citation_links_to_the_words_it_names_and_to_its_readings(book):
    cite = Citation("xiuyan-2024", "第七条第二款", "7-2-报告", ("D10",))
    page = rendered("{% citation c %}", c=cite)
    assert 'href="/regulations/xiuyan-2024/#u-7-2-1"' in page
    assert 'href="/regulations/xiuyan-2024/interpretations/#D10"' in page
    assert rendered("{% citation c %}", c=None).strip() == ""


def test_codes_are_named_by_the_rulebook_in_force(book):
    assert rendered("{{ 'principal'|gloss }} {{ 'complaint_served'|event_label }}") == (
        "主要负责人 收到起诉状副本"
    )
    with override("en"):
        assert rendered("{{ '提交答辩状'|gloss }}") == "File the statement of defence"


def test_a_word_of_the_rulebook_is_named_in_the_language_of_the_reader():
    word = Word("principal", "主要负责人", "principal responsible person")
    assert rendered("{{ w|gloss }}", w=word) == "主要负责人"
    with override("en"):
        assert rendered("{{ w|gloss }}", w=word) == "principal responsible person"


def test_a_text_the_rulebook_does_not_know_stays_as_it_is():
    assert rendered("{{ w|gloss }}", w="某词") == "某词"
