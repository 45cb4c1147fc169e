"""Why: every conclusion of an assessment with the rows it rests on and the facts that they read.

A conclusion has an id that stays the same while the record does, e.g. `gate`, `scope:<organ>`,
`duty:<row>@<trigger>`, `circumstance:<row>`, `responsibility:<row>:<subject>`; see `QUESTIONS` for
what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from guize.core.answers import Answer, Citation, Missing, Reason, TableAnswer
from guize.core.assess import Assessment
from guize.core.duties import Duty, Judgment, Versions, state_on
from guize.core.explain.absent import WhyNot, absence
from guize.core.explain.rows import DUTIES, HIT, FactRead, Reader, RowRead, table_of
from guize.core.facts import CaseFacts
from guize.core.responsibility import GROUNDS, MITIGATIONS, Bearing, CircumstanceState, Pursuit
from guize.core.routing import PersonRoute
from guize.core.rulebook import Norms, Rulebook

# question → the table that answers it, and the vocabulary of the answer
QUESTIONS = {
    "scope": ("适用范围", "适用"),
    "lead": ("牵头", "职务"),
    "conduct": ("应诉承办", "承办"),
    "adverse": ("败诉", "败诉结论"),
    "appearance": ("负责人出庭", "出庭结论"),
    "gate": ("追责门槛", "门槛"),
    "referral": ("案件移送", "移送"),
    "duty": (DUTIES, ""),
    "responsibility": ("责任", "责任"),
    "ground": (GROUNDS, ""),
    "mitigation": (MITIGATIONS, ""),
    "pursuit": ("追究", "追究"),
    "routing": ("人员办理机关", "机关"),
    "remedy": ("救济", "救济"),
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One result: what was asked about whom, what follows, by which rows, from which facts.

    `codes` are the answers (empty: undetermined), for a duty or a circumstance its state; `facts`
    every fact that the table reads; `rows` those that hit and those that still may.
    """

    id: str
    question: str
    about: str
    codes: tuple[str, ...]
    rows: tuple[RowRead, ...]
    facts: tuple[FactRead, ...]
    citations: tuple[Citation, ...]
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    title: str = ""

    @property
    def table(self) -> str:
        """The name of the table asked."""
        return QUESTIONS[self.question][0]

    @property
    def vocabulary(self) -> str:
        """The vocabulary of `codes`."""
        return QUESTIONS[self.question][1]


def conclusions(said: Assessment, facts: CaseFacts, norms: Norms) -> tuple[Conclusion, ...]:
    """Every conclusion of an assessment, in the order of the text; `facts` are those that `examine`
    gave with it.
    """
    return tuple(_Reading(said, facts, Versions(norms)).all())


def absences(row: str, said: Assessment, facts: CaseFacts, norms: Norms) -> tuple[WhyNot, ...]:
    """What keeps a row from applying, to each subject that its table was asked about; else to the
    case.
    """
    rulebook = Versions(norms).at(said.on).rulebook
    name = table_of(row, rulebook)
    table = rulebook.tables.get(name)
    asked = () if table and table.per == "case" else conclusions(said, facts, norms)
    abouts = dict.fromkeys(c.about for c in asked if c.table == name and c.question != "duty")
    return tuple(absence(row, facts, norms, about=about) for about in abouts or ("",))


class _Reading:
    """One assessment being taken apart."""

    def __init__(self, said: Assessment, facts: CaseFacts, versions: Versions) -> None:
        self.said = said
        self.facts = facts
        self.versions = versions
        self.book = versions.at(said.on).rulebook

    def all(self) -> Iterator[Conclusion]:
        said = self.said
        for each in said.scope:
            yield self._answered("scope", each)
        yield from self._lead()
        if said.conduct:
            yield self._answered("conduct", said.conduct)
        yield from (self._judgment(judgment) for judgment in said.judgments)
        yield from self._appearances()
        yield from (self._duty(duty) for duty in said.duties)
        for question, answer in (("gate", said.gate), ("referral", said.case_referral)):
            if answer:
                yield self._answered(question, answer)
        yield from self._bearings()
        for question, states in (("ground", said.grounds), ("mitigation", said.mitigations)):
            yield from (self._circumstance(question, state) for state in states)
        for pursuit in said.pursuit:
            place = ("pursuit", id_of(pursuit), pursuit.subject)
            yield self._made(place, pursuit.answer, pursuit.rows, pursuit.citation)
        yield from (self._route(route) for route in said.routing)
        yield from self._remedies()

    def _answered(self, question: str, said: TableAnswer, id_: str = "") -> Conclusion:
        place = (question, id_ or _id(question, said.about), said.about)
        return self._made(place, said.answer, (*said.rows, *said.possible), said.citation)

    def _lead(self) -> Iterator[Conclusion]:
        lead = self.said.lead
        if lead is None:
            return
        answer = Answer(lead.function or None, lead.reasons, lead.answer.missing)
        yield self._made(("lead", "lead", ""), answer, lead.rows, lead.citation)

    def _judgment(self, judgment: Judgment) -> Conclusion:
        answer = judgment.adverse
        told = Answer(answer.value, (*judgment.reasons, *answer.reasons), answer.missing)
        book = self.versions.at(judgment.served_on).rulebook
        place = ("adverse", f"adverse:{judgment.event}", judgment.event)
        return self._made(place, told, judgment.rows, judgment.citation, book=book)

    def _appearances(self) -> Iterator[Conclusion]:
        for each in self.said.appearances:
            place = ("appearance", f"appearance:{each.hearing}", each.hearing)
            yield self._made(place, each.answer, each.rows, each.citation)

    def _bearings(self) -> Iterator[Conclusion]:
        for each in self.said.responsibility:
            about = each.subject or each.organ
            place = ("responsibility", id_of(each), about)
            yield self._made(place, each.answer, each.rows, each.citation)

    def _remedies(self) -> Iterator[Conclusion]:
        for remedy in self.said.remedies:
            for way in remedy.ways:
                row = (*way.rows, *way.possible)[0]
                yield self._answered("remedy", way, f"remedy:{row}:{remedy.subject}")

    def _made(
        self,
        place: tuple[str, str, str],
        answer: Answer[str],
        ids: tuple[str, ...],
        citation: Citation | None,
        *,
        book: Rulebook | None = None,
    ) -> Conclusion:
        question, id_, about = place
        rows, facts = self._table(question, about, ids, book or self.book)
        return Conclusion(
            id=id_,
            question=question,
            about=about,
            codes=(answer.value,) if answer.value is not None else (),
            rows=rows,
            facts=facts,
            citations=(citation,) if citation else _cited(rows),
            reasons=answer.reasons,
            missing=answer.missing,
        )

    def _table(
        self, question: str, about: str, ids: tuple[str, ...], book: Rulebook
    ) -> tuple[tuple[RowRead, ...], tuple[FactRead, ...]]:
        table = book.tables.get(QUESTIONS[question][0])
        if table is None:
            return (), ()
        reader = Reader(self.facts, book, about if table.per != "case" else "")
        rows = (reader.table_row(table, row) for row in table.rows if row.id in ids)
        return tuple(rows), tuple(reader.read(column.fact) for column in table.columns)

    def _duty(self, duty: Duty) -> Conclusion:
        version = self.versions.at(duty.triggered_on)
        event = duty.trigger.rpartition(":")[2]
        reader = Reader(self.facts, version.rulebook, event)
        found = [r for r in version.rules.get(duty.trigger_type, ()) if r.id == duty.rule]
        rows = tuple(reader.rule(rule) for rule in found)
        return Conclusion(
            id=f"duty:{duty.id}",
            question="duty",
            about=event,
            codes=(state_on(duty, self.said.on).value,),
            rows=rows,
            facts=tuple(asked.read for row in rows for asked in row.asked),
            citations=(duty.citation,),
            reasons=(*duty.reasons, *duty.holders_now.reasons),
            missing=(*duty.missing, *duty.holders_now.missing),
            title=duty.act,
        )

    def _circumstance(self, question: str, state: CircumstanceState) -> Conclusion:
        name = QUESTIONS[question][0]
        item = next(item for item in self.book.circumstances[name] if item.id == state.id)
        reader = Reader(self.facts, self.book, state.about)
        row = reader.circumstance(name, item)
        asked = (item.fact, item.hint) if item.hint else (item.fact,)
        return Conclusion(
            id=id_of(state),
            question=question,
            about=state.about,
            codes=(state.state.value,),
            rows=(row,),
            facts=tuple(reader.read(code) for code in asked),
            citations=(state.citation,),
            reasons=state.reasons,
            title=state.label,
        )

    def _route(self, route: PersonRoute) -> Conclusion:
        """One person may be handled in several ways, each with its rows."""
        table = self.book.tables["人员办理机关"]
        ids = (*route.rows, *route.possible)
        rows: dict[str, RowRead] = {}
        facts: dict[FactRead, None] = {}
        for kind in route.handling or (None,):
            reader = Reader(self.facts, self.book, route.subject, {"handling": kind})
            facts |= dict.fromkeys(reader.read(column.fact) for column in table.columns)
            for row in table.rows:
                read = reader.table_row(table, row)
                if row.id in ids and (row.id not in rows or read.state == HIT):
                    rows[row.id] = read
        return Conclusion(
            id=id_of(route),
            question="routing",
            about=route.subject,
            codes=route.bodies.value or (),
            rows=tuple(rows.values()),
            facts=tuple(facts),
            citations=_cited(rows.values()),
            reasons=route.bodies.reasons,
            missing=route.bodies.missing,
        )


def id_of(said: Bearing | Pursuit | PersonRoute | CircumstanceState) -> str:
    """The id of the conclusion that an item of an assessment is."""
    if isinstance(said, Bearing):
        return f"responsibility:{said.rows[0]}:{said.subject or said.organ}"
    if isinstance(said, CircumstanceState):
        return _id(f"circumstance:{said.id}", said.about)
    return f"{'pursuit' if isinstance(said, Pursuit) else 'routing'}:{said.subject}"


def _id(question: str, about: str) -> str:
    return f"{question}:{about}" if about else question


def _cited(rows: Iterable[RowRead]) -> tuple[Citation, ...]:
    """Each provision once, with every interpretation and row that rests on it."""
    found: dict[tuple[str, str], Citation] = {}
    for each in (row.citation for row in rows):
        key = (each.pack, each.provision)
        known = found.setdefault(key, each)
        rows_ = dict.fromkeys((*known.row.split("、"), each.row))
        readings = dict.fromkeys((*known.interpretations, *each.interpretations))
        found[key] = replace(known, row="、".join(rows_), interpretations=tuple(readings))
    return tuple(found.values())
