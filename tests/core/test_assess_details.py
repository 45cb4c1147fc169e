"""Details on which results hang: each count told step by step, each neighbour of a threshold."""

from __future__ import annotations

import pytest

from build import (
    APPOINTMENTS,
    PRINCIPAL,
    UNIT,
    a_finding,
    a_record,
    an_event,
    assessed,
    calendar,
    day,
    held,
    rulebook,
)
from guize.core.days import last_day, parse_period, say_day, say_step
from guize.core.duties import state_on
from guize.core.rulebook import Column, Condition, Row
from guize.core.tables import TableError, compile_table, holds
from guize.core.tables.cells import share_of

LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-17", judgment="j")
WHEN = "2025-05-01"
CITED = rulebook().duties[0].citation


def steps(start, period, roll="end"):
    reasons = last_day(day(start), parse_period(period), calendar(), roll=roll).reasons
    return [reason.key for reason in reasons]


@pytest.mark.parametrize(
    ("start", "period", "keys"),
    [
        ("2026-09-18", "15日", ["count.start", "count.days", "count.rolled"]),
        ("2026-03-02", "15日", ["count.start", "count.days"]),
        ("2025-12-31", "2月", ["count.start", "count.months", "count.month_end", "count.makeup"]),
        ("2024-02-29", "2年", ["count.start", "count.years", "count.month_end", "count.makeup"]),
        ("2026-03-02", "1月", ["count.start", "count.months"]),
        ("2026-03-02", "2工作日", ["count.start", "count.working_days"]),
        ("2024-09-27", "2工作日", ["count.start", "count.skipped", "count.makeup"]),
        ("2026-03-06", "1工作日", ["count.start", "count.skipped", "count.working_days"]),
    ],
)
def test_each_count_is_told_by_its_steps(start, period, keys):
    assert steps(start, period)[: len(keys)] == keys


def test_a_span_of_days_off_is_told_from_its_first_to_its_last_day():
    reasons = last_day(day("2026-03-06"), parse_period("1工作日"), calendar()).reasons
    skipped = next(reason for reason in reasons if reason.key == "count.skipped")
    assert dict(skipped.values)["first"] == day("2026-03-07")
    assert dict(skipped.values)["last"] == day("2026-03-08")
    assert " to " in say_step(skipped, "en")
    assert "至" in say_step(skipped)


def test_one_day_off_is_told_as_one_day():
    reasons = last_day(day("2024-09-27"), parse_period("2工作日"), calendar()).reasons
    skipped = next(reason for reason in reasons if reason.key == "count.skipped")
    assert "至" not in say_step(skipped)
    assert " to " not in say_step(skipped, "en")


def test_the_suit_begins_with_its_opening_though_something_was_entered_before():
    early = an_event("representative_appointed", "2024-09-01")
    record = a_record(early, LOST, THEM, complaint_served="2024-09-27")
    unit = next(b for b in assessed(record, WHEN).responsibility if b.subject == UNIT)
    assert unit.decisive_on == day("2024-09-27")


def test_each_bearing_names_the_row_the_provision_and_the_day():
    found = assessed(a_record(LOST, THEM, complaint_served="2024-09-27"), WHEN).responsibility
    assert all(b.rows and b.citation and b.decisive_on for b in found)
    assert {b.organ for b in found} == {UNIT}


def test_being_in_office_during_the_suit_is_a_fact_of_each_pursuit():
    found = assessed(a_record(LOST, THEM, complaint_served="2024-09-27"), WHEN)
    assert {(p.function, p.held_in_suit.value) for p in found.pursuit} == {
        ("unit", True),
        ("principal", True),
        ("unit_deputy", True),
        ("case_officer", True),
        ("deputy_head", True),
    }


def routed(*subjects):
    entries = [
        an_event("proposal_made", "2025-04-20", id=f"p-{s}", subject=s, handling=kind, reasons="略")
        for s, kind in subjects
    ]
    record = a_record(
        LOST,
        THEM,
        *entries,
        complaint_served="2024-09-27",
        findings=(a_finding("major_economic_loss"),),
    )
    return {step.id: step.state for step in assessed(record, WHEN).steps}


def test_handing_to_the_city_is_needed_only_for_whom_the_city_manages__art_6_3():
    assert routed(("a-principal", "sanction"))["步-移交市级"] == "not_needed"
    both = routed(("a-principal", "sanction"), ("a-deputy", "sanction"))
    assert both["步-移交市级"] == "blocked"


@pytest.mark.parametrize(("fen", "state"), [(30_000_000, "not_needed"), (30_000_001, "blocked")])
def test_the_step_of_referral_follows_the_amount__art_6_2(fen, state):
    found = (
        a_finding("dereliction_caused_loss"),
        a_finding("direct_loss", value=fen),
    )
    record = a_record(LOST, THEM, complaint_served="2024-09-27", findings=found)
    states = {step.id: step.state for step in assessed(record, WHEN).steps}
    assert states["步-案件移交"] == state


def test_a_petition_and_its_result_belong_to_their_person_and_decision():
    served = an_event("decision_served", "2025-04-20", subject="a-principal")
    before = an_event("petition_filed", "2025-04-10", id="early", subject="a-principal")
    other = an_event("petition_filed", "2025-04-25", id="other", subject="a-officer")
    own = an_event("petition_filed", "2025-04-28", id="own", subject="a-principal")
    record = a_record(before, served, other, own, complaint_served="2024-09-27")
    (remedy,) = assessed(record, WHEN).remedies
    assert (remedy.petition, remedy.result) == ("own", "")


def test_a_petition_may_be_filed_on_the_day_of_service_and_the_ways_are_told():
    decided = an_event(
        "proposal_made", "2025-04-01", subject="a-principal", handling="organizational"
    )
    served = an_event("decision_served", "2025-04-20", subject="a-principal")
    own = an_event("petition_filed", "2025-04-20", id="own", subject="a-principal")
    record = a_record(decided, served, own, complaint_served="2024-09-27")
    (remedy,) = assessed(record, WHEN).remedies
    assert remedy.petition == "own"
    assert [way.answer.value for way in remedy.ways] == ["internal_review"]


def test_who_came_after_the_suit_had_ended_took_no_part_in_it():
    late = held("a-late", "principal", since="2025-03-01", cadre_authority="county")
    former = held(PRINCIPAL, "principal", until="2025-03-01", cadre_authority="county")
    others = tuple(each for each in APPOINTMENTS if each.id != PRINCIPAL)
    changes = {"appointments": (former, late, *others)}
    record = a_record(LOST, THEM, complaint_served="2024-09-27", changes=changes)
    assert "a-late" not in {p.subject for p in assessed(record, WHEN).pursuit}


def test_a_condition_that_every_answer_meets_holds_of_an_unknown_fact():
    column = Column("loss", "money", (), ((5, True),))
    assert holds(column, Condition("loss", frozenset({0, 1})), None) is True
    assert holds(column, Condition("loss", frozenset({0})), None) is None


def test_the_share_of_a_column_in_a_code_is_its_place_times_its_weight():
    money = Column("loss", "money", (), ((5, True), (7, False)))
    assert share_of(money, 3) == ("loss", None, (6, 7), 3)
    choice = Column("kind", "choice", ("a", "b"))
    assert share_of(choice, 3) == ("kind", {"a": 0, "b": 3, None: 6}, (), 3)


def test_a_duty_stands_still_from_the_day_of_the_stop_to_that_of_its_end():
    stop = an_event("period_suspended", "2026-03-05", reasons="略")
    go = an_event("period_resumed", "2026-03-12")
    record = a_record(stop, go, complaint_served="2026-03-02")
    duty = next(d for d in assessed(record, "2026-03-20").duties if d.rule == "法-行政答辩")
    states = [state_on(duty, day(f"2026-03-{n}")).value for n in ("04", "05", "11", "12")]
    assert states == ["running", "suspended", "suspended", "running"]


def test_a_presumption_is_told_only_where_there_is_one():
    for events, is_told in (((LOST,), True), ((LOST, THEM), False)):
        record = a_record(*events, complaint_served="2024-09-27")
        (judgment,) = assessed(record, WHEN).judgments
        assert ("effect.presumed" in {each.key for each in judgment.reasons}) == is_told


def test_a_rolled_day_cites_the_law_and_a_kept_one_needs_none():
    for roll, provision in (("end", "民法典第二百零三条"), ("none", "")):
        reasons = last_day(day("2026-09-18"), parse_period("15日"), calendar(), roll=roll).reasons
        (rolled,) = (each for each in reasons if each.key.endswith("rolled"))
        assert provision in (rolled.citation.provision if rolled.citation else "")
        assert bool(rolled.citation) == bool(provision)


def test_a_day_is_told_with_its_weekday_in_either_language():
    assert say_day(day("2026-10-08")) == "2026-10-08(周四)"
    assert say_day(day("2026-10-08"), "en") == "2026-10-08 (Thu)"


def test_a_last_day_that_does_not_roll_says_so():
    assert steps("2026-09-18", "15日", "none")[:3] == [
        "count.start",
        "count.days",
        "count.not_rolled",
    ]


def row(id_, *cells, result="x"):
    return Row(id_, (Condition("loss", frozenset(cells)),), {"r": result}, CITED)


@pytest.mark.parametrize(("inclusive", "over", "up_to"), [(True, ">5", "≤5"), (False, "≥5", "<5")])
def test_a_gap_at_a_threshold_is_told_with_its_side(inclusive, over, up_to):
    column = Column("loss", "money", (), ((5, inclusive),))
    for cell, told in ((0, over), (1, up_to)):
        with pytest.raises(TableError) as error:
            compile_table("t", [column], [row("a", cell)])
        assert [f.cause for f in error.value.faults] == [f"没有一行适用于:loss{told}"]


def test_a_table_may_have_as_many_combinations_as_allowed_and_not_one_more():
    def table(*sizes):
        columns = [
            Column(f"f{n}", "choice", tuple(f"c{i}" for i in range(size - 1)))
            for n, size in enumerate(sizes)
        ]
        return compile_table("t", columns, [Row("a", (), {"r": "x"}, CITED)])

    assert len(table(256, 256).certain) == 65_536
    with pytest.raises(TableError):
        table(256, 257)


def test_exceptions_in_a_circle_name_the_first_row():
    rows = [
        Row("a", (), {"r": "x"}, CITED),
        Row("b", (), {"r": "y"}, CITED, except_to=("c",)),
        Row("c", (), {"r": "z"}, CITED, except_to=("b",)),
    ]
    with pytest.raises(TableError) as error:
        compile_table("t", [], rows)
    assert [f.row for f in error.value.faults] == ["b"]


def test_an_act_on_the_day_of_its_cause_counts_and_one_before_does_not():
    for made, done in (("2026-03-02", day("2026-03-02")), ("2026-03-01", None)):
        record = a_record(report_made=made, complaint_served="2026-03-02")
        duty = next(d for d in assessed(record, "2026-03-03").duties if d.rule == "7-2-报告")
        assert duty.done_on == done
