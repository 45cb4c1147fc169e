"""Example cases of a rulebook: facts in, results expected, one TOML file each.

The format is described in docs/rulebook-format.md, "Scenarios".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guize.core.answers import Answer, TableAnswer
from guize.core.assess import Assessment, assess
from guize.core.duties import Duty, state_on
from guize.core.facts import CaseRecord
from guize.core.responsibility import Lead
from guize.core.rulebook import Norms, Rulebook
from guize.formats.case_record import record_from

FOLDER, CAST = "scenarios", "cast.toml"
PARTS = (
    *("matters", "instances", "parties", "organs", "posts", "persons"),
    *("appointments", "portfolios", "events", "findings"),
)
END_OF_OFFICE = "T18:00:00+08:00"
UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case with what is expected of it on a day; `law` names the provisions it is about."""

    file: str
    title: str
    law: tuple[str, ...]
    record: CaseRecord
    on: date
    known_at: datetime | None
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the assessment, what was expected of it, and what it has (the nearest item)."""

    part: str
    wanted: str
    found: str


def read_scenarios(folder: Path, rulebook: Rulebook) -> tuple[Scenario, ...]:
    """The scenarios of the rulebook in `folder`, by file name; their records must suit it.

    Raises tomllib.TOMLDecodeError, KeyError for a missing title, day or case, CaseFileError.
    """
    paths = (folder / FOLDER).glob("*.toml")
    return scenarios_from({path.name: path.read_text(encoding="utf-8") for path in paths}, rulebook)


def scenarios_from(texts: Mapping[str, str], rulebook: Rulebook) -> tuple[Scenario, ...]:
    """The scenarios written in the texts of files, by name of file. Raises as `read_scenarios`."""
    cast = tomllib.loads(texts.get(CAST, ""))
    own = sorted(name for name in texts if name != CAST)
    return tuple(_scenario(name, tomllib.loads(texts[name]), cast, rulebook) for name in own)


def differences(scenario: Scenario, norms: Norms) -> tuple[Difference, ...]:
    """What the assessment has otherwise than expected; empty if all is as expected."""
    found = assess(scenario.record, norms, on=scenario.on, known_at=scenario.known_at)
    return tuple(
        difference
        for part, wanted in scenario.expect.items()
        for difference in _differ(part, wanted, found)
    )


def _scenario(
    file: str, raw: Mapping[str, Any], cast: Mapping[str, Any], rulebook: Rulebook
) -> Scenario:
    record: dict[str, Any] = {"format": "guize-case/1", "case": raw["case"]}
    for part in PARTS:
        record[part] = _joined(cast.get(part, []), raw.get(part, []))
    for part, letter, day in (("events", "e", "occurred_on"), ("findings", "f", "found_on")):
        rows = enumerate(record[part], 1)
        record[part] = [_completed(row, f"{letter}{n}", day) for n, row in rows]
    return Scenario(
        file=file,
        title=raw["title"],
        law=tuple(raw.get("law", ())),
        record=record_from(record, rulebook),
        on=raw["on"],
        known_at=raw.get("known_at"),
        expect=raw.get("expect", {}),
    )


def _joined(cast: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cast's entries and the scenario's own; an own one replaces that of the same id."""
    replaced = {row.get("id") for row in own}
    return [row for row in cast if row["id"] not in replaced] + own


def _completed(row: dict[str, Any], id_: str, day: str) -> dict[str, Any]:
    happened = row[day].isoformat()
    recorded = row.get("recorded_at", happened + END_OF_OFFICE)
    return {"id": id_, **row, day: happened, "recorded_at": _text(recorded)}


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _differ(part: str, wanted: Any, found: Assessment) -> Iterable[Difference]:
    if part == "absent":
        there = {duty.rule for duty in found.duties}
        return [Difference(part, rule, rule) for rule in wanted if rule in there]
    if part == "open_questions":
        asked = {missing.fact for missing in found.open_questions}
        listed = ", ".join(sorted(asked))
        return [Difference(part, fact, listed) for fact in wanted if fact not in asked]
    if part == "silent":
        listed = "、".join(found.silent)
        return [Difference(part, name, listed) for name in wanted if name not in found.silent]
    actual = getattr(found, part)
    if isinstance(wanted, list):
        return [_nearest(part, row, actual, found.on) for row in _lacking(wanted, actual, found.on)]
    value = _value(actual)
    return [] if value == wanted else [Difference(part, str(wanted), str(value))]


def _lacking(
    rows: Iterable[Mapping[str, Any]], items: Iterable[Any], on: date
) -> list[Mapping[str, Any]]:
    return [
        row
        for row in rows
        if not any(all(_equal(item, key, row[key], on) for key in row) for item in items)
    ]


def _nearest(part: str, row: Mapping[str, Any], items: Iterable[Any], on: date) -> Difference:
    """What was wanted beside the item that has most of it, in the keys asked."""
    best = max(items, key=lambda i: sum(_equal(i, k, row[k], on) for k in row), default=None)
    got = {} if best is None else {key: str(_part(best, key, on)) for key in row}
    return Difference(part, _line({key: str(row[key]) for key in row}), _line(got))


def _line(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in values.items())


def _equal(item: Any, key: str, wanted: Any, on: date) -> bool:
    value = _part(item, key, on)
    if key == "collides_with":
        return {str(other).split("@")[0] for other in value} >= set(wanted)
    return bool((list(value) if isinstance(value, tuple) else value) == wanted)


def _part(item: Any, key: str, on: date) -> Any:
    if key == "state" and isinstance(item, Duty):
        return state_on(item, on).value
    return _value(getattr(item, key))


def _value(value: Any) -> Any:
    """A value as a scenario writes it: the code of an answer, or `undetermined`."""
    if isinstance(value, TableAnswer):
        value = value.answer
    if isinstance(value, Lead):
        return value.function
    if isinstance(value, Answer):
        return value.value if value.is_known else UNDETERMINED
    return value
