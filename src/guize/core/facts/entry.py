"""What may enter a record: the checks on one new entry, each with field and cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from guize.core.answers import Reason, reason
from guize.core.facts.corrections import RETRACTION, Timeline, timeline
from guize.core.facts.record import CaseRecord, Event, FactError
from guize.core.facts.strokes import is_strokes

if TYPE_CHECKING:  # the rulebook stands above the facts; here it is only a name for the reader
    from guize.core.rulebook import EventType, Field, Rulebook

LONGEST_SAID = 60  # characters of a refused value that are said again
FILE = re.compile(r"[0-9a-f]{64}/[^/\x00-\x1f]{1,200}")  # hash and name
DERIVED = "derived"  # types that the core works out and nobody records
OPENING = ("complaint_served", "joinder_notice_served", "suit_intended", "suit_filed")

# The sentence for the person who entered it; `explain` has the same keys in both languages.
CAUSES = {
    "entry.unknown_type": "没有这种事件:{type}",
    "entry.unknown_field": "这种事件没有字段“{field}”",
    "entry.required": "请填写“{field}”",
    "entry.future": "日期 {on} 晚于今天,尚未发生的事不能记录",
    "entry.before_suit": "日期 {on} 早于本案开始之日 {suit},请核对",
    "entry.after_missing": "须先有下列记录之一:{types}{provision}",
    "entry.before_cause": "日期 {on} 早于所对应的“{type}”({cause}),请核对",
    "entry.not_a_date": "日期无效:{value}",
    "entry.not_a_choice": "“{value}”不在可选范围内",
    "entry.not_an_amount": "金额须为不小于零的整数(分):{value}",
    "entry.not_a_number": "须为整数:{value}",
    "entry.not_yes_no": "须为是或否:{value}",
    "entry.not_strokes": "手写内容无法识别或者过大,请清除后重写",
    "entry.not_a_file": "附件无法识别,请重新选择文件",
    "entry.unknown_id": "记录中没有“{value}”",
    "entry.corrects_unknown": "要更正的记录不存在:{value}",
    "entry.corrected_twice": "这条记录已经更正过,请更正最新的一条",
    "entry.retracts_nothing": "撤回须指明所撤回的记录",
    "entry.posted_later": "交邮日期不能晚于记录日期",
    "signing.not_in_office": "{on} 不在任,不能以这一职务签批({provision})",
    "signing.not_for_post": "{function}不作“{opinion}”({provision})",
    "signing.not_of_case": "这一职务不办理本案,不能签批({provision})",
    "signing.empty": "请填写意见、手写,或者附签批原件",
    "signing.no_scan": "请附签批原件",
    "signing.other_addressee": "这件请签批送的不是这位签批人",
    "signing.nothing_to_confirm": "没有待确认的代录意见",
}


def fault(
    field_name: str, key: str, labels: dict[str, str] | None = None, **values: str | date | None
) -> FactError:
    """Makes the error with its Chinese cause, in which `labels` stand for codes among the values;
    its `reason` lets `explain` say it in English.
    """
    cause = CAUSES[key].format(**{**values, **(labels or {})})
    return FactError(field_name, cause, Reason(key, tuple(values.items())))


def check_event(
    draft: Event, record: CaseRecord, rulebook: Rulebook, on: date
) -> tuple[FactError, ...]:
    """Everything that forbids `draft` to enter `record` on the day `on`; empty if nothing does.

    `field` of an error is `type`, `occurred_on`, `supersedes` or a field of the payload.
    """
    event_type = rulebook.event_types.get(draft.type)
    if event_type is None or event_type.stream == DERIVED:
        return (fault("type", "entry.unknown_type", type=draft.type),)
    known = timeline(record, None)
    return (
        *_correction(draft, record),
        *_day(draft, event_type, known, on),
        *_sequence(draft, event_type, rulebook, known),
        *_fields(draft, event_type, rulebook, record),
    )


def _correction(draft: Event, record: CaseRecord) -> Iterator[FactError]:
    if not draft.supersedes:
        if draft.type == RETRACTION:
            yield fault("supersedes", "entry.retracts_nothing")
        return
    if draft.supersedes not in {event.id for event in record.events}:
        yield fault("supersedes", "entry.corrects_unknown", value=draft.supersedes)
    elif any(e.supersedes == draft.supersedes and e.id != draft.id for e in record.events):
        yield fault("supersedes", "entry.corrected_twice")


def _day(draft: Event, event_type: EventType, known: Timeline, on: date) -> Iterator[FactError]:
    if event_type.tense == "past" and draft.occurred_on > on:
        yield fault("occurred_on", "entry.future", on=draft.occurred_on)
    posted = draft.payload.get("postmark_on")
    if isinstance(posted, str) and posted > draft.occurred_on.isoformat():
        yield fault("postmark_on", "entry.posted_later")
    opened = [e.occurred_on for e in known.of(*OPENING) if e.id != draft.supersedes]
    is_late = not event_type.after and draft.type not in (*OPENING, RETRACTION, "fact_recorded")
    if is_late and opened and draft.occurred_on < min(opened):
        yield fault("occurred_on", "entry.before_suit", on=draft.occurred_on, suit=min(opened))


def _sequence(
    draft: Event, event_type: EventType, rulebook: Rulebook, known: Timeline
) -> Iterator[FactError]:
    if not event_type.after or draft.type == RETRACTION:
        return
    causes = [e for e in known.of(*event_type.after) if e.id != draft.supersedes]
    if not causes:
        provision = _provision(event_type, rulebook)
        yield fault(
            "type",
            "entry.after_missing",
            {"types": "、".join(_label(type_, rulebook) for type_ in event_type.after)},
            types="、".join(event_type.after),
            provision=f"({provision})" if provision else "",
        )
        return
    same = [e for e in causes if draft.instance and e.instance == draft.instance] or causes
    first = min(same, key=lambda event: event.occurred_on)
    if draft.occurred_on < first.occurred_on:
        yield fault(
            "occurred_on",
            "entry.before_cause",
            {"type": _label(first.type, rulebook)},
            on=draft.occurred_on,
            type=first.type,
            cause=first.occurred_on,
        )


def _provision(event_type: EventType, rulebook: Rulebook) -> str:
    """The article an order of events rests on: the type's own, else that of its step."""
    if event_type.provision:
        return event_type.provision.provision
    steps = [step for step in rulebook.steps if event_type.code in step.done_by]
    return steps[0].citation.provision if steps else ""


def _label(type_: str, rulebook: Rulebook) -> str:
    known = rulebook.event_types.get(type_)
    return known.label if known else type_


def check_payload(draft: Event, record: CaseRecord, rulebook: Rulebook) -> tuple[FactError, ...]:
    """What is wrong with the type and the fields of an entry as such; a missing one is not."""
    event_type = rulebook.event_types.get(draft.type)
    if event_type is None or event_type.stream == DERIVED:
        return (fault("type", "entry.unknown_type", type=draft.type),)
    faults = _fields(draft, event_type, rulebook, record)
    return tuple(each for each in faults if each.reason and each.reason.key != "entry.required")


def _fields(
    draft: Event, event_type: EventType, rulebook: Rulebook, record: CaseRecord
) -> Iterator[FactError]:
    declared = {field.code: field for field in event_type.fields}
    for code in draft.payload:
        if code not in declared:
            yield fault(code, "entry.unknown_field", field=code)
    for code, field in declared.items():
        value = draft.payload.get(code)
        if value in (None, "", [], ()):
            if code in event_type.required:
                yield fault(code, "entry.required", field=field.label)
            continue
        why = _value_fault(field, value, rulebook, record)
        if why is not None:
            yield FactError(code, CAUSES[why.key].format(**dict(why.values)), why)


def _value_fault(
    field: Field, value: object, rulebook: Rulebook, record: CaseRecord
) -> Reason | None:
    if field.kind in _IDS:
        known = _IDS[field.kind](record)
        named = value if isinstance(value, list | tuple) else (value,)
        strange = [each for each in named if known and each not in known]
        return reason("entry.unknown_id", value=str(strange[0])) if strange else None
    key, holds = _SHAPES.get(field.kind, ("", _anything))
    if not holds(value):
        return reason(key, value=str(value)[:LONGEST_SAID])
    choices = _choices(field, rulebook)
    if choices is not None and value not in choices:
        return reason("entry.not_a_choice", value=str(value))
    return None


def _choices(field: Field, rulebook: Rulebook) -> set[str] | None:
    if field.kind == "fact":
        return set(rulebook.facts)
    if field.kind == "measure":
        return {measure.id for measure in rulebook.measures}
    if field.kind == "choice" and field.vocabulary in rulebook.words:
        return {word.code for word in rulebook.words[field.vocabulary]}
    return None


def _anything(value: object) -> bool:
    return True


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_SHAPES: dict[str, tuple[str, Callable[[object], bool]]] = {
    "date": ("entry.not_a_date", _is_day),
    "money": ("entry.not_an_amount", lambda value: _is_whole(value) and int(str(value)) >= 0),
    "number": ("entry.not_a_number", _is_whole),
    "yes_no": ("entry.not_yes_no", lambda value: isinstance(value, bool)),
    "strokes": ("entry.not_strokes", is_strokes),
    "file": ("entry.not_a_file", lambda value: bool(FILE.fullmatch(str(value)))),
}
_IDS: dict[str, Callable[[CaseRecord], set[str]]] = {
    "organ": lambda record: {organ.id for organ in record.organs},
    "person": lambda record: {person.id for person in record.persons},
    "appointment": lambda record: {held.id for held in record.appointments},
    "instance": lambda record: {instance.id for instance in record.instances},
    "event": lambda record: {event.id for event in record.events},
    "entries": lambda record: {event.id for event in record.events},
}
