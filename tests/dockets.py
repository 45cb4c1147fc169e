"""Invented dockets: case records drawn by chance from what the rulebook lets people record.

The same seed gives the same docket. About half of all findings leave a fact unknown.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import build
from guize.core.facts import CaseRecord, Event, Finding, Instance, Party
from guize.core.rulebook import Field, Rulebook

FIRST_DAY, SPAN = date(2024, 6, 1), 900
STATES = ("present", "present", "absent", "not_proven", "not_recorded", "not_determined")
UNITS = ((build.UNIT,), (build.DEPARTMENT,), (build.UNIT, build.DEPARTMENT), (build.COUNTY,))
COURSE = ("complaint_served", "report_made", "defence_filed", "hearing_held", "judgment_served")
SUBJECTS = (build.PRINCIPAL, build.DEPUTY, build.OFFICER, build.UNIT)


def a_docket(count: int, seed: int = 20261122) -> list[CaseRecord]:
    """So many records, the ids `c0`, `c1` …"""
    chance = random.Random(seed)  # noqa: S311 - a docket, not a secret
    return [_record(f"c{number}", chance) for number in range(count)]


def edited(name: str = "xiuyan-2024", **cells: str) -> Rulebook:
    """The rulebook with words in its tables (not in the text of the law) replaced: `old="new"`."""
    pack, files = build.pack_files(name)
    changed = {file: _edited(text, cells) for file, text in files.items()}
    bases = tuple(build.rulebook(base) for base in pack["extends"])
    return build.read_pack(pack, changed, bases)


def _edited(text: str, cells: dict[str, str]) -> str:
    lines = text.splitlines(keepends=True)
    for old, new in cells.items():
        lines = [line.replace(old, new) if line.startswith("|") else line for line in lines]
    return "".join(lines)


def _record(id_: str, chance: random.Random) -> CaseRecord:
    rulebook = build.rulebook()
    events = _events(rulebook, chance)
    kind = chance.choice(rulebook.words["案件类型"]).code
    case = {"id": id_, "kind": kind, "units": chance.choice(UNITS)}
    record = build.a_record(*events, case=case, findings=_findings(rulebook, chance))
    levels = ["first"] if chance.random() < 0.7 else ["first", "second"]
    return replace(
        record,
        instances=tuple(_instance(n, level, rulebook, chance) for n, level in enumerate(levels, 1)),
        parties=tuple(
            Party(f"p{n}", f"i{n}", "plaintiff", "", "某某") for n in range(1, len(levels) + 1)
        ),
        matters=record.matters if chance.random() < 0.7 else (),
    )


def _instance(number: int, level: str, rulebook: Rulebook, chance: random.Random) -> Instance:
    role = chance.choice(rulebook.words["诉讼地位"]).code
    return Instance(f"i{number}", level, role if chance.random() < 0.4 else "defendant")


def _events(rulebook: Rulebook, chance: random.Random) -> list[Event]:
    recordable = [
        type_
        for type_ in rulebook.event_types.values()
        if type_.stream != "derived" and type_.code != "retraction"
    ]
    course = [rulebook.event_types[code] for code in COURSE if chance.random() < 0.7]
    types = course + chance.choices(recordable, k=chance.randint(0, 6))
    day, events = FIRST_DAY + timedelta(chance.randrange(SPAN)), list[Event]()
    for number, type_ in enumerate(types):
        payload = {
            field.code: _value(field, rulebook, chance, events)
            for field in type_.fields
            if field.code in type_.required or (field.code != "value" and chance.random() < 0.2)
        }
        day += timedelta(chance.randrange(25))
        events.append(
            build.an_event(
                type_.code,
                day.isoformat(),
                id=f"e{number}",
                instance=chance.choice(("i1", "")),
                **{code: value for code, value in payload.items() if value is not None},
            )
        )
    return events


def _value(field: Field, rulebook: Rulebook, chance: random.Random, events: list[Event]) -> object:
    if field.kind == "choice":
        return chance.choice(rulebook.words[field.vocabulary]).code
    if field.kind == "event":
        return chance.choice(events).id if events else None
    return {
        "date": (FIRST_DAY + timedelta(chance.randrange(SPAN))).isoformat(),
        "money": chance.choice((29_999_999, 30_000_000, 30_000_001, 90_000_000)),
        "number": 2025,
        "organ": chance.choice((build.UNIT, build.DEPARTMENT)),
        "yes_no": chance.random() < 0.5,
        "appointment": chance.choice((build.PRINCIPAL, build.OFFICER)),
        "subject": chance.choice(SUBJECTS),
        "measure": chance.choice(rulebook.measures).id,
        "fact": chance.choice(_found(rulebook)),
        "strokes": "[[[10,20],[11,22]]]",
        **dict.fromkeys(("file", "entries", "person")),
    }.get(field.kind, "略")


def _found(rulebook: Rulebook) -> list[str]:
    facts = rulebook.facts.values()
    return [fact.code for fact in facts if fact.source == "finding" and fact.kind == "yes_no"]


def _findings(rulebook: Rulebook, chance: random.Random) -> tuple[Finding, ...]:
    found = []
    for fact in _found(rulebook):
        if chance.random() < 0.2:
            when = (FIRST_DAY + timedelta(chance.randrange(SPAN))).isoformat()
            found.append(build.a_finding(fact, chance.choice(STATES), when))
    if chance.random() < 0.5:
        loss = chance.choice((29_999_999, 30_000_000, 30_000_001, 90_000_000))
        found.append(build.a_finding("direct_loss", "present", "2025-04-10", value=loss))
    return tuple(found)
