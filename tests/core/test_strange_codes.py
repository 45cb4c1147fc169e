"""A code that the rulebook in force does not know is unknown and named: nothing breaks on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import (
    APPOINTMENTS,
    PRINCIPAL,
    a_finding,
    a_record,
    an_event,
    assessed,
    calendar,
    day,
    pack_files,
    rulebook,
)
from guize.core.answers import Missing
from guize.core.assess import assess
from guize.core.explain import say_answer, say_missing
from guize.core.markdown import RulebookError, read_pack
from guize.core.rulebook import Norms
from guize.core.simulation import simulate
from guize.core.tables import TableError, look_up

WHEN = "2025-06-01"
LOST = an_event("judgment_served", "2025-01-17", id="j", disposition="revoked")
THEM = an_event("other_party_served", "2025-01-17", judgment="j")


def managed_by(authority):
    """A lost case with a sanction proposed against the principal, whom `authority` manages."""
    held = tuple(
        replace(each, cadre_authority=authority) if each.id == PRINCIPAL else each
        for each in APPOINTMENTS
    )
    opened = an_event("proceeding_opened", "2025-03-03", reasons="略")
    proposed = an_event("proposal_made", "2025-03-10", subject=PRINCIPAL, handling="sanction")
    referred = an_event("referral_made", "2025-04-07", subject=PRINCIPAL, body="discipline_body")
    findings = (
        a_finding("major_economic_loss", "present", "2025-03-05"),
        a_finding("ground_hearing_error", "present", "2025-03-05", about=PRINCIPAL),
    )
    more = (LOST, THEM, opened, proposed, referred)
    changes = {"appointments": held}
    return a_record(*more, complaint_served="2024-10-08", findings=findings, changes=changes)


def test_the_route_of_a_person_managed_by_a_body_unheard_of_is_undetermined_and_names_it():
    found = assessed(managed_by("army"), WHEN)
    (route,) = [each for each in found.routing if each.subject == PRINCIPAL]
    assert not route.bodies.is_known
    named = [each for each in route.bodies.missing if each.fact == "cadre_authority"]
    assert [(each.about, each.code) for each in named] == [(PRINCIPAL, "army")]
    said = say_answer(route.bodies, rulebook(), names={PRINCIPAL: "镇长"})
    assert "镇长的干部管理权限“army”:规则包没有规定" in said
    assert any(each.code == "army" for each in found.open_questions)


def test_a_duty_whose_condition_meets_such_a_code_is_undetermined_and_names_it__art_6_3():
    (duty,) = [d for d in assessed(managed_by("army"), WHEN).duties if d.rule == "6-3-移交"]
    assert [(each.fact, each.code) for each in duty.missing] == [("cadre_authority", "army")]


def test_the_same_case_is_routed_where_the_code_is_known():
    (route,) = [r for r in assessed(managed_by("county"), WHEN).routing if r.subject == PRINCIPAL]
    assert route.bodies.value == ("discipline_body",)


def widened():
    """The regulation in a county that adds a word to 干部管理权限 and no row for it."""
    pack, files = pack_files("xiuyan-2024")
    files["00-words.md"] = (
        "# 词汇\n\n词汇表 干部管理权限\n| 代码 | 名称 | 英文 |\n|---|---|---|\n"
        "| army | 军队管理 | army-managed |\n"
    )
    return read_pack(pack, files, (rulebook("cn-procedure"),))


def test_a_word_added_without_a_row_for_it_leaves_the_route_open_and_is_named():
    book = widened()
    found = assess(managed_by("army"), Norms((book,), calendar()), on=day(WHEN))
    (route,) = [each for each in found.routing if each.subject == PRINCIPAL]
    assert not route.bodies.is_known
    said = [say_missing(each, book, names={PRINCIPAL: "镇长"}) for each in route.bodies.missing]
    assert "镇长的干部管理权限“军队管理”:规则包没有规定" in said
    english = [say_missing(each, book, "en") for each in route.bodies.missing]
    assert any('"army-managed"' in line for line in english)


def test_a_table_that_must_decide_every_case_refuses_the_pack_that_adds_the_word():
    pack, files = pack_files("xiuyan-2024")
    files["00-words.md"] = (
        "# 词汇\n\n词汇表 调查结果\n| 代码 | 名称 | 英文 |\n|---|---|---|\n| lost | 遗失 | lost |\n"
    )
    with pytest.raises(RulebookError) as refused:
        read_pack(pack, files, (rulebook("cn-procedure"),))
    (fault,) = [f for f in refused.value.faults if "调查结果=遗失" in f.cause]
    assert (fault.file, fault.line > 0) == ("01-general.md", True)


def test_a_value_of_another_kind_is_still_refused():
    table = rulebook().tables["案件移送"]
    with pytest.raises(TableError):
        look_up(table, {"adverse_judgment": "perhaps"})


def test_what_no_open_row_asks_names_nothing():
    table = rulebook().tables["案件移送"]
    hits = look_up(table, {"adverse_judgment": False, "inquiry_result": "unheard"})
    assert ([row.id for row in hits.certain], hits.missing) == (["6-2-未败诉"], ())
    assert Missing("x", code="y") != Missing("x")


def test_a_docket_by_columns_says_the_same_of_such_a_case():
    unheard = an_event("inquiry_result_recorded", "2025-05-06", inquiry_result="unheard")
    dereliction = a_finding("dereliction_caused_loss", "present", "2025-03-05")
    loss = a_finding("direct_loss", "present", "2025-03-05", value=40_000_000)
    lost = managed_by("county")
    record = replace(
        lost, events=(*lost.events, unheard), findings=(*lost.findings, dereliction, loss)
    )
    norms = Norms((rulebook(),), calendar())
    said = assess(record, norms, on=day(WHEN)).case_referral
    assert [each.code for each in said.answer.missing] == ["unheard"]
    outcome = simulate([record], norms, norms, on=day(WHEN))
    ((_, (certain, possible), _),) = [key for key in outcome.tables if key[0] == "案件移送"]
    assert (outcome.failures, certain, possible) == ((), (), said.possible)
