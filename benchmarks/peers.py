"""Peers, measured in the same run where they are installed; each gives equal results first.

They are no dependencies: `--peers FOLDER` names an environment that has them (see README.md).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from types import ModuleType

import numpy as np

from benchmarks.cases import MILLION, REFERRAL, amounts, cells, norms, rulebook
from benchmarks.timing import Figure, figure
from guize.core.columns import as_columns, pack

N = 10
DAYS = [date(2024, 1, 1) + timedelta(n) for n in range(700)]
ADD_ONE, ADD_MANY = f"add {N} working days to a date", f"add {N} working days to 1,000,000 dates"
DECIDE = "1,000,000 cases by columns, row id per case of one table"
MISSING: list[str] = []


def peer(name: str) -> ModuleType | None:
    """A module, or None and a note that it is not here."""
    try:
        return import_module(name)
    except ImportError:
        MISSING.append(name)
        return None


def numpy_days() -> list[Figure]:
    """numpy busday with the week open and every day off named as a holiday."""
    calendar = norms().calendar
    whole = [date(2023, 1, 1) + timedelta(n) for n in range(365 * 4)]
    off = np.array([d for d in whole if not calendar.is_working_day(d)], "datetime64[D]")
    week = np.busdaycalendar(weekmask="1111111", holidays=off)
    many = np.array(DAYS, "datetime64[D]").repeat(MILLION // len(DAYS))

    def add(days: object) -> object:
        return np.busday_offset(days, N, roll="backward", busdaycal=week)

    assert [add(d).item() for d in DAYS] == [calendar.add_working_days(d, N) for d in DAYS]
    return [
        figure(ADD_ONE, "numpy busday", lambda: [add(d) for d in DAYS], pieces=len(DAYS)),
        figure(ADD_MANY, "numpy busday", lambda: add(many), rounds=5),
    ]


def holidays_days() -> list[Figure]:
    holidays = peer("holidays")
    if holidays is None:
        return []
    china = holidays.country_holidays("CN", years=range(2023, 2027))
    add = china.get_nth_working_day
    calendar = norms().calendar
    wrong = sum(add(d, N) != calendar.add_working_days(d, N) for d in DAYS)
    work = lambda: [add(d, N) for d in DAYS]  # noqa: E731
    note = f"{wrong} of {len(DAYS)} differ"
    return [figure(ADD_ONE, f"holidays {holidays.__version__}", work, pieces=len(DAYS), note=note)]


def chinesecalendar_days() -> list[Figure]:
    chinese = peer("chinese_calendar")
    if chinese is None:
        return []

    def add(day: date) -> date:
        left = N
        while left:
            day += timedelta(1)
            left -= chinese.is_workday(day)
        return day

    assert [add(d) for d in DAYS] == [norms().calendar.add_working_days(d, N) for d in DAYS]
    work = lambda: [add(d) for d in DAYS]  # noqa: E731
    return [figure(ADD_ONE, "chinesecalendar, day by day", work, pieces=len(DAYS), rounds=3)]


def polars_table() -> list[Figure]:
    polars = peer("polars")
    if polars is None:
        return []
    frame = polars.DataFrame({**cells(), "loss": amounts()})
    query = frame.lazy().select(row=_polars_rows(polars))
    collect: Callable[[], object] = query.collect
    assert (query.collect()["row"].to_numpy() == _rows()).all()
    return [figure(DECIDE, f"Polars {polars.__version__}", collect, rounds=9, note="expressions")]


def _polars_rows(polars: ModuleType) -> object:
    col, lit = polars.col, polars.lit
    lost, careless = col("adverse_judgment"), col("dereliction_caused_loss")
    loss, inquiry = col("direct_loss"), col("inquiry_result")
    over = (lost == 1) & (careless == 1) & (loss == 1)
    found = polars.when(lost == 0).then(lit(6))
    found = found.when((lost == 1) & (careless == 0)).then(lit(5))
    found = found.when((lost == 1) & (careless == 1) & (loss == 0)).then(lit(4))
    for row, codes in ((0, [0]), (1, [1]), (2, [3, 4]), (3, [2])):
        found = found.when(over & inquiry.is_in(codes)).then(lit(row))
    return found.otherwise(lit(-1)).cast(polars.Int16)


def duckdb_table() -> list[Figure]:
    duckdb = peer("duckdb")
    if duckdb is None:
        return []
    database = duckdb.connect(config={"threads": 1})
    database.register("columns", cells())
    database.execute("CREATE TABLE docket AS SELECT * FROM columns")
    query = """
        SELECT (CASE WHEN adverse_judgment = 0 THEN 6
            WHEN adverse_judgment = 1 AND dereliction_caused_loss = 0 THEN 5
            WHEN adverse_judgment = 1 AND dereliction_caused_loss = 1 AND direct_loss = 0 THEN 4
            WHEN NOT (adverse_judgment = 1 AND dereliction_caused_loss = 1 AND direct_loss = 1)
                THEN -1
            WHEN inquiry_result = 0 THEN 0 WHEN inquiry_result = 1 THEN 1
            WHEN inquiry_result IN (3, 4) THEN 2 WHEN inquiry_result = 2 THEN 3
            ELSE -1 END)::SMALLINT AS row FROM docket"""
    rows: Callable[[], object] = lambda: database.execute(query).fetchnumpy()["row"]  # noqa: E731
    assert (rows() == _rows()).all()
    return [figure(DECIDE, f"DuckDB {duckdb.__version__}", rows, rounds=5, note="one thread")]


def _rows() -> np.ndarray:
    table = rulebook().tables[REFERRAL]
    return as_columns(table).rows_of(pack(table, cells()))


def figures() -> list[Figure]:
    measured = (numpy_days, holidays_days, chinesecalendar_days, polars_table, duckdb_table)
    return [line for each in measured for line in each()]
