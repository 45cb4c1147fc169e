"""`assess`: reads the record once and asks every part of the core in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from guize.core.answers import TableAnswer, reason
from guize.core.assess.questions import missing_of, ranked, silent_of
from guize.core.assess.values import Assessment
from guize.core.duties import (
    Duty,
    DutyState,
    Judgment,
    Version,
    Versions,
    closed_on,
    duties_of,
    judgments_of,
    state_on,
    triggers_of,
)
from guize.core.facts import CaseFacts, CaseRecord, Offices, timeline
from guize.core.responsibility import (
    GROUNDS,
    MITIGATIONS,
    CircumstanceState,
    Lead,
    Pursuit,
    appearances_of,
    bearings_of,
    circumstances_of,
    lead_of,
    pursuits_of,
    suit_span,
    transition_of,
)
from guize.core.routing import (
    case_referral_of,
    gate_of,
    measures_of,
    remedies_of,
    routes_of,
    stage_of,
    steps_of,
)
from guize.core.rulebook import Norms, Rulebook
from guize.core.tables import ask_one

SCOPE_TABLE, CONDUCT_TABLE, CONDUCT = "适用范围", "应诉承办", "承办"
_BREACHES = (DutyState.OVERDUE, DutyState.FULFILLED_LATE)
_DEFENCE = frozenset({"defence_filed", "evidence_filed"})


def assess(
    record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> Assessment:
    """What follows from a record and the norms on the day `on`, as known at `known_at`.

    Pure: the same input gives the same output. A duty follows the rulebook version in force at its
    trigger, everything else that of `on`. Raises DayError where a period leaves the calendar,
    TableError where the record holds a value of another kind than its fact has. A code that the
    rulebook does not know leaves the answer undetermined and is named.
    """
    return examine(record, norms, on=on, known_at=known_at)[0]


def examine(
    record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> tuple[Assessment, CaseFacts]:
    """The assessment with the facts it rests on, those worked out on the way included."""
    facts = CaseFacts(record, timeline(record, known_at, on), Offices(record), on)
    versions = Versions(norms)
    facts.parameter = versions.parameter
    judgments = judgments_of(facts, versions)
    triggers = triggers_of(facts, versions, judgments)
    duties = duties_of(facts, versions, triggers, closed_on(judgments, on))
    version = versions.at(on)
    scope = _scope(facts, version.rulebook)
    duties = _in_scope(duties, scope, version)
    _settle(facts, duties, judgments)
    asking = _Asking(facts, versions, judgments, duties)
    return asking.answer(scope, known_at), facts


class _Asking:
    """One assessment in the making: what the later questions share."""

    def __init__(
        self,
        facts: CaseFacts,
        versions: Versions,
        judgments: tuple[Judgment, ...],
        duties: tuple[Duty, ...],
    ) -> None:
        self.facts = facts
        self.versions = versions
        self.rulebook = versions.at(facts.on).rulebook
        self.judgments = judgments
        self.duties = duties
        self.ends = _ended(judgments, facts.on)
        last = max((_effective(judgment) for judgment in self.ends), default=None)
        self.span = suit_span(facts, last)
        lost = facts.value("adverse_judgment")
        self.is_raised = bool(self.ends) and lost is not False

    def answer(self, scope: tuple[TableAnswer, ...], known_at: datetime | None) -> Assessment:
        facts, rulebook = self.facts, self.rulebook
        lead = lead_of(facts, rulebook, self.span)
        gate = gate_of(facts, rulebook) if self.ends else None
        referral = case_referral_of(facts, rulebook) if self.ends else None
        bearings = bearings_of(facts, rulebook, self.span) if self.is_raised else ()
        pursuit = self._pursuit(gate, lead)
        routes = routes_of(facts, rulebook, self._subjects(pursuit))
        derived = self._derived()
        code = referral.answer.value if referral else None
        conduct = self._conduct()
        appearances = appearances_of(facts, rulebook)
        asked = (scope, self.judgments, gate, referral, self.duties, bearings, lead, conduct)
        return Assessment(
            case=facts.record.case.id,
            on=facts.on,
            known_at=known_at,
            rulebook=rulebook.id,
            scope=scope,
            lead=lead,
            conduct=conduct,
            judgments=self.judgments,
            gate=gate,
            duties=self.duties,
            responsibility=bearings,
            grounds=self._circumstances(GROUNDS),
            mitigations=self._circumstances(MITIGATIONS),
            pursuit=pursuit,
            measures=measures_of(rulebook, self._targets(gate, pursuit)),
            case_referral=referral,
            routing=routes,
            steps=steps_of(facts, rulebook, derived, (code, routes)),
            stage=stage_of(facts, rulebook, derived),
            remedies=remedies_of(facts, rulebook),
            open_questions=ranked(missing_of(*asked, pursuit, routes, appearances)),
            silent=silent_of(rulebook),
            appearances=appearances,
            transition=transition_of(facts, self.versions) if self.is_raised else None,
        )

    def _conduct(self) -> TableAnswer | None:
        table = self.rulebook.tables.get(CONDUCT_TABLE)
        return ask_one(table, self.facts.value, result=CONDUCT) if table else None

    def _circumstances(self, name: str) -> tuple[CircumstanceState, ...]:
        return circumstances_of(self.facts, self.rulebook, name) if self.is_raised else ()

    def _pursuit(self, gate: TableAnswer | None, lead: Lead | None) -> tuple[Pursuit, ...]:
        is_closed = gate is not None and gate.answer.value == "gate_closed"
        if not self.is_raised or is_closed:
            return ()
        return pursuits_of(self.facts, self.rulebook, self.span, lead.holders if lead else ())

    def _subjects(self, pursuit: tuple[Pursuit, ...]) -> tuple[tuple[str, str], ...]:
        """Those to be pursued by the table and those a proposal names, each with the person."""
        found = {p.subject: p.person for p in pursuit if p.answer.value == "pursue"}
        for proposal in self.facts.timeline.of("proposal_made"):
            subject = str(proposal.payload.get("subject", ""))
            held = self.facts.offices.appointments.get(subject)
            found.setdefault(subject, held.person if held else "")
        return tuple(found.items())

    def _targets(self, gate: TableAnswer | None, pursuit: tuple[Pursuit, ...]) -> frozenset[str]:
        if gate is None or gate.answer.value != "gate_open":
            return frozenset()
        asked = [p for p in pursuit if p.answer.value != "not_pursued"]
        return frozenset("person" if p.person else "unit" for p in asked)

    def _derived(self) -> dict[str, date]:
        effective = [_effective(judgment) for judgment in self.ends]
        lost = [_effective(j) for j in self.ends if j.adverse.value == "adverse"]
        days = {"judgment_effective": effective, "adverse_judgment_effective": lost}
        return {type_: min(of) for type_, of in days.items() if of}


def _effective(judgment: Judgment) -> date:
    return max(judgment.effective_on or judgment.served_on, judgment.served_on)


def _ended(judgments: tuple[Judgment, ...], on: date) -> tuple[Judgment, ...]:
    """The effective judgments that the table 败诉 speaks of; rulings on the way are not."""
    return tuple(j for j in judgments if j.is_effective(on) and (j.rows or j.adverse.missing))


def _scope(facts: CaseFacts, rulebook: Rulebook) -> tuple[TableAnswer, ...]:
    table = rulebook.tables.get(SCOPE_TABLE)
    if table is None:
        return ()
    return tuple(
        ask_one(table, lambda code, unit=unit: facts.value(code, unit), about=unit)  # type: ignore[misc]
        for unit in facts.record.case.units
    )


def _in_scope(
    duties: tuple[Duty, ...], scope: tuple[TableAnswer, ...], version: Version
) -> tuple[Duty, ...]:
    """Where the regulation applies to none of the units, its own duties do not apply (第二条)."""
    if not scope or any(said.answer.value != "not_applicable" for said in scope):
        return duties
    why = reason("duty.out_of_scope", scope[0].citation)
    return tuple(
        replace(duty, moot_on=duty.triggered_on, reasons=(*duty.reasons, why))
        if duty.citation.pack == version.rulebook.id and duty.done_on is None
        else duty
        for duty in duties
    )


def _settle(facts: CaseFacts, duties: tuple[Duty, ...], judgments: tuple[Judgment, ...]) -> None:
    """Hands what is worked out here to the tables: the loss of the case, and the two hints."""
    ends = _ended(judgments, facts.on)
    found = [judgment.adverse.value for judgment in ends]
    if "adverse" in found:
        facts.settled["adverse_judgment", ""] = True
    elif found and None not in found:
        facts.settled["adverse_judgment", ""] = False
    late = [d for d in duties if not d.is_watch and state_on(d, facts.on) in _BREACHES]
    owed = [duty for duty in late if duty.severity != "target"]
    facts.settled["duty_breached", ""] = bool(owed)
    facts.settled["defence_not_filed", ""] = any(
        duty.done_on is None and _DEFENCE.intersection(duty.discharged_by) for duty in late
    )
