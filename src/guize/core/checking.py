"""Check lists beside the circumstances of fault: what was done, and on what evidence.

The code of a list (词汇表 核对清单) is the fact it bears on, the codes of its items (核对事项)
begin with it. A list never concludes: it shows what speaks for a finding and what against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guize.core.facts import CaseRecord, Event, Timeline, timeline
from guize.core.rulebook import Rulebook, Word

LISTS, ITEMS, RECORDED = "核对清单", "核对事项", "item_checked"


class Bearing(StrEnum):
    """What a list as it stands suggests to whoever has to find the fact; never a finding."""

    OPEN = "open"  # items are not yet checked
    FOR = "for"  # something was not done
    AGAINST = "against"  # all was done or did not apply


@dataclass(frozen=True, slots=True)
class Checked:
    """An item with its last entry; `event` None: not checked yet."""

    item: Word
    event: Event | None = None

    @property
    def result(self) -> str:
        """done, not_done, not_applicable, or empty."""
        return str(self.event.payload.get("check_result", "")) if self.event else ""

    @property
    def note(self) -> str:
        return str(self.event.payload.get("note", "")) if self.event else ""


@dataclass(frozen=True, slots=True)
class CheckList:
    """A list with its items in the order of the rulebook; `of.code` is the fact it bears on."""

    of: Word
    items: tuple[Checked, ...]

    @property
    def bearing(self) -> Bearing:
        results = {item.result for item in self.items}
        if "not_done" in results:
            return Bearing.FOR
        return Bearing.OPEN if "" in results else Bearing.AGAINST

    @property
    def begun(self) -> int:
        """How many items are checked."""
        return sum(1 for item in self.items if item.event)


def check_lists(record: CaseRecord, rulebook: Rulebook) -> tuple[CheckList, ...]:
    """Every list of the rulebook with the last entry of each item."""
    told = timeline(record, None)
    return tuple(_list(word, told, rulebook) for word in rulebook.vocabulary(LISTS))


def _list(of: Word, told: Timeline, rulebook: Rulebook) -> CheckList:
    last = {str(e.payload.get("checked_item")): e for e in told.of(RECORDED)}
    own = (word for word in rulebook.vocabulary(ITEMS) if word.code.startswith(f"{of.code}_"))
    return CheckList(of, tuple(Checked(item, last.get(item.code)) for item in own))
