"""An assessment as lines of text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guize.core.answers import Answer, Citation
from guize.core.assess import Assessment
from guize.core.days import say_day
from guize.core.duties import Duty, Judgment
from guize.core.explain import (
    Otherwise,
    cite,
    fact_label,
    label,
    phrase,
    ruled_out,
    say,
    say_all,
    say_duty,
    say_duty_state,
    say_missing,
    say_state,
    word,
)
from guize.core.facts import CaseRecord
from guize.core.responsibility import TextItem
from guize.core.rulebook import Rulebook
from guize.formats.assessment import names_of


class Page:
    """An assessment as lines for people."""

    def __init__(
        self,
        assessment: Assessment,
        record: CaseRecord,
        rulebook: Rulebook,
        language: str,
        *,
        otherwise: Mapping[str, Otherwise] | None = None,
    ) -> None:
        """`otherwise`: what a late duty would have meant in time, by the id of the duty."""
        self.said = assessment
        self.otherwise = otherwise or {}
        self.record = record
        self.rulebook = rulebook
        self.language = language
        self.names = names_of(record, rulebook, language)

    def lines(self) -> Iterator[str]:
        """Head, scope, lead, judgments, gate, appearances, duties, responsibility, the text that
        governs, pursuit, routing, open questions.
        """
        said = self.said
        yield f"{self.record.case.title}  {say_day(said.on, self.language)}  {said.stage.value}"
        yield from self._scope()
        yield from self._lead()
        yield from self._section("judgments", self._judgments())
        yield from self._section("appearances", self._appearances())
        yield from self._section("duties", self._duties())
        yield from self._section("responsibility", self._responsibility())
        yield from self._section("transition", self._transition())
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
            marks = "".join(f" [{word(tag, self.language)}]" for tag in judgment.tags)
            yield f"  {name} {result}{marks}: {adverse}; {day}{self._cited(judgment.citation)}"
            yield from self._why(judgment)
        gate = self.said.gate
        if gate is not None:
            said = self._label(gate.answer.value, "门槛")
            yield f"  {self._head('gate')}: {said}{self._cited(gate.citation)}"

    def _effective(self, judgment: Judgment) -> str:
        if judgment.effective_on is None:
            return self._head("not_effective")
        said = f"{self._head('effective')} {say_day(judgment.effective_on, self.language)}"
        if not judgment.presumed:
            return said
        safe = judgment.earliest_safe_on or judgment.served_on
        mark = word("presumed", self.language)
        return f"{said}({mark}; {self._head('safe')} {say_day(safe, self.language)})"

    def _why(self, judgment: Judgment) -> Iterator[str]:
        for why in say_all(judgment.reasons, self.rulebook, self.language, self.names):
            yield f"      · {why}"

    def _appearances(self) -> Iterator[str]:
        levels = {each.id: each.level for each in self.record.instances}
        for each in self.said.appearances:
            level = self._label(levels.get(each.instance), "审级")
            day = say_day(each.heard_on, self.language)
            said = self._label(each.answer.value, "出庭结论")
            who = f" {self.names[each.by]}" if each.by in self.names else ""
            note = f" · {phrase(each.note, self.rulebook, self.language)}" if each.note else ""
            yield f"  {level} {day}{who}: {said}{note}{self._cited(each.citation)}"
            yield from self._lacking(each.answer)

    def _transition(self) -> Iterator[str]:
        """The text at the act beside that of the day, and which of them is applied."""
        found = self.said.transition
        if found is None:
            return
        for why in say_all(found.reasons, self.rulebook, self.language):
            yield f"  {why}"
        if found.citation:
            yield f"  {cite(found.citation, self.language)}"
        then = (*found.grounds_then, *found.mitigations_then, *found.measures_then)
        now = (*found.grounds_now, *found.mitigations_now, *found.measures_now)
        yield from self._only(self._head("then"), then)
        yield from self._only(self._head("now"), now)

    def _only(self, title: str, items: Iterable[TextItem]) -> Iterator[str]:
        named = [self._item(item) for item in items]
        if named:
            yield f"    {title}: {word('joiner', self.language).join(named)}"

    def _item(self, item: TextItem) -> str:
        named = fact_label(item.word, self.rulebook, self.language)
        return f"{item.label} {phrase(named, self.rulebook, self.language)}"

    def _duties(self) -> Iterator[str]:
        for duty in self.said.duties:
            yield self._duty_line(duty)
            for why in say_duty(duty, self.rulebook, self.language, self.names):
                yield f"      · {why}"
            if duty.id in self.otherwise:
                for step in self.otherwise[duty.id].reasons:
                    yield f"      ↺ {say(step, self.rulebook, self.language)}"

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
            yield "  " + say_missing(missing, self.rulebook, self.language, self.names)
            for each in ruled_out(missing, self.rulebook, self.language):
                said = word("joiner", self.language).join(each.results)
                rows = "、".join(each.rows)
                yield f"      {self._head('rules_out')} {each.table}: {said} ({rows})"

    def _silent(self) -> Iterator[str]:
        """What this regulation does not say; nothing is borrowed for it from another."""
        if self.said.silent:
            named = [phrase(name, self.rulebook, self.language) for name in self.said.silent]
            yield ""
            yield f"{self._head('silent')}: {word('joiner', self.language).join(named)}"


HEADINGS = {
    "safe": ("最早稳妥日", "earliest safe date"),
    "appearances": ("负责人出庭", "Appearance of a head"),
    "transition": ("从旧兼从轻", "The text that governs"),
    "then": ("仅行为时文本有", "only in the text at the act"),
    "now": ("仅现行文本有", "only in the present text"),
    "rules_out": ("可排除", "could rule out"),
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
