"""Open questions: whatever is recorded in answer narrows the result and asks nothing new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dockets
from build import a_finding, a_record, an_event, norms, rulebook
from guize.core import explain
from guize.core.answers import FactState
from guize.core.assess import assess, examine
from guize.core.facts import Finding

WHEN = date(2026, 6, 30)
AT = a_finding("x").recorded_at.replace(year=2026)
DOCKET = dockets.a_docket(120)
AMOUNTS = (0, 29_999_999, 30_000_000, 30_000_001)
# no facts of a table: entered in the organisation, and as a level of court of the case
ELSEWHERE = {"holder", "portfolio", "instance_level"}


def concluded(record):
    said, facts = examine(record, norms(), on=WHEN)
    return {each.id: each for each in explain.conclusions(said, facts, norms())}


def asked_by(conclusion):
    """The facts that the table, row or circumstance of a conclusion contains."""
    table = rulebook().tables.get(conclusion.table)
    columns = {column.fact for column in table.columns} if table else set()
    return columns | {asked.read.fact for row in conclusion.rows for asked in row.asked}


def answers(fact):
    """Every answer that could be recorded to a fact, as state and value."""
    known = rulebook().facts[fact]
    if known.kind == "yes_no":
        return [(state, None) for state in FactState if not state.is_unknown]
    values = (
        AMOUNTS if known.kind == "money" else [w.code for w in rulebook().words[known.vocabulary]]
    )
    return [(FactState.PRESENT, value) for value in values]


def answered(record, missing, answer):
    """By a finding; how someone is to be handled, by a proposal."""
    state, value = answer
    if missing.fact == "handling":
        made = an_event("proposal_made", "2026-06-29", subject=missing.about, handling=value)
        return replace(record, events=(*record.events, made))
    given_ = Finding("answer", missing.fact, state, date(2026, 6, 29), AT, missing.about, value)
    return replace(record, findings=(*record.findings, given_))


OPEN = [(record, each) for record in DOCKET for each in concluded(record).values() if each.missing]


def test_every_kind_of_question_is_left_open_somewhere_in_the_docket():
    asked = {each.question for _, each in OPEN}
    assert {"gate", "referral", "adverse", "lead", "conduct", "duty", "pursuit", "routing",
            "responsibility"} <= asked  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_recording_any_listed_answer_never_adds_a_fact_or_a_row(data):
    record, before = data.draw(st.sampled_from(OPEN))
    listed = [each for each in before.missing if each.fact not in ELSEWHERE and not each.code]
    if not listed:
        return
    missing = data.draw(st.sampled_from(listed))
    answer = data.draw(st.sampled_from(answers(missing.fact)))
    after = concluded(answered(record, missing, answer)).get(before.id)
    if after is None:  # ruled out altogether
        return
    assert {each.fact for each in after.missing} <= asked_by(before) | ELSEWHERE
    assert missing not in [replace(each, rules_out=missing.rules_out) for each in after.missing]
    assert {row.id for row in after.rows} <= {row.id for row in before.rows}


@pytest.mark.parametrize("record", DOCKET[:40], ids=lambda record: record.case.id)
def test_every_open_question_is_asked_by_some_conclusion(record):
    open_ = {(each.fact, each.about) for each in assess(record, norms(), on=WHEN).open_questions}
    told = {(m.fact, m.about) for each in concluded(record).values() for m in each.missing}
    assert {fact for fact, _ in open_} == {fact for fact, _ in told}


def test_the_last_answer_settles_the_gate():
    lost = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
    record = a_record(lost)
    while missing := concluded(record)["gate"].missing:
        record = answered(record, missing[0], (FactState.ABSENT, None))
        record = replace(record, findings=tuple(
            replace(f, id=f"{n}") for n, f in enumerate(record.findings)
        ))  # fmt: skip
    assert concluded(record)["gate"].codes == ("gate_closed",)
