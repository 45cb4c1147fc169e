"""A rulebook read from its text: values, units of text, claims."""

from core.a_pack import ARTICLE, WORDS, read
from guize.core.days import Period, Unit
from guize.core.markdown import coverage
from guize.core.tables import row_ids


def test_a_duty_has_its_period_bearer_events_and_provision():
    (duty,) = read().duties
    assert (duty.triggers, duty.bearers, duty.done_by) == (("served",), ("principal",), ("filed",))
    assert (duty.period, duty.roll) == (Period(2, Unit.WORKING_DAY), "none")
    assert duty.citation.provision == "第一条第二款"
    assert duty.conditions[0][1].accepts == frozenset({0})


def test_a_period_in_days_rolls_unless_told_otherwise():
    natural = ARTICLE.replace("2工作日", "15日")
    assert read(natural).duties[0].roll == "end"
    told = natural.replace("| 完成事件", "| 顺延 | 完成事件").replace("15日|", "15日|不顺延|")
    assert read(told).duties[0].roll == "none"


def test_a_duty_may_be_due_before_an_event_or_on_a_date_of_its_trigger():
    before = read(ARTICLE.replace("2工作日", "提起诉讼前")).duties[0]
    assert (before.period, before.before) == (None, ("filed",))
    assert read(ARTICLE.replace("2工作日", "开庭日期")).duties[0].due_field == "hearing_on"
    assert read(ARTICLE.replace("2工作日", "及时")).duties[0].period is None


def test_a_decision_table_decides_by_the_amount_in_fen():
    table = read().tables["移送"]
    assert row_ids(table, {"lost": True, "loss": 30_000_001}) == ("1-移交",)
    assert row_ids(table, {"lost": True, "loss": 30_000_000}) == ("1-不足",)
    assert table.rows[0].results == {"结果": "refer"}


def test_sentences_and_paragraphs_are_numbered_and_labelled_as_the_law_does():
    units = read().articles[0].units
    assert [(u.id, u.label) for u in units] == [
        ("1-1-1", "第一条第一款第一句"),
        ("1-1-2", "第一条第一款第二句"),
        ("1-2-1", "第一条第二款"),
    ]
    assert units[0].claimed_by == ("1-移交",)


ITEMS = """## 第二条 {#art-2}
> 方式包括:
> (一)谈话提醒;
> (四)诫勉谈话;
> (四)党政纪处分。
> 另有规定的除外。

非规范性 2-2-1 引导
表 方式 逐案 全部命中
| 编号 | 败诉 | 结果:结果 | 依据 |
|---|---|---|---|
| 2-a | 是 | 移交 | 第二条第一款第(一)项、第二条第(四)项〔党政纪处分〕 |
"""


def test_two_items_of_one_number_are_told_apart_by_their_words():
    units = read(ARTICLE + ITEMS).articles[1].units
    assert [(u.id, u.label) for u in units[1:4]] == [
        ("2-1-i1", "第二条第一款第(一)项"),
        ("2-1-i2", "第二条第一款第(四)项〔诫勉谈话〕"),
        ("2-1-i3", "第二条第一款第(四)项〔党政纪处分〕"),
    ]


def test_an_item_is_claimed_with_the_sentence_that_introduces_it():
    covered = coverage(read(ARTICLE + ITEMS))
    assert [unit.id for unit in covered.uncovered] == ["2-1-i2"]
    assert covered.share == 7 / 8


def test_an_article_without_its_text_counts_as_uncovered():
    book = read(ARTICLE + "## 第九条 {#art-9}\n缺文\n")
    assert [article.label for article in coverage(book).missing] == ["第九条"]
    assert coverage(book).share == 3 / 4


def test_full_width_signs_are_read_as_half_width_but_the_text_stays_as_printed():
    wide = ARTICLE.replace(">30万元 |", "＞３０万元 |").replace("结果:结果", "结果：结果")
    book = read(wide.replace("损失超过", "损失（超过）"))
    assert row_ids(book.tables["移送"], {"lost": True, "loss": 30_000_001}) == ("1-移交",)
    assert "损失（超过）30万元" in book.articles[0].text


def test_a_band_is_written_as_two_comparisons():
    banded = ARTICLE.replace("| 1-不足 | 是 | ≤30万元 |", "| 1-不足 | 是 | ≤10万元 |").replace(
        "| 1-胜诉", "| 1-中间 | 是 | >10万元 ≤30万元 | 移交 | | 第一条第一款第一句 |\n| 1-胜诉"
    )
    table = read(banded).tables["移送"]
    assert row_ids(table, {"lost": True, "loss": 10_000_001}) == ("1-中间",)
    assert row_ids(table, {"lost": True, "loss": 10_000_000}) == ("1-不足",)


def test_the_content_hash_changes_with_any_character():
    assert read().content_hash == read().content_hash != read(words=WORDS + "\n").content_hash
