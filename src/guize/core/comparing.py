"""Two assessments of one record side by side: which duties and answers differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guize.core.answers import Answer
from guize.core.assess import Assessment
from guize.core.duties import Duty

UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty under both; None where it does not arise."""

    before: Duty | None
    after: Duty | None

    @property
    def duty(self) -> Duty:
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of no duty")
        return found

    @property
    def is_changed(self) -> bool:
        return _told(self.before) != _told(self.after)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done under either of the two."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return any(side.done_on is None and side.moot_on is None for side in sides)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer under both, as codes: empty where the question is not asked, `undetermined`.

    `vocabulary` is the one the codes are of; `about` the id it concerns (empty: the case).
    """

    question: str
    about: str
    vocabulary: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything both say, changed or not, duties by trigger and answers by question."""

    duties: tuple[DutyChange, ...]
    answers: tuple[AnswerChange, ...]

    @property
    def changed_duties(self) -> tuple[DutyChange, ...]:
        return tuple(each for each in self.duties if each.is_changed)

    @property
    def changed_answers(self) -> tuple[AnswerChange, ...]:
        return tuple(each for each in self.answers if each.is_changed)


def compared(before: Assessment, after: Assessment) -> Comparison:
    """What the two say, duties joined by row and event, answers by question and subject."""
    old, new = (dict(_duties(side)) for side in (before, after))
    duties = (DutyChange(old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))
    said, says = dict(_answers(before)), dict(_answers(after))
    answers = (_change(key, said, says) for key in dict.fromkeys((*said, *says)))
    return Comparison(tuple(sorted(duties, key=_order)), tuple(answers))


def _duties(side: Assessment) -> Iterator[tuple[tuple[str, str, int], Duty]]:
    """Each with its row and the event behind its trigger: under another reading the same row may be
    set off by another consequence of the same judgment.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for duty in side.duties:
        key = (duty.rule, duty.trigger.rpartition(":")[2])
        yield (*key, seen[key]), duty
        seen[key] += 1


def _order(change: DutyChange) -> tuple[object, str]:
    return change.duty.triggered_on, change.duty.id


def _told(duty: Duty | None) -> object:
    """What a reader is told of a duty: who by when, how binding, and whether it is certain."""
    if duty is None:
        return None
    marks = (duty.provisional, duty.presumed, bool(duty.missing))
    binding = (duty.severity, duty.modality, duty.bearers, duty.moot_on)
    return duty.due, duty.raw, duty.period, *marks, *binding


Key = tuple[str, str, str]


def _change(key: Key, said: Mapping[Key, str], says: Mapping[Key, str]) -> AnswerChange:
    return AnswerChange(*key, said.get(key, ""), says.get(key, ""))


def _answers(side: Assessment) -> Iterator[tuple[Key, str]]:
    for scope in side.scope:
        yield ("适用范围", scope.about, "适用"), _code(scope.answer)
    for judgment in side.judgments:
        yield ("败诉", judgment.event, "败诉结论"), _code(judgment.adverse)
    if side.lead:
        yield ("牵头", "", "牵头"), side.lead.function or UNDETERMINED
    tables = (("追责门槛", "门槛", side.gate), ("案件移送", "移送", side.case_referral))
    for question, vocabulary, said in (*tables, ("应诉承办", "承办", side.conduct)):
        if said:
            yield (question, "", vocabulary), _code(said.answer)
    for bearing in side.responsibility:
        about = bearing.subject or bearing.function
        yield ("责任", about, "责任"), _code(bearing.answer)


def _code(answer: Answer[str]) -> str:
    return (answer.value or "") if answer.is_known else UNDETERMINED
