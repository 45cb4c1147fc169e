"""guize-case/1: there and back, and every fault at its path."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import a_finding, a_record, an_event, assessed, norms, rulebook
from guize.core.assess import assess
from guize.formats.assessment import assessment_to_dict
from guize.formats.case_record import (
    CaseFileError,
    read_case,
    record_from,
    record_to,
    schema_text,
    write_case,
)

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "docs" / "examples").glob("*.json"))
RECORD = a_record(
    an_event("judgment_served", "2026-05-06", id="j", disposition="revoked", amount_awarded=100),
    an_event("judgment_served", "2026-05-05", supersedes="j", disposition="revoked"),
    complaint_served="2026-03-02",
    findings=(a_finding("direct_loss", value=30_000_001, about="unit"),),
)


def test_a_record_written_and_read_is_the_same_record():
    assert read_case(write_case(RECORD), rulebook()) == RECORD


@given(st.dates(), st.sampled_from(["complaint_served", "report_made", "hearing_held"]))
def test_any_event_comes_back_as_it_went(day, type_):
    record = a_record(an_event(type_, day.isoformat(), note="备注"))
    assert read_case(write_case(record)) == record


def test_reading_twice_adds_nothing():
    text = write_case(RECORD)
    assert write_case(read_case(text)) == text


def test_file_and_value_give_equal_assessments():
    assert assess(read_case(write_case(RECORD)), norms(), on=assessed(RECORD, "2026-06-30").on) == (
        assessed(RECORD, "2026-06-30")
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_of_the_manual_can_be_read(path):
    assert read_case(path.read_bytes(), rulebook()).case.id


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, str]:
    value = json.loads(write_case(RECORD))
    change(value)
    with pytest.raises(CaseFileError) as caught:
        record_from(value, rulebook())
    return {fault.path: fault.english for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("$.foo", lambda v: v.update(foo=1)),
        ("$.format", lambda v: v.update(format="guize-case/2")),
        ("$.case.kind", lambda v: v["case"].update(kind="criminal")),
        ("$.case", lambda v: v["case"].pop("title")),
        ("$.case.units", lambda v: v["case"].update(units=[])),
        ("$.events[0].foo", lambda v: v["events"][0].update(foo=1)),
        ("$.events[0].type", lambda v: v["events"][0].update(type="nonsense")),
        ("$.events[0].type", lambda v: v["events"][0].update(type="judgment_effective")),
        ("$.events[0].occurred_on", lambda v: v["events"][0].update(occurred_on="2026-02-30")),
        ("$.events[0].occurred_on", lambda v: v["events"][0].update(occurred_on="2 March")),
        ("$.events[0].recorded_at", lambda v: v["events"][0].update(recorded_at="never at all")),
        ("$.events[0].instance", lambda v: v["events"][0].update(instance="i9")),
        ("$.events[1].payload.foo", lambda v: v["events"][1]["payload"].update(foo=1)),
        (
            "$.events[1].payload.disposition",
            lambda v: v["events"][1]["payload"].update(disposition="won"),
        ),
        ("$.events[2].supersedes", lambda v: v["events"][2].update(supersedes="gone")),
        ("$.events[1].id", lambda v: v["events"][1].update(id=v["events"][0]["id"])),
        ("$.appointments[0].post", lambda v: v["appointments"][0].update(post="gone")),
        ("$.appointments[0].since", lambda v: v["appointments"][0].update(since="2024-13")),
        ("$.findings[0].state", lambda v: v["findings"][0].update(state="maybe")),
        ("$.findings[0].fact", lambda v: v["findings"][0].update(fact="guilt")),
        ("$.organs[1].kind", lambda v: v["organs"][1].update(kind="company")),
    ],
)
def test_a_fault_names_its_path(path, change):
    assert path in broken(change)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_no_record_is_refused(text):
    with pytest.raises(CaseFileError):
        read_case(text)


def test_an_entry_is_corrected_once_only():
    twice = an_event("judgment_served", "2026-05-04", id="again", supersedes="j")
    with pytest.raises(CaseFileError, match="更正了两次"):
        read_case(write_case(a_record(*RECORD.events, twice)))


def test_ids_and_instants_may_be_left_out_of_a_file_written_by_hand():
    value = record_to(a_record())
    value["events"] = [{"type": "complaint_served", "occurred_on": "2026-03-02"}]
    event = record_from(value, rulebook()).events[0]
    assert (event.id, event.recorded_at.isoformat()) == ("e1", "2026-03-02T00:00:00+08:00")


def test_the_schema_is_strict_everywhere():
    def objects(node):
        if isinstance(node, dict):
            if node.get("type") == "object" and "properties" in node:
                yield node
            for each in node.values():
                yield from objects(each)

    found = list(objects(json.loads(schema_text())))
    assert len(found) == 12
    assert all(node["additionalProperties"] is False for node in found)


def test_the_assessment_as_json_has_the_state_of_each_duty():
    assessment = assessed(RECORD, "2026-06-30")
    plain = assessment_to_dict(assessment)
    assert json.loads(json.dumps(plain)) == plain
    assert {duty["state"] for duty in plain["duties"]} >= {"overdue", "lapsed"}
