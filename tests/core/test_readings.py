"""Another reading of an open place in the text changes what follows, from its day on."""

from __future__ import annotations

from datetime import date

import pytest

from build import a_finding, a_record, an_event, calendar, day, pack_files, rulebook
from core.a_pack import PACK, WORDS
from guize.core.assess import assess
from guize.core.markdown import RulebookError, check_readings, read_pack
from guize.core.readings import Choice, amount_fen, begins, is_parameter, value_of
from guize.core.rulebook import Norms

SINCE = date(2024, 9, 27)
LOST = {"disposition": "revoked"}


def read_as(option: str, of: str, since: date = SINCE, value: str = ""):
    """The regulation with one reading chosen."""
    pack, files = pack_files("xiuyan-2024")
    choice = Choice(option, since, "县司法局解释", value)
    return read_pack(pack, files, (rulebook("cn-procedure"),), {of: choice})


def duties(record, book, when: str) -> dict[str, object]:
    books = (book,) if begins(book) == book.valid_from else (rulebook(), book)
    norms = Norms(books, calendar())
    return {duty.rule: duty for duty in assess(record, norms, on=day(when)).duties}


def test_every_option_of_every_parameter_reads_and_is_proven():
    pack, files = pack_files("xiuyan-2024")
    check_readings(pack, files, (rulebook("cn-procedure"),))
    real = {entry.id for entry in rulebook().interpretations.values() if is_parameter(entry)}
    assert real == {"D7", "D11", "D16", "D18", "D19", "D20", "D28", "D29", "D31"}


def test_the_report_on_a_mediation_statement_is_a_target_a_duty_or_none__d11():
    record = a_record(complaint_served="2025-01-10", mediation_served="2025-03-03")
    said = []
    for option in rulebook().interpretations["D11"].options:
        duty = duties(record, read_as(option, "D11"), "2025-03-04").get("7-3-调解书")
        said.append(duty and duty.severity)
    assert said == ["target", "measure", None]


def test_the_analysis_report_follows_every_effective_judgment__d28():
    dismissed = {"disposition": "suit_rejected"}
    won = a_record(complaint_served="2025-01-10", judgment_served=("2025-03-03", dismissed))
    assert "15-1-整改报告" not in duties(won, rulebook(), "2025-06-01")
    assert "15-1-整改报告" in duties(won, read_as("全部生效裁判", "D28"), "2025-06-01")


@pytest.mark.parametrize(
    ("option", "due"),
    [
        ("收到与生效两者中较晚者", "2025-04-07"),
        ("收到文书", "2025-03-17"),
        ("收到生效证明", "2025-04-14"),
    ],
)
def test_the_analysis_report_counts_from_the_day_chosen__d29(option, due):
    record = a_record(
        an_event("other_party_served", "2025-01-17", judgment="j"),
        an_event("judgment_served", "2025-01-17", id="j", **LOST),
        an_event("effectiveness_certified", "2025-02-12", judgment="j", effective_on="2025-02-06"),
        complaint_served="2024-10-08",
    )
    assert duties(record, read_as(option, "D29"), "2025-03-01")["15-1-整改报告"].due == day(due)


def test_without_a_certificate_the_report_does_not_run_where_it_is_asked_for__d29():
    record = a_record(complaint_served="2024-10-08", judgment_served=("2025-01-17", LOST))
    assert "15-1-整改报告" not in duties(record, read_as("收到生效证明", "D29"), "2025-04-01")


@pytest.mark.parametrize(
    ("option", "value", "fen", "asked"),
    [
        ("达到30万元提示,其余勾选认定", "", 30_000_000, []),
        ("达到30万元提示,其余勾选认定", "", 29_999_999, ["major_or_difficult"]),
        ("达到30万元提示,其余勾选认定", "50万元", 30_000_000, ["major_or_difficult"]),
        ("逐案认定", "", 90_000_000, ["major_or_difficult"]),
    ],
)
def test_a_high_amount_alone_makes_a_case_major__d18(option, value, fen, asked):
    record = a_record(complaint_served=("2025-03-03", {"amount_claimed": fen}))
    duty = duties(record, read_as(option, "D18", value=value), "2025-03-03")["9-1-沟通"]
    assert [missing.fact for missing in duty.missing] == asked


def test_a_finding_comes_before_the_amount__d18():
    record = a_record(
        complaint_served=("2025-03-03", {"amount_claimed": 90_000_000}),
        findings=(a_finding("major_or_difficult", "absent"),),
    )
    assert "9-1-沟通" not in duties(record, rulebook(), "2025-06-01")


def test_whether_the_matter_was_reported_is_left_to_a_finding__d16():
    record = a_record(
        complaint_served="2025-01-10",
        report_made="2025-01-13",
        response_plan_made="2025-01-15",
        judgment_served=("2025-03-03", LOST),
    )
    book = read_as("对争议事项的事前汇报", "D16")
    before = assess(record, Norms((rulebook(),), calendar()), on=day("2025-06-01"))
    after = assess(record, Norms((book,), calendar()), on=day("2025-06-01"))
    deputy = [
        [b.answer.is_known for b in said.responsibility if b.function == "deputy_head"]
        for said in (before, after)
    ]
    assert deputy[0] == [True]
    assert True not in deputy[1]


def test_a_reading_holds_from_its_day_and_not_before():
    since = read_as("全部文书必须", "D11", since=date(2025, 3, 1))
    early = a_record(complaint_served="2025-01-10", mediation_served="2025-02-28")
    late = a_record(complaint_served="2025-01-10", mediation_served="2025-03-01")
    assert duties(early, since, "2025-03-10")["7-3-调解书"].severity == "target"
    assert duties(late, since, "2025-03-10")["7-3-调解书"].severity == "measure"


def test_a_row_may_only_ask_for_a_value_that_an_option_has():
    pack, files = pack_files("xiuyan-2024")
    wrong = {name: text.replace("D28=全部", "D28=所有") for name, text in files.items()}
    with pytest.raises(RulebookError) as refused:
        read_pack(pack, wrong, (rulebook("cn-procedure"),))
    assert any("D28" in fault.cause for fault in refused.value.faults)


def test_an_option_that_is_not_listed_is_refused():
    with pytest.raises(RulebookError):
        read_as("随意", "D11")


COMPARES = """# 解释
## 第一条 {#art-1}
> 超过规定数额的移交,未超过的不移交。

表 移送 逐案 唯一命中
| 编号 | 损失 | 结果:结果 | 依据 | 解释 |
|---|---|---|---|---|
| 1-移交 | >D1 | 移交 | 第一条 | D1 |
| 1-不 | ≤D1 | 不移交 | 第一条 | D1 |

# 台账
解释表
| 编号 | 条文 | 问题 | 选项 | 采用 | 理由 | 权限 | 参数 | 值 | 自 |
|---|---|---|---|---|---|---|---|---|---|
| D1 | 第一条 | 数额 | 三十万；不设 | 三十万 | 无规定 | 县司法局 | amount | 30万元；无 | |
"""


def test_a_comparison_takes_its_amount_from_the_reading():
    files = {"1.md": WORDS, "2.md": COMPARES}
    table = read_pack(PACK, files).tables["移送"]
    assert table.columns[0].cuts == ((30_000_000, True),)
    raised = {"D1": Choice("三十万", SINCE, value="50万元")}
    assert read_pack(PACK, files, (), raised).tables["移送"].columns[0].cuts == (
        (50_000_000, True),
    )
    never = read_pack(PACK, files, (), {"D1": Choice("不设", SINCE)}).tables["移送"]
    assert [row.id for row in never.rows] == ["1-不"]


def test_amounts_and_values_are_read_as_written():
    assert [amount_fen(t) for t in ("30万元", "0.5元", "1.001元", "无")] == [
        30_000_000,
        50,
        None,
        None,
    ]
    assert value_of(("甲", "乙"), "乙", "一;二").value == "二"
    assert value_of(("甲", "乙"), "乙", "一").values == ()
