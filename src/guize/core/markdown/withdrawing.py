"""不适用表: what a pack takes back of the rows and event types it inherits, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from guize.core.facts.corrections import RETRACTION
from guize.core.markdown.blocks import Record, TableBlock
from guize.core.markdown.faults import Faults, Place
from guize.core.rulebook import DutyRule, EventType, Rulebook, Step

KIND = "不适用表"
_DERIVED = "derived"
_ROW_ID, _CODE, _REASON = "编号", "代码", "理由"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a pack takes back: names as it writes them → reasons, and the ids and codes meant."""

    reasons: Mapping[str, str]
    ids: frozenset[str]


def withdrawn_of(
    tables: Sequence[TableBlock], bases: Sequence[Rulebook], faults: Faults
) -> Withdrawn:
    """What the pack takes back, by row id, name of a table or name of an event type.

    Notes what is not inherited, cannot be taken back, stands twice, or lacks its reason.
    """
    reasons: dict[str, str] = {}
    known = {name: id_ for base in bases for name, id_ in _names(base)}
    own, places = _own(tables), dict[str, tuple[Place, str]]()
    for record in _records(tables):
        name, why = record.cells.get(_ROW_ID, ""), record.cells.get(_REASON, "")
        id_ = known.get(name, "")
        for cause, english in _refusals(name, id_, own, bases):
            faults.add(record.place, cause, english)
        if name in reasons:
            faults.add(record.place, f"「{name}」出现两次", f'"{name}" appears twice')
        if not why:
            faults.add(record.place, f"「{_REASON}」不能空白", f'"{_REASON}" may not be blank')
        reasons[name] = why
        places[id_] = (record.place, name)
    _check_rest(bases, places, own, faults)
    return Withdrawn(reasons, frozenset(filter(None, places)))


def _records(tables: Iterable[TableBlock]) -> Iterator[Record]:
    return (record for table in tables if table.kind == KIND for record in table.records)


def _own(tables: Iterable[TableBlock]) -> frozenset[str]:
    """Ids of rows, names of tables and codes of event types that the pack itself has."""
    others = [table for table in tables if table.kind != KIND]
    rows = {r.cells.get(_ROW_ID, "") for table in others for r in table.records}
    types = {r.cells.get(_CODE, "") for t in others if t.kind == "事件表" for r in t.records}
    return frozenset(rows | types | {table.name for table in others if table.kind == "表"})


def _names(base: Rulebook) -> Iterator[tuple[str, str]]:
    """What may be taken back, as it is written, with its id or code."""
    rows: list[_HasId] = [*base.duties, *base.measures, *base.steps]
    rows += (each for items in base.circumstances.values() for each in items)
    yield from ((each.id, each.id) for each in rows)
    yield from ((name, name) for name in base.tables)
    yield from ((each.label, code) for code, each in base.event_types.items())


def _refusals(
    name: str, id_: str, own: frozenset[str], bases: Sequence[Rulebook]
) -> Iterator[tuple[str, str]]:
    if not id_:
        yield f"所扩展的规则包中没有「{name}」", f'no pack that it extends has "{name}"'
    if id_ in own:
        yield f"「{name}」由本包自己规定,不能又列为不适用", f'this pack itself has "{name}"'
    types = (base.event_types[id_] for base in bases if id_ in base.event_types)
    if any(each.stream == _DERIVED or each.code == RETRACTION for each in types):
        yield (
            f"「{name}」由系统推定或用于更正,不能列为不适用",
            f'"{name}" is derived or corrects entries: it cannot be taken back',
        )


Lists = Mapping[str, tuple[str, ...]]


def _check_rest(
    bases: Sequence[Rulebook],
    places: Mapping[str, tuple[Place, str]],
    own: frozenset[str],
    faults: Faults,
) -> None:
    """What stays may not hang on what goes: a duty that nothing sets off or discharges any more,
    an event type that nothing precedes any more.
    """
    for id_, needs in _staying(bases, own.union(places)):
        for name, types in needs.items():
            if types and places.keys() >= set(types):
                place, first = places[types[0]]
                cause = f"「{id_}」的「{name}」只剩「{first}」等不适用的事件,须一并列明或另行规定"
                english = f'"{id_}" rests on "{first}" alone ({name}): take it back or restate it'
                faults.add(place, cause, english)


def _staying(bases: Sequence[Rulebook], apart: frozenset[str]) -> Iterator[tuple[str, Lists]]:
    for base in bases:
        for duty in base.duties:
            needs = {"触发事件": duty.triggers, "完成事件": duty.done_by, "期限": duty.before}
            if duty.id not in apart:
                yield duty.id, needs
        for step in base.steps:
            if step.id not in apart:
                yield step.id, {"完成事件": step.done_by, "须先有": step.after}
        for code, type_ in base.event_types.items():
            if code not in apart:
                yield type_.label, {"须先有": type_.after}


def without(base: Rulebook, gone: frozenset[str]) -> Rulebook:
    """A base less what is taken back; lists of event types lose those that are."""
    if not gone:
        return base
    types = {c: _type(each, gone) for c, each in base.event_types.items() if c not in gone}
    return replace(
        base,
        duties=tuple(_duty(each, gone) for each in _kept(base.duties, gone)),
        measures=_kept(base.measures, gone),
        steps=tuple(_step(each, gone) for each in _kept(base.steps, gone)),
        circumstances={n: _kept(items, gone) for n, items in base.circumstances.items()},
        tables={name: each for name, each in base.tables.items() if name not in gone},
        event_types=types,
    )


def _kept(items: Iterable[T], gone: frozenset[str]) -> tuple[T, ...]:
    return tuple(each for each in items if each.id not in gone)


def _left(types: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(each for each in types if each not in gone)


def _type(each: EventType, gone: frozenset[str]) -> EventType:
    return replace(each, after=_left(each.after, gone))


def _duty(each: DutyRule, gone: frozenset[str]) -> DutyRule:
    done_by, before = _left(each.done_by, gone), _left(each.before, gone)
    return replace(each, triggers=_left(each.triggers, gone), done_by=done_by, before=before)


def _step(each: Step, gone: frozenset[str]) -> Step:
    return replace(each, done_by=_left(each.done_by, gone), after=_left(each.after, gone))
