"""How much of the text the rows account for: every sentence claimed, tagged, or left over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guize.core.rulebook import Article, Rulebook, TextUnit


class Cover(StrEnum):
    """What became of a unit of text."""

    CLAIMED = "claimed"
    NON_NORMATIVE = "non_normative"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every unit of the pack's own text with its state, and the articles whose text is missing.

    `share` is the part that is claimed or tagged, 0 to 1; an article without text counts as one
    unit that is not.
    """

    units: tuple[tuple[TextUnit, Cover], ...]
    missing: tuple[Article, ...]

    @property
    def uncovered(self) -> tuple[TextUnit, ...]:
        return tuple(unit for unit, cover in self.units if cover is Cover.UNCOVERED)

    @property
    def share(self) -> float:
        total = len(self.units) + len(self.missing)
        return (len(self.units) - len(self.uncovered)) / total if total else 1.0


def coverage(rulebook: Rulebook) -> Coverage:
    """The coverage of the articles that are the rulebook's own, not those of packs it extends."""
    own = [article for article in rulebook.articles if article.pack == rulebook.id]
    return Coverage(
        units=tuple((unit, _cover(unit)) for article in own for unit in article.units),
        missing=tuple(article for article in own if article.missing),
    )


def _cover(unit: TextUnit) -> Cover:
    if unit.claimed_by:
        return Cover.CLAIMED
    return Cover.UNCOVERED if unit.normative else Cover.NON_NORMATIVE
