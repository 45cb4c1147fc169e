"""Dockets in JSON lines, CSV and Parquet: what goes in comes out, and every bad row is named."""

from __future__ import annotations

import csv
import json
import sys

import duckdb
import pytest

import build
import dockets
from guize.formats import docket
from guize.formats.docket import DocketError, read_docket, rows_of, write_docket

FORMATS = ("jsonl", "csv", "parquet")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_docket_comes_back_as_it_was_written(tmp_path, suffix):
    records = dockets.a_docket(25)
    path = tmp_path / f"cases.{suffix}"
    write_docket(path, records)
    assert list(read_docket(path, build.rulebook())) == records


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_docket_has_no_cases(tmp_path, suffix):
    path = tmp_path / f"cases.{suffix}"
    write_docket(path, [])
    assert list(read_docket(path)) == []


def test_more_cases_than_a_batch_keep_their_order_in_parquet(tmp_path, monkeypatch):
    monkeypatch.setattr(docket, "BATCH", 4)
    records = dockets.a_docket(11)
    write_docket(tmp_path / "cases.parquet", records)
    assert list(read_docket(tmp_path / "cases.parquet")) == records


def test_a_faulty_row_is_named_with_its_path(tmp_path):
    path = tmp_path / "cases.jsonl"
    write_docket(path, dockets.a_docket(2))
    path.write_text(path.read_text("utf-8") + '{"format": "guize-case/1"}\n', "utf-8")
    with pytest.raises(DocketError, match=r"第 3 行:\$") as caught:
        list(read_docket(path))
    assert caught.value.row == 3
    assert caught.value.english.startswith("row 3: $")


def test_blank_lines_are_no_cases(tmp_path):
    path = tmp_path / "cases.jsonl"
    write_docket(path, dockets.a_docket(2))
    path.write_text(path.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    assert len(list(read_docket(path))) == 2


def test_a_line_beyond_all_measure_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(docket, "MOST_BYTES", 1_000)
    (tmp_path / "cases.jsonl").write_text("x" * 5_000)
    with pytest.raises(DocketError, match="记录过大"):
        list(rows_of(tmp_path / "cases.jsonl"))


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("cases.xlsx", b"", "应为"),
        ("absent.csv", None, "没有文件"),
        ("cases.csv", b"id,kind\n1,civil\n", "没有 record 这一列"),
        ("cases.csv", b"id,record\n1,\n", "没有记录"),
        ("cases.csv", b'id,record\n1,"open', "CSV"),
        ("cases.csv", b"", "没有 record 这一列"),
        ("cases.jsonl", b"\xff\xfe{}", "UTF-8"),
        ("cases.parquet", b"no parquet at all", "Parquet"),
    ],
)
def test_what_is_no_docket_is_refused_with_the_cause(tmp_path, name, content, cause):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DocketError, match=cause):
        list(rows_of(tmp_path / name))


def test_parquet_without_its_column_or_with_an_empty_record_is_refused(tmp_path):
    for number, query in enumerate(("SELECT 1 AS id", "SELECT NULL::VARCHAR AS record")):
        path = tmp_path / f"{number}.parquet"
        duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        with pytest.raises(DocketError, match="没有"):
            list(rows_of(path))


def test_without_duckdb_parquet_tells_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(DocketError, match=r"guize\[docket\]"):
        write_docket(tmp_path / "cases.parquet", [])


def test_a_title_is_never_a_formula_in_a_spreadsheet(tmp_path):
    path = tmp_path / "cases.csv"
    record = build.a_record(case={"title": "=1+1"})
    write_docket(path, [record])
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"] == "'=1+1"
    assert json.loads(row["record"])["case"]["title"] == "=1+1"
    assert next(read_docket(path)) == record
