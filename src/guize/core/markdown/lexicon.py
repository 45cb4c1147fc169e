"""All words a rulebook may use: vocabularies, facts, fields, event types, with those of the packs
it extends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guize.core.markdown.blocks import plain
from guize.core.rulebook import EventType, FactType, Field, Rulebook, Word


@dataclass
class Lexicon:
    """Words by vocabulary, and facts, fields and event types by code; look-ups are by Chinese
    label.

    A later entry with the code of an earlier one takes its place.
    """

    words: dict[str, dict[str, Word]] = field(default_factory=dict)
    facts: dict[str, FactType] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    events: dict[str, EventType] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def extend(self, base: Rulebook) -> None:
        """Takes over the words of a pack that this one extends."""
        for name, words in base.words.items():
            self.words.setdefault(name, {}).update({word.code: word for word in words})
        self.facts |= base.facts
        self.fields |= {f.code: f for e in base.event_types.values() for f in e.fields}
        self.fields |= base.fields
        self.events |= base.event_types
        self.english |= base.english

    def index(self) -> None:
        """Builds the look-ups by label; to be called when words have been added."""
        self._labels = {
            name: {plain(w.label): w.code for w in words.values()}
            for name, words in self.words.items()
        }
        self._labels |= {
            "\tfact": _by_label(self.facts.values()),
            "\tfield": _by_label(self.fields.values()),
            "\tevent": _by_label(self.events.values()),
        }

    def code(self, vocabulary: str, label: str) -> str | None:
        """The code of a word in a vocabulary, None if it has no such word."""
        return self._labels.get(vocabulary, {}).get(plain(label))

    def fact(self, label: str) -> FactType | None:
        code = self.code("\tfact", label)
        return self.facts[code] if code else None

    def field_type(self, label: str) -> Field | None:
        code = self.code("\tfield", label)
        return self.fields[code] if code else None

    def event(self, label: str) -> str | None:
        """The code of the event type with this label."""
        return self.code("\tevent", label)

    def vocabulary(self, name: str) -> Iterable[Word]:
        return self.words.get(name, {}).values()

    def codes(self, vocabulary: str) -> tuple[str, ...]:
        return tuple(self.words.get(vocabulary, ()))

    def word_tuples(self) -> Mapping[str, tuple[Word, ...]]:
        return {name: tuple(words.values()) for name, words in self.words.items()}


def _by_label(entries: Iterable[FactType | Field | EventType]) -> dict[str, str]:
    return {plain(entry.label): entry.code for entry in entries}
