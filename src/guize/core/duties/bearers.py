"""Who owes an act on a day: the holders of the posts a duty row names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guize.core.answers import Answer, Missing, Reason
from guize.core.duties.triggers import Trigger
from guize.core.facts import Appointment, CaseFacts, Holding
from guize.core.rulebook import Rulebook

_BODIES, _UNIT = "机关", "unit"


class Bearers:
    """Asks each combination of posts and day once."""

    def __init__(self, facts: CaseFacts, rulebook: Rulebook) -> None:
        self.facts = facts
        self._bodies = {word.code for word in rulebook.words.get(_BODIES, ())} | {_UNIT}
        self._known: dict[tuple[tuple[str, ...], str, date], Holding] = {}

    def on(self, bearers: tuple[str, ...], trigger: Trigger, day: date) -> Holding:
        """The appointments that owe the act; none where a body as such owes it.

        A row without bearer binds (or entitles) the person whom the entry is about; a trigger that
        names one of several units binds its holders only (解释 D12).
        """
        if not bearers:
            held = self.facts.offices.appointments.get(trigger.subject)
            return Answer.known((held,) if held else ())
        key = (bearers, trigger.unit, day)
        if key not in self._known:
            organs = (trigger.unit,) if trigger.unit else self.facts.handling_organs()
            self._known[key] = _joined(
                self.facts.offices.holders(bearer, organ, day)
                for bearer in bearers
                if bearer not in self._bodies
                for organ in organs
            )
        return self._known[key]


def _joined(answers: Iterable[Holding]) -> Holding:
    found: dict[str, Appointment] = {}
    reasons: list[Reason] = []
    missing: dict[Missing, None] = {}
    for answer in answers:
        found |= {held.id: held for held in answer.value or ()}
        reasons += answer.reasons
        missing |= dict.fromkeys(answer.missing)
    if missing:
        return Answer.undetermined(*missing, reasons=tuple(reasons))
    return Answer(tuple(found.values()), tuple(reasons))
