"""A rulebook as values: text, tables, vocabulary, interpretations, versions.

`markdown` makes these from the files, `tables` compiles and asks the decision tables, `assess`
joins them with a case record. A rulebook that exists as a value has been checked: see
`markdown.read_pack`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guize.core.answers import Citation
from guize.core.days import Calendar, Period


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A sentence of the law: ends at 。 ； or the end of an item. `id` is ours (`7-2-1`), `label`
    the law's.
    """

    id: str
    article: str
    label: str  # 第七条第二款第一句
    text: str
    normative: bool
    claimed_by: tuple[str, ...] = ()  # row ids


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its verbatim paragraphs and the ids of its units; `missing` marks 缺文."""

    id: str
    label: str
    text: str
    units: tuple[TextUnit, ...]
    missing: bool = False
    pack: str = ""  # the rulebook whose text it is


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its Chinese name and English gloss, in a named vocabulary (post, case_kind,
    body, …).
    """

    code: str
    label: str
    english: str


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact that tables may ask. kind: yes_no, choice, money (fen), number. source: record,
    computed, finding.
    """

    code: str
    label: str
    english: str
    kind: str
    source: str
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an event type. kind: text, long_text, date, money, yes_no, choice, organ, person,
    appointment, instance, event, list, strokes (drawn by hand), file (kept under its hash);
    `vocabulary` names the choices."""

    code: str
    label: str
    english: str
    kind: str
    vocabulary: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: its fields, the object of the access matrix it belongs to, and what must
    precede it.

    `action` is the right its author needs on `object` (A add, P approve, AP either); `tense` is
    past or any (any: a date to come may be entered); `after` lists event types of which at least
    one must be recorded before.
    """

    code: str
    label: str
    english: str
    stream: str
    object: str
    action: str
    tense: str
    fields: tuple[Field, ...]
    required: frozenset[str]
    after: tuple[str, ...] = ()
    provision: Citation | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell demands of a fact: `accepts` are the numbers of the column's cells that do."""

    fact: str
    accepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Column:
    """A condition column: its fact and the finitely many cells its values fall in; the last cell
    is unknown.

    `cuts` are the (fen or number, is_inclusive_below) thresholds of a numeric column, ascending;
    `codes` the vocabulary codes of a choice column. yes_no columns have the cells no, yes,
    unknown.
    """

    fact: str
    kind: str
    codes: tuple[str, ...] = ()
    cuts: tuple[tuple[int, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision table. `results` maps result heading to code; `modality` 应当, 可以,
    不予 …
    """

    id: str
    conditions: tuple[Condition, ...]
    results: Mapping[str, str]
    citation: Citation
    modality: str = ""
    except_to: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A compiled table. `per`: case, unit, person, judgment. `hit`: one or all.

    `certain` and `possible` (not certain, but not excluded) give row numbers by the mixed-radix
    code of a case's cells, first column slowest; `weights` what each column adds; `answers` keeps
    what was answered for a code; `tree`: facts in turn, and the steps to the ids of certain rows.
    """

    name: str
    per: str
    hit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    radix: tuple[int, ...]
    certain: tuple[tuple[int, ...], ...]
    possible: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[str, Any, Any, int], ...] = field(default=(), compare=False, repr=False)
    answers: dict[int, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    tree: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """An item of a 情形表 (articles 10, 11): a circumstance with the finding it asks for.

    `fact` is the finding's code; `hint` a computed fact that makes it likely (never concludes
    it); `effects` what it opens, e.g. lighter, mitigated, not_pursued, exempted.
    """

    id: str
    label: str  # 第十条第(一)项
    text: str
    fact: str
    citation: Citation
    about: tuple[str, ...] = ()
    hint: str = ""
    effects: tuple[str, ...] = ()
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of articles 13, 14 against a `target` (unit, person), by its kind of handling."""

    id: str
    label: str
    name: str
    english: str
    target: str
    handling: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A row of a 职责表. `period` None with `before` set: due before that event; with `due_field`
    set: due on the day that this date field of the trigger names (no rolling); with `year_end`:
    due on the last day of the trigger's year (no rolling); all empty: no fixed term.

    `bearer` and `to` are post functions or body roles; `severity`: statutory, measure, target;
    `roll`: end or none; `done_by` event types that discharge it; `conditions` on facts as in a
    table.
    """

    id: str
    triggers: tuple[str, ...]
    conditions: tuple[tuple[Column, Condition], ...]
    bearers: tuple[str, ...]
    act: str
    to: tuple[str, ...]
    period: Period | None
    before: tuple[str, ...]
    roll: str
    done_by: tuple[str, ...]
    modality: str
    severity: str
    citation: Citation
    per_trigger: bool = True
    due_field: str = ""
    year_end: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the accountability proceeding: who does it, the event that completes it."""

    id: str
    name: str
    actor: str
    done_by: tuple[str, ...]
    after: tuple[str, ...]
    citation: Citation
    stage: str = ""
    actors: tuple[str, ...] = ()  # all who may do it; `actor` is the first


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A numbered, dated choice where the text is open (解释台账, 第十九条)."""

    id: str
    question: str
    options: tuple[str, ...]
    chosen: str
    reason: str
    owner: str
    citation: Citation
    parameter: str = ""
    value: str = ""
    adopted_on: date | None = None
    values: tuple[str, ...] = ()  # one for each option; empty: not a parameter


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One version of one rulebook, with what it extends already merged in (by row id)."""

    id: str
    title: str
    jurisdiction: str
    instrument: str
    valid_from: date
    valid_to: date | None
    last_confirmed: date | None
    content_hash: str
    articles: tuple[Article, ...]
    duties: tuple[DutyRule, ...]
    tables: Mapping[str, DecisionTable]
    circumstances: Mapping[str, tuple[Circumstance, ...]]
    measures: tuple[Measure, ...]
    steps: tuple[Step, ...]
    interpretations: Mapping[str, Interpretation]
    facts: Mapping[str, FactType]
    words: Mapping[str, tuple[Word, ...]]
    event_types: Mapping[str, EventType]
    english: Mapping[str, str] = field(default_factory=dict)  # Chinese phrase → gloss
    extends: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    read_from: date | None = None  # the day from which it is read as here
    withdrawn: Mapping[str, str] = field(default_factory=dict)  # inherited, not applied → why

    def vocabulary(self, name: str) -> tuple[Word, ...]:
        return self.words.get(name, ())


@dataclass(frozen=True, slots=True)
class Norms:
    """All that is law for a county: every rulebook version and the calendar.

    A duty follows the version in force at its trigger, a procedural step that of its day.
    """

    rulebooks: tuple[Rulebook, ...]
    calendar: Calendar
