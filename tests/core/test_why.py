"""Why and why not, for any conclusion: the rows, the facts they read, the words of the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import dockets
from build import PRINCIPAL, a_finding, a_record, an_event, calendar, day, norms, rulebook
from guize.core import explain
from guize.core.answers import FactState
from guize.core.assess import examine
from guize.core.rulebook import Column, Condition, Norms, Row
from guize.core.tables import compile_table

DOCKET = dockets.a_docket(60)
WHEN = date(2026, 6, 30)
LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")


def concluded(record, when="2025-04-20"):
    said, facts = examine(record, norms(), on=day(when))
    return {each.id: each for each in explain.conclusions(said, facts, norms())}


@pytest.mark.parametrize("record", DOCKET, ids=lambda record: record.case.id)
def test_every_conclusion_rests_on_rows_that_say_what_it_says(record):
    said, facts = examine(record, norms(), on=WHEN)
    found = explain.conclusions(said, facts, norms())
    assert len({each.id for each in found}) == len(found)
    for each in found:
        table = rulebook().tables.get(each.table)
        results = {r.id: set(r.results.values()) for r in table.rows} if table else {}
        says = set().union(*(results.get(row.id, set()) for row in each.rows))
        assert each.citations or each.reasons or each.missing
        if each.rows and table:
            assert set(each.codes) <= says
            assert each.codes or each.missing
            assert all(row.state != "out" for row in each.rows)


def states(conclusion):
    return {read.fact: read.state for read in conclusion.facts}


@pytest.mark.parametrize("state", list(FactState))
def test_a_fact_is_in_the_state_in_which_it_was_found(state):
    record = a_record(LOST, findings=(a_finding("serious_impact", state.value),))
    assert states(concluded(record)["gate"])["serious_impact"] is state


def test_an_unknown_fact_is_not_determined_where_people_find_it_and_else_not_recorded():
    told = concluded(a_record(LOST))
    assert states(told["gate"])["serious_impact"] is FactState.NOT_DETERMINED
    head = states(told[f"pursuit:{PRINCIPAL}"])
    assert head["function"] is FactState.PRESENT
    assert head["any_ground"] is FactState.NOT_RECORDED


def test_a_duty_names_its_row_its_state_and_the_fact_that_leaves_it_open():
    told = concluded(a_record(complaint_served="2026-03-02"), "2026-03-03")
    duty = told["duty:9-1-沟通@complaint_served-2026-03-02"]
    assert (duty.codes, [row.state for row in duty.rows]) == (("undetermined",), ["possible"])
    assert states(duty)["major_or_difficult"] is FactState.NOT_DETERMINED


def test_the_words_of_the_law_stand_beside_the_row_and_missing_text_is_said_to_be_missing():
    told = concluded(a_record(complaint_served="2026-03-02"), "2026-03-03")
    duties = {each.rows[0].id: each for each in told.values() if each.question == "duty"}
    own = explain.quoted(duties["7-2-报告"].citations[0], rulebook())
    assert "2个工作日内" in "".join(quote.text for quote in own)
    statute = explain.quoted(duties["法-行政答辩"].citations[0], rulebook())
    assert [(quote.label, quote.text) for quote in statute] == [("行政诉讼法第六十七条", "")]


@pytest.mark.parametrize("record", DOCKET[:12], ids=lambda record: record.case.id)
def test_a_row_hits_exactly_where_nothing_keeps_it_from_applying(record):
    said, facts = examine(record, norms(), on=WHEN)
    for each in explain.conclusions(said, facts, norms()):
        table = rulebook().tables.get(each.table)
        if table is None or each.question in ("routing", "responsibility", "remedy", "adverse"):
            continue  # asked in several ways at once, or of the law of another day
        hit = {row.id for row in each.rows if row.state == "hit"}
        about = each.about if table.per != "case" else ""
        for row in table.rows:
            why = explain.absence(row.id, facts, norms(), about=about)
            assert (why.reasons[0].key == "absent.present") == (row.id in hit)


def test_why_not_tells_apart_whom_a_row_about_persons_does_not_fit():
    record = a_record(LOST, findings=(a_finding("act_defect"),))
    said, facts = examine(record, norms(), on=day("2025-04-20"))
    told = {w.about: w for w in explain.absences("12-1-行为", said, facts, norms())}
    assert told[PRINCIPAL].reasons[0].key == "absent.present"
    deputy = explain.say(told["a-deputy"].reasons[0], rulebook())
    assert deputy == "职务为分管副县长,不符合“12-1-行为”的条件"


def test_why_not_asks_a_circumstance_for_its_finding():
    record = a_record(LOST, findings=(a_finding("ground_hearing_error", "not_proven"),))
    said, facts = examine(record, norms(), on=day("2025-04-20"))
    (found,) = explain.absences("10-7", said, facts, norms())
    assert found.reasons[0].key == "absent.not_met"
    assert found.reads[0].asked[0].read.state is FactState.NOT_PROVEN


def test_a_row_displaced_by_its_exception_says_by_which():
    column = Column("adverse_judgment", "yes_no")
    cite = rulebook().tables["追责门槛"].rows[0].citation
    any_case = Row("总", (), {"门槛": "gate_open"}, cite)
    lost = Condition("adverse_judgment", frozenset({1}))
    special = Row("别", (lost,), {"门槛": "gate_closed"}, cite, except_to=("总",))
    table = compile_table("追责门槛", [column], [any_case, special])
    book = replace(rulebook(), tables={**rulebook().tables, "追责门槛": table})
    law = Norms((book,), calendar())
    _, facts = examine(a_record(LOST), law, on=day("2025-04-20"))
    (why,) = explain.absence("总", facts, law).reasons
    assert (why.key, dict(why.values)["other"]) == ("absent.beaten", "别")


def test_a_row_of_another_version_is_said_to_be_one():
    kept = tuple(rule for rule in rulebook().duties if rule.id != "7-2-报告")
    later = replace(rulebook(), id="next", valid_from=date(2025, 6, 1), duties=kept)
    law = Norms((rulebook(), later), calendar())
    _, facts = examine(a_record(), law, on=day("2026-01-05"))
    assert explain.absence("7-2-报告", facts, law).reasons[0].key == "absent.other_version"


def test_an_open_question_names_the_results_that_answers_would_rule_out():
    said, _ = examine(a_record(LOST), norms(), on=day("2025-04-20"))
    loss = next(m for m in said.open_questions if m.fact == "major_economic_loss")
    (gate,) = explain.ruled_out(loss, rulebook())
    assert gate.table == "追责门槛"
    assert gate.results == ("适用责任追究", "不适用责任追究")
    assert set(gate.rows) == set(loss.rules_out)


@pytest.mark.parametrize(("kind", "said"), [("zh", ">30万元"), ("en", ">300,000.00 yuan")])
def test_a_demand_is_said_in_the_words_of_the_reader(kind, said):
    told = concluded(a_record(LOST, findings=(a_finding("dereliction_caused_loss"),)))
    row = next(row for row in told["referral"].rows if row.id == "6-2-移送")
    asked = next(a for a in row.asked if a.read.fact == "direct_loss")
    assert explain.say_demand(asked.column, asked.condition, rulebook(), kind) == said
