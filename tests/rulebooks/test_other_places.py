"""Two regulations that differ most from Xiuyan's run on the same program, as rulebooks alone."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pytest

from guize.core.assess import Assessment, assess
from guize.core.explain import say
from guize.core.markdown import article_hashes, coverage
from guize.core.rulebook import Norms, Rulebook
from guize.formats.assessment_text import Page
from guize.formats.calendar_files import CALENDARS, read_calendar
from guize.formats.case_record import CaseFileError, record_from, record_to
from guize.formats.rulebook_folder import RULEBOOKS, read_files, read_rulebook
from guize.formats.scenarios import Scenario, read_scenarios

HAIKOU, QUZHOU, XIUYAN = "haikou-2011", "quzhou-2012", "xiuyan-2024"
PLACES = (HAIKOU, QUZHOU)
FEWEST = 8
# the articles at hand, one paragraph or item a line
PRINTED = {
    HAIKOU: "a6bc33fb02084c4018d031431548b5a56b40a026f56d78e8b4b6f3b5d7148836",
    QUZHOU: "efba8ef4083274f8fe1c67a092ac7f4284c0a721e5389a07de7b89e1969d9535",
}
MISSING = {HAIKOU: 13, QUZHOU: 1}


@cache
def norms_of(place: str) -> Norms:
    return Norms((read_rulebook(RULEBOOKS / place),), read_calendar(CALENDARS))


def book(place: str) -> Rulebook:
    return norms_of(place).rulebooks[0]


@cache
def scenarios_of(place: str) -> dict[str, Scenario]:
    return {s.file[:2]: s for s in read_scenarios(RULEBOOKS / place, book(place))}


def assessed(place: str, number: str, under: str = "") -> Assessment:
    scenario = scenarios_of(place)[number]
    return assess(scenario.record, norms_of(under or place), on=scenario.on)


@pytest.mark.parametrize("place", PLACES)
def test_the_text_at_hand_is_the_printed_one_and_guarded(place: str) -> None:
    own = [article for article in book(place).articles if article.pack == place]
    lines = [f"{a.label} {a.text}" for a in own if not a.missing]
    pack, files = read_files(RULEBOOKS / place)
    assert sha256("\n".join(lines).encode()).hexdigest() == PRINTED[place]
    assert pack["articles"] == article_hashes(files)


@pytest.mark.parametrize("place", PLACES)
def test_every_sentence_at_hand_is_claimed_and_what_is_missing_counts_as_uncovered(
    place: str,
) -> None:
    found = coverage(book(place))
    assert [unit.label for unit in found.uncovered] == []
    assert len(found.missing) == MISSING[place]
    assert found.share < 1.0


@pytest.mark.parametrize("place", PLACES)
def test_a_place_has_enough_examples_and_no_pending_point_is_passed_off_as_adopted(
    place: str,
) -> None:
    assert len(scenarios_of(place)) >= FEWEST
    assert all(point.adopted_on is None for point in book(place).interpretations.values())


@pytest.mark.parametrize("place", PLACES)
def test_every_act_and_step_has_an_english_gloss(place: str) -> None:
    words = [duty.act for duty in book(place).duties] + [step.name for step in book(place).steps]
    assert [word for word in words if not book(place).english.get(word)] == []


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_xiuyan_is_borrowed(place: str) -> None:
    packs = {duty.citation.pack for duty in book(place).duties}
    rows = [row for table in book(place).tables.values() for row in table.rows]
    assert packs == {place, "cn-procedure"}
    assert {row.citation.pack for row in rows} == {place, "cn-procedure"}
    assert {type_ for step in book(place).steps for type_ in step.done_by}.isdisjoint(
        {"proposal_submitted", "resolution_recorded"}
    )


def test_where_the_text_is_silent_the_assessment_says_so_and_xiuyan_is_not() -> None:
    found = assessed(QUZHOU, "04")
    assert (found.lead, found.conduct, found.case_referral) == (None, None, None)
    assert found.silent == ("案件移送", "牵头", "应诉承办", "从宽情形", "救济")
    assert assessed(XIUYAN, "01").silent == ()


def test_the_page_names_what_the_regulation_does_not_lay_down() -> None:
    scenario = scenarios_of(QUZHOU)["04"]
    lines = list(Page(assessed(QUZHOU, "04"), scenario.record, book(QUZHOU), "zh").lines())
    assert "本办法未规定: 案件移送、牵头、应诉承办、从宽情形、救济" in lines


def test_the_same_judgment_is_due_in_ten_working_days_in_one_place_and_two_months_in_another() -> (
    None
):
    dues = {
        place: {
            duty.due.isoformat()
            for duty in assessed(HAIKOU, "03", under=place).duties
            if duty.trigger_type == "adverse_judgment_effective" and duty.due
        }
        for place in (HAIKOU, QUZHOU, XIUYAN)
    }
    assert dues == {HAIKOU: {"2025-02-19"}, QUZHOU: set(), XIUYAN: {"2025-04-07"}}


def test_a_decision_on_reconsideration_takes_effect_on_service_and_says_why() -> None:
    (decision,) = assessed(QUZHOU, "01").judgments
    said = [say(each, book(QUZHOU)) for each in decision.reasons]
    assert "收到行政复议决定书:不属可上诉的裁判,2026-03-02(周一) 送达即生效" in said


def test_a_word_of_one_place_is_refused_in_another() -> None:
    record = scenarios_of(QUZHOU)["01"].record
    with pytest.raises(CaseFileError) as raised:
        record_from(record_to(record), book(XIUYAN))
    paths = {fault.path for fault in raised.value.faults}
    assert {"$.case.kind", "$.instances[0].level", "$.events[1].type"} <= paths


def test_a_year_end_is_not_rolled_to_a_working_day() -> None:
    (rule,) = [duty for duty in book(HAIKOU).duties if duty.id == "7-4-年报"]
    assert (rule.year_end, rule.period) == (True, None)
    (duty,) = [duty for duty in assessed(HAIKOU, "10").duties if duty.rule == rule.id]
    assert any("年底" in say(each, book(HAIKOU)) for each in duty.reasons)


@pytest.mark.parametrize("place", PLACES)
def test_no_menu_of_another_place_offers_what_only_xiuyan_has(place: str) -> None:
    offered = {kind.label for kind in book(place).event_types.values()}
    assert offered.isdisjoint({"向分管副县长报告", "制定应诉方案", "县政府党组会议审核"})
    assert not [label for label in offered if "县" in label]
    assert set(book(place).withdrawn) <= {
        k.label for k in book("cn-procedure").event_types.values()
    }
    assert all(book(place).withdrawn.values())
