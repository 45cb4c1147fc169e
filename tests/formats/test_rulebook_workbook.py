"""Tables of a rulebook out as a workbook and back: what nobody touched comes back byte for byte."""

from __future__ import annotations

import shutil
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workbooks
from guize.cli import main
from guize.core.markdown import RulebookError
from guize.formats.rulebook_folder import RULEBOOKS, printed_files
from guize.formats.rulebook_workbook import returned, workbook

PACKS = sorted(folder.name for folder in RULEBOOKS.iterdir() if folder.is_dir())
OWN = "xiuyan-2024"
FILE, SHEET = "02-response.md", "02-response"


@pytest.fixture(scope="module")
def files():
    return printed_files(RULEBOOKS / OWN)


@pytest.fixture(scope="module")
def content(files):
    return workbook(OWN, files)


@pytest.fixture
def copy(tmp_path):
    """A copy of the regulation that a test may change; its base stays where it is."""
    return shutil.copytree(RULEBOOKS / OWN, tmp_path / OWN)


def cell(rows, row_id, heading):
    """Row and column of a cell, by the id of its row and its heading."""
    at = workbooks.row_of(rows, row_id)
    headings = next(row for row in reversed(rows[:at]) if row[0] == "表头")
    return at, headings.index(heading)


def put(row_id, heading, text, sheet=SHEET):
    def change(sheets):
        at, column = cell(sheets[sheet], row_id, heading)
        sheets[sheet][at][column] = text

    return change


def causes(content, files):
    with pytest.raises(RulebookError) as refused:
        returned(content, OWN, files)
    return [(fault.file, fault.cause) for fault in refused.value.faults]


def taken_back(content, copy, capsys):
    path = copy.parent / "back.xlsx"
    path.write_bytes(content)
    code = main(["rulebook", "workbook", "--read", str(path), "--into", str(copy)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("pack", PACKS)
def test_an_untouched_workbook_gives_back_the_same_bytes(pack, tmp_path, capsys):
    copy = shutil.copytree(RULEBOOKS / pack, tmp_path / pack)
    path = str(tmp_path / "out.xlsx")
    assert main(["rulebook", "workbook", str(copy), path]) == 0
    assert main(["rulebook", "workbook", "--read", path, "--into", str(copy)]) == 0
    assert "0 张表有改动" in capsys.readouterr().out
    for own in sorted((RULEBOOKS / pack).glob("*.md")):
        assert (copy / own.name).read_bytes() == own.read_bytes()


def test_every_sentence_and_every_cell_of_the_pack_is_in_it(content, files):
    shown = {text for rows in workbooks.sheets_of(content).values() for row in rows for text in row}
    assert "7-2-1" in shown
    assert any(text.startswith("各单位在提起诉讼前") for text in shown)
    cells = (c.strip() for t in files.values() for line in t.split("\n") if line.startswith("| ")
             for c in line.strip("|").split("|"))  # fmt: skip
    assert {cell.replace("：", ":") for cell in cells} <= shown


def test_a_changed_cell_lands_in_its_table_and_nothing_else_changes(content, copy, files, capsys):
    code, out = taken_back(
        workbooks.edited(content, put("7-3-报司法局", "期限", "6工作日")), copy, capsys
    )
    assert (code, out.splitlines()[0]) == (0, f"{FILE} 职责表: +1 -1")
    old, new = files[FILE].split("\n"), printed_files(copy)[FILE].split("\n")
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [b for _, b in changed] == [a.replace("| 5工作日 |", "| 6工作日 |") for a, _ in changed]
    assert len(changed) == 1
    assert {name for name, text in printed_files(copy).items() if text != files[name]} == {FILE}


def test_rows_are_added_and_removed_where_the_author_put_them(content, files):
    def change(sheets):
        rows = sheets[SHEET]
        at = workbooks.row_of(rows, "7-2-方案")
        rows.insert(at, ["", "7-2-新", *rows[at][2:]])
        del rows[workbooks.row_of(rows, "7-3-报司法局")]

    back = returned(workbooks.edited(content, change), OWN, files)
    ids = [line.split(" | ")[0] for line in back.files[FILE].split("\n") if line.startswith("| 7-")]
    assert ids[3:5] == ["| 7-2-新", "| 7-2-方案"]
    assert "| 7-3-报司法局" not in ids
    assert [(c.added, c.removed) for c in back.changes] == [(1, 1)]


def test_a_new_column_takes_the_whole_table_along(content, files):
    def change(sheets):
        for row in sheets["interpretations"]:
            if row[0] in ("表头", "行"):
                row += ["说明" if row[0] == "表头" else "甲|乙"]

    new = returned(workbooks.edited(content, change), OWN, files).files["interpretations.md"]
    lines = [line for line in new.split("\n") if line.startswith("|")]
    assert lines[0].endswith("| 自 | 说明 |")
    assert lines[1] == "|" + "---|" * 11
    assert all(line.endswith("| 甲\\|乙 |") for line in lines[2:])


def test_a_cell_outside_the_grammar_is_told_with_file_line_sheet_and_row(content, copy, capsys):
    before = printed_files(copy)
    code, out = taken_back(
        workbooks.edited(content, put("7-2-方案", "期限", "两三天")), copy, capsys
    )
    line = next(n for n, t in enumerate(before[FILE].split("\n"), 1) if t.startswith("| 7-2-方案"))
    row = workbooks.row_of(workbooks.sheets_of(content)[SHEET], "7-2-方案") + 1
    assert code == 1
    assert out.startswith(f"{FILE}:{line}: 工作表「{SHEET}」第 {row} 行:")
    assert "两三天" in out
    assert printed_files(copy) == before


def test_the_text_of_an_article_cannot_be_changed(content, files):
    def change(sheets):
        rows = sheets[SHEET]
        rows[workbooks.row_of(rows, "7-2-1", "条文")][2] += "改"

    (fault,) = causes(workbooks.edited(content, change), files)
    assert fault[0] == FILE
    assert "条文文字不能经工作簿修改" in fault[1]


def test_a_table_changed_in_the_file_meanwhile_is_not_overwritten(content, files):
    newer = {**files, FILE: files[FILE].replace("| 5工作日 |", "| 7工作日 |")}
    assert returned(content, OWN, newer).files == newer
    both = workbooks.edited(content, put("7-3-报司法局", "期限", "6工作日"))
    assert "在导出之后已在规则文件中改过" in causes(both, newer)[0][1]


def test_line_ends_and_the_byte_order_mark_stay(files):
    windows = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in files.items()}
    content = workbook(OWN, windows)
    assert returned(content, OWN, windows).files == windows
    back = returned(workbooks.edited(content, put("7-2-方案", "期限", "4工作日")), OWN, windows)
    assert back.files[FILE].count("\n") == back.files[FILE].count("\r\n")
    assert "| 4工作日 |" in back.files[FILE]


def drop_sheet(sheets):
    del sheets["03-grounds"]


def drop_table(sheets):
    rows = sheets[SHEET]
    start = next(n for n, row in enumerate(rows) if row[:2] == ["表", "表 责任 逐案 全部命中"])
    end = next(n for n in range(start, len(rows)) if rows[n][0] == "条")
    del rows[start:end]


def stray_row(sheets):
    sheets[SHEET].insert(1, ["", "某行"])


def beyond(sheets):
    rows = sheets[SHEET]
    rows[workbooks.row_of(rows, "7-2-方案")].extend(["", "", "多"])


def broken_line(sheets):
    put("7-2-方案", "行为", "一\n二")(sheets)


def unknown_kind(sheets):
    sheets[SHEET][workbooks.row_of(sheets[SHEET], "7-2-方案")][0] = "随意"


def other_file(sheets):
    sheets[SHEET][0][1] = "../../pack.toml"


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (drop_sheet, "没有它的工作表"),
        (drop_table, "不能经工作簿删除"),
        (stray_row, "不在任何表中"),
        (beyond, "超出表头"),
        (broken_line, "不能换行"),
        (unknown_kind, "首列不认识「随意」"),
        (other_file, "首行应写明规则包中的文件"),
        (lambda sheets: sheets.pop("说明"), "不是由规则包导出"),
    ],
)
def test_what_would_lose_or_misplace_something_is_refused(content, files, change, cause):
    assert any(cause in told for _, told in causes(workbooks.edited(content, change), files))


def test_the_workbook_of_another_pack_is_refused(content, files):
    with pytest.raises(RulebookError, match="是规则包「xiuyan-2024」的"):
        returned(content, "haikou-2011", files)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_cells_come_back_or_are_faults(data):
    text = "# 正文\n\n词汇表 甲\n| 代码 | 名称 | 英文 |\n|---|---|---|\n| a | 甲\\|乙 | x |\n"
    printed = {"01.md": text}
    content = workbook("a", printed)

    def change(sheets):
        rows = sheets["01"]
        at = data.draw(st.integers(0, len(rows) - 1))
        letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9)
        rows[at] = data.draw(
            st.lists(letters | st.sampled_from(["行", "表", "表头", "|", "\\"]), max_size=6)
        )

    with suppress(RulebookError):
        back = returned(workbooks.edited(content, change), "a", printed)
        assert returned(workbook("a", back.files), "a", back.files).files == back.files
