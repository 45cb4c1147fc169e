"""An assessment as JSON values, the same for pages and command line, and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from guize.core.answers import Answer, Citation
from guize.core.assess import Assessment
from guize.core.days import Period, say_day
from guize.core.duties import Duty, Judgment, state_on
from guize.core.explain import (
    cite,
    event_label,
    fact_label,
    label,
    phrase,
    say_duty,
    say_duty_state,
    say_missing,
    say_state,
    word,
)
from guize.core.facts import CaseRecord, PartialDate, partial_text
from guize.core.rulebook import Rulebook

VERSION = "guize-assessment/1"


def assessment_to_dict(assessment: Assessment) -> dict[str, object]:
    """The assessment as JSON values. Dates are ISO text, codes as in the rulebook's vocabulary;
    an undetermined answer has `value` null and names what is `missing`. A duty carries its `state`.
    """
    value = _plain(assessment)
    assert isinstance(value, dict)  # noqa: S101
    for duty, plain in zip(assessment.duties, value["duties"], strict=True):
        plain["state"] = state_on(duty, assessment.on).value
    return {"format": VERSION, **value}


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, PartialDate | Period):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(each) for each in value]
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


class Page:
    """An assessment as lines for people."""

    def __init__(
        self, assessment: Assessment, record: CaseRecord, rulebook: Rulebook, language: str
    ) -> None:
        self.said = assessment
        self.record = record
        self.rulebook = rulebook
        self.language = language
        self.names = names_of(record, rulebook, language)

    def lines(self) -> Iterator[str]:
        """Head, scope, lead, judgments, gate, duties, responsibility, pursuit, open questions."""
        said = self.said
        yield f"{self.record.case.title}  {say_day(said.on, self.language)}  {said.stage.value}"
        yield from self._scope()
        yield from self._lead()
        yield from self._section("judgments", self._judgments())
        yield from self._section("duties", self._duties())
        yield from self._section("responsibility", self._responsibility())
        yield from self._section("routing", self._routing())
        yield from self._section("open", self._open())
        yield from self._silent()

    def _head(self, key: str) -> str:
        return HEADINGS[key][self.language == "en"]

    def _section(self, key: str, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield ""
            yield self._head(key)
            yield from found

    def _label(self, code: str | None, vocabulary: str) -> str:
        return (
            label(code or "undetermined", vocabulary, self.rulebook, self.language)
            if code
            else (word("undetermined", self.language))
        )

    def _cited(self, citation: Citation | None) -> str:
        return f"  [{cite(citation, self.language)}]" if citation else ""

    def _scope(self) -> Iterator[str]:
        for said in self.said.scope:
            applies = self._label(said.answer.value, "适用")
            name = self.names.get(said.about, said.about)
            yield f"{self._head('scope')}: {name} {applies}{self._cited(said.citation)}"

    def _lead(self) -> Iterator[str]:
        lead = self.said.lead
        if lead is None:
            return
        post = self._label(lead.function, "职务")
        people = "、".join(self.names.get(id_, id_) for id_ in lead.holders)
        yield f"{self._head('lead')}: {post} {people}{self._cited(lead.citation)}"
        yield from self._lacking(lead.answer)

    def _lacking(self, answer: Answer[Any]) -> Iterator[str]:
        for missing in answer.missing:
            yield "    ? " + say_missing(missing, self.rulebook, self.language, self.names)

    def _judgments(self) -> Iterator[str]:
        for judgment in self.said.judgments:
            adverse = self._label(judgment.adverse.value, "败诉结论")
            day = self._effective(judgment)
            name = self.names.get(judgment.event, judgment.event)
            result = self._label(judgment.disposition, "裁判结果") if judgment.disposition else ""
            yield f"  {name} {result}: {adverse}; {day}{self._cited(judgment.citation)}"
        gate = self.said.gate
        if gate is not None:
            said = self._label(gate.answer.value, "门槛")
            yield f"  {self._head('gate')}: {said}{self._cited(gate.citation)}"

    def _effective(self, judgment: Judgment) -> str:
        if judgment.effective_on is None:
            return self._head("not_effective")
        mark = f"({word('presumed', self.language)})" if judgment.presumed else ""
        return f"{self._head('effective')} {say_day(judgment.effective_on, self.language)}{mark}"

    def _duties(self) -> Iterator[str]:
        for duty in self.said.duties:
            yield self._duty_line(duty)
            for why in say_duty(duty, self.rulebook, self.language, self.names):
                yield f"      · {why}"

    def _duty_line(self, duty: Duty) -> str:
        due = say_day(duty.due, self.language) if duty.due else "-"
        act = phrase(duty.act, self.rulebook, self.language)
        state = say_duty_state(duty, self.said.on, self.language)
        who = self._who(duty)
        return f"  {due}  {state}  {act} / {who}{self._cited(duty.citation)}"

    def _who(self, duty: Duty) -> str:
        people = [self.names.get(held.id, held.id) for held in duty.holders_now.value or ()]
        posts = [self._bearer(code) for code in duty.bearers]
        return "、".join(posts) + (f" {'、'.join(people)}" if people else "")

    def _bearer(self, code: str) -> str:
        named = label(code, "职务", self.rulebook, self.language)
        return named if named != code else label(code, "机关", self.rulebook, self.language)

    def _responsibility(self) -> Iterator[str]:
        for bearing in self.said.responsibility:
            kind = self._label(bearing.answer.value, "责任")
            who = self.names.get(bearing.subject, "") or self._bearer(bearing.function)
            yield f"  {who}: {kind}{self._cited(bearing.citation)}"
            yield from self._lacking(bearing.answer)
        for pursuit in self.said.pursuit:
            said = self._label(pursuit.answer.value, "追究")
            who = self.names.get(pursuit.subject, pursuit.subject)
            yield f"  {who}: {said}{self._cited(pursuit.citation)}"
        for ground in self.said.grounds:
            if ground.finding or ground.hinted:
                state = say_state(ground.state, self.language)
                about = self.names.get(ground.about, "")
                fact = fact_label(ground.fact, self.rulebook, self.language)
                yield f"  {ground.label} {fact} {about}: {state}"
        if self.said.responsibility or self.said.pursuit:
            yield f"  ({word('caution', self.language)})"

    def _routing(self) -> Iterator[str]:
        for route in self.said.routing:
            bodies = [self._label(code, "机关") for code in route.bodies.value or ()]
            who = self.names.get(route.subject, route.subject)
            said = "、".join(bodies) or word("undetermined", self.language)
            cited = "、".join(dict.fromkeys(cite(c, self.language) for c in route.citations))
            yield f"  {who}: {said}  [{cited}]"
            yield from self._lacking(route.bodies)
        referral = self.said.case_referral
        if referral is not None:
            said = self._label(referral.answer.value, "移送")
            yield f"  {self._head('referral')}: {said}{self._cited(referral.citation)}"

    def _open(self) -> Iterator[str]:
        for missing in self.said.open_questions:
            text = say_missing(missing, self.rulebook, self.language, self.names)
            rows = "、".join(missing.rules_out)
            yield f"  {text}" + (f"  ({rows})" if rows else "")

    def _silent(self) -> Iterator[str]:
        """What this regulation does not say; nothing is borrowed for it from another."""
        if self.said.silent:
            named = [phrase(name, self.rulebook, self.language) for name in self.said.silent]
            yield ""
            yield f"{self._head('silent')}: {word('joiner', self.language).join(named)}"


HEADINGS = {
    "scope": ("适用范围", "Scope"),
    "lead": ("牵头", "Lead"),
    "judgments": ("裁判", "Judgments"),
    "gate": ("追责门槛", "Gate"),
    "effective": ("生效于", "effective"),
    "not_effective": ("未生效", "not effective"),
    "duties": ("职责和期限", "Duties and periods"),
    "responsibility": ("责任", "Responsibility"),
    "routing": ("办理机关", "Competent bodies"),
    "referral": ("案件移送", "Referral of the case"),
    "open": ("待查明事项", "Open questions"),
    "silent": ("本办法未规定", "Not laid down by this regulation"),
}
