"""`guize assess` and `guize schema`: worked examples with the results of the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guize.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def run(capsys, *words):
    code = main(["assess", *words])
    return code, capsys.readouterr()


def said(capsys, name, on, *more):
    code, output = run(
        capsys, str(EXAMPLES / f"{name}.json"), "--on", on, "--format", "json", *more
    )
    assert code == 0
    return json.loads(output.out)


def dues(assessment):
    return {duty["rule"]: duty["due"] for duty in assessment["duties"]}


def test_the_chain_of_an_administrative_case(capsys):
    assessment = said(capsys, "chain-2024-09-27", "2025-03-01")
    assert dues(assessment) | {
        "7-2-报告": "2024-09-30",
        "7-2-方案": "2024-10-10",
        "法-行政答辩": "2024-10-12",
        "7-3-报司法局": "2025-01-24",
        "法-行政判决上诉": "2025-02-05",
        "15-1-整改报告": "2025-04-07",
        "法-行政申请再审": "2025-08-06",
    } == dues(assessment)
    assert assessment["judgments"][0]["effective_on"] == "2025-02-06"
    assert assessment["stage"] == "S1"


def test_a_complaint_before_the_holidays_collides_with_its_own_plan(capsys):
    assessment = said(capsys, "holiday-2026-09-24", "2026-09-24")
    plan = next(duty for duty in assessment["duties"] if duty["rule"] == "7-2-方案")
    assert (plan["due"], plan["state"]) == ("2026-10-09", "not_started")
    assert "法-行政答辩@e1" in plan["collides_with"]


def test_one_fen_over_300000_yuan_is_referred(capsys):
    assessment = said(capsys, "loss-300000-01", "2025-05-10")
    assert assessment["case_referral"]["answer"]["value"] == "refer"
    assert assessment["gate"]["answer"]["value"] == "gate_open"


def test_a_city_managed_deputy_leaves_the_county(capsys):
    routes = said(capsys, "city-managed", "2025-05-21")["routing"]
    assert [(r["subject"], r["bodies"]["value"], r["via"]) for r in routes] == [
        ("a-deputy", ["city_discipline_body"], ["party_committee"])
    ]


def test_the_head_then_in_office_and_not_the_successor(capsys):
    pursuit = said(capsys, "successor", "2025-05-10")["pursuit"]
    answers = {each["subject"]: each["answer"]["value"] for each in pursuit}
    assert (answers["a-principal"], answers["a-new"]) == ("pursue", "not_pursued")


def test_effectiveness_is_presumed_while_a_service_is_unknown(capsys):
    judgment = said(capsys, "presumed", "2025-03-01")["judgments"][0]
    assert (judgment["effective_on"], judgment["presumed"]) == ("2025-02-06", True)
    assert judgment["earliest_safe_on"] == "2025-01-17"


def test_a_plaintiff_asks_first(capsys):
    duties = said(capsys, "plaintiff", "2026-03-10")["duties"]
    asked = next(duty for duty in duties if duty["rule"] == "7-2-请示")
    assert asked["state"] == "fulfilled_in_time"


def test_what_was_not_known_then_is_left_out(capsys):
    known = said(
        capsys, "chain-2024-09-27", "2024-10-01", "--known-at", "2024-09-29T00:00:00+08:00"
    )
    report = next(duty for duty in known["duties"] if duty["rule"] == "7-2-报告")
    assert report["state"] == "overdue"


@pytest.mark.parametrize(("language", "word"), [("zh", "逾期(未见记录)"), ("en", "overdue")])
def test_people_read_it_in_their_language(capsys, language, word):
    file = str(EXAMPLES / "holiday-2026-09-24.json")
    code, output = run(capsys, file, "--on", "2026-10-12", "--lang", language)
    assert code == 0
    assert word in output.out
    assert "第七条第二款" in output.out
    assert "云台镇人民政府" in output.out


def test_the_text_shows_the_safe_date_the_law_at_the_act_and_what_answers_rule_out(capsys):
    _, output = run(capsys, str(EXAMPLES / "presumed.json"), "--on", "2025-03-01")
    assert "生效于 2025-02-06(周四)(推定; 最早稳妥日 2025-01-17(周五))" in output.out
    assert "行为时本办法尚未施行" in output.out
    assert "可排除 追责门槛: 适用责任追究、不适用责任追究 (4-损失、4-影响、4-均无)" in output.out


def test_the_text_shows_what_a_late_duty_would_have_meant_in_time(capsys):
    file = str(EXAMPLES / "holiday-2026-09-24.json")
    _, output = run(capsys, file, "--on", "2026-10-10")
    assert "↺ 即使于 2026-09-29(周二) 以前完成“报告”,提示仍因其他逾期的职责存在" in output.out


def test_the_text_shows_who_appeared_and_the_marks_of_a_judgment(capsys, tmp_path):
    record = json.loads((EXAMPLES / "presumed.json").read_text(encoding="utf-8"))
    held = {"id": "h", "type": "hearing_held", "occurred_on": "2024-12-10", "instance": "i1",
            "recorded_at": "2024-12-10T09:00:00+08:00",
            "payload": {"appearance": "staff_only"}}  # fmt: skip
    record["events"].append(held)
    for event in record["events"]:
        if event["type"] == "judgment_served":
            event["payload"]["disposition"] = "partly_revoked"
    file = tmp_path / "held.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    _, output = run(capsys, str(file), "--on", "2025-03-01")
    assert "一审 2024-12-10(周二): 不符合规定  [法释〔2020〕3号第十二条]" in output.out
    assert "部分撤销 [部分支持]: 败诉" in output.out


def test_why_explains_one_conclusion_with_the_words_of_the_law(capsys):
    file = str(EXAMPLES / "successor.json")
    code, output = run(capsys, file, "--on", "2025-05-10", "--why", "pursuit:a-new")
    assert code == 0
    assert "12-1-接任 [第十二条第一款第二句] 命中" in output.out
    assert "✓ 行为时在任 周新(镇长): 不存在 (要求 否)" in output.out
    assert "接任的单位主要负责人及出庭应诉人员没有明显失误的,不予责任追究" in output.out


def test_why_without_an_id_lists_every_conclusion(capsys):
    code, output = run(capsys, str(EXAMPLES / "successor.json"), "--on", "2025-05-10", "--why")
    assert code == 0
    assert "gate  追责门槛: 未定" in output.out.splitlines()


def test_why_not_names_the_condition_that_is_not_met(capsys):
    file = str(EXAMPLES / "successor.json")
    words = (file, "--on", "2025-05-10", "--why-not", "法-民事答辩", "--lang", "en")
    code, output = run(capsys, *words)
    assert code == 0
    assert 'kind of case is administrative, which "法-民事答辩" does not cover' in output.out


@pytest.mark.parametrize("asked", [("--why", "gates"), ("--why-not", "99-1")])
def test_what_is_not_there_cannot_be_explained(capsys, asked):
    code, output = run(capsys, str(EXAMPLES / "successor.json"), "--on", "2025-05-10", *asked)
    assert (code, output.err.count("\n")) == (2, 1)


def test_an_explanation_is_json_too(capsys):
    gate = said(capsys, "successor", "2025-05-10", "--why", "gate")
    assert [fact["state"] for fact in gate["facts"]] == ["present", *["not_determined"] * 2]


def test_a_bad_record_is_refused_in_one_line_with_its_path(capsys, tmp_path):
    text = (EXAMPLES / "presumed.json").read_text(encoding="utf-8")
    file = tmp_path / "bad.json"
    file.write_text(text.replace("complaint_served", "complaint_lost"), encoding="utf-8")
    code, output = run(capsys, str(file), "--on", "2026-10-12", "--lang", "en")
    assert (code, output.out) == (2, "")
    assert "$.events[0].type: there is no event type complaint_lost" in output.err
    assert output.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("missing.json", "--on", "2026-10-12"),
        (str(EXAMPLES / "presumed.json"), "--on", "2026-02-30"),
        (str(EXAMPLES / "presumed.json"), "--on", "2026-10-12", "--rulebook", "nowhere"),
        (str(EXAMPLES / "presumed.json"), "--on", "2026-10-12", "--known-at", "noon"),
        (str(EXAMPLES / "presumed.json"),),
    ],
)
def test_bad_usage_ends_with_two(capsys, words):
    code, output = run(capsys, *words)
    assert code == 2
    assert output.err.startswith("guize: ")


def test_the_schema_is_printed(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "guize-case/1"
