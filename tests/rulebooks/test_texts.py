"""The Xiuyan regulation: the text is the promulgated one, and every sentence is accounted for."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from guize.core.markdown import Cover, RulebookError, article_hashes, coverage, read_pack
from guize.core.rulebook import Rulebook
from guize.formats.rulebook_folder import RULEBOOKS, read_files, read_rulebook

XIUYAN, PROCEDURE = RULEBOOKS / "xiuyan-2024", RULEBOOKS / "cn-procedure"
ARTICLES = 20
INTERPRETATIONS = 41
# 第一条 to 第二十条 as promulgated on 2024-09-27, one paragraph or item a line
PROMULGATED = "06da87c0d344f64663b334a2c5e1bf6699320321fec1f074fedbf0ae435ad121"


@pytest.fixture(scope="module")
def xiuyan() -> Rulebook:
    return read_rulebook(XIUYAN)


def own_articles(rulebook: Rulebook) -> list[tuple[str, list[str]]]:
    """Label and paragraphs of the articles that are the rulebook's own."""
    return [
        (article.label, article.text.split("\n"))
        for article in rulebook.articles
        if article.pack == rulebook.id
    ]


def test_the_text_is_the_promulgated_one_to_the_last_mark(xiuyan: Rulebook) -> None:
    articles = own_articles(xiuyan)
    lines = [
        f"{label} {line}" if n == 0 else line
        for label, paragraphs in articles
        for n, line in enumerate(paragraphs)
    ]
    assert len(articles) == ARTICLES
    assert sha256("\n".join(lines).encode()).hexdigest() == PROMULGATED


def test_every_article_is_guarded_by_its_hash_in_pack_toml() -> None:
    pack, files = read_files(XIUYAN)
    assert pack["articles"] == article_hashes(files)


def test_a_changed_character_is_noticed() -> None:
    pack, files = read_files(XIUYAN)
    files["02-response.md"] = files["02-response.md"].replace("2个工作日内,其", "3个工作日内,其")
    with pytest.raises(RulebookError) as raised:
        read_pack(pack, files, (read_rulebook(PROCEDURE),))
    assert any("art-7" in fault.cause or "第七条" in fault.cause for fault in raised.value.faults)


def test_no_sentence_of_the_regulation_is_left_over(xiuyan: Rulebook) -> None:
    found = coverage(xiuyan)
    assert [unit.label for unit in found.uncovered] == []
    assert found.missing == ()
    assert found.share == 1.0


def test_only_purpose_principles_and_entry_into_force_set_no_norm(xiuyan: Rulebook) -> None:
    tagged = [u.label for u, cover in coverage(xiuyan).units if cover is Cover.NON_NORMATIVE]
    assert tagged == ["第一条", "第五条", "第二十条"]


def test_a_sentence_without_its_row_is_left_over() -> None:
    pack, files = read_files(XIUYAN)
    lines = files["02-response.md"].split("\n")
    files["02-response.md"] = "\n".join(x for x in lines if not x.startswith("| 9-2-其他人员"))
    found = coverage(read_pack(pack, files, (read_rulebook(PROCEDURE),)))
    assert [unit.label for unit in found.uncovered] == ["第九条第二款第二句"]


def test_a_row_that_cites_no_provision_of_the_text_is_refused() -> None:
    pack, files = read_files(XIUYAN)
    files["02-response.md"] = files["02-response.md"].replace(
        "| 第九条第二款第二句 |", "| 第九条第二款第九句 |"
    )
    with pytest.raises(RulebookError) as raised:
        read_pack(pack, files, (read_rulebook(PROCEDURE),))
    assert any("第九条第二款第九句" in fault.cause for fault in raised.value.faults)


def test_the_two_items_printed_four_have_ids_of_their_own(xiuyan: Rulebook) -> None:
    labels = {measure.id: measure.label for measure in xiuyan.measures}
    assert labels["14-4a"] == "第十四条第(四)项〔诫勉谈话〕"
    assert labels["14-4b"] == "第十四条第(四)项〔党政纪处分〕"


def test_statutes_stand_as_missing_text_that_counts_as_uncovered() -> None:
    found = coverage(read_rulebook(PROCEDURE))
    assert found.units == ()
    assert "行政诉讼法第六十七条" in [article.label for article in found.missing]
    assert found.share == 0.0


def test_every_open_point_has_a_default_and_none_is_passed_off_as_adopted(
    xiuyan: Rulebook,
) -> None:
    points = xiuyan.interpretations
    assert sorted(points, key=lambda d: int(d[1:])) == [
        f"D{n}" for n in range(1, INTERPRETATIONS + 1)
    ]
    assert all(point.chosen in point.options for point in points.values())
    assert all(point.adopted_on is None for point in points.values())


def test_every_act_measure_and_step_has_an_english_gloss(xiuyan: Rulebook) -> None:
    words = [duty.act for duty in xiuyan.duties] + [step.name for step in xiuyan.steps]
    words += [measure.name for measure in xiuyan.measures]
    words += [duty.modality for duty in xiuyan.duties if duty.modality]
    assert [word for word in words if not xiuyan.english.get(word)] == []


def test_every_duty_asks_only_for_events_that_exist(xiuyan: Rulebook) -> None:
    derived = {"judgment_effective", "effective_judgment_received", "adverse_judgment_effective"}
    named = {type_ for duty in xiuyan.duties for type_ in (*duty.triggers, *duty.done_by)}
    assert named <= set(xiuyan.event_types)
    recorded = [xiuyan.event_types[type_] for type_ in named - derived]
    assert {event_type.stream for event_type in recorded} <= {"case", "proceeding"}


def test_a_county_row_replaces_the_national_row_of_the_same_id(xiuyan: Rulebook) -> None:
    pack, files = read_files(XIUYAN)
    national = read_rulebook(PROCEDURE)
    answer = next(duty for duty in national.duties if duty.id == "法-行政答辩")
    base = replace(national, duties=(replace(answer, id="7-2-报告"),))
    merged = read_pack(pack, files, (base,))
    report = [duty for duty in merged.duties if duty.id == "7-2-报告"]
    assert [duty.citation.pack for duty in report] == ["xiuyan-2024"]
