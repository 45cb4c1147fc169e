"""`guize period`: one period or a file of them, for people and as JSON; bad input in one line."""

import csv
import io
import json

import pytest

from guize.cli import main


def asked(capsys, *words):
    code = main(["period", *words])
    streams = capsys.readouterr()
    return code, streams.out, streams.err


@pytest.mark.parametrize("period", ["2 working days", "2个工作日", "2工作日"])
def test_two_working_days_over_the_mid_autumn_festival(capsys, period):
    code, out, _ = asked(capsys, "2026-09-24", period, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert answer["start"] == "2026-09-24"
    assert answer["period"] == period
    assert answer["raw"] == answer["due"] == "2026-09-29"
    assert answer["provisional"] is False
    assert "2026-09-25(周五)至2026-09-27(周日) 中秋节,不计" in answer["counting"]


def test_days_roll_unless_told_not_to(capsys):
    _, rolled, _ = asked(capsys, "2024-09-20", "15 days", "--format", "json")
    _, stays, _ = asked(capsys, "2024-09-20", "15日", "--no-roll", "--format", "json")
    assert (json.loads(rolled)["raw"], json.loads(rolled)["due"]) == ("2024-10-05", "2024-10-08")
    assert json.loads(stays)["due"] == "2024-10-05"


@pytest.mark.parametrize("start", ["2027-03-01", "2003-03-03", "1990-01-01", "2055-06-01"])
def test_a_year_without_a_notice_is_provisional_with_the_reason(capsys, start):
    _, out, _ = asked(capsys, start, "15日", "--format", "json")
    assert json.loads(out)["provisional"] is True
    assert f"{start[:4]} 年的放假安排没有录入" in json.loads(out)["reason"]


def test_the_text_shows_the_counting_with_its_law(capsys):
    _, out, _ = asked(capsys, "2026-01-31", "1个月")
    assert out.startswith("末日 2026-02-28(周六)\n")
    assert "该月没有 31 日,以月末日届满  [民法典第二百零二条]" in out
    assert "调休上班" in out


def test_english_is_given_on_request(capsys):
    _, out, _ = asked(capsys, "2026-09-24", "2工作日", "--lang", "en")
    assert "Mid-Autumn Festival, not counted" in out


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (["2026-02-30", "15日"], "「2026-02-30」不是有效日期"),
        (["20260224", "15日"], "「20260224」不是有效日期"),
        (["2026-02-24", "两周"], "期限「两周」无法识别"),
        (["2026-02-24", "0日"], "长度应在 1 至 9999 之间"),
        (["2026-02-24"], "请写明起算之日和期限"),
        (["2098-02-24", "9年"], "超出日历范围"),
        (["2026-02-24", "1日", "--calendars", "/nonexistent"], "日历无法读取"),
        (["2026-02-24", "1日", "--nonsense"], "用法有误"),
        (["--batch", "/nonexistent.csv"], "无法读取"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(capsys, words, cause):
    code, out, err = asked(capsys, *words)
    assert (code, out) == (2, "")
    assert cause in err
    assert err.count("\n") == 1


def batch(capsys, path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    code, out, _ = asked(capsys, "--batch", str(path))
    return code, list(csv.DictReader(io.StringIO(out)))


def test_a_file_is_answered_row_by_row_in_its_order(capsys, tmp_path):
    text = "start,period\n2024-09-20,15日\n2026-12-30,2 working days\n"
    code, rows = batch(capsys, tmp_path / "a.csv", text, "utf-8-sig")
    assert code == 0
    assert [(r["raw"], r["due"], r["provisional"], r["error"]) for r in rows] == [
        ("2024-10-05", "2024-10-08", "false", ""),
        ("2027-01-04", "2027-01-04", "true", ""),
    ]


def test_a_bad_row_is_reported_in_its_place_and_the_others_are_answered(capsys, tmp_path):
    text = "start,period\nbad,15日\n2024-09-20,15日\n2024-09-20\n"
    code, rows = batch(capsys, tmp_path / "a.csv", text)
    assert code == 2
    assert [bool(row["error"]) for row in rows] == [True, False, True]
    assert rows[1]["due"] == "2024-10-08"
    assert (rows[0]["start"], rows[0]["due"]) == ("bad", "")


def test_a_file_saved_by_chinese_excel_is_understood(capsys, tmp_path):
    _, rows = batch(capsys, tmp_path / "a.csv", "start,period\n2024-09-20,15日\n", "gb18030")
    assert rows[0]["due"] == "2024-10-08"


def test_a_file_without_the_two_columns_is_refused(capsys, tmp_path):
    (tmp_path / "a.csv").write_text("day,length\n")
    code, _, err = asked(capsys, "--batch", str(tmp_path / "a.csv"))
    assert code == 2
    assert "应有 start、period 两列" in err
