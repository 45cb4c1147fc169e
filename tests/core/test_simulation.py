"""A simulated docket is what its cases come to one by one, in whatever parts it is worked out."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add

import pytest

import build
import dockets
from guize.core.assess import assess, examine
from guize.core.duties import DutyState, state_on
from guize.core.facts import CaseFacts
from guize.core.rulebook import Norms
from guize.core.simulation import Outcome, simulate
from guize.core.tables import look_up

ON = date(2026, 11, 22)
MANY = 5_000


@pytest.fixture(scope="module")
def norms() -> tuple[Norms, Norms]:
    draft = dockets.edited(
        **{"| 2工作日 |": "| 3工作日 |", ">30万元": ">29万元", "≤30万元": "≤29万元"}
    )
    return build.norms(), Norms((draft,), build.calendar())


def rows_alone(facts: CaseFacts, norms: Norms) -> dict[str, object]:
    """Each table on cases asked alone of the facts of one case: certain and possible rows."""
    found = {}
    for table in norms.rulebooks[0].tables.values():
        if table.per == "case":
            hits = look_up(table, {c.fact: facts.value(c.fact) for c in table.columns})
            found[table.name] = tuple(
                tuple(r.id for r in of) for of in (hits.certain, hits.possible)
            )
    return found


def test_five_thousand_cases_by_columns_are_those_assessed_one_by_one(norms):
    docket = dockets.a_docket(MANY)
    found = simulate(docket, *norms, on=ON)
    said, alone = [], Counter()
    for record in docket:
        (first, facts), (_, others) = (examine(record, each, on=ON) for each in norms)
        rows, changed = rows_alone(facts, norms[0]), rows_alone(others, norms[1])
        said.append(first)
        alone.update((name, rows[name], changed[name]) for name in rows)
    assert sum(bool(each.open_questions) for each in said) > MANY / 3
    states = Counter(state_on(duty, ON) for each in said for duty in each.duties)
    assert found.cases == MANY
    assert found.first.overdue == states[DutyState.OVERDUE]
    assert found.first.duties == states.total() - states[DutyState.NOT_APPLICABLE]
    assert found.first.routed == sum(bool(r.bodies.value) for each in said for r in each.routing)
    pursued = (p.answer.value for each in said for p in each.pursuit)
    assert found.first.accountable == sum(value == "pursue" for value in pursued)
    assert found.tables == alone


def test_the_rows_by_columns_are_those_that_the_assessment_shows(norms):
    for record in dockets.a_docket(300, seed=7):
        said = assess(record, norms[0], on=ON)
        tables = {name: first for name, first, _ in simulate([record], *norms, on=ON).tables}
        for name, answer in (("追责门槛", said.gate), ("案件移送", said.case_referral)):
            if answer is not None:
                assert tables[name] == (answer.rows, answer.possible)


def test_any_parts_in_any_grouping_come_to_the_same(norms):
    docket, chance = dockets.a_docket(60), random.Random(1)  # noqa: S311
    whole = simulate(docket, *norms, on=ON)
    for _ in range(3):
        cuts = sorted(chance.sample(range(61), 3))
        bounds = zip([0, *cuts], [*cuts, 60], strict=True)
        parts = [simulate(docket[a:b], *norms, on=ON) for a, b in bounds]
        assert reduce(add, parts, Outcome()) == whole
        first, second, third, fourth = parts
        assert first + ((second + third) + fourth) == whole


def test_a_rulebook_against_itself_changes_nothing(norms):
    found = simulate(dockets.a_docket(40), norms[0], norms[0], on=ON)
    assert found.first == found.second
    assert found.changes == ()
    assert all(before == after for _, before, after in found.tables)


def test_a_longer_period_moves_its_duty_and_nothing_else(norms):
    record = build.a_record(complaint_served="2026-09-29")
    changes = simulate([record], *norms, on=date(2026, 10, 9)).changes
    report = next(change for change in changes if change.about.startswith("7-2-报告@"))
    assert report.before == ("overdue", "2026-10-08")
    assert report.after == ("due_today", "2026-10-09")
    assert {change.about.split("@")[0] for change in changes} == {"7-2-报告", "7-2-方案"}


def test_a_lower_threshold_sends_a_loss_of_300000_yuan_on__art_6_2(norms):
    findings = (
        build.a_finding("dereliction_caused_loss"),
        build.a_finding("direct_loss", value=30_000_000),
        build.a_finding("adverse_confirmed"),
    )
    judged = ("2025-01-17", {"disposition": "revoked", "service_method": "direct"})
    record = build.a_record(judgment_served=judged, findings=findings)
    found = simulate([record], *norms, on=ON)
    change = next(change for change in found.changes if change.about == "案件移送")
    assert (change.before, change.after) == (("6-2-未超过",), ("6-2-移送",))


def test_a_case_that_cannot_be_assessed_is_named_and_stops_no_other(norms):
    wrong = build.a_finding("major_economic_loss", value=5)
    good = build.a_record(complaint_served="2026-09-29")
    bad = replace(build.a_record(findings=(wrong,)), case=replace(good.case, id="bad"))
    found = simulate([bad, good], *norms, on=ON)
    assert found.cases == 2
    assert [failure.case for failure in found.failures] == ["bad"]
    assert found.first.duties > 0


def test_a_table_that_only_one_rulebook_has_gives_no_rows_under_the_other(norms):
    draft = norms[1].rulebooks[0]
    tables = {name: table for name, table in draft.tables.items() if name != "追责门槛"}
    without = Norms((replace(draft, tables=tables),), build.calendar())
    found = simulate([build.a_record(complaint_served="2026-09-29")], norms[0], without, on=ON)
    (_, before, after), cases = next(item for item in found.tables.items() if "追责门槛" in item[0])
    assert (any(before), any(after), cases) == (True, False, 1)
