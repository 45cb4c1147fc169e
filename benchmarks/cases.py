"""What is measured on: the rulebooks, a case of thirty events, a million packed cases."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guize.core.columns import UNKNOWN_AMOUNT, Cells, cut
from guize.core.facts import CaseRecord
from guize.core.rulebook import Norms, Rulebook
from guize.core.tables.cells import FactValue, known_cells
from guize.formats.rulebook_folder import RULEBOOKS, read_norms

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import build

MILLION = 1_000_000
REFERRAL = "案件移送"
ON = date(2026, 11, 22)

__all__ = ["RULEBOOKS"]


@cache
def norms() -> Norms:
    return read_norms()


def rulebook() -> Rulebook:
    return norms().rulebooks[-1]


@cache
def amounts() -> NDArray[np.int64]:
    """Losses in fen around 300,000 yuan; a twentieth exactly on it, a fifth unknown."""
    chance = np.random.default_rng(20261122)
    found = chance.integers(0, 60_000_000, MILLION)
    found[chance.random(MILLION) < 0.05] = 30_000_000
    found[chance.random(MILLION) < 0.2] = UNKNOWN_AMOUNT
    return found


@cache
def cells(table: str = REFERRAL) -> dict[str, Cells]:
    """The cells of a million cases for the facts of a table, a share of each unknown."""
    chance = np.random.default_rng(7)
    found = {}
    for column in rulebook().tables[table].columns:
        if column.kind == "money":
            found[column.fact] = cut(column, amounts())
        else:
            sizes = known_cells(column) + 1
            found[column.fact] = chance.integers(0, sizes, MILLION, dtype=np.uint8)
    return found


def facts_of(number: int) -> dict[str, FactValue]:
    """Case `number` of the million as facts of the table on referral."""
    found: dict[str, FactValue] = {}
    for column in rulebook().tables[REFERRAL].columns:
        cell = int(cells()[column.fact][number])
        if column.kind == "money":
            amount = int(amounts()[number])
            found[column.fact] = None if amount == UNKNOWN_AMOUNT else amount
        else:
            values = (False, True) if column.kind == "yes_no" else column.codes
            found[column.fact] = values[cell] if cell < len(values) else None
    return found


COURSE = (
    ("complaint_served", {"service_method": "direct"}),
    ("report_made", {"reported_by": build.PRINCIPAL, "reported_to": build.DEPUTY}),
    ("response_plan_made", {"decided_by": build.DEPUTY}),
    ("evidence_filed", {"documents": "证据目录"}),
    ("defence_filed", {}),
    ("hearing_notice_served", {"hearing_on": "2025-02-20"}),
    ("hearing_held", {"appearance": "principal_appeared"}),
)
ENDING = (
    ("judgment_served", {"disposition": "revoked", "service_method": "direct"}),
    ("judgment_reported", {}),
    ("other_party_served", {"judgment": "judgment", "party_name": "某某"}),
    ("fact_recorded", {"fact": "dereliction_caused_loss", "state": "present", "reasons": "略"}),
    ("fact_recorded", {"fact": "major_economic_loss", "state": "present", "reasons": "略"}),
    ("adverse_determined", {"judgment": "judgment", "state": "present", "reasons": "略"}),
    ("analysis_report_filed", {"causes": "略", "measures_taken": "略"}),
    ("proceeding_opened", {"reasons": "略"}),
    ("finding_recorded", {"fact": "ground_no_defence", "state": "present", "reasons": "略"}),
    ("finding_recorded", {"fact": "act_defect", "state": "present", "reasons": "略"}),
    ("statement_received", {"subject": build.PRINCIPAL, "statement": "略"}),
    ("proposal_made", {"subject": build.PRINCIPAL, "handling": "sanction"}),
    ("proposal_submitted", {"reasons": "略"}),
    ("resolution_recorded", {"resolution": "approved", "meeting_on": "2025-06-01"}),
    ("referral_made", {"subject": build.PRINCIPAL, "body": "discipline_body", "reasons": "略"}),
    ("decision_made", {"subject": build.PRINCIPAL, "body": "discipline_body"}),
    ("decision_served", {"subject": build.PRINCIPAL}),
    ("decision_reported", {"subject": build.PRINCIPAL}),
    ("petition_filed", {"subject": build.PRINCIPAL, "reasons": "略"}),
    ("petition_decided", {"subject": build.PRINCIPAL, "petition_result": "upheld"}),
)


@cache
def thirty_events() -> CaseRecord:
    """A whole lawsuit lost, with the proceeding after it: thirty events."""
    first = date(2024, 11, 4)
    course = [*COURSE, *ENDING]
    course += [("briefing_held", {"participants": "略"})] * (30 - len(course))
    ids = [
        "judgment" if type_ == "judgment_served" else f"e{n}" for n, (type_, _) in enumerate(course)
    ]
    events = [
        build.an_event(type_, (first + timedelta(9 * n)).isoformat(), id=ids[n], **payload)
        for n, (type_, payload) in enumerate(course)
    ]
    record = build.a_record(*events, findings=(build.a_finding("direct_loss", value=30_000_001),))
    return replace(record, case=replace(record.case, id="thirty"))
