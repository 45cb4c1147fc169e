"""Every example case of every rulebook comes out as written."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from guize.core.rulebook import Norms
from guize.formats.calendar_files import CALENDARS, read_calendar
from guize.formats.rulebook_folder import RULEBOOKS, read_rulebook
from guize.formats.scenarios import Scenario, differences, read_scenarios

PACKS = sorted(folder.parent.name for folder in RULEBOOKS.glob("*/scenarios"))
FEWEST = {"xiuyan-2024": 10, "cn-procedure": 4}


@cache
def norms_of(pack: str) -> Norms:
    return Norms((read_rulebook(RULEBOOKS / pack),), read_calendar(CALENDARS))


@cache
def scenarios_of(pack: str) -> dict[str, Scenario]:
    norms = norms_of(pack)
    return {s.file: s for s in read_scenarios(RULEBOOKS / pack, norms.rulebooks[0])}


def names() -> list[tuple[str, str]]:
    return [
        (pack, path.name)
        for pack in PACKS
        for path in sorted(Path(RULEBOOKS / pack / "scenarios").glob("*.toml"))
        if path.name != "cast.toml"
    ]


@pytest.mark.parametrize(("pack", "file"), names())
def test_the_example_comes_out_as_written(pack: str, file: str) -> None:
    assert differences(scenarios_of(pack)[file], norms_of(pack)) == ()


@pytest.mark.parametrize("pack", FEWEST)
def test_a_pack_has_enough_examples(pack: str) -> None:
    assert len(scenarios_of(pack)) >= FEWEST[pack]


def test_an_expectation_that_is_not_met_is_told_with_what_was_found() -> None:
    scenario = scenarios_of("xiuyan-2024")["01-chain.toml"]
    wrong = {
        "stage": "S4",
        "absent": ["7-2-报告"],
        "open_questions": ["no_such_fact"],
        "duties": [{"rule": "7-2-报告", "state": "overdue"}],
    }
    found = differences(replace(scenario, expect=wrong), norms_of("xiuyan-2024"))
    assert [difference.part for difference in found] == list(wrong)
    assert found[0].found == "S1"
    assert found[3].found == "rule=7-2-报告, state=fulfilled_in_time"
