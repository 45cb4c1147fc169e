"""Which rulebook version is law on a day, and its duty rows by what triggers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guize.core.answers import Missing
from guize.core.facts import CaseFacts
from guize.core.readings import begins, parameter
from guize.core.rulebook import DutyRule, Norms, Rulebook
from guize.core.tables import holds, strange_code


@dataclass(frozen=True, slots=True)
class Version:
    """A rulebook with its duty rows by trigger type. `is_early`: the day asked lies before it."""

    rulebook: Rulebook
    rules: Mapping[str, tuple[DutyRule, ...]]
    is_early: bool = False

    def is_own(self, rule: DutyRule) -> bool:
        """Whether the row is the county's own, not one of a rulebook it extends."""
        return rule.citation.pack == self.rulebook.id


class Versions:
    """The versions of some norms, each indexed once."""

    def __init__(self, norms: Norms) -> None:
        self.norms = norms
        self._own = _own(norms)
        self._known: dict[date, Version] = {}
        self._indexed: dict[tuple[str, date], Mapping[str, tuple[DutyRule, ...]]] = {}

    def at(self, day: date) -> Version:
        """The version in force on `day`; before the first one, the first, marked `is_early`."""
        if day not in self._known:
            rulebook, is_early = _in_force(self._own, day)
            self._known[day] = Version(rulebook, self._index(rulebook), is_early)
        return self._known[day]

    def parameter(self, name: str, day: date) -> str:
        """The value of a parameter as the law is read on `day`, empty if there is none."""
        return parameter(self.at(day).rulebook, name)

    def _index(self, rulebook: Rulebook) -> Mapping[str, tuple[DutyRule, ...]]:
        key = (rulebook.id, begins(rulebook))
        if key not in self._indexed:
            rules: dict[str, list[DutyRule]] = defaultdict(list)
            for rule in rulebook.duties:
                for trigger in rule.triggers:
                    rules[trigger].append(rule)
            self._indexed[key] = {trigger: tuple(of) for trigger, of in rules.items()}
        return self._indexed[key]


def rulebook_on(norms: Norms, day: date) -> tuple[Rulebook, bool]:
    """The county's rulebook in force on `day`, and whether the day lies before the first of them.

    A rulebook that another one extends is law through that one. Raises ValueError if there is none.
    """
    return _in_force(_own(norms), day)


def _own(norms: Norms) -> list[Rulebook]:
    bases = {base for book in norms.rulebooks for base in book.extends}
    own = [book for book in norms.rulebooks if book.id not in bases] or list(norms.rulebooks)
    if not own:
        raise ValueError("the norms hold no rulebook")
    return own


def _in_force(own: list[Rulebook], day: date) -> tuple[Rulebook, bool]:
    if len(own) == 1:
        return own[0], day < begins(own[0])
    in_force = [b for b in own if begins(b) <= day and (b.valid_to is None or day < b.valid_to)]
    if in_force:
        return max(in_force, key=lambda book: (book.valid_from, begins(book))), False
    earlier = [book for book in own if begins(book) <= day]
    if earlier:  # repealed without a successor: its last text still governs what began under it
        return max(earlier, key=lambda book: (book.valid_from, begins(book))), False
    return min(own, key=begins), True


def meets(rule: DutyRule, facts: CaseFacts, about: str) -> tuple[bool, tuple[Missing, ...]]:
    """Whether the conditions of a duty row hold, or may hold: then the unknown facts are named."""
    missing = []
    for column, condition in rule.conditions:
        value = facts.value(column.fact, about)
        held = holds(column, condition, value)
        if held is False:
            return False, ()
        if held is None:
            open_ = Missing(column.fact, "", (rule.id,), strange_code(column, value))
            missing.append(facts.open(open_, about))
    return True, tuple(missing)
