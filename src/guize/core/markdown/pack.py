"""A pack's files to a checked `Rulebook`, with what it extends merged in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from guize.core.markdown.articles import as_articles, base_text, check_articles, tagged_units
from guize.core.markdown.blocks import Blocks, Record, TableBlock, read_blocks
from guize.core.markdown.cells import Reader
from guize.core.markdown.decisions import read_decision, widened
from guize.core.markdown.faults import Faults
from guize.core.markdown.headings import check_headings
from guize.core.markdown.lexicon import Lexicon
from guize.core.markdown.manifest import PACK, Manifest, read_manifest
from guize.core.markdown.merging import Rows, merged
from guize.core.markdown.reading import as_read, known_values
from guize.core.markdown.rows import (
    read_circumstance,
    read_duty,
    read_interpretation,
    read_measure,
    read_step,
)
from guize.core.markdown.text import Unit, article_hash, known_text, units_of
from guize.core.markdown.vocabulary import read_words
from guize.core.markdown.withdrawing import withdrawn_of, without
from guize.core.readings import Choice, Choices, Known
from guize.core.rulebook import Circumstance, DecisionTable, Rulebook

T = TypeVar("T")
NO_CHOICES: Choices = {}


def read_pack(
    pack: Mapping[str, object],
    files: Mapping[str, str],
    bases: Sequence[Rulebook] = (),
    choices: Choices = NO_CHOICES,
) -> Rulebook:
    """The rulebook of `pack` (pack.toml as read) and `files` (name → Markdown), on top of `bases`,
    read as `choices` (by id of the interpretation) say where they differ from 采用.

    Raises RulebookError with every fault found: file, line and cause. Nothing in the files is run.
    """
    faults = Faults()
    manifest = read_manifest(pack, bases, faults)
    blocks = read_blocks(files, faults)
    known = {block.id: units_of(block) for block in blocks.articles}
    taken = {each: a.label for base in bases for a in base.articles for each in (a.id, a.label)}
    check_articles(blocks.articles, manifest, taken, faults)
    gone = withdrawn_of(blocks.tables, bases, faults)
    bases = [without(base, gone.ids) for base in bases]
    reader = _reader(manifest, blocks, known, bases=bases, faults=faults)
    reader.choices = choices
    reader.interpretations |= known_values(blocks.tables, choices)
    rows = _rows(as_read(blocks.tables, reader), reader)
    wide = [widened(base, reader.lexicon, faults, PACK) for base in bases]
    tagged = tagged_units(blocks.articles, known, faults)
    faults.raise_if_any()
    articles = as_articles(blocks.articles, known, reader.claims, tagged=tagged, pack=manifest.id)
    content = _content_hash(pack, files, choices)
    book = merged(manifest, content, articles, rows, bases=wide, lexicon=reader.lexicon)
    since = max((choice.since for choice in choices.values()), default=None)
    inherited = {name: why for base in bases for name, why in base.withdrawn.items()}
    return replace(book, read_from=since, withdrawn={**inherited, **gone.reasons})


def article_hashes(files: Mapping[str, str]) -> dict[str, str]:
    """Article id → fingerprint of its text, for pack.toml. Raises RulebookError as far as it
    reads.
    """
    faults = Faults()
    blocks = read_blocks(files, faults)
    faults.raise_if_any()
    return {block.id: article_hash(block.lines) for block in blocks.articles if block.lines}


def _reader(
    manifest: Manifest,
    blocks: Blocks,
    known: Mapping[str, tuple[Unit, ...]],
    *,
    bases: Sequence[Rulebook],
    faults: Faults,
) -> Reader:
    """The reader with all words known; headings are checked against them."""
    lexicon = Lexicon()
    for base in bases:
        lexicon.extend(base)
    own = known_text(manifest.id, ((block.label, known[block.id]) for block in blocks.articles))
    others = tuple(text for base in bases for text in base_text(base))
    ids = {i.id: Known(i.value, i.values) for b in bases for i in b.interpretations.values()}
    reader = Reader(manifest.id, lexicon, own, others, ids, faults, {}, {})
    read_words(blocks.tables, reader)
    for table in blocks.tables:
        check_headings(table, lexicon, faults)
    return reader


def _rows(tables: Iterable[TableBlock], reader: Reader) -> Rows:
    by_kind: dict[str, list[TableBlock]] = {}
    for table in tables:
        by_kind.setdefault(table.kind, []).append(table)
    return Rows(
        tables=_decisions(by_kind.get("表", ()), reader),
        duties=_each(by_kind, "职责表", reader, read_duty),
        circumstances=_circumstances(by_kind.get("情形表", ()), reader),
        measures=_each(by_kind, "措施表", reader, read_measure),
        steps=_each(by_kind, "步骤表", reader, read_step),
        interpretations={i.id: i for i in _each(by_kind, "解释表", reader, read_interpretation)},
    )


def _each(
    by_kind: Mapping[str, list[TableBlock]],
    kind: str,
    reader: Reader,
    read: Callable[[Record, Reader], T],
) -> tuple[T, ...]:
    return tuple(read(r, reader) for table in by_kind.get(kind, ()) for r in table.records)


def _decisions(tables: Iterable[TableBlock], reader: Reader) -> dict[str, DecisionTable]:
    found: dict[str, DecisionTable] = {}
    seen: set[str] = set()
    for block in tables:
        if block.name in seen:
            reader.faults.add(
                block.place, f"表「{block.name}」出现两次", f'table "{block.name}" appears twice'
            )
        seen.add(block.name)
        table = read_decision(block, reader)
        if table is not None:
            found[table.name] = table
    return found


def _circumstances(
    tables: Iterable[TableBlock], reader: Reader
) -> dict[str, tuple[Circumstance, ...]]:
    found: dict[str, tuple[Circumstance, ...]] = {}
    for table in tables:
        rows = tuple(read_circumstance(record, reader) for record in table.records)
        found[table.name] = found.get(table.name, ()) + rows
    return found


def _content_hash(pack: Mapping[str, object], files: Mapping[str, str], choices: Choices) -> str:
    """A fingerprint of all that the rulebook says, kept with every stored result."""
    digest = sha256(repr(sorted((str(key), repr(value)) for key, value in pack.items())).encode())
    for name in sorted(files):
        digest.update(repr((name, files[name])).encode())
    for name in sorted(choices):
        digest.update(repr((name, choices[name])).encode())
    return "sha256:" + digest.hexdigest()


def check_readings(
    pack: Mapping[str, object], files: Mapping[str, str], bases: Sequence[Rulebook] = ()
) -> None:
    """Reads the pack once for every other option of its parameters: none may be in error.

    Raises RulebookError with the faults of the first reading that is.
    """
    book = read_pack(pack, files, bases)
    inherited = {each for base in bases for each in base.interpretations}
    own = [e for e in book.interpretations.values() if e.values and e.id not in inherited]
    for entry, option in ((each, option) for each in own for option in each.options):
        if option != entry.chosen:
            read_pack(pack, files, bases, {entry.id: Choice(option, book.valid_from)})
