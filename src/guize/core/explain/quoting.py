"""The words of the law that a result rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guize.core.answers import Citation
from guize.core.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Quote:
    """A unit of text as printed, with the law's own label; `text` is empty where it is 缺文."""

    label: str
    text: str


def quoted(citation: Citation, rulebook: Rulebook) -> tuple[Quote, ...]:
    """The units that the rows of a citation claim, in the order of the text; of an article whose
    text is not at hand, its label alone.
    """
    return tuple(_claimed(citation, rulebook)) or tuple(_missing(citation, rulebook))


def _claimed(citation: Citation, rulebook: Rulebook) -> Iterator[Quote]:
    rows = set(citation.row.split("、")) - {""}
    for article in rulebook.articles:
        for unit in article.units:
            if rows.intersection(unit.claimed_by):
                yield Quote(unit.label, unit.text)


def _missing(citation: Citation, rulebook: Rulebook) -> Iterator[Quote]:
    for provision in citation.provision.split("、"):
        named = (a for a in rulebook.articles if a.missing and provision.startswith(a.label))
        longest = max(named, key=lambda article: len(article.label), default=None)
        if longest is not None:
            yield Quote(provision, "")
