"""Dockets: many case records in one file, a case to a row.

JSON lines (`.jsonl`): a guize-case/1 record a line. CSV and Parquet: a column `record` with that
same text, beside columns for people to sort by (id, kind, title, opened_on, events), which are
written and never read. Parquet needs the extra `docket` (DuckDB).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType

from guize.core.facts import CaseRecord
from guize.core.rulebook import Rulebook
from guize.formats.case_record import MOST_BYTES, CaseFileError, read_case, record_to

RECORD = "record"
HEADINGS = ("id", "kind", "title", "opened_on", "events", RECORD)
KINDS = ("VARCHAR", "VARCHAR", "VARCHAR", "DATE", "INTEGER", "VARCHAR")
BATCH = 1_000


class DocketError(ValueError):
    """A docket that cannot be read or written: the row (0: the file) and the cause, in Chinese and
    in `english`.
    """

    def __init__(self, row: int, cause: str, english: str) -> None:
        place, row_place = (f"第 {row} 行:", f"row {row}: ") if row else ("", "")
        super().__init__(place + cause)
        self.row = row
        self.cause = place + cause
        self.english = row_place + english


def read_docket(path: Path, rulebook: Rulebook | None = None) -> Iterator[CaseRecord]:
    """The records of a docket, in order. Raises DocketError at the first row that is none."""
    for number, text in enumerate(rows_of(path), 1):
        yield read_row(number, text, rulebook)


def read_row(number: int, text: str, rulebook: Rulebook | None = None) -> CaseRecord:
    """One row of `rows_of` as a record, checked as `read_case` does. Raises DocketError."""
    try:
        return read_case(text, rulebook)
    except CaseFileError as error:
        chinese = ";".join(f"{fault.path}: {fault.cause}" for fault in error.faults)
        english = "; ".join(f"{fault.path}: {fault.english}" for fault in error.faults)
        raise DocketError(number, chinese, english) from error


def rows_of(path: Path) -> Iterator[str]:
    """The text of each record, unparsed, so that parts of a docket can be read elsewhere.

    Raises DocketError for a file that is no docket.
    """
    read, _ = _format(path)
    if not path.is_file():
        raise DocketError(0, f"没有文件 {path.name}", f"there is no file {path.name}")
    try:
        yield from read(path)
    except UnicodeDecodeError as error:
        raise DocketError(0, "不是 UTF-8 文字", "is not UTF-8 text") from error


def write_docket(path: Path, records: Iterable[CaseRecord]) -> None:
    """Writes a docket in the format that the file's name tells. Raises DocketError."""
    _, write = _format(path)
    write(path, records)


Format = tuple[Callable[[Path], Iterator[str]], Callable[[Path, Iterable[CaseRecord]], None]]


def _format(path: Path) -> Format:
    known: dict[str, Format] = {
        ".jsonl": (_read_lines, _write_lines),
        ".csv": (_read_csv, _write_csv),
        ".parquet": (_read_parquet, _write_parquet),
    }
    if path.suffix.lower() not in known:
        names = "、".join(known)
        raise DocketError(0, f"{path.name} 应为 {names}", f"{path.name} is none of {names}")
    return known[path.suffix.lower()]


def _text(record: CaseRecord) -> str:
    return json.dumps(record_to(record), ensure_ascii=False, separators=(",", ":"))


def _columns(record: CaseRecord) -> tuple[str, str, str, date | None, int, str]:
    case = record.case
    return case.id, case.kind, case.title, case.opened_on, len(record.events), _text(record)


def _read_lines(path: Path) -> Iterator[str]:
    number = 0
    with path.open(encoding="utf-8-sig") as file:
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            if len(line) > MOST_BYTES:
                raise DocketError(number, "记录过大", "the record is too large")
            if line.strip():
                yield line


def _write_lines(path: Path, records: Iterable[CaseRecord]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_text(record) + "\n" for record in records)


def _read_csv(path: Path) -> Iterator[str]:
    csv.field_size_limit(MOST_BYTES)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            if RECORD not in (rows.fieldnames or ()):
                raise _no_record()
            for number, row in enumerate(rows, 1):
                if not row[RECORD]:
                    raise DocketError(number, "没有记录", "there is no record")
                yield row[RECORD]
        except csv.Error as error:
            raise DocketError(rows.line_num, f"不是合格的 CSV:{error}", str(error)) from error


def _write_csv(path: Path, records: Iterable[CaseRecord]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        for record in records:
            rows.writerow([_harmless(value) for value in _columns(record)])


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_formula else value


def _read_parquet(path: Path) -> Iterator[str]:
    duckdb = _duckdb()
    with duckdb.connect() as database:
        try:
            found = database.execute("SELECT record FROM read_parquet(?)", [str(path)])
        except duckdb.BinderException as error:
            raise _no_record() from error
        except duckdb.Error as error:
            raise DocketError(0, "不是合格的 Parquet 文件", "is not a Parquet file") from error
        number = 0
        while batch := found.fetchmany(BATCH):
            for (text,) in batch:
                number += 1
                if not isinstance(text, str):
                    raise DocketError(number, "没有记录", "there is no record")
                yield text


def _write_parquet(path: Path, records: Iterable[CaseRecord]) -> None:
    left = iter(records)
    columns = ", ".join(f"{name} {kind}" for name, kind in zip(HEADINGS, KINDS, strict=True))
    values = ", ".join(f"unnest(?::{kind}[])" for kind in KINDS)
    with _duckdb().connect() as database:
        database.execute(f"CREATE TABLE docket ({columns})")
        while batch := [_columns(record) for record in islice(left, BATCH)]:
            database.execute(f"INSERT INTO docket SELECT {values}", list(zip(*batch, strict=True)))
        database.execute("COPY docket TO ? (FORMAT parquet, COMPRESSION zstd)", [str(path)])


def _duckdb() -> ModuleType:
    try:
        return import_module("duckdb")
    except ImportError as error:
        raise DocketError(
            0,
            "读写 Parquet 需要附加组件 docket:pip install 'guize[docket]',或改用 .jsonl、.csv",
            "Parquet needs the extra docket: pip install 'guize[docket]', or use .jsonl or .csv",
        ) from error


def _no_record() -> DocketError:
    return DocketError(0, f"没有 {RECORD} 这一列", f"there is no column {RECORD}")
