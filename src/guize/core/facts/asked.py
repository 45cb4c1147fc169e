"""The facts that tables ask for, read from a record; None where the record cannot settle one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from guize.core.answers import FactState, Missing
from guize.core.facts.corrections import Timeline
from guize.core.facts.holding import Offices
from guize.core.facts.readers import READERS, own_result
from guize.core.facts.record import CaseRecord, Event, Instance, Organ
from guize.core.readings import amount_fen

FactValue = bool | int | str | None

REPORTS = ("report_made", "instruction_requested")
RESPONSES = ("response_plan_made", "representative_appointed", "defence_filed")
JUDGMENTS = ("judgment_served", "ruling_served", "mediation_served")
CLAIMS = ("complaint_served", "suit_intended", "suit_filed", "counterclaim_filed")
BY_FINDING = "认定"  # an option of D16
UPHELD = "appeal_upheld"  # 驳回上诉维持原判: what holds is what the court below decided


# facts of one person or unit, of one court level, of one judgment; all others are of the case
_OF_SUBJECT = frozenset(
    {
        "unit_kind",
        "function",
        "held_at_act",
        "held_in_suit",
        "evident_error",
        "any_ground",
        "cadre_authority",
        "handling",
        "sanction_kind",
    }
)
_OF_ENTRY = frozenset(
    {
        "our_role",
        "instance_level",
        "procedure",
        "disposition",
        "ruling_kind",
        "judgment_effective",
        "adverse_confirmed",
        "petition_result",
        "appearance",
        "appeared_for_defendant",
        "identity_defective",
        "absence_excused",
    }
)


class CaseFacts:
    """Answers what a fact is about an id (organ, appointment, event, instance; empty: the case).

    A fact is read from the record where it can be, else from a finding. `settled` holds what other
    parts of the core have worked out: (code, about) → value.
    """

    def __init__(self, record: CaseRecord, timeline: Timeline, offices: Offices, on: date) -> None:
        self.record: CaseRecord = record
        self.timeline = timeline
        self.offices: Offices = offices
        self.on = on
        self.settled: dict[tuple[str, str], FactValue] = {}
        # the value of a parameter of the rulebook on a day: `assess` says how the law is read
        self.parameter: Callable[[str, date], str] = lambda name, day: ""
        self.organs: dict[str, Organ] = {organ.id: organ for organ in record.organs}
        self.events: dict[str, Event] = {event.id: event for event in timeline.events}
        self._units = self._own_units()
        self._acting = tuple(dict.fromkeys(m.acting_organ for m in record.matters))
        parties = (party.organ for party in record.parties)
        self._has_county = any(map(self._is_county, (*record.case.units, *parties)))
        self._handling = self._who_handle()
        self._instances: dict[str, Instance] = {each.id: each for each in record.instances}

    def value(self, code: str, about: str = "") -> FactValue:
        """The value of a fact: yes or no, a code, fen or a number; None if unknown."""
        if (code, about) in self.settled:
            return self.settled[code, about]
        read = READERS.get(code)
        value = read(self, about) if read else None
        if value is None:
            value = self.found(code, about)
        if value is None and (subject := self.subject(about)) != about:
            return self.value(code, subject)
        return value

    def subject(self, about: str) -> str:
        """The person or unit an entry of the proceeding is about; any other id is itself."""
        event = self.events.get(about)
        return str(event.payload.get("subject") or about) if event else about

    def state(self, code: str, about: str = "") -> FactState:
        """Which of the five states a finding leaves the fact in."""
        finding = self.timeline.finding(code, about)
        return finding.state if finding else FactState.NOT_RECORDED

    def found(self, code: str, about: str = "") -> FactValue:
        """What a finding says; not proven counts as no."""
        finding = self.timeline.finding(code, about)
        if finding is None or finding.state.is_unknown:
            return None
        if finding.state is not FactState.PRESENT:
            return False if finding.value is None else None
        return True if finding.value is None else finding.value

    def instance(self, about: str) -> Instance | None:
        """The instance of an id, itself an instance or an event's; the only one where none is
        named.
        """
        event = self.events.get(about)
        named = event.instance if event else about
        if named in self._instances:
            return self._instances[named]
        return self.record.instances[0] if len(self.record.instances) == 1 else None

    def decisions(self) -> tuple[Event, ...]:
        """Judgments, rulings, mediation statements, and entries of any other type that gives a
        result (裁判结果), such as a decision on reconsideration; in their order.
        """
        return tuple(
            event
            for event in self.timeline.events
            if event.type in JUDGMENTS or "disposition" in event.payload
        )

    def upheld(self, about: str) -> Event | None:
        """The decision of the instance before that this one leaves standing, if it is recorded."""
        event = self.events.get(about)
        if event is None or event.payload.get("disposition") != UPHELD:
            return None
        before = [
            each
            for each in self.decisions()
            if each.occurred_on <= event.occurred_on
            and each.instance not in ("", event.instance)
            and own_result(each) not in ("", UPHELD)
        ]
        return before[-1] if before else None

    def units(self) -> tuple[str, ...]:
        """The units concerned that act for themselves; the county government only if alone."""
        return self._units

    def open(self, missing: Missing, about: str) -> Missing:
        """A missing fact with the id that it concerns: many facts are of the whole case."""
        if missing.fact in _OF_SUBJECT:
            return replace(missing, about=self.subject(about))
        return replace(missing, about=about if missing.fact in _OF_ENTRY else "")

    def day_of(self, about: str) -> date:
        """The day of an event; for any other id the day asked."""
        event = self.events.get(about)
        return event.occurred_on if event else self.on

    def acting_organs(self) -> tuple[str, ...]:
        """The organs whose acts are in dispute, else the units concerned (第九条第三款)."""
        return self._acting or self._units

    def handling_organs(self) -> tuple[str, ...]:
        """Who does the work of the suit: the units, or for the county government the organs that
        acted (第九条第三款); where one was merged into another, the one that took over its tasks.
        """
        return self._handling

    def _who_handle(self) -> tuple[str, ...]:
        organs = self.acting_organs() if self._has_county else self._units
        return tuple(dict.fromkeys(self._heir(organ) for organ in organs))

    def bearing_organs(self) -> tuple[str, ...]:
        """Whose case it is: the organs that acted for the county government, else the units, and
        beside them an organ that was merged into one (第十六条第二款: nobody is exempt by it).
        """
        if self._has_county:
            return self.acting_organs()
        merged = (organ for organ in self._acting if self._heir(organ) in self._units)
        return tuple(dict.fromkeys((*self._units, *merged)))

    def _heir(self, organ: str) -> str:
        heirs = [each.id for each in self.record.organs if organ in each.succeeds]
        concerned = [heir for heir in heirs if heir in self._units or len(heirs) == 1]
        return organ if organ in self._units or not concerned else concerned[0]

    def unit_of(self, event: Event) -> str:
        """The unit concerned that an entry names as served or acting; empty: it names none."""
        unit = str(event.payload.get("unit") or "")
        return unit if unit in self._handling or unit in self._units else ""

    def sued(self, about: str) -> frozenset[str]:
        """Our organs that are parties of the instance of an entry; else the county government if
        it is a party, else the units.
        """
        level = self.instance(about)
        ours = [p for p in self.record.parties if p.organ and level and p.instance == level.id]
        organs = [p.organ for p in ours if p.role != "third_party"]
        if not organs and self._has_county:
            organs = [organ for organ in self.organs if self._is_county(organ)]
        return frozenset(organs or self._units)

    def county_is_party(self) -> bool:
        """Whether the county government itself is a party of any instance."""
        return self._has_county

    def is_cross_portfolio(self, day: date) -> bool | None:
        """Whether the units stand under different deputies on `day`; None if one is unknown."""
        units = self.units()
        if len(units) <= 1:
            return False
        answers = [self.offices.holders("deputy_head", unit, day) for unit in units]
        if not all(answer.is_known for answer in answers):
            return None
        people = {held.person for answer in answers for held in answer.value or ()}
        return len(people) > 1

    def reported_before_response(self) -> bool | None:
        """Whether the report came before the first act of response (D16); None if none is recorded.

        That no report was made is for people to find, so a missing entry stays unknown, and so does
        all where D16 leaves it to a finding whether the matter itself was reported.
        """
        if self.parameter("response_start", self.on) == BY_FINDING:
            return None
        reports, responses = self.timeline.of(*REPORTS), self.timeline.of(*RESPONSES)
        if not reports:
            return None
        return not responses or reports[0].occurred_on <= responses[0].occurred_on

    def is_of_high_amount(self, day: date) -> bool | None:
        """Whether what is claimed reaches the amount of D18 as read on `day`; None if it does not:
        a case may be major for other reasons, which people find.
        """
        claims = [event.payload.get("amount_claimed") for event in self.timeline.of(*CLAIMS)]
        least = amount_fen(self.parameter("major_case_amount", day)) if any(claims) else None
        if least is None:
            return None
        return True if max(int(str(claim)) for claim in claims if claim) >= least else None

    def _own_units(self) -> tuple[str, ...]:
        own = tuple(unit for unit in self.record.case.units if not self._is_county(unit))
        return own or self.record.case.units

    def _is_county(self, organ: str) -> bool:
        body = self.organs.get(organ)
        return body is not None and "county_government" in (body.role, body.kind)
