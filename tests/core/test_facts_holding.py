"""Who held which post: half-open, vacant, imprecise, contested."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import (
    APPOINTMENTS,
    DEPUTY,
    EXECUTIVE,
    PORTFOLIOS,
    PRINCIPAL,
    UNIT,
    a_record,
    day,
    held,
    in_charge,
)
from guize.core.facts import FactError, holders, partial_date, partial_text

OTHERS = tuple(each for each in APPOINTMENTS if each.id != PRINCIPAL)
HANDOVER = day("2026-03-15")
CHANGED = (
    held("a-old", "principal", "2020", "2026-03-15"),
    held("a-new", "principal", "2026-03-15"),
)


def record(appointments=APPOINTMENTS, portfolios=PORTFOLIOS):
    return a_record(changes={"appointments": appointments, "portfolios": portfolios})


def found(answer):
    return [appointment.id for appointment in answer.value or ()]


@given(st.dates(min_value=day("2021-01-01"), max_value=day("2030-12-31")))
def test_on_every_day_across_a_handover_there_is_exactly_one_holder(when):
    known = record((*CHANGED, *OTHERS))
    assert found(holders(known, "principal", UNIT, when)) == [
        "a-old" if when < HANDOVER else "a-new"
    ]


def test_a_vacant_post_is_shown_and_not_filled_with_the_former_holder():
    gap = (held("a-old", "principal", "2020", "2026-03-01"), CHANGED[1])
    answer = holders(record((*gap, *OTHERS)), "principal", UNIT, HANDOVER - timedelta(days=5))
    assert [(m.fact, m.about) for m in answer.missing] == [("holder", UNIT)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2026-02-28", ["a-old"]), ("2026-03-14", []), ("2026-03-31", ["a-new"])],
)
def test_a_bound_known_to_the_month_leaves_its_inside_open(when, expected):
    vague = (held("a-old", "principal", "2020", "2026-03"), held("a-new", "principal", "2026-03"))
    assert found(holders(record((*vague, *OTHERS)), "principal", UNIT, day(when))) == expected


def test_the_deputy_in_charge_follows_the_portfolio():
    assert found(holders(record(), "deputy_head", UNIT, HANDOVER)) == [DEPUTY]


def test_without_a_portfolio_the_deputy_is_unknown():
    answer = holders(record(portfolios=()), "deputy_head", UNIT, HANDOVER)
    assert answer.missing[0].fact == "portfolio"


def test_two_portfolios_at_once_are_a_conflict_that_names_both():
    both = (in_charge(DEPUTY), in_charge("a-other-deputy"))
    answer = holders(record(portfolios=both), "deputy_head", UNIT, HANDOVER)
    assert answer.missing[0].fact == "portfolio"
    assert dict(answer.reasons[0].values)["appointments"] == f"{DEPUTY}、a-other-deputy"


def test_a_substitute_stands_in_only_where_nobody_is_in_charge():
    substitute = in_charge(EXECUTIVE, kind="substitute")
    assert found(
        holders(record(portfolios=(in_charge(DEPUTY), substitute)), "deputy_head", UNIT, HANDOVER)
    ) == [DEPUTY]
    assert found(holders(record(portfolios=(substitute,)), "deputy_head", UNIT, HANDOVER)) == [
        EXECUTIVE
    ]


def test_the_executive_deputy_is_found_by_post():
    assert found(holders(record(), "executive_deputy", UNIT, HANDOVER)) == [EXECUTIVE]


def test_two_principals_on_one_day_are_a_conflict():
    doubled = (held("a-second", "principal"), *APPOINTMENTS)
    assert holders(record(doubled), "principal", UNIT, HANDOVER).missing


def test_a_later_appointment_does_not_change_a_past_answer():
    ended = replace(CHANGED[0])
    before = holders(record((ended, *OTHERS)), "principal", UNIT, day("2025-01-01"))
    after = holders(record((*CHANGED, *OTHERS)), "principal", UNIT, day("2025-01-01"))
    assert before.value == after.value


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29"])
def test_a_partial_date_keeps_its_precision(text):
    assert partial_text(partial_date(text)) == text


@pytest.mark.parametrize("text", ["2024-13", "2023-02-29", "gestern", "", "2024-01-01-01"])
def test_an_impossible_date_is_refused(text):
    with pytest.raises(FactError):
        partial_date(text)


AWAY, BACK = "2026-03-02", "2026-03-16"
STAND_IN = held("a-stand-in", "principal", AWAY, BACK, mode="acting", stands_in_for=PRINCIPAL)


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2026-03-01", PRINCIPAL), (AWAY, "a-stand-in"), ("2026-03-15", "a-stand-in"),
     (BACK, PRINCIPAL)],
)  # fmt: skip
def test_whoever_stands_in_has_the_post_while_its_holder_is_absent(when, expected):
    answer = holders(record((*APPOINTMENTS, STAND_IN)), "principal", UNIT, day(when))
    assert found(answer) == [expected]
    is_said = any(why.key == "absence_stood_in" for why in answer.reasons)
    assert is_said == (expected == "a-stand-in")


def test_whoever_stands_in_for_a_leader_has_what_he_was_in_charge_of():
    acting = held("a-beside", "deputy", AWAY, BACK, mode="acting", stands_in_for=DEPUTY)
    charge = in_charge("a-beside", since=AWAY, until=BACK, kind="temporary")
    known = record((*APPOINTMENTS, acting), (*PORTFOLIOS, charge))
    assert found(holders(known, "deputy_head", UNIT, day("2026-03-05"))) == ["a-beside"]
    assert found(holders(known, "deputy_head", UNIT, day(BACK))) == [DEPUTY]


def test_only_the_absent_one_of_several_officers_is_stood_in_for():
    second = held("a-second", "officer")
    acting = held("a-acting", "officer", AWAY, BACK, mode="acting", stands_in_for="a-second")
    known = record((*APPOINTMENTS, second, acting))
    assert set(found(holders(known, "case_officer", UNIT, day(AWAY)))) == {"a-officer", "a-acting"}
