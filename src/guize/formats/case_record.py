"""Case records as JSON: the format guize-case/1, both ways, with its JSON Schema.

The command line, tests, scenarios, export and import all speak it. See docs/case-record.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]

from guize.core.answers import FactState
from guize.core.explain import say_error
from guize.core.facts import (
    Appointment,
    Case,
    CaseRecord,
    Event,
    FactError,
    Finding,
    Instance,
    Matter,
    Organ,
    PartialDate,
    Party,
    Person,
    Portfolio,
    Post,
    check_payload,
    partial_date,
    partial_text,
)
from guize.core.rulebook import Rulebook

FORMAT = "guize-case/1"
SCHEMA = Path(__file__).resolve().with_name("guize-case-1.schema.json")
MOST_BYTES = 5_000_000
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class CaseFault:
    """What is wrong at a JSON path, in Chinese and in English."""

    path: str
    cause: str
    english: str


class CaseFileError(ValueError):
    """A case record that cannot be read, with every fault found."""

    def __init__(self, faults: tuple[CaseFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.cause}" for fault in faults))
        self.faults = faults


def schema_text() -> str:
    """The JSON Schema of guize-case/1, as shipped."""
    return SCHEMA.read_text(encoding="utf-8")


def read_case(text: str | bytes, rulebook: Rulebook | None = None) -> CaseRecord:
    """Reads a record; with a rulebook, event types, fields and choices are checked too.

    Raises CaseFileError naming the JSON path and the cause of every fault.
    """
    if len(text) > MOST_BYTES:
        raise CaseFileError((CaseFault("$", "文件过大", "the file is too large"),))
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        why = CaseFault("$", f"不是合格的 JSON:{error}", f"not valid JSON: {error}")
        raise CaseFileError((why,)) from error
    return record_from(value, rulebook)


def record_from(value: object, rulebook: Rulebook | None = None) -> CaseRecord:
    """Reads a record from parsed JSON; see `read_case`."""
    faults = tuple(_of_schema(error) for error in _validator().iter_errors(value))
    if not isinstance(value, dict) or faults:
        raise CaseFileError(faults or (CaseFault("$", "须为对象", "must be an object"),))
    reader = _Reader()
    record = reader.record(value)
    faults = (*reader.faults, *_references(record))
    if rulebook is not None and not faults:
        faults = tuple(_of_rulebook(record, rulebook))
    if faults:
        raise CaseFileError(faults)
    return record


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text()))


def _of_schema(error: ValidationError) -> CaseFault:
    path = error.json_path
    if error.validator == "additionalProperties":
        unknown = min(set(error.instance) - set(error.schema["properties"]))
        return CaseFault(f"{path}.{unknown}", "没有这个字段", "there is no such field")
    chinese = {
        "required": f"缺少必填字段({error.message})",
        "enum": f"“{error.instance}”不在可选范围内:{'、'.join(map(str, error.validator_value))}"
        if error.validator == "enum"
        else "",
        "const": f"格式须为 {FORMAT}",
        "type": f"类型不对,须为 {error.validator_value}",
        "pattern": f"写法不对:{error.instance}",
    }.get(str(error.validator), f"不合格式({error.message})")
    return CaseFault(path, chinese, error.message)


class _Reader:
    """Makes values from JSON that the schema has accepted; collects impossible dates."""

    def __init__(self) -> None:
        self.faults: list[CaseFault] = []

    def record(self, value: Mapping[str, Any]) -> CaseRecord:
        header = dict(value["case"])
        opened = header.pop("opened_on", None)
        units = tuple(header.pop("units"))
        opened_on = self.day(opened, "$.case.opened_on") if opened else None
        return CaseRecord(
            case=Case(units=units, opened_on=opened_on, **header),
            matters=tuple(self.matter(*each) for each in _items(value, "matters")),
            instances=tuple(Instance(**each) for _, each in _items(value, "instances")),
            parties=tuple(Party(**each) for _, each in _items(value, "parties")),
            organs=tuple(self.organ(each) for _, each in _items(value, "organs")),
            posts=tuple(Post(**each) for _, each in _items(value, "posts")),
            persons=tuple(Person(**each) for _, each in _items(value, "persons")),
            appointments=tuple(
                Appointment(**self.span(*each)) for each in _items(value, "appointments")
            ),
            portfolios=tuple(Portfolio(**self.span(*each)) for each in _items(value, "portfolios")),
            events=tuple(self.event(n, *each) for n, each in enumerate(_items(value, "events"), 1)),
            findings=tuple(
                self.finding(n, *each) for n, each in enumerate(_items(value, "findings"), 1)
            ),
        )

    def matter(self, path: str, each: dict[str, Any]) -> Matter:
        act_on = each.pop("act_on", None)
        return Matter(act_on=self.partial(act_on, f"{path}.act_on") if act_on else None, **each)

    def organ(self, each: dict[str, Any]) -> Organ:
        return Organ(succeeds=tuple(each.pop("succeeds", ())), **each)

    def span(self, path: str, each: dict[str, Any]) -> dict[str, Any]:
        for name in ("since", "until"):
            if name in each:
                each[name] = self.partial(each[name], f"{path}.{name}")
        return each

    def event(self, number: int, path: str, each: dict[str, Any]) -> Event:
        day = self.day(each.pop("occurred_on"), f"{path}.occurred_on")
        at = self.instant(each.pop("recorded_at", ""), day, f"{path}.recorded_at")
        each.setdefault("id", f"e{number}")
        evidence = tuple(each.pop("evidence", ()))
        return Event(occurred_on=day, recorded_at=at, evidence=evidence, **each)

    def finding(self, number: int, path: str, each: dict[str, Any]) -> Finding:
        day = self.day(each.pop("found_on"), f"{path}.found_on")
        at = self.instant(each.pop("recorded_at", ""), day, f"{path}.recorded_at")
        each.setdefault("id", f"f{number}")
        state = FactState(each.pop("state"))
        evidence = tuple(each.pop("evidence", ()))
        return Finding(found_on=day, recorded_at=at, state=state, evidence=evidence, **each)

    def day(self, text: str, path: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.faults.append(_not_a_day(path, text))
            return date.min

    def partial(self, text: str, path: str) -> PartialDate:
        try:
            return partial_date(text)
        except FactError:
            self.faults.append(_not_a_day(path, text))
            return PartialDate(date.min, date.min)

    def instant(self, text: str, day: date, path: str) -> datetime:
        """The instant of the record; without one, the start of the day in UTC+8."""
        if not text:
            return datetime(day.year, day.month, day.day, tzinfo=CHINA)
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            self.faults.append(_not_a_day(path, text))
            return datetime.min.replace(tzinfo=CHINA)
        return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _items(value: Mapping[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(f"$.{name}[{n}]", dict(each)) for n, each in enumerate(value.get(name, ()))]


def _not_a_day(path: str, text: str) -> CaseFault:
    return CaseFault(path, f"没有这一天:{text}", f"there is no such day: {text}")


def _references(record: CaseRecord) -> Iterator[CaseFault]:
    """Ids are unique within their list, and what an entry refers to exists."""
    ids = {name: _ids(getattr(record, name)) for name in ("posts", "persons", "appointments")}
    ids |= {name: _ids(getattr(record, name)) for name in ("instances", "organs", "events")}
    for name in (*ids, "matters", "parties", "portfolios", "findings"):
        yield from _doubles(record, name)
    for name, field, target in _LINKS:
        for n, each in enumerate(getattr(record, name)):
            named = getattr(each, field)
            if named and named not in ids[target]:
                path = f"$.{name}[{n}].{field}"
                yield CaseFault(path, f"{target} 中没有“{named}”", f'no "{named}" in {target}')
    corrected: set[str] = set()
    for n, event in enumerate(record.events):
        if event.supersedes and event.supersedes in corrected:
            yield CaseFault(f"$.events[{n}].supersedes", "同一条更正了两次", "corrected twice")
        corrected.add(event.supersedes)


_LINKS = (
    ("posts", "organ", "organs"),
    ("appointments", "person", "persons"),
    ("appointments", "post", "posts"),
    ("appointments", "stands_in_for", "appointments"),
    ("portfolios", "appointment", "appointments"),
    ("portfolios", "organ", "organs"),
    ("parties", "instance", "instances"),
    ("parties", "organ", "organs"),
    ("matters", "acting_organ", "organs"),
    ("events", "instance", "instances"),
    ("events", "supersedes", "events"),
)


def _ids(entries: tuple[Any, ...]) -> set[str]:
    return {entry.id for entry in entries}


def _doubles(record: CaseRecord, name: str) -> Iterator[CaseFault]:
    seen: set[str] = set()
    for n, entry in enumerate(getattr(record, name)):
        if entry.id in seen:
            yield CaseFault(f"$.{name}[{n}].id", f"重复:{entry.id}", f"not unique: {entry.id}")
        seen.add(entry.id)


def _of_rulebook(record: CaseRecord, rulebook: Rulebook) -> Iterator[CaseFault]:
    for n, event in enumerate(record.events):
        for error in check_payload(event, record, rulebook):
            place = "type" if error.field == "type" else f"payload.{error.field}"
            english = say_error(error, rulebook, "en")
            yield CaseFault(f"$.events[{n}].{place}", error.cause, english)
    for n, finding in enumerate(record.findings):
        if finding.fact not in rulebook.facts:
            path = f"$.findings[{n}].fact"
            yield CaseFault(path, f"没有事实“{finding.fact}”", f"no fact {finding.fact}")
    for path, code, vocabulary in _words(record):
        codes = [word.code for word in rulebook.words.get(vocabulary, ())]
        if code not in codes:
            cause = f"“{code}”不在可选范围内:{'、'.join(codes)}"
            yield CaseFault(path, cause, f"{code!r} is not one of {codes!r}")


def _words(record: CaseRecord) -> Iterator[tuple[str, str, str]]:
    """Path, code and vocabulary of all that the rulebook's vocabularies have a word for."""
    yield "$.case.kind", record.case.kind, "案件类型"
    for n, organ in enumerate(record.organs):
        if organ.id in record.case.units:
            yield f"$.organs[{n}].kind", organ.kind, "单位类别"
    for n, instance in enumerate(record.instances):
        yield f"$.instances[{n}].level", instance.level, "审级"
        yield f"$.instances[{n}].role", instance.role, "诉讼地位"
        yield f"$.instances[{n}].procedure", instance.procedure, "程序"


def record_to(record: CaseRecord) -> dict[str, object]:
    """The record as JSON values; empty fields are left out, reading it back gives an equal one."""
    parts = {name: [_entry(each) for each in getattr(record, name)] for name in _PARTS}
    return {"format": FORMAT, "case": _entry(record.case)} | {k: v for k, v in parts.items() if v}


def write_case(record: CaseRecord) -> str:
    """The record as JSON text, readable and stable."""
    return json.dumps(record_to(record), ensure_ascii=False, indent=1) + "\n"


_PARTS = (
    "matters",
    "instances",
    "parties",
    "organs",
    "posts",
    "persons",
    "appointments",
    "portfolios",
    "events",
    "findings",
)


def _entry(entry: object) -> dict[str, object]:
    values = {name: _plain(getattr(entry, name)) for name in entry.__slots__}  # type: ignore[attr-defined]
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return partial_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value
