"""A docket under two rulebooks: what each says, and what changes (what-if, 从旧兼从轻 on paper).

`simulate` is a pure function over a part of a docket and outcomes add up in any grouping, so that
one process, several, or many machines give the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from guize.core.assess import Assessment, examine
from guize.core.columns import RowIds, ask_docket
from guize.core.days import DayError
from guize.core.duties import DutyState, rulebook_on, state_on
from guize.core.facts import CaseRecord
from guize.core.rulebook import DecisionTable, Norms
from guize.core.tables import TableError
from guize.core.tables.cells import FactValue, cell_of, strange_code

UNDETERMINED = "undetermined"
DUTY, ROUTE, PURSUIT, TABLE = "duty", "route", "pursuit", "table"
NO_ROWS: RowIds = ((), ())


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over cases under one rulebook.

    `duties` leaves out those that do not apply; `routed`: persons whose competent bodies are known;
    `accountable`: persons and units that the table 追究 names, a computed hint and no finding;
    `undetermined`: duties, persons and units for which a fact is missing.
    """

    duties: int = 0
    overdue: int = 0
    routed: int = 0
    accountable: int = 0
    undetermined: int = 0

    def __add__(self, other: Totals) -> Totals:
        names = (each.name for each in fields(self))
        return Totals(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one case. `what`: duty (`about`: its id, values: state and due date), route
    (the subject, its bodies), pursuit (the subject, code of 追究), table (its name, row ids).

    `before`, `after`: under the first and the second rulebook; empty where there is none.
    """

    case: str
    what: str
    about: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that could not be assessed, with the cause in Chinese and English."""

    case: str
    cause: str
    english: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a docket, or a part of it, comes to. Outcomes add; `Outcome()` adds nothing.

    `tables`: (table, certain and possible rows under the first, under the second) → cases.
    """

    cases: int = 0
    first: Totals = Totals()
    second: Totals = Totals()
    changes: tuple[Change, ...] = ()
    tables: Mapping[tuple[str, RowIds, RowIds], int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            cases=self.cases + other.cases,
            first=self.first + other.first,
            second=self.second + other.second,
            changes=self.changes + other.changes,
            tables=Counter(self.tables) + Counter(other.tables),
            failures=self.failures + other.failures,
        )

    @property
    def changed_cases(self) -> int:
        """How many cases differ at all."""
        return len({change.case for change in self.changes})


@dataclass(frozen=True, slots=True)
class _Said:
    """What one rulebook says of one case, and the facts its tables on cases are asked of."""

    assessment: Assessment
    facts: Mapping[str, FactValue]


Pair = tuple[_Said, _Said]
Values = Mapping[tuple[str, str], tuple[str, ...]]


def simulate(
    records: Iterable[CaseRecord],
    first: Norms,
    second: Norms,
    *,
    on: date,
    known_at: datetime | None = None,
) -> Outcome:
    """What a part of a docket comes to under two sets of norms on the day `on`.

    Each case is assessed in full; the tables on cases are evaluated by columns. A case that cannot
    be assessed is a failure of its own and stops no other.
    """
    pairs: list[Pair] = []
    failures: list[Failure] = []
    for record in records:
        try:
            said = [_said(record, norms, on, known_at) for norms in (first, second)]
            pairs.append((said[0], said[1]))
        except (DayError, TableError) as error:
            english = getattr(error, "english", str(error))
            failures.append(Failure(record.case.id, str(error), english))
    tables = [_case_tables(norms, on) for norms in (first, second)]
    rows = _by_columns(pairs, (tables[0], tables[1]))
    whole = _compared(pairs, rows)
    return whole + Outcome(cases=len(failures), failures=tuple(failures))


def _case_tables(norms: Norms, on: date) -> dict[str, DecisionTable]:
    rulebook, _ = rulebook_on(norms, on)
    return {name: table for name, table in rulebook.tables.items() if table.per == "case"}


def _said(record: CaseRecord, norms: Norms, on: date, known_at: datetime | None) -> _Said:
    """Raises TableError here for a value of another kind: it concerns this case only."""
    assessment, facts = examine(record, norms, on=on, known_at=known_at)
    columns = {c.fact: c for table in _case_tables(norms, on).values() for c in table.columns}
    asked: dict[str, FactValue] = {}
    for fact, column in columns.items():
        value = facts.value(fact)
        asked[fact] = None if strange_code(column, value) else value
        cell_of(column, asked[fact])
    return _Said(assessment, asked)


Rows = tuple[RowIds, RowIds]


def _by_columns(
    pairs: Sequence[Pair], tables: tuple[dict[str, DecisionTable], dict[str, DecisionTable]]
) -> dict[str, list[Rows]]:
    """For each table on cases what it says of every case, under the first and the second."""
    found = {}
    for name in dict.fromkeys((*tables[0], *tables[1])):
        sides = [
            ask_docket(of[name], [pair[side].facts for pair in pairs])
            if name in of
            else [NO_ROWS] * len(pairs)
            for side, of in enumerate(tables)
        ]
        found[name] = list(zip(*sides, strict=True))
    return found


def _compared(pairs: Sequence[Pair], rows: Mapping[str, list[Rows]]) -> Outcome:
    first, second = Totals(), Totals()
    changes: list[Change] = []
    for number, (one, other) in enumerate(pairs):
        first += totals(one.assessment)
        second += totals(other.assessment)
        changes += differences(one.assessment, other.assessment)
        changes += _of_tables(one.assessment.case, {name: of[number] for name, of in rows.items()})
    counts = Counter((name, *said) for name, of in rows.items() for said in of)
    return Outcome(len(pairs), first, second, tuple(changes), dict(counts))


def totals(said: Assessment) -> Totals:
    """The sums of one case."""
    states = Counter(state_on(duty, said.on) for duty in said.duties)
    answers = [pursuit.answer for pursuit in said.pursuit]
    return Totals(
        duties=len(said.duties) - states[DutyState.NOT_APPLICABLE],
        overdue=states[DutyState.OVERDUE],
        routed=sum(bool(route.bodies.value) for route in said.routing),
        accountable=sum(answer.value == "pursue" for answer in answers),
        undetermined=states[DutyState.UNDETERMINED] + sum(not each.is_known for each in answers),
    )


def differences(one: Assessment, other: Assessment) -> Iterator[Change]:
    """What two assessments of one case say differently: duties, routes, persons pursued."""
    before, after = _values(one), _values(other)
    for what, about in dict.fromkeys((*before, *after)):
        values = before.get((what, about), ()), after.get((what, about), ())
        if values[0] != values[1]:
            yield Change(one.case, what, about, *values)


def _values(said: Assessment) -> Values:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for duty in said.duties:
        due = duty.due.isoformat() if duty.due else ""
        found[DUTY, duty.id] = (state_on(duty, said.on).value, due)
    for route in said.routing:
        bodies = route.bodies.value if route.bodies.is_known else None
        found[ROUTE, route.subject] = (UNDETERMINED,) if bodies is None else bodies
    for pursuit in said.pursuit:
        found[PURSUIT, pursuit.subject] = (pursuit.answer.value or UNDETERMINED,)
    return found


def _of_tables(case: str, said: Mapping[str, Rows]) -> Iterator[Change]:
    for name, (before, after) in said.items():
        if before != after:
            yield Change(case, TABLE, name, _listed(before), _listed(after))


def _listed(rows: RowIds) -> tuple[str, ...]:
    """The rows that hit; where none is certain, those that may, marked so."""
    certain, possible = rows
    return certain or tuple(f"?{row}" for row in possible)
