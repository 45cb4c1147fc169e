"""Each way to effectiveness says which it is; appeals, copies and withdrawals one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import (
    DEPARTMENT,
    UNIT,
    a_finding,
    a_record,
    an_event,
    calendar,
    day,
    norms,
    rulebook,
)
from guize.core.duties import effectiveness
from guize.core.facts import Instance, Party
from guize.core.rulebook import Norms

LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-20", judgment="j", party_name="某某")
BOTH = (Instance("i1", "first", "defendant"), Instance("i2", "second", "defendant"))
WHEN = "2025-06-01"


def judged(*events, when=WHEN, norms_=None, **more):
    record = a_record(*events, complaint_served="2024-11-01", **more)
    return effectiveness(record, norms_ or norms(), on=day(when))


def first(*events, **more):
    return judged(*events, **more)[0]


def keys(judgment):
    return [why.key for why in judgment.reasons if why.key.startswith("effect.")]


PATHS = {
    "the term ran out and all were served": ((LOST, THEM), ["effect.lapse"]),
    "the other side's service is unknown": ((LOST,), ["effect.lapse", "effect.presumed"]),
    "a certificate": (
        (LOST, an_event("effectiveness_certified", "2025-03-01", judgment="j",
                        effective_on="2025-02-12")),
        ["effect.certified"],
    ),
    "set aside": (
        (LOST, an_event("judgment_set_aside", "2025-05-01", judgment="j")),
        ["effect.set_aside"],
    ),
    "appealed": ((LOST, an_event("appeal_filed", "2025-01-20")), ["effect.appealed"]),
    "mediation": ((an_event("mediation_served", "2025-01-17"),),
                  ["effect.mediation", "effect.presumed"]),
    "a decision that is no judgment": (
        (an_event("reconsideration_decision_served", "2025-01-17", disposition="revoked"),),
        ["effect.decision"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_each_way_says_which_it_is(path):
    events, expected = PATHS[path]
    assert keys(first(*events)) == expected


def test_a_final_judgment_says_at_which_level_it_was_final():
    (why,) = first(LOST, instance={"level": "second"}).reasons
    assert (why.key, dict(why.values)["level"]) == ("effect.on_service", "second")


def test_a_judgment_of_unknown_level_asks_for_the_level_and_nothing_else():
    judgment = first(LOST, changes={"instances": ()})
    assert keys(judgment) == ["effect.level_unknown"]
    assert [(m.fact, m.about) for m in judgment.adverse.missing] == [("instance_level", "j")]
    assert judgment.adverse.missing[0].rules_out


@pytest.mark.parametrize("level", ["first", "remand"])
def test_what_may_be_appealed_waits_for_the_term(level):
    assert first(LOST, instance={"level": level}).appeal_until == day("2025-02-05")


WITHDRAWN = an_event("ruling_served", "2025-03-10", id="w", instance="i2", ruling_kind="withdrawal")
APPEAL = an_event("appeal_filed", "2025-01-25")


def two_levels(*events):
    changes = {"instances": BOTH}
    return next(j for j in judged(LOST, *events, changes=changes) if j.event == "j")


def test_an_appeal_withdrawn_lets_the_judgment_take_effect_with_the_ruling():
    judgment = two_levels(APPEAL, WITHDRAWN)
    assert (judgment.effective_on, judgment.appealed_on) == (day("2025-03-10"), day("2025-01-25"))
    assert judgment.appeal_until == day("2025-02-05")
    assert keys(judgment) == ["effect.appealed", "effect.appeal_withdrawn"]


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ("another kind of ruling", {"payload": {"ruling_kind": "remand"}}),
        ("a ruling of the first instance", {"instance": "i1"}),
        ("a ruling before the appeal", {"occurred_on": day("2025-01-24")}),
    ],
)
def test_nothing_else_withdraws_an_appeal(change, event):
    assert two_levels(APPEAL, replace(WITHDRAWN, **event)).effective_on is None


def test_an_appeal_may_be_filed_and_withdrawn_on_one_day():
    same_day = replace(WITHDRAWN, occurred_on=day("2025-01-25"))
    assert two_levels(APPEAL, same_day).effective_on == day("2025-01-25")


def test_an_appeal_is_against_the_judgment_before_it_and_not_an_earlier_one():
    """After a remand the first instance judges again; the appeal is against the second."""
    again = an_event("judgment_served", "2025-03-03", id="k", instance="i3", disposition="revoked")
    appeal = an_event("appeal_copy_served", "2025-03-10", instance="i4")
    levels = (Instance("i1", "first", "defendant"), Instance("i3", "remand", "defendant"))
    found = judged(LOST, again, appeal, changes={"instances": levels})
    assert {j.event: j.appealed_on for j in found} == {"j": None, "k": day("2025-03-10")}
    on_the_day = replace(appeal, occurred_on=day("2025-03-03"))
    found = judged(LOST, again, on_the_day, changes={"instances": levels})
    assert {j.event: j.appealed_on for j in found} == {"j": None, "k": day("2025-03-03")}


def test_a_later_final_judgment_takes_no_appeal_from_the_first():
    final = an_event("judgment_served", "2025-02-20", id="f", instance="i2", disposition="revoked")
    late = an_event("appeal_copy_served", "2025-02-28", instance="i2")
    assert two_levels(final, late).appealed_on == day("2025-02-28")


def test_an_appeal_before_any_judgment_is_against_none():
    assert first(LOST, an_event("appeal_copy_served", "2025-01-16")).appealed_on is None
    assert first(LOST, an_event("appeal_filed", "2025-01-17")).appealed_on == day("2025-01-17")


@pytest.mark.parametrize(
    ("postmark", "appealed"),
    [("2025-02-05", "2025-02-05"), ("", None), ("2025-02-06", None), (20250205, None)],
)
def test_our_appeal_posted_in_time_is_in_time(postmark, appealed):
    """The term ends on 2025-02-05; the court received it on 2025-02-07."""
    appeal = an_event("appeal_filed", "2025-02-07", postmark_on=postmark)
    assert first(LOST, THEM, appeal).appealed_on == (day(appealed) if appealed else None)


OTHER_UNIT = Party("other", "i1", "defendant", DEPARTMENT)
COPY = {"court_number": "(2025)辽0323行初1号", "ruling_kind": "", "judged_on": "2025-01-10"}


@pytest.mark.parametrize(
    ("change", "effective"),
    [
        ({}, "2025-02-18"),
        ({"court_number": "(2025)辽0323行初2号"}, "2025-02-06"),
        ({"judged_on": "2025-01-11"}, "2025-02-06"),
        ({"ruling_kind": "jurisdiction"}, "2025-02-06"),
        ({"instance": "i2"}, "2025-02-06"),
        ({"unit": ""}, "2025-02-06"),
        ({"unit": UNIT}, "2025-02-06"),
    ],
)
def test_the_last_copy_served_on_a_unit_of_ours_decides__d12(change, effective):
    """The second unit got its copy on 2025-02-02; another judgment is none of its copies."""
    one = an_event(
        "judgment_served", "2025-01-17", id="j", disposition="revoked", unit=UNIT, **COPY
    )
    other = {"id": "c", "disposition": "revoked", "unit": DEPARTMENT, **COPY, **change}
    copy = an_event("judgment_served", "2025-02-02", **other)
    record = {"case": {"units": (UNIT, DEPARTMENT)}}
    found = judged(one, THEM, copy, **record)
    assert next(j for j in found if j.event == "j").effective_on == day(effective)


def test_a_party_of_another_instance_need_not_be_served_in_this_one():
    parties = (Party("us", "i1", "defendant", UNIT), Party("a", "i1", "plaintiff", "", "甲"),
               Party("b", "i2", "third_party", "", "乙"))  # fmt: skip
    assert not first(LOST, THEM, changes={"parties": parties}).presumed
    nowhere = replace(LOST, instance="")
    assert first(nowhere, THEM, changes={"parties": parties}).presumed


@pytest.mark.parametrize("kind", ["jurisdiction", "preservation"])
def test_a_ruling_on_the_way_is_neither_won_nor_lost(kind):
    judgment = first(an_event("ruling_served", "2025-01-17", ruling_kind=kind))
    assert (judgment.adverse.value, judgment.rows) == ("not_adverse", ())
    assert [why.key for why in judgment.adverse.reasons] == ["effect.interlocutory"]


def test_a_ruling_that_gives_a_result_is_none_on_the_way():
    given = an_event(
        "ruling_served", "2025-01-17", ruling_kind="preservation", disposition="revoked"
    )
    assert first(given, THEM).rows


def test_a_loss_cites_its_row():
    judgment = first(LOST, THEM)
    assert [(why.key, dict(why.values)["row"]) for why in judgment.adverse.reasons] == [
        ("row", judgment.rows[0])
    ]


def test_without_a_table_what_was_lost_is_open_and_asked_for():
    bare = replace(rulebook(), tables={})
    judgment = first(LOST, THEM, norms_=Norms((bare,), calendar()))
    assert [(m.fact, m.about) for m in judgment.adverse.missing] == [("adverse_judgment", "j")]


def test_an_open_loss_asks_only_for_what_can_be_recorded():
    plaintiff = an_event(
        "judgment_served", "2025-01-17", id="j", disposition="civil_lost_plaintiff"
    )
    asked = [m.fact for m in first(plaintiff, THEM).adverse.missing]
    assert asked == ["adverse_confirmed"]
    unknown = first(plaintiff, THEM, changes={"instances": ()})
    assert {m.fact for m in unknown.adverse.missing} == {"adverse_confirmed", "instance_level"}
    confirmed = a_finding("adverse_confirmed", "present", "2025-02-10", about="j")
    settled = first(plaintiff, THEM, changes={"instances": ()}, findings=(confirmed,))
    assert {m.fact for m in settled.adverse.missing} == {"instance_level"}


@pytest.mark.parametrize(
    ("disposition", "criticised", "tags"),
    [
        ("claim_dismissed", True, ("win_with_criticism",)),
        ("suit_rejected", True, ("win_with_criticism",)),
        ("civil_won", True, ("win_with_criticism",)),
        ("revoked", True, ()),
        ("civil_won", False, ()),
    ],
)
def test_only_a_win_can_be_a_win_with_criticism__d40(disposition, criticised, tags):
    event = an_event(
        "judgment_served", "2025-01-17", disposition=disposition, criticised=criticised
    )
    assert first(event).tags == tags


@pytest.mark.parametrize(
    ("claims", "awarded", "is_part"),
    [((100,), 99, True), ((100,), 100, False), ((100,), 1, True), ((100,), 0, False),
     ((100, 300), 200, True), ((), 5, False), ((2,), 1, True)],
)  # fmt: skip
def test_part_is_more_than_nothing_and_less_than_the_largest_claim(claims, awarded, is_part):
    served = an_event(
        "judgment_served", "2025-01-17", disposition="compensation", amount_awarded=awarded
    )
    raised = [an_event("complaint_served", f"2024-11-0{n}", amount_claimed=amount)
              for n, amount in enumerate(claims, 2)]  # fmt: skip
    assert (first(served, *raised).tags == ("partial",)) is is_part
