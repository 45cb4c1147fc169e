"""Builders for case records: each test says only what it is about.

The unit is a township; its deputy county head, principal, deputy and one case officer are in
office since 2020 unless the test says otherwise.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from guize.core.answers import FactState
from guize.core.assess import Assessment, assess
from guize.core.days import Calendar
from guize.core.duties import Duty
from guize.core.facts import (
    Appointment,
    Case,
    CaseRecord,
    Event,
    Finding,
    Instance,
    Matter,
    Organ,
    Party,
    Person,
    Portfolio,
    Post,
    partial_date,
)
from guize.core.markdown import read_pack
from guize.core.rulebook import Norms, Rulebook
from guize.formats.calendar_files import read_calendar

RULEBOOKS = Path(__file__).resolve().parents[1] / "rulebooks"
UNIT, DEPARTMENT, COUNTY = "unit", "department", "county"
PRINCIPAL, UNIT_DEPUTY, OFFICER = "a-principal", "a-unit-deputy", "a-officer"
DEPUTY, EXECUTIVE = "a-deputy", "a-executive"


def day(text: str) -> date:
    return date.fromisoformat(text)


on = day


def held(id_: str, post: str, since: str = "2020-01", until: str = "", **more: str) -> Appointment:
    """An appointment of the person `p-…` of the same name, `a-…`."""
    end = partial_date(until) if until else None
    return Appointment(id_, id_.replace("a-", "p-"), post, partial_date(since), end, **more)


def in_charge(
    appointment: str, organ: str = UNIT, since: str = "2020-01", until: str = "", kind: str = "main"
) -> Portfolio:
    end = partial_date(until) if until else None
    id_ = f"{appointment}:{organ}:{since}"
    return Portfolio(id_, appointment, organ, partial_date(since), end, kind)


ORGANS = (
    Organ(COUNTY, "青岭县人民政府", "county_government", "county_government"),
    Organ(UNIT, "云台镇人民政府", "township"),
    Organ(DEPARTMENT, "青岭县自然资源局", "department"),
    Organ("bureau", "青岭县司法局", "department", "justice_bureau"),
)
POSTS = (
    Post("principal", UNIT, "镇长", "principal"),
    Post("unit-deputy", UNIT, "副镇长", "unit_deputy"),
    Post("officer", UNIT, "司法助理员", "case_officer"),
    Post("deputy", COUNTY, "副县长", "deputy_head"),
    Post("other-deputy", COUNTY, "副县长", "deputy_head"),
    Post("executive", COUNTY, "常务副县长", "executive_deputy"),
    Post("department-principal", DEPARTMENT, "局长", "principal"),
)
APPOINTMENTS = (
    held(PRINCIPAL, "principal", cadre_authority="county"),
    held(UNIT_DEPUTY, "unit-deputy", cadre_authority="county"),
    held(OFFICER, "officer", cadre_authority="county"),
    held(DEPUTY, "deputy", cadre_authority="city"),
    held("a-other-deputy", "other-deputy", cadre_authority="city"),
    held(EXECUTIVE, "executive", cadre_authority="city"),
    held("a-department", "department-principal", cadre_authority="county"),
)
PORTFOLIOS = (in_charge(DEPUTY), in_charge("a-other-deputy", DEPARTMENT))


def an_event(type_: str, when: str, **payload: object) -> Event:
    """An event; `id`, `instance`, `recorded`, `supersedes`, `appointment` may be given too."""
    own = {
        k: payload.pop(k) for k in ("id", "instance", "supersedes", "appointment") if k in payload
    }
    recorded = payload.pop("recorded", "")
    at = (
        datetime.fromisoformat(str(recorded))
        if recorded
        else datetime.combine(day(when), datetime.min.time(), UTC) + timedelta(hours=9)
    )
    return Event(
        id=str(own.pop("id", f"{type_}-{when}")),
        type=type_,
        occurred_on=day(when),
        recorded_at=at if at.tzinfo else at.replace(tzinfo=UTC),
        instance=str(own.pop("instance", "i1")),
        payload=payload,
        **{key: str(value) for key, value in own.items()},
    )


def a_finding(
    fact: str, state: str = "present", when: str = "2025-04-10", **more: object
) -> Finding:
    at = datetime.combine(day(when), datetime.min.time(), UTC) + timedelta(hours=10)
    id_ = f"{fact}-{more.get('about', '')}-{when}"
    return Finding(id_, fact, FactState(state), day(when), at, **more)  # type: ignore[arg-type]


def a_record(
    *more: Event,
    case: dict[str, object] | None = None,
    instance: dict[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    changes: dict[str, object] | None = None,
    **events: str | tuple[str, dict[str, object]],
) -> CaseRecord:
    """A record with one event per keyword: `complaint_served="2026-09-29"`, or with its payload:
    `judgment_served=("2025-01-17", {"disposition": "revoked"})`.
    """
    made = [
        an_event(type_, given) if isinstance(given, str) else an_event(type_, given[0], **given[1])
        for type_, given in events.items()
    ]
    header = Case("case", "administrative", "某某诉云台镇人民政府", (UNIT,))
    court = Instance("i1", "first", "defendant")
    record = CaseRecord(
        case=replace(header, **(case or {})),  # type: ignore[arg-type]
        matters=(Matter("m1", UNIT, "administrative_act", partial_date("2023-03-01")),),
        instances=(replace(court, **(instance or {})),),
        parties=(
            Party("us", "i1", "defendant", UNIT),
            Party("them", "i1", "plaintiff", "", "某某"),
        ),
        organs=ORGANS,
        posts=POSTS,
        persons=tuple(Person(held.person, held.person) for held in APPOINTMENTS),
        appointments=APPOINTMENTS,
        portfolios=PORTFOLIOS,
        events=(*made, *more),
        findings=findings,
    )
    return replace(record, **(changes or {}))  # type: ignore[arg-type]


@cache
def calendar() -> Calendar:
    return read_calendar()


def pack_files(name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """pack.toml and the Markdown files of an installed rulebook."""
    folder = RULEBOOKS / name
    pack = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    return pack, {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


@cache
def rulebook(name: str = "xiuyan-2024") -> Rulebook:
    pack, files = pack_files(name)
    return read_pack(pack, files, tuple(rulebook(base) for base in pack.get("extends", ())))


def norms() -> Norms:
    return Norms((rulebook(),), calendar())


def assessed(record: CaseRecord, when: str, **more: object) -> Assessment:
    return assess(record, norms(), on=day(when), **more)  # type: ignore[arg-type]


def the_duty(record: CaseRecord, rule: str, when: str) -> Duty:
    """The one duty of a row on a day; fails if there is none or there are several."""
    duties = [duty for duty in assessed(record, when).duties if duty.rule == rule]
    assert len(duties) == 1, [duty.id for duty in duties]
    return duties[0]
