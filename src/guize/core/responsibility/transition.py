"""Which text governs conduct before the present one: 从旧兼从轻, as a declared interpretation.

A duty follows the version in force at its trigger, a step of the proceeding that of its day; the
grounds and measures are those of the act, unless the present ones are milder. Milder is only what
can be shown: every ground and measure of the one is also one of the other. Else both are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from guize.core.answers import reason
from guize.core.duties.versions import Version, Versions
from guize.core.facts import CaseFacts
from guize.core.readings import citation_of
from guize.core.responsibility.circumstances import GROUNDS, MITIGATIONS
from guize.core.responsibility.values import TextItem, Transition
from guize.core.rulebook import Rulebook

SAME, THEN, NOW, INCOMPARABLE = "same", "then", "now", "incomparable"
NONE_THEN, UNKNOWN_DAY = "none_then", "unknown_day"
_VERDICTS = {
    (False, False): SAME,
    (True, False): NOW,
    (False, True): THEN,
    (True, True): INCOMPARABLE,
}  # by: the text at the act is harsher in something, that of the day is

# parameters of the interpretations that say which text is applied
CHOICE, BEFORE = "transition_rule", "retroactivity"

Items = dict[TextItem, tuple[str, ...]]


def transition_of(facts: CaseFacts, versions: Versions) -> Transition | None:
    """The comparison for the act in dispute; None where no matter is on record or the text at the
    act is that of the day.
    """
    if not facts.record.matters:
        return None
    now = versions.at(facts.on)
    days = [matter.act_on for matter in facts.record.matters]
    if any(day is None for day in days):
        return _made(None, None, now.rulebook, UNKNOWN_DAY)
    bounds = [(day.first, day.last) for day in days if day is not None]
    earliest = min(bounds)
    then = versions.at(earliest[0])
    if versions.at(earliest[1]) != then:
        return _made(None, None, now.rulebook, UNKNOWN_DAY)
    if then.is_early:
        return _made(earliest[0], None, now.rulebook, NONE_THEN)
    return None if then.rulebook is now.rulebook else _compared(earliest[0], then, now)


def _compared(acted_on: date, then: Version, now: Version) -> Transition:
    """依据: 解释 D41."""
    grounds, measures = _apart(then, now, _grounds), _apart(then, now, _measures)
    mitigations = _apart(then, now, _mitigations)
    # harsher by what it alone punishes, or by what only the other one forgives
    is_harsh_then = bool(grounds[0] or measures[0] or mitigations[1])
    is_harsh_now = bool(grounds[1] or measures[1] or mitigations[0])
    return replace(
        _made(acted_on, then.rulebook, now.rulebook, _VERDICTS[is_harsh_then, is_harsh_now]),
        grounds_then=grounds[0],
        grounds_now=grounds[1],
        mitigations_then=mitigations[0],
        mitigations_now=mitigations[1],
        measures_then=measures[0],
        measures_now=measures[1],
    )


def _made(acted_on: date | None, then: Rulebook | None, now: Rulebook, verdict: str) -> Transition:
    cited = citation_of(now, BEFORE if verdict == NONE_THEN else CHOICE)
    why = reason(f"transition.{verdict}", cited, acted_on=acted_on, valid_from=now.valid_from)
    return Transition(
        acted_on, then.title if then else "", now.title, verdict, citation=cited, reasons=(why,)
    )


def _apart(
    one: Version, other: Version, part: Callable[[Rulebook], Items]
) -> tuple[tuple[TextItem, ...], tuple[TextItem, ...]]:
    """The items that only the one version has, and those that only the other has."""
    first, second = part(one.rulebook), part(other.rulebook)
    return (
        tuple(item for item, words in first.items() if words not in second.values()),
        tuple(item for item, words in second.items() if words not in first.values()),
    )


def _grounds(rulebook: Rulebook) -> Items:
    return _circumstances(rulebook, GROUNDS)


def _mitigations(rulebook: Rulebook) -> Items:
    return _circumstances(rulebook, MITIGATIONS)


def _circumstances(rulebook: Rulebook, name: str) -> Items:
    return {
        TextItem(item.id, item.label, item.fact): (item.fact, item.modality, *item.effects)
        for item in rulebook.circumstances.get(name, ())
    }


def _measures(rulebook: Rulebook) -> Items:
    return {
        TextItem(m.id, m.label, m.name): (m.name, m.target, m.handling) for m in rulebook.measures
    }
