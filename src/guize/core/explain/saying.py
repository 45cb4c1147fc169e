"""Reasons and results as sentences, in Chinese or English, with the labels of the rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from guize.core.answers import Answer, Citation, FactState, Missing, Reason, Value
from guize.core.days import Deadline, say_day, say_step
from guize.core.duties import Duty, DutyState, state_on
from guize.core.explain import chinese, english
from guize.core.facts import FactError, FactValue
from guize.core.facts.entry import CAUSES
from guize.core.markdown import amount
from guize.core.rulebook import Rulebook

_ENGLISH = "en"
# values of a reason that are codes, with the vocabulary that names them
_VOCABULARIES = {
    "function": "职务",
    "level": "审级",
    "ruling_kind": "裁定种类",
    "absence": "不能出庭事由",
    "opinion": "意见类型",
}
_EVENTS, _ACTS = ("type", "types"), ("acts",)
_IDS = ("organ", "appointment", "appointments", "acting", "about")

Names = Mapping[str, str]


def say(
    reason: Reason, rulebook: Rulebook, language: str = "zh", names: Names | None = None
) -> str:
    """One step of an explanation as a sentence, without its provision.

    `names` gives the names of organs and appointments by id; without it the ids are shown.
    """
    if reason.key.startswith("count."):
        return say_step(reason, language)
    values = dict(reason.values)
    key = f"{reason.key}.open" if values.get("until", "") is None else reason.key
    if "fact" in values and "value" in values:
        values["value"] = _read(str(values["fact"]), values["value"], rulebook, language)
    spoken = {
        name: _value(name, value, rulebook, (language, names or {}))
        for name, value in values.items()
    }
    return _sentence(key, language).format(**spoken)


def say_all(
    reasons: Iterable[Reason], rulebook: Rulebook, language: str = "zh", names: Names | None = None
) -> tuple[str, ...]:
    """Each step with its provision in brackets, in order, none twice."""
    said = []
    for reason in reasons:
        text = say(reason, rulebook, language, names)
        said.append(f"{text}({reason.citation.provision})" if reason.citation else text)
    return tuple(dict.fromkeys(said))


def say_deadline(deadline: Deadline, rulebook: Rulebook, language: str = "zh") -> str:
    """How a last day was counted, as one line."""
    stop = word("stop", language)
    return stop.join(say(reason, rulebook, language) for reason in deadline.reasons)


def say_duty(
    duty: Duty, rulebook: Rulebook, language: str = "zh", names: Names | None = None
) -> tuple[str, ...]:
    """Why a duty exists and how its last day was counted, or what is still unknown."""
    missing = (say_missing(each, rulebook, language, names) for each in duty.missing)
    return (*say_all(duty.reasons, rulebook, language, names), *missing)


def say_answer(
    answer: Answer[Any], rulebook: Rulebook, language: str = "zh", names: Names | None = None
) -> tuple[str, ...]:
    """The reasons of an answer, then what it still lacks."""
    missing = (say_missing(each, rulebook, language, names) for each in answer.missing)
    return (*say_all(answer.reasons, rulebook, language, names), *missing)


def say_missing(
    missing: Missing, rulebook: Rulebook, language: str = "zh", names: Names | None = None
) -> str:
    """Which fact is not yet known, and about whom."""
    about = (names or {}).get(missing.about, missing.about)
    known = rulebook.facts.get(missing.fact)
    if missing.fact in ("holder", "portfolio"):
        return _sentence(f"missing.{missing.fact}", language).format(about=about)
    if missing.code:
        return _unsaid(missing, about, rulebook, language)
    state = "not_determined" if known and known.source == "finding" else "not_recorded"
    key = "missing.about" if about else "missing"
    return _sentence(key, language).format(
        fact=fact_label(missing.fact, rulebook, language), about=about, state=word(state, language)
    )


def _unsaid(missing: Missing, about: str, rulebook: Rulebook, language: str) -> str:
    known = rulebook.facts.get(missing.fact)
    labels = [
        label(code, known.vocabulary if known else "", rulebook, language)
        for code in missing.code.split("、")
    ]
    key = "missing.code.about" if about else "missing.code"
    joined = word("joiner", language).join(labels)
    fact = fact_label(missing.fact, rulebook, language)
    return _sentence(key, language).format(fact=fact, about=about, code=joined)


def say_state(state: DutyState | FactState, language: str = "zh") -> str:
    """The name of a duty's or a fact's state."""
    return word(state.value, language)


def say_duty_state(duty: Duty, day: date, language: str = "zh") -> str:
    """The state on a day with the marks 暂定 and 推定."""
    marks = [m for m in ("provisional", "presumed") if getattr(duty, m)]
    text = say_state(state_on(duty, day), language)
    joined = word("joiner", language).join(word(mark, language) for mark in marks)
    return f"{text}({joined})" if marks else text


def say_error(error: FactError, rulebook: Rulebook, language: str = "zh") -> str:
    """The cause of a refused entry."""
    if error.reason is None or language != _ENGLISH:
        return error.cause
    return say(error.reason, rulebook, language)


def cite(citation: Citation, language: str = "zh") -> str:
    """A provision with the interpretations it rests on, and whether it is still to be checked
    against the text: 第七条第二款(解释 D10、D13).
    """
    joiner = word("joiner", language)
    head = "解释" if language != _ENGLISH else "interpretation"
    notes = [f"{head} {joiner.join(citation.interpretations)}"] if citation.interpretations else []
    notes += [word("unverified", language)] if citation.unverified else []
    return f"{citation.provision}({';'.join(notes)})" if notes else citation.provision


def label(code: str, vocabulary: str, rulebook: Rulebook, language: str = "zh") -> str:
    """The name of a code of a vocabulary; the code itself if the rulebook does not know it."""
    for each in rulebook.words.get(vocabulary, ()):
        if each.code == code:
            return (each.english or each.label) if language == _ENGLISH else each.label
    return code


def event_label(type_: str, rulebook: Rulebook, language: str = "zh") -> str:
    """The name of an event type."""
    known = rulebook.event_types.get(type_)
    if known is None:
        return type_
    return known.english if language == _ENGLISH else known.label


def fact_label(code: str, rulebook: Rulebook, language: str = "zh") -> str:
    """The name of a fact."""
    known = rulebook.facts.get(code)
    if known is None:
        return code
    return known.english if language == _ENGLISH else known.label


def phrase(chinese_text: str, rulebook: Rulebook, language: str = "zh") -> str:
    """A Chinese phrase of the rulebook (an act, a title), or its English gloss if there is one."""
    return (
        rulebook.english.get(chinese_text, chinese_text) if language == _ENGLISH else chinese_text
    )


def say_value(fact: str, value: FactValue, rulebook: Rulebook, language: str = "zh") -> str:
    """The value of a fact: yes, a label, an amount; 未知 where there is none."""
    if value is None:
        return word("unknown", language)
    if isinstance(value, bool):
        return word("yes" if value else "no", language)
    if isinstance(value, int):
        known = rulebook.facts.get(fact)
        return say_amount(value, known.kind if known else "number", language)
    known = rulebook.facts.get(fact)
    named = label(value, known.vocabulary if known else "", rulebook, language)
    return phrase(named, rulebook, language)


def say_amount(value: int, kind: str, language: str = "zh") -> str:
    """An amount in fen as the law writes it, any other number as it is."""
    if kind == "money" and language == _ENGLISH:
        return f"{value / 100:,.2f} yuan"
    return amount(value, kind)


def say_question(question: str, language: str = "zh") -> str:
    """The name of a question that conclusions answer; see `conclusions.QUESTIONS`."""
    names = english.QUESTIONS if language == _ENGLISH else chinese.QUESTIONS
    return names[question]


def word(key: str, language: str = "zh") -> str:
    """A fixed word, such as the name of a state."""
    words = english.WORDS if language == _ENGLISH else chinese.WORDS
    return words[key]


def _sentence(key: str, language: str) -> str:
    if language == _ENGLISH:
        return english.SENTENCES[key]
    return chinese.SENTENCES.get(key) or CAUSES[key]


def _read(fact: str, value: Value, rulebook: Rulebook, language: str) -> str:
    """What a condition read: a code, yes or no, or a number."""
    if value in ("yes", "no"):
        return word(str(value), language)
    return say_value(fact, value if isinstance(value, int) else str(value), rulebook, language)


def _value(name: str, value: Value, rulebook: Rulebook, in_: tuple[str, Names]) -> str:
    language, names = in_
    if isinstance(value, date):
        return say_day(value, language)
    text = "" if value is None else str(value)
    if name in _EVENTS or name in _ACTS:
        known = event_label if name in _EVENTS else phrase
        parts = (known(part, rulebook, language) for part in text.split("、"))
        return word("joiner", language).join(parts)
    if name in _VOCABULARIES:
        return label(text, _VOCABULARIES[name], rulebook, language)
    if name in _IDS:
        return "、".join(names.get(part, part) for part in text.split("、"))
    if name in ("fact", "state", "field"):
        return _named(name, text, rulebook, language)
    return phrase(text, rulebook, language)


def _named(name: str, text: str, rulebook: Rulebook, language: str) -> str:
    if name == "fact":
        return fact_label(text, rulebook, language)
    if name == "state":
        return word(text, language)
    for type_ in rulebook.event_types.values():
        for field in type_.fields:
            if field.code == text:
                return field.english if language == _ENGLISH else field.label
    return text
