"""Values of an event as people read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guize.cases.forms.choices import event_title, measures, subject_name
from guize.core.facts import CaseRecord
from guize.core.rulebook import Field, Rulebook
from guize.ui.templatetags.guize import day, gloss, yuan


def readable(field: Field, value: Any, known: CaseRecord, book: Rulebook) -> str:
    """「直接送达」 for `direct`, a name with post for an appointment, yuan for fen."""
    if field.kind in ("organ", "subject", "person", "appointment"):
        return subject_name(known, str(value))
    if field.kind == "event":
        return entry_title(known, str(value), book)
    if field.kind == "entries":
        return "\n".join(entry_title(known, str(each), book) for each in value or ())
    plain: dict[str, Callable[[], str]] = {
        "money": lambda: yuan(value),
        "date": lambda: day(value),
        "choice": lambda: _word(book, field.vocabulary, str(value)),
        "fact": lambda: gloss(book.facts[str(value)]) if value in book.facts else str(value),
        "measure": lambda: dict(measures(book)).get(str(value), str(value)),
    }
    return plain.get(field.kind, lambda: str(value))()


def entry_title(known: CaseRecord, event_id: str, book: Rulebook) -> str:
    """「收到判决书 2026-06-01(周一)」, or the id where the record does not hold the entry."""
    told = next((event for event in known.events if event.id == event_id), None)
    return event_title(told, book) if told else event_id


def _word(book: Rulebook, vocabulary: str, code: str) -> str:
    words = book.words.get(vocabulary, ())
    return next((gloss(word) for word in words if word.code == code), code)
