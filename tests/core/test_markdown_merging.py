"""A pack on top of another: same id overrides, new words widen the tables of the base."""

import pytest

from core.a_pack import ARTICLE, PACK, read
from guize.core.markdown import RulebookError, coverage, read_pack

COUNTY = {**PACK, "id": "county-1", "extends": ["test-1"]}


def county(text, bases=None):
    return read_pack(COUNTY, {"01.md": text}, bases or (read(),))


OWN = """## 县第一条 {#xian-1}
> 收到起诉状后1个工作日内报告。

职责表
| 编号 | 触发事件 | 责任人 | 行为 | 期限 | 完成事件 | 方式 | 性质 | 依据 |
|---|---|---|---|---|---|---|---|---|
| 1-报告 | 收到起诉状 | 主要负责人 | 报告 | 1工作日 | 提起诉讼 | 必须 | 本办法 | 县第一条 |
| 1-再报 | 提起诉讼 | 主要负责人 | 再报 | 及时 | | 应当 | 本办法 | 第一条第二款 |
"""


def test_a_row_of_the_same_id_takes_the_place_of_the_bases_row():
    book = county(OWN)
    assert [(d.id, str(d.period)) for d in book.duties] == [
        ("1-报告", "1工作日"),
        ("1-再报", "None"),
    ]
    assert [d.citation.pack for d in book.duties] == ["county-1", "test-1"]


def test_the_articles_of_both_are_there_but_only_its_own_count_as_covered():
    book = county(OWN)
    assert [(a.label, a.pack) for a in book.articles] == [
        ("县第一条", "county-1"),
        ("第一条", "test-1"),
    ]
    assert [unit.id for unit, _ in coverage(book).units] == ["xian-1-1-1"]


def test_tables_and_words_of_the_base_apply():
    book = county(OWN)
    assert book.tables["移送"].rows[0].citation.pack == "test-1"
    assert book.event_types["filed"].label == "提起诉讼"
    assert book.fields["note"].label == "说明"


MORE = "词汇表 种类\n| 代码 | 名称 | 英文 |\n|---|---|---|\n| criminal | 刑事 | criminal |\n"
BY_KIND = """## 第二条 {#art-2}
> 民事的移交。

表 按种类 逐案 唯一命中
| 编号 | 种类 | 结果:结果 | 依据 |
|---|---|---|---|
| 2-民事 | 民事 | 移交 | 第二条 |
| 2-其他 | 其他 | 不移交 | 第二条 |
"""


def test_a_new_word_must_be_decided_by_the_tables_of_the_base_too():
    with pytest.raises(RulebookError, match="表「按种类」:没有一行适用于:种类=刑事"):
        county(MORE, (read(ARTICLE + BY_KIND),))


def test_a_new_word_is_known_to_the_duties_of_the_base():
    column, condition = county(MORE).duties[0].conditions[0]
    assert column.codes == ("civil", "other", "criminal")
    assert condition.accepts == frozenset({0})


def test_an_article_may_not_have_the_label_of_one_in_the_base():
    with pytest.raises(RulebookError, match="「第一条」出现两次"):
        county("## 第一条 {#xian-1}\n> 又。\n")
