"""Why, why not, and what if: counterfactuals, replayed explanations, versions side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dockets
from build import DEPUTY, a_record, an_event, assessed, calendar, day, norms, rulebook
from guize.core.assess import assess, examine
from guize.core.days import last_day
from guize.core.duties import state_on
from guize.core.explain import counterfactual, counterfactuals, explained, replay, say
from guize.core.facts import Matter, partial_date
from guize.core.rulebook import Norms

LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-17", judgment="j")
DONE = (
    an_event("response_plan_made", "2024-10-10"),
    an_event("defence_filed", "2024-10-11"),
    an_event("evidence_filed", "2024-10-11"),
    an_event("judgment_reported", "2025-01-20", judgment="j"),
)
WHEN = "2025-02-10"
DOCKET = dockets.a_docket(120)


def late_by(made):
    report = (an_event("report_made", made, id="r"),) if made else ()
    return a_record(LOST, THEM, *DONE, *report, complaint_served="2024-09-27")


def otherwise(record, rule, when=WHEN):
    duty = next(d for d in assessed(record, when).duties if d.rule == rule)
    return counterfactual(record, norms(), duty.id, on=day(when))


@pytest.mark.parametrize("made", ["2024-10-09", ""])
def test_had_the_report_been_made_in_time_ground_one_would_not_arise(made):
    found = otherwise(late_by(made), "7-2-报告")
    assert (found.until, found.grounds) == (day("2024-09-30"), ("10-1",))
    said = say(found.reasons[0], rulebook())
    assert "“报告”,第十条第(一)项的提示不会产生" in said


def test_had_it_been_made_in_time_the_deputy_would_share_the_leadership():
    record = late_by("")
    assert otherwise(record, "7-2-报告").gained == ((DEPUTY, "leadership"),)


def test_another_late_duty_keeps_the_ground():
    record = late_by("2024-10-09")
    record = replace(record, events=tuple(e for e in record.events if e.type != "defence_filed"))
    found = otherwise(record, "7-2-报告")
    assert found.grounds == ()
    assert "法-行政答辩" in found.late
    assert otherwise(record, "法-行政答辩").grounds == ("10-3",)


def test_what_is_in_time_or_not_yet_due_has_no_counterfactual():
    assert otherwise(late_by("2024-09-30"), "7-2-报告") is None
    assert otherwise(a_record(complaint_served="2026-03-02"), "7-2-报告", "2026-03-03") is None
    assert counterfactual(a_record(), norms(), "none", on=day(WHEN)) is None


def test_before_any_loss_it_is_told_what_could_not_arise_later():
    record = a_record(complaint_served="2024-09-27", defence_filed="2024-10-11",
                      evidence_filed="2024-10-11", report_made="2024-10-09")  # fmt: skip
    found = otherwise(record, "7-2-报告", "2024-10-10")
    assert found.grounds == ("10-1",)
    assert "以后败诉也不产生第十条第(一)项的提示" in say(found.reasons[0], rulebook())


def test_a_head_who_was_absent_is_supposed_to_have_been_there():
    notice = an_event("hearing_notice_served", "2025-01-02", hearing_on="2025-01-10")
    held = an_event("hearing_held", "2025-01-10", appearance="staff_only")
    record = late_by("2024-09-30")
    record = replace(record, events=(*record.events, notice, held))
    assert "法-出庭" not in otherwise(record, "法-出庭").late


def test_all_late_duties_are_supposed_at_once():
    found = counterfactuals(late_by(""), norms(), on=day(WHEN))
    assert [each.duty for each in found.values()] == list(found)
    assert found["7-2-报告@complaint_served-2024-09-27"] == otherwise(late_by(""), "7-2-报告")


def answers_of(assessment):
    single = (assessment.gate, assessment.case_referral, assessment.conduct)
    return [a for a in (*assessment.scope, *single) if a is not None]


@pytest.mark.parametrize("record", DOCKET, ids=lambda record: record.case.id)
def test_an_explanation_replays_to_the_same_result(record):
    assessment, facts = examine(record, norms(), on=date(2026, 6, 30))
    for said in answers_of(assessment):
        basis = explained(said, facts, rulebook())
        again = replay(basis, rulebook(), "承办" if said.table == "应诉承办" else "")
        assert (again.answer, again.rows, again.possible) == (said.answer, said.rows, said.possible)


@pytest.mark.parametrize("record", DOCKET[:40], ids=lambda record: record.case.id)
def test_a_clock_counts_anew_to_the_same_last_day(record):
    for duty in assess(record, norms(), on=date(2026, 6, 30)).duties:
        extended = any(reason.key == "duty.extended" for reason in duty.reasons)
        if duty.period and duty.start and not duty.suspensions and not extended:
            rule = next(r for r in rulebook().duties if r.id == duty.rule)
            end = last_day(duty.start, duty.period, calendar(), roll=rule.roll)
            assert (end.raw, end.due) == (duty.raw, duty.due)


ANSWERS = {"yes_no": (True, False), "money": (0, 29_999_999, 30_000_000, 30_000_001)}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_answering_a_question_never_adds_a_fact_that_the_table_does_not_contain(data):
    record = data.draw(st.sampled_from(DOCKET))
    assessment, facts = examine(record, norms(), on=date(2026, 6, 30))
    for said in answers_of(assessment):
        table = rulebook().tables[said.table]
        columns = {column.fact: column for column in table.columns}
        basis = explained(said, facts, rulebook())
        for missing in said.answer.missing:
            column = columns[missing.fact]
            value = data.draw(st.sampled_from(ANSWERS.get(column.kind, column.codes)))
            told = replace(basis, facts={**basis.facts, missing.fact: value})
            after = replay(told, rulebook())
            assert {each.fact for each in after.answer.missing} <= set(columns) - {missing.fact}
            assert set(after.rows) <= {*said.rows, *said.possible}


@pytest.mark.parametrize("record", DOCKET[:40], ids=lambda record: record.case.id)
def test_questions_come_by_what_they_rule_out(record):
    asked = assess(record, norms(), on=date(2026, 6, 30)).open_questions
    counts = [len(each.rules_out) for each in asked]
    assert counts == sorted(counts, reverse=True)
    assert len({(each.fact, each.about) for each in asked}) == len(asked)


@settings(max_examples=60, deadline=None)
@given(served=st.dates(date(2025, 1, 2), date(2026, 10, 30)), data=st.data())
def test_a_new_make_up_day_never_makes_a_pending_duty_due_later(served, data):
    record = a_record(complaint_served=served.isoformat())
    days = calendar()
    off = [d for n in days.notices for d in n.off if d.year == served.year]
    weekend = data.draw(st.sampled_from(sorted(d for d in off if d.weekday() > 4)))
    changed = replace(
        days,
        notices=tuple(
            replace(n, off=n.off - {weekend}, makeup=n.makeup | {weekend})
            if n.year == served.year
            else n
            for n in days.notices
        ),
    )
    before = assess(record, norms(), on=served).duties
    after = assess(record, Norms(norms().rulebooks, changed), on=served).duties
    due = {duty.id: duty.due for duty in before if duty.due}
    assert due
    assert all(duty.due <= due[duty.id] for duty in after if duty.due)


def test_suspensions_add_up_and_those_that_overlap_count_once():
    def due(*days):
        entries = []
        for n, (first, last) in enumerate(days):
            entries.append(an_event("period_suspended", first, id=f"s{n}", reasons="略"))
            entries.append(an_event("period_resumed", last, id=f"e{n}"))
        record = a_record(*entries, complaint_served="2026-03-02")
        return next(d for d in assessed(record, "2026-04-20").duties if d.rule == "法-行政答辩").raw

    assert due(("2026-03-04", "2026-03-06"), ("2026-03-10", "2026-03-13")) == day("2026-03-22")
    assert due(("2026-03-04", "2026-03-10"), ("2026-03-06", "2026-03-10")) == day("2026-03-23")


def test_a_stop_after_an_extension_lengthens_the_extended_period():
    longer = an_event("period_extended", "2026-03-10", duty="法-行政举证", until="2026-04-01")
    stop = an_event("period_suspended", "2026-03-20", reasons="略")
    go = an_event("period_resumed", "2026-03-24")
    record = a_record(longer, stop, go, complaint_served="2026-03-02")
    duties = {duty.rule: duty for duty in assessed(record, "2026-04-20").duties}
    assert duties["法-行政举证"].raw == day("2026-04-05")
    assert duties["法-行政举证"].due == day("2026-04-07")


def act_on(text):
    record = late_by("2024-09-30")
    acted = partial_date(text) if text else None
    return replace(record, matters=(Matter("m1", "unit", "administrative_act", acted),))


NEXT = replace(rulebook(), id="xiuyan-next", valid_from=date(2025, 6, 1))
CIRCUMSTANCES, MEASURES = rulebook().circumstances, rulebook().measures


def transition(record, later=NEXT, when="2025-09-01"):
    both = Norms((*norms().rulebooks, later), calendar())
    return assess(record, both, on=day(when)).transition


def without(name, id_):
    kept = tuple(item for item in CIRCUMSTANCES[name] if item.id != id_)
    return {"circumstances": {**CIRCUMSTANCES, name: kept}}


def test_an_act_before_the_regulation_is_marked_for_review__art_20_d37():
    assert assessed(act_on("2023-03-01"), WHEN).transition.verdict == "none_then"
    assert assessed(act_on("2024-10-01"), WHEN).transition is None


@pytest.mark.parametrize("text", ["", "2024-09"])
def test_an_act_without_a_day_or_across_the_change_leaves_it_open(text):
    assert assessed(act_on(text), WHEN).transition.verdict == "unknown_day"


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "same"),
        (without("过错情形", "10-7"), "now"),
        ({"measures": MEASURES[:-1]}, "now"),
        (without("从宽情形", "11-容错"), "then"),
        ({**without("从宽情形", "11-容错"), "measures": MEASURES[:-1]}, "incomparable"),
    ],
)
def test_the_milder_text_governs_and_incomparable_ones_are_both_shown__d41(change, verdict):
    found = transition(act_on("2024-10-01"), replace(NEXT, **change))
    assert found.verdict == verdict
    assert bool(found.measures_then) == ("measures" in change)
    assert [item.label for item in found.mitigations_then] == (
        ["第十一条第二款"] if verdict in ("then", "incomparable") else []
    )
    assert found.citation.interpretations == ("D41",)


def test_what_only_one_of_two_texts_punishes_is_listed_on_its_side():
    found = transition(act_on("2024-10"), replace(NEXT, **without("过错情形", "10-7")))
    assert found.acted_on == day("2024-10-01")
    assert [item.label for item in found.grounds_then] == ["第十条第(七)项"]
    assert (found.grounds_now, found.mitigations_now, found.measures_now) == ((), (), ())
    (later,) = NEXT.circumstances["过错情形"][:1]
    more = {"circumstances": {**CIRCUMSTANCES, "过错情形": (
        *CIRCUMSTANCES["过错情形"], replace(later, id="10-9", fact="another_fault"))}}  # fmt: skip
    harsher = transition(act_on("2024-10-01"), replace(NEXT, **more))
    assert (harsher.verdict, [item.word for item in harsher.grounds_now]) == (
        "then",
        ["another_fault"],
    )
    assert harsher.grounds_then == ()


def test_a_duty_follows_the_version_of_its_trigger_though_another_is_in_force_later():
    longer = tuple(
        replace(rule, period=replace(rule.period, length=9)) if rule.id == "7-2-报告" else rule
        for rule in rulebook().duties
    )
    both = Norms((*norms().rulebooks, replace(NEXT, duties=longer)), calendar())
    events = (
        an_event("complaint_served", "2025-05-30", id="old"),
        an_event("complaint_served", "2025-06-03", id="new", instance="i2"),
    )
    duties = assess(a_record(*events), both, on=day("2025-09-01")).duties
    lengths = {d.trigger: d.period.length for d in duties if d.rule == "7-2-报告"}
    assert lengths == {"old": 2, "new": 9}
    assert {state_on(d, day("2025-09-01")).value for d in duties if d.rule == "7-2-报告"} == {
        "overdue"
    }
