"""What the register of interpretations says of a row: {% readings duty.citation book %}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from guize.core.answers import Citation
from guize.core.rulebook import Rulebook

register = template.Library()


@register.filter
def of(key: str, found: Mapping[str, Sequence[object]]) -> Sequence[object]:
    """The entries under a key, none where there are none."""
    return found.get(key, ())


@register.inclusion_tag("regulations/_readings.html")
def readings(cite: Citation, book: Rulebook) -> dict[str, object]:
    """The option in force of every interpretation that a row rests on."""
    own = (book.interpretations.get(each) for each in cite.interpretations)
    return {"entries": [entry for entry in own if entry], "book": book}
