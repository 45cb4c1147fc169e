"""What the register of interpretations says of a row: {% readings duty.citation book %}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html

from guize.core.answers import Citation
from guize.core.rulebook import DutyRule, Rulebook
from guize.regulations.queries.cells import conditions_text
from guize.ui.templatetags.guize import gloss
from guize.ui.wording import is_english

register = template.Library()


@register.filter
def of(key: str, found: Mapping[str, Sequence[object]]) -> Sequence[object]:
    """The entries under a key, none where there are none."""
    return found.get(key, ())


@register.filter
def conditions(duty: DutyRule, book: Rulebook) -> str:
    """Under which circumstances a duty arises; empty if under any."""
    return conditions_text(book, duty.conditions)


@register.filter
def marked(text: str) -> str:
    """A phrase of the rulebook in the reader's language; one that is given in Chinese alone is
    marked as Chinese.
    """
    told = str(gloss(text))
    if is_english() and any("一" <= letter <= "鿿" for letter in told):
        return format_html('<span lang="zh-hans">{}</span>', told)
    return told


@register.inclusion_tag("regulations/_readings.html")
def readings(cite: Citation, book: Rulebook) -> dict[str, object]:
    """The option in force of every interpretation that a row rests on."""
    own = (book.interpretations.get(each) for each in cite.interpretations)
    return {"entries": [entry for entry in own if entry], "book": book}
