"""Why and why not as a page shows them: conclusions the reader may see, in his language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases.models import Case
from guize.cases.queries import reading, rules, sight
from guize.core import explain
from guize.core.access import Actor
from guize.core.answers import Citation, Missing, Reason
from guize.core.assess import Assessment, examine
from guize.core.explain import Asked, Conclusion, Otherwise, Quote, RowRead
from guize.core.facts import CaseFacts, CaseRecord, Finding
from guize.core.rulebook import Norms, Rulebook
from guize.formats.assessment import names_of
from guize.ledger import clock
from guize.regulations.queries import norms
from guize.ui import wording

# What follows for the case as such; what bears on persons is shown to those who may see findings.
OF_CASE = frozenset({"scope", "lead", "conduct", "adverse", "appearance", "gate"})
OF_DUTIES = frozenset({"duty", "responsibility"})
STATES = frozenset({"duty", "ground", "mitigation"})


def questions(actor: Actor, row: Case) -> frozenset[str]:
    """What the reader of a case file may ask the reasons of."""
    if sight.sees_hints(actor, row):
        return frozenset(explain.QUESTIONS)
    return OF_CASE | OF_DUTIES if sight.allowed(actor, "V", "O4", row) else OF_CASE


@dataclass(frozen=True, slots=True)
class Entry:
    """A conclusion in a list."""

    id: str
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it was read, what the row demands of it, and whether that is so."""

    name: str
    about: str
    value: str
    state: str
    demand: str = ""
    held: bool | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with what it says and each condition it sets. `state`: hit, possible, out."""

    id: str
    result: str
    state: str
    citation: Citation
    modality: str
    note: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One conclusion with everything that it rests on."""

    entry: Entry
    said: Conclusion
    rows: tuple[RowShown, ...]
    facts: tuple[FactLine, ...]
    quotes: tuple[Quote, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Why a row does not apply to one subject."""

    about: str
    reasons: tuple[Reason, ...]
    rows: tuple[RowShown, ...]


class Asking:
    """The reasons of one record, for a reader who may ask some of the questions."""

    def __init__(self, known: CaseRecord, law: Norms, book: Rulebook, may: frozenset[str]) -> None:
        self.known = known
        self.law = law
        self.book = book
        self.may = may
        found: tuple[Assessment, CaseFacts] = examine(known, law, on=clock.today())
        self.outcome, self.facts = found
        self.language = wording.language()
        self.names = names_of(known, book, self.language)

    def _known(self) -> Iterator[Conclusion]:
        for each in explain.conclusions(self.outcome, self.facts, self.law):
            if each.question in self.may:
                yield each

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Every conclusion the reader may ask, by question."""
        found: dict[str, list[Entry]] = {}
        for each in self._known():
            name = explain.say_question(each.question, self.language)
            found.setdefault(name, []).append(self._entry(each))
        return list(found.items())

    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every row the reader may ask why it does not apply, by table, with what it would say."""
        asked = {explain.QUESTIONS[question][0] for question in self.may}
        return [
            (explain.say_table(table, self.book, self.language), [self._choice(row) for row in ids])
            for table, ids in explain.rows_of(self.book)
            if table in asked and ids
        ]

    def _choice(self, row: str) -> tuple[str, str]:
        return row, f"{row} {explain.say_result(row, self.book, self.language)}"

    def _entry(self, said: Conclusion) -> Entry:
        about = "" if said.question == "duty" else self.names.get(said.about, "")
        title = explain.phrase(said.title, self.book, self.language)
        name = " ".join(filter(None, (title, about)))
        question = explain.say_question(said.question, self.language)
        return Entry(said.id, name or question, self._answer(said))

    def _answer(self, said: Conclusion) -> str:
        """What follows, 未定 where facts are missing."""
        if said.question in STATES:
            return explain.word(said.codes[0], self.language)
        named = [
            explain.label(code, said.vocabulary, self.book, self.language) for code in said.codes
        ]
        return wording.listed(named) or explain.word("undetermined", self.language)

    def why(self, id_: str) -> Explained:
        """The conclusion of this id with all it rests on; 404 where the reader sees none."""
        said = next((each for each in self._known() if each.id == id_), None)
        if said is None:
            raise Http404(_("没有这个结论,或者您无权查看"))
        shown = {row.id for row in said.rows}
        table = dict(explain.rows_of(self.book)).get(said.table, ())
        others = () if said.question in STATES else (row for row in table if row not in shown)
        quotes = (quote for cite in said.citations for quote in explain.quoted(cite, self.book))
        in_rows = {asked.read for row in said.rows for asked in row.asked}
        return Explained(
            entry=self._entry(said),
            said=said,
            rows=tuple(self._row(row) for row in said.rows),
            facts=tuple(self._fact(read) for read in said.facts if read not in in_rows),
            quotes=tuple(dict.fromkeys(quotes)),
            others=tuple(self._choice(row) for row in others),
        )

    def why_not(self, row: str, about: str = "") -> tuple[list[Absent], tuple[Quote, ...]]:
        """What keeps a row from applying, to each subject asked or to one of them; 404 for a row
        that is none.
        """
        table = explain.table_of(row, self.book)
        if table not in {explain.QUESTIONS[question][0] for question in self.may}:
            raise Http404(_("规则中没有这一行,或者您无权查看"))
        found = explain.absences(row, self.outcome, self.facts, self.law)
        found = tuple(each for each in found if each.about == about) or found
        reads = [read for each in found for read in each.reads]
        quotes = (quote for read in reads for quote in explain.quoted(read.citation, self.book))
        told = [
            Absent(
                self.names.get(each.about, ""),
                each.reasons,
                tuple(self._row(read) for read in each.reads),
            )
            for each in found
        ]
        return told, tuple(dict.fromkeys(quotes))

    def supposed(self, said: Conclusion) -> tuple[Reason, ...]:
        """What would have followed from a late duty in time; for a hint, from any late duty."""
        if said.question not in ("duty", "ground"):
            return ()
        late = explain.counterfactuals(self.known, self.law, on=self.outcome.on)
        if said.question == "duty":
            found = late.get(said.id.partition(":")[2])
            return found.reasons if found else ()
        is_hinted = any(read.value is True for read in said.facts[1:])
        return hinted(said.rows[0].id, late.values()) if is_hinted else ()

    def missing(self, questions: Iterable[str]) -> tuple[Missing, ...]:
        """What some questions still lack, the fact that rules out most first."""
        asked = frozenset(questions)
        lacking = {
            (each.fact, each.about)
            for said in self._known()
            if said.question in asked
            for each in said.missing
        }
        known = self.outcome.open_questions
        return tuple(each for each in known if (each.fact, each.about) in lacking)

    def _row(self, row: RowRead) -> RowShown:
        result = explain.say_result(row.id, self.book, self.language)
        return RowShown(
            id=row.id,
            result=result if result != row.id else "",
            state=row.state,
            citation=row.citation,
            modality=explain.phrase(row.modality, self.book, self.language),
            note=explain.phrase(row.note, self.book, self.language),
            lines=tuple(self._asked(asked) for asked in row.asked),
        )

    def _asked(self, asked: Asked) -> FactLine:
        demand = explain.say_demand(asked.column, asked.condition, self.book, self.language)
        return self._fact(asked.read, demand, asked.held)

    def _fact(self, read: explain.FactRead, demand: str = "", held: bool | None = None) -> FactLine:
        return FactLine(
            name=explain.fact_label(read.fact, self.book, self.language),
            about=self.names.get(read.about, ""),
            value=explain.say_value(read.fact, read.value, self.book, self.language),
            state=read.state.value,
            demand=demand,
            held=held,
            finding=self._finding(read.finding),
        )

    def _finding(self, id_: str) -> Finding | None:
        found: Iterable[Finding] = self.facts.timeline.findings
        return next((each for each in found if id_ and each.id == id_), None)


def hinted(ground: str, late: Iterable[Otherwise]) -> tuple[Reason, ...]:
    """The late duties without which a hint would not arise; where no one of them suffices, all."""
    known = list(late)
    alone = [each for each in known if ground in each.grounds]
    return tuple(why for each in alone or known for why in each.reasons)


def answered(asking: Asking, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the address of a page of reasons asks for: `of` a conclusion, `not` a row, or all."""
    if row := asked.get("not", ""):
        absent, quotes = asking.why_not(row, asked.get("about", ""))
        return {"absent": absent, "quotes": quotes, "row": row, "names": asking.names}
    if id_ := asked.get("of", ""):
        found = asking.why(id_)
        supposed = asking.supposed(found.said)
        told = {"found": found, "quotes": found.quotes, "names": asking.names}
        return told | {"supposed": supposed}
    return {"groups": asking.groups(), "rows": asking.rows()}


def asking(actor: Actor, row: Case) -> Asking:
    """The reasons of a case file, as far as its reader may ask them."""
    known = reading.record(actor, row)
    return Asking(known, norms(actor.tenant), rules.rulebook(actor), questions(actor, row))
