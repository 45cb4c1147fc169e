"""A pack takes back what it inherits, by name and with a reason; what stays must stand alone."""

from __future__ import annotations

import pytest

from core.a_pack import ARTICLE, PACK, WORDS, read
from guize.core.markdown import RulebookError, read_pack

BASE = read()
COUNTY = {**PACK, "id": "county-1", "title": "某县办法", "extends": ["test-1"]}
EVENTS = """字段表
| 代码 | 名称 | 英文 | 类型 | 词汇 |
|---|---|---|---|---|
| place | 地点 | Place | 文本 | |

事件表
| 代码 | 名称 | 英文 | 流 | 对象 | 动作 | 日期 | 字段 | 须先有 |
|---|---|---|---|---|---|---|---|---|
| answered | 答辩 | Answered | 案件 | O2 | A | 已发生 | 地点 | {after} |
"""


def withdrawing(*rows, own="", base=BASE):
    lines = "\n".join(f"| {name} | {why} |" for name, why in rows)
    text = f"# 词\n{own}\n不适用表\n| 编号 | 理由 |\n|---|---|\n{lines}\n"
    return read_pack(COUNTY, {"a.md": text}, (base,))


def causes(*rows, own="", base=BASE):
    with pytest.raises(RulebookError) as refused:
        withdrawing(*rows, own=own, base=base)
    return [(fault.file, fault.line, fault.cause) for fault in refused.value.faults]


def test_a_row_a_table_and_an_event_type_go_and_their_reasons_stay():
    book = withdrawing(("1-报告", "没有报告"), ("移送", "没有移送"), ("提起诉讼", "不起诉"))
    assert (book.duties, dict(book.tables)) == ((), {})
    assert set(book.event_types) == {"served"}
    assert book.withdrawn == {"1-报告": "没有报告", "移送": "没有移送", "提起诉讼": "不起诉"}
    assert set(BASE.event_types) == {"served", "filed"}


def test_what_a_base_took_back_is_told_by_those_that_extend_it():
    book = withdrawing(("1-报告", "没有报告"))
    again = {**COUNTY, "id": "town-1", "extends": ["county-1"]}
    assert read_pack(again, {}, (book,)).withdrawn == {"1-报告": "没有报告"}


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (("没有这一行", "略"), "所扩展的规则包中没有「没有这一行」"),
        (("1-报告", ""), "「理由」不能空白"),
    ],
)
def test_a_name_that_is_not_inherited_or_has_no_reason_is_refused_at_its_line(row, cause):
    assert causes(row) == [("a.md", 6, cause)]


def test_a_name_listed_twice_or_restated_by_the_pack_is_refused():
    assert "「1-报告」出现两次" in [c for *_, c in causes(("1-报告", "略"), ("1-报告", "略"))]
    own = EVENTS.format(after="").replace("answered", "filed")
    found = [c for *_, c in causes(("提起诉讼", "略"), own=own)]
    assert "「提起诉讼」由本包自己规定,不能又列为不适用" in found


def test_a_duty_that_nothing_sets_off_or_discharges_any_more_must_go_too():
    (by_trigger,) = causes(("收到起诉状", "略"), ("提起诉讼", "略"), ("移送", "略"))[:1]
    assert "「1-报告」的「触发事件」只剩「收到起诉状」等不适用的事件" in by_trigger[2]
    (by_discharge,) = causes(("提起诉讼", "略"))
    assert "「1-报告」的「完成事件」只剩「提起诉讼」" in by_discharge[2]


def test_an_event_type_that_nothing_precedes_any_more_must_go_too():
    found = causes(("收到起诉状", "略"), ("1-报告", "略"))
    assert ["「提起诉讼」的「须先有」只剩「收到起诉状」" in cause for *_, cause in found] == [True]


def test_a_row_of_the_pack_may_not_name_what_it_took_back():
    found = causes(("提起诉讼", "略"), ("1-报告", "略"), own=EVENTS.format(after="提起诉讼"))
    assert "「须先有」中不认识「提起诉讼」" in [cause for *_, cause in found]


def test_what_the_program_derives_cannot_be_taken_back():
    derived = WORDS.replace(
        "| filed | 提起诉讼 | Filed | 案件 | O2 | A | 可将来 | | 收到起诉状 |",
        "| filed | 提起诉讼 | Filed | 案件 | O2 | A | 可将来 | | 收到起诉状 |\n"
        "| effective | 裁判生效 | Effective | 推定 | | | | | |",
    )
    (found,) = causes(("裁判生效", "略"), base=read(ARTICLE, derived))
    assert "「裁判生效」由系统推定或用于更正" in found[2]


def test_a_list_that_names_others_too_keeps_those():
    both = WORDS.replace("| | 收到起诉状 |", "| | 收到起诉状、撤诉 |").replace(
        "| filed |", "| withdrawn | 撤诉 | Withdrawn | 案件 | O2 | A | 已发生 | | |\n| filed |"
    )
    book = withdrawing(("撤诉", "略"), base=read(ARTICLE, both))
    assert book.event_types["filed"].after == ("served",)
