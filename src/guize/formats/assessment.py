"""An assessment as JSON values, the same for pages and command line; names for its ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from guize.core.assess import Assessment
from guize.core.days import Period
from guize.core.duties import state_on
from guize.core.explain import event_label
from guize.core.facts import CaseRecord, PartialDate, partial_text
from guize.core.rulebook import Rulebook

VERSION = "guize-assessment/1"


def assessment_to_dict(assessment: Assessment) -> dict[str, object]:
    """The assessment as JSON values. Dates are ISO text, codes as in the rulebook's vocabulary;
    an undetermined answer has `value` null and names what is `missing`. A duty carries its `state`.
    """
    value = as_json(assessment)
    assert isinstance(value, dict)  # noqa: S101
    for duty, plain in zip(assessment.duties, value["duties"], strict=True):
        plain["state"] = state_on(duty, assessment.on).value
    return {"format": VERSION, **value}


def as_json(value: object) -> Any:
    """Any value of the core as JSON values."""
    if is_dataclass(value) and not isinstance(value, PartialDate | Period):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_json(each) for each in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return partial_text(value)
    return str(value) if isinstance(value, Period) else value


def names_of(record: CaseRecord, rulebook: Rulebook, language: str = "zh") -> dict[str, str]:
    """Names for ids in explanations: organs, persons in their posts, events with their day."""
    people = {person.id: person.name for person in record.persons}
    posts = {post.id: post.title for post in record.posts}
    names = {organ.id: organ.name for organ in record.organs}
    for held in record.appointments:
        title = posts.get(held.post, "")
        names[held.id] = f"{people.get(held.person, held.person)}({title})"
    for event in record.events:
        type_ = event_label(event.type, rulebook, language)
        names[event.id] = f"{type_} {event.occurred_on.isoformat()}"
    return names
