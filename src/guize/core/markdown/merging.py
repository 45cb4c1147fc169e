"""What a pack says on top of what it extends: same id or code overrides, the rest is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from guize.core.markdown.lexicon import Lexicon
from guize.core.markdown.manifest import Manifest
from guize.core.rulebook import (
    Article,
    Circumstance,
    DecisionTable,
    DutyRule,
    Interpretation,
    Measure,
    Rulebook,
    Step,
)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a pack's own tables."""

    tables: Mapping[str, DecisionTable]
    duties: tuple[DutyRule, ...]
    circumstances: Mapping[str, tuple[Circumstance, ...]]
    measures: tuple[Measure, ...]
    steps: tuple[Step, ...]
    interpretations: Mapping[str, Interpretation]


def merged(
    manifest: Manifest,
    content_hash: str,
    articles: tuple[Article, ...],
    rows: Rows,
    *,
    bases: Sequence[Rulebook],
    lexicon: Lexicon,
) -> Rulebook:
    """The rulebook: own articles first, rows of the bases first; a table of the same name replaces
    the whole table of a base.
    """
    return Rulebook(
        id=manifest.id,
        title=manifest.texts["title"],
        jurisdiction=manifest.texts["jurisdiction"],
        instrument=manifest.texts["instrument"],
        valid_from=manifest.valid_from,
        valid_to=manifest.valid_to,
        last_confirmed=manifest.last_confirmed,
        content_hash=content_hash,
        articles=_by_id([articles, *(base.articles for base in bases)]),
        duties=_by_id([*(base.duties for base in bases), rows.duties]),
        tables=_joined([*(base.tables for base in bases), rows.tables]),
        circumstances=_lists([*(base.circumstances for base in bases), rows.circumstances]),
        measures=_by_id([*(base.measures for base in bases), rows.measures]),
        steps=_by_id([*(base.steps for base in bases), rows.steps]),
        interpretations=_joined([*(base.interpretations for base in bases), rows.interpretations]),
        facts=lexicon.facts,
        words=lexicon.word_tuples(),
        event_types=lexicon.events,
        english=lexicon.english,
        extends=manifest.extends,
        fields=lexicon.fields,
    )


def _by_id(groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple({each.id: each for group in groups for each in group}.values())


V = TypeVar("V")


def _joined(groups: Iterable[Mapping[str, V]]) -> dict[str, V]:
    return {key: value for group in groups for key, value in group.items()}


def _lists(groups: Sequence[Mapping[str, tuple[T, ...]]]) -> dict[str, tuple[T, ...]]:
    names = dict.fromkeys(name for group in groups for name in group)
    return {name: _by_id(group.get(name, ()) for group in groups) for name in names}
