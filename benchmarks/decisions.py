"""One decision with the ids of its rows; a million by columns; the whole rulebook; a whole case."""

from __future__ import annotations

from typing import Any

from benchmarks.cases import (
    MILLION,
    ON,
    REFERRAL,
    RULEBOOKS,
    cells,
    facts_of,
    norms,
    rulebook,
    thirty_events,
)
from benchmarks.timing import Figure, Rate, figure, timed
from guize.core.assess import assess
from guize.core.columns import as_columns, pack
from guize.core.markdown import read_pack
from guize.core.simulation import simulate
from guize.core.tables import look_up, row_ids
from guize.formats.rulebook_folder import read_files
from guize.formats.scenarios import read_scenarios

SAMPLE = 1_000
Trace = list[tuple[str, str, object]]


def by_hand(facts: dict[str, Any]) -> tuple[list[str], Trace]:
    """The table on referral as a programmer would write it, with a trace to explain it."""
    trace: Trace = []

    def asked(fact: str) -> Any:
        trace.append(("fact", fact, facts[fact]))
        return facts[fact]

    lost = asked("adverse_judgment")
    if lost is False:
        return ["6-2-未败诉"], trace
    dereliction = asked("dereliction_caused_loss")
    if not lost or dereliction is None:
        return [], trace
    if dereliction is False:
        return ["6-2-非渎职"], trace
    loss = asked("direct_loss")
    if loss is None:
        return [], trace
    if loss <= 30_000_000:
        return ["6-2-未超过"], trace
    row = BY_RESULT.get(asked("inquiry_result"))
    return ([row] if row else []), trace


BY_RESULT = {
    "none_yet": "6-2-移送",
    "not_crime": "6-2-不构成犯罪",
    "crime": "6-2-涉嫌犯罪",
    "discipline": "6-2-其他结果",
    "closed": "6-2-其他结果",
}


def one_decision() -> list[Figure]:
    table = rulebook().tables[REFERRAL]
    facts = [facts_of(number) for number in range(SAMPLE)]
    for each in facts:  # by hand an unknown answer ends it: nothing is then found
        found, _ = by_hand(each)
        assert not found or list(row_ids(table, each)) == found

    def ids() -> None:
        for each in facts:
            row_ids(table, each)

    def hits() -> None:
        for each in facts:
            look_up(table, each)

    name = "one explained decision (第六条第二款)"
    return [
        figure(name, "guize: row ids", ids, pieces=SAMPLE, target=0.3e-6),
        figure(name, "guize: rows, open rows, what to ask", hits, pieces=SAMPLE),
        figure(name, "hand-written Python with trace", lambda: _all(facts), pieces=SAMPLE),
    ]


def _all(facts: list[dict[str, Any]]) -> None:
    for each in facts:
        by_hand(each)


def by_columns() -> list[Figure]:
    table = rulebook().tables[REFERRAL]
    docket = as_columns(table)
    codes = pack(table, cells())
    rows = docket.rows_of(codes)
    for number in range(SAMPLE):
        certain = row_ids(table, facts_of(number))
        assert certain == ((table.rows[rows[number]].id,) if rows[number] >= 0 else ())
    name = "1,000,000 cases by columns, row id per case of one table"
    return [
        figure(name, "guize: packed facts", lambda: docket.rows_of(codes), target=3e-3),
        figure(
            name,
            "guize: packing included",
            lambda: docket.rows_of(pack(table, cells())),
            note="from one array of cells a fact",
        ),
    ]


def whole_case() -> list[Figure]:
    record, law = thirty_events(), norms()
    said = assess(record, law, on=ON)
    note = f"{len(said.duties)} duties, {len(said.pursuit)} persons and units, stage {said.stage}"
    return [
        figure(
            f"whole assessment of a case of {len(record.events)} events",
            "guize",
            lambda: assess(record, law, on=ON),
            target=1e-3,
            note=note,
        )
    ]


def whole_docket() -> list[Rate]:
    """The scenarios of the rulebook, each often: what a real mix of cases takes."""
    found = read_scenarios(RULEBOOKS / "xiuyan-2024", rulebook())
    records = [each.record for each in found] * 4
    law = norms()
    seconds, _ = timed(lambda: [assess(r, law, on=ON) for r in records], rounds=5)
    both, _ = timed(lambda: simulate(records, law, law, on=ON), rounds=3)
    pace = len(records) / seconds
    note = f"10,000 cases in {10_000 / pace:.1f} s; the scenarios as they are"
    return [
        Rate("docket re-derived, one core", "guize: assess", pace, 1_000, note),
        Rate("whole simulation under two rulebooks, one core", "guize", len(records) / both, 1_000),
    ]


def whole_rulebook() -> list[Figure]:
    base = norms_of_procedure()
    pack_, files = read_files(RULEBOOKS / "xiuyan-2024")
    own = f"{len(files)} files; the pack it extends is loaded"
    return [
        figure(
            "load and prove the whole Xiuyan rulebook",
            "guize",
            lambda: read_pack(pack_, files, (base,)),
            target=30e-3,
            note=own,
        )
    ]


def norms_of_procedure():
    return read_pack(*read_files(RULEBOOKS / "cn-procedure"))


def figures() -> list[Figure | Rate]:
    assert len(cells()["direct_loss"]) == MILLION
    return [*one_decision(), *by_columns(), *whole_case(), *whole_docket(), *whole_rulebook()]
