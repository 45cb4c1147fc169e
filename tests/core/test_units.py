"""Several units in one case: each has its own clock, holders and service (解释 D12)."""

from __future__ import annotations

from build import DEPARTMENT, PRINCIPAL, UNIT, a_record, an_event, assessed, day, norms
from guize.core.duties import effectiveness
from guize.core.facts import Organ, Party

BOTH = {"units": (UNIT, DEPARTMENT)}


def served(unit, when, **more):
    return an_event("complaint_served", when, id=f"served-{unit}", unit=unit, **more)


def judged(unit, when):
    return an_event("judgment_served", when, id=f"j-{unit}", disposition="revoked", unit=unit)


def of_rule(record, rule, when):
    return {d.unit: d for d in assessed(record, when).duties if d.rule == rule}


def test_each_unit_reports_within_its_own_two_working_days():
    record = a_record(served(UNIT, "2026-03-02"), served(DEPARTMENT, "2026-03-05"), case=BOTH)
    found = of_rule(record, "7-2-报告", "2026-03-06")
    assert {unit: duty.due for unit, duty in found.items()} == {
        UNIT: day("2026-03-04"),
        DEPARTMENT: day("2026-03-09"),
    }


def test_the_holder_of_a_duty_is_that_of_the_unit_served():
    record = a_record(served(UNIT, "2026-03-02"), served(DEPARTMENT, "2026-03-05"), case=BOTH)
    found = of_rule(record, "7-2-报告", "2026-03-06")
    held = {unit: [a.id for a in duty.holders.value] for unit, duty in found.items()}
    assert held == {UNIT: [PRINCIPAL], DEPARTMENT: ["a-department"]}


def test_the_report_of_one_unit_does_not_discharge_the_other():
    made = an_event("report_made", "2026-03-03", unit=UNIT)
    record = a_record(served(UNIT, "2026-03-02"), served(DEPARTMENT, "2026-03-02"), made, case=BOTH)
    found = of_rule(record, "7-2-报告", "2026-03-06")
    assert (found[UNIT].done_on, found[DEPARTMENT].done_on) == (day("2026-03-03"), None)


def test_each_unit_that_reported_owes_its_own_plan():
    made = [an_event("report_made", "2026-03-03", id=f"r-{u}", unit=u) for u in (UNIT, DEPARTMENT)]
    record = a_record(
        served(UNIT, "2026-03-02"), served(DEPARTMENT, "2026-03-02"), *made, case=BOTH
    )
    assert set(of_rule(record, "7-2-方案", "2026-03-04")) == {UNIT, DEPARTMENT}


def test_an_entry_that_names_no_unit_binds_all_of_them():
    record = a_record(served("", "2026-03-02"), case=BOTH)
    (duty,) = of_rule(record, "7-2-报告", "2026-03-06").values()
    assert {held.id for held in duty.holders.value} == {PRINCIPAL, "a-department"}


def test_a_unit_that_is_not_concerned_is_not_bound_by_being_named():
    record = a_record(served("bureau", "2026-03-02"))
    (duty,) = of_rule(record, "7-2-报告", "2026-03-06").values()
    assert (duty.unit, [held.id for held in duty.holders.value]) == ("", [PRINCIPAL])


def test_the_copy_is_due_five_working_days_from_each_units_own_service():
    record = a_record(judged(UNIT, "2025-01-17"), judged(DEPARTMENT, "2025-01-20"), case=BOTH)
    found = of_rule(record, "7-3-报司法局", "2025-01-21")
    assert {unit: duty.due for unit, duty in found.items()} == {
        UNIT: day("2025-01-24"),
        DEPARTMENT: day("2025-01-26"),
    }


def test_a_judgment_takes_effect_when_the_last_of_our_units_may_no_longer_appeal():
    them = an_event("other_party_served", "2025-01-17", judgment=f"j-{UNIT}", party_name="某某")
    record = a_record(judged(UNIT, "2025-01-17"), judged(DEPARTMENT, "2025-01-22"), them, case=BOTH)
    first, second = effectiveness(record, norms(), on=day("2025-03-01"))
    assert first.appeal_until == second.appeal_until == day("2025-02-06")
    assert first.effective_on == day("2025-02-07")


def test_where_the_county_is_party_the_organ_that_took_over_handles_the_suit__art_9_3():
    heir = Organ(DEPARTMENT, "青岭县自然资源局", "department", succeeds=(UNIT,))
    organs = (*(o for o in a_record().organs if o.id != DEPARTMENT), heir)
    record = a_record(
        an_event("complaint_served", "2026-03-02"),
        case={"units": ("county",)},
        changes={"organs": organs},
    )
    (duty,) = of_rule(record, "7-2-报告", "2026-03-03").values()
    assert [held.id for held in duty.holders.value] == ["a-department"]


def test_the_former_organ_bears_beside_the_one_that_took_over__art_16_2():
    heir = Organ(DEPARTMENT, "青岭县自然资源局", "department", succeeds=(UNIT,))
    organs = (*(o for o in a_record().organs if o.id != DEPARTMENT), heir)
    lost = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
    record = a_record(
        lost,
        an_event("other_party_served", "2025-01-17", judgment="j"),
        complaint_served="2024-11-01",
        case={"units": (DEPARTMENT,)},
        changes={"organs": organs, "parties": (Party("us", "i1", "defendant", DEPARTMENT),)},
    )
    found = assessed(record, "2025-03-01")
    bearing = {b.subject for b in found.responsibility if b.function == "unit"}
    assert bearing == {UNIT, DEPARTMENT}
    at_act = {p.subject: p.held_at_act.value for p in found.pursuit if p.function == "unit"}
    assert at_act == {UNIT: True, DEPARTMENT: False}
