"""Workbooks: texts out that no program takes for formulas; from outside only texts come in."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import workbooks
from guize.formats.xlsx import MOST_BYTES, Pen, WorkbookError, is_risky, read_workbook, sheet_name

GOOD = workbooks.made({"甲": [["一", "二"], ["3", ""]]})
RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]


def written(text: str) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    Pen(book).text(book.add_worksheet("甲"), (0, 0), text)
    book.close()
    return content.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def refused(content: bytes) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(content)
    return str(caught.value)


@pytest.mark.parametrize("text", RISKY)
def test_what_looks_like_a_formula_is_written_as_marked_text(text):
    content = written(text)
    assert is_risky(text)
    assert b"<f" not in part(content, "xl/worksheets/sheet1.xml")
    assert b'quotePrefix="1"' in part(content, "xl/styles.xml")
    assert read_workbook(content)[0].rows == ((text,),)


def test_plain_text_bears_no_mark():
    assert b"quotePrefix" not in part(written("2工作日"), "xl/styles.xml")


def test_a_text_without_room_is_an_error_and_not_left_out():
    with pytest.raises(ValueError, match="no room"):
        written("一" * 32_768)


def test_values_come_in_as_they_would_be_typed():
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("甲")
    sheet.write_number(0, 0, 3)
    sheet.write_number(0, 1, 1.5)
    sheet.write_datetime(0, 2, datetime(2026, 9, 29), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
    sheet.write_boolean(0, 3, True)
    book.close()
    assert read_workbook(content.getvalue())[0].rows == (("3", "1.5", "2026-09-29", "TRUE"),)


def test_a_formula_is_refused_with_its_cell():
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet("甲").write_formula(4, 1, "=1+1", None, 2)
    book.close()
    assert "甲:5: 单元格 B5 是公式" in refused(content.getvalue())


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (b'r="A1"', b'r="XFD1048576"', "超出"),
        (b'r="B1"', b'r="CW1"', "超出"),
        (b'r="A1"', b"", "不是可用的"),
        (b'<c r="A1" t="s">', b'<c r="A1" t="e">', "错误值"),
        (b"<worksheet", b"<!DOCTYPE x><worksheet", "不是可用的"),
    ],
)
def test_cells_that_would_do_harm_are_refused(old, new, cause):
    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        assert old in sheet
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new, 1)

    assert cause in refused(workbooks.parts_changed(GOOD, change))


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.bin"]
)
def test_macros_links_and_objects_are_refused(name):
    assert "宏" in refused(workbooks.parts_changed(GOOD, lambda parts: parts.update({name: b""})))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"no workbook", b"x" * (MOST_BYTES + 1), GOOD[:-30], workbooks.zipped({"a": b""})],
)
def test_what_is_no_workbook_is_refused(content):
    assert refused(content)


def test_a_file_that_swells_is_refused():
    swollen = {"xl/a.xml": b"0" * 30_000_000}
    assert "解压后过大" in refused(
        workbooks.parts_changed(GOOD, lambda parts: parts.update(swollen))
    )


def test_names_of_sheets_are_allowed_and_differ():
    taken: set[str] = set()
    assert sheet_name("a/b:c", taken) == "a b c"
    assert sheet_name("A b c", taken) == "A b c 2"
    assert len(sheet_name("长" * 40, taken)) == 31


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6))
def test_any_damage_to_a_workbook_is_read_or_refused(at, new):
    damaged = GOOD[:at] + new + GOOD[at + len(new) :]
    with suppress(WorkbookError):
        read_workbook(damaged)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_change_within_a_part_is_read_or_refused(data):
    def change(parts):
        name = data.draw(st.sampled_from(sorted(n for n in parts if n.startswith("xl/"))))
        at = data.draw(st.integers(0, len(parts[name])))
        cut = data.draw(st.integers(0, 20))
        new = data.draw(st.binary(max_size=12) | st.sampled_from([b"<c/>", b"99999999", b"</row>"]))
        parts[name] = parts[name][:at] + new + parts[name][at + cut :]

    with suppress(WorkbookError):
        read_workbook(workbooks.parts_changed(GOOD, change))
