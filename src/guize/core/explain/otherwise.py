"""What would have been otherwise, had an act been done in time: the assessment asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from guize.core.answers import Reason, reason
from guize.core.assess import Assessment, examine
from guize.core.duties import Duty, DutyState, rulebook_on, state_on
from guize.core.facts import CaseFacts, CaseRecord, Event, effective_events
from guize.core.responsibility import GROUNDS
from guize.core.rulebook import Norms

LATE = (DutyState.OVERDUE, DutyState.FULFILLED_LATE)
ID = "otherwise"
HEARING = "hearing_held"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What follows from the record as it is and would not, or the reverse, with the act done on
    its last day.

    `grounds`: hints of article 10 that would not arise, or, while nothing is lost yet, could not
    (row ids); `late`: duties that would be late all the same; `gained`, `lost`: (subject,
    responsibility) only with the act in time, and only as things are. A thought experiment of rule
    and record, no finding.
    """

    duty: str
    until: date
    grounds: tuple[str, ...]
    late: tuple[str, ...]
    gained: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]


def counterfactual(
    record: CaseRecord, norms: Norms, duty: str, *, on: date, known_at: datetime | None = None
) -> Otherwise | None:
    """What would follow had the duty of this id been done on its last day.

    None where it is not late on `on`, or no recorded act could discharge it.
    """
    supposing = _Supposing(record, norms, on, known_at)
    return next((found for found in supposing.all() if found.duty == duty), None)


def counterfactuals(
    record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> dict[str, Otherwise]:
    """The same for every duty that is late on the day, by the id of the duty."""
    return {found.duty: found for found in _Supposing(record, norms, on, known_at).all()}


class _Supposing:
    """One record assessed as it is, and again for each late duty as if it had been in time."""

    def __init__(
        self, record: CaseRecord, norms: Norms, on: date, known_at: datetime | None
    ) -> None:
        self.record = record
        self.norms = norms
        self.on = on
        self.known_at = known_at
        self.actual, facts = self._examined(record)
        self.hinted = self._hinted(facts)

    def _examined(self, record: CaseRecord) -> tuple[Assessment, CaseFacts]:
        return examine(record, self.norms, on=self.on, known_at=self.known_at)

    def all(self) -> Iterator[Otherwise]:
        for duty in self.actual.duties:
            if duty.due is not None and state_on(duty, self.on) in LATE:
                supposed = _in_time(self.record, duty, duty.due, self.known_at)
                yield self._compared(duty, duty.due, self._examined(supposed))

    def _hinted(self, facts: CaseFacts) -> dict[str, str]:
        """Grounds that the record hints at; before a loss, those that it would."""
        book, _ = rulebook_on(self.norms, self.on)
        items = book.circumstances.get(GROUNDS, ())
        return {i.id: i.label for i in items if i.hint and facts.value(i.hint) is True}

    def _compared(self, duty: Duty, due: date, supposed: tuple[Assessment, CaseFacts]) -> Otherwise:
        would, after = supposed[0], self._hinted(supposed[1])
        gone = tuple(id_ for id_ in self.hinted if id_ not in after)
        late = tuple(dict.fromkeys(each.rule for each in _late_duties(would)))
        had, borne = _borne(self.actual), _borne(would)
        return Otherwise(
            duty=duty.id,
            until=due,
            grounds=gone,
            late=late,
            gained=tuple(sorted(borne - had)),
            lost=tuple(sorted(had - borne)),
            reasons=(self._why(duty, due, gone, would),),
        )

    def _why(self, duty: Duty, due: date, gone: tuple[str, ...], would: Assessment) -> Reason:
        if gone:
            key = "absent.hypothetical" if self.actual.grounds else "absent.hypothetical.ahead"
            rows = "、".join(self.hinted[id_] for id_ in gone)
            return reason(key, duty.citation, act=duty.act, until=due, rows=rows)
        acts = "、".join(dict.fromkeys(each.act for each in _late_duties(would)))
        if acts and self.hinted:
            key = "absent.hypothetical.rest"
            return reason(key, duty.citation, act=duty.act, until=due, acts=acts)
        return reason("absent.hypothetical.same", duty.citation, act=duty.act, until=due)


def _in_time(record: CaseRecord, duty: Duty, due: date, known_at: datetime | None) -> CaseRecord:
    """The record with the act on the last day: the late one moved there, or one more."""
    events = effective_events(record, known_at)
    late = next((event for event in events if event.id == duty.done_by), None)
    if late is not None:
        payload = {key: value for key, value in late.payload.items() if key != "postmark_on"}
        moved = replace(late, occurred_on=due, payload=payload)
        return replace(record, events=tuple(moved if e.id == late.id else e for e in events))
    cause = next(event for event in events if event.id == duty.trigger.rpartition(":")[2])
    kept = {key: cause.payload[key] for key in ("unit", "subject") if key in cause.payload}
    if duty.discharged_by[0] == HEARING:  # that there was a hearing is not enough: who was there
        kept |= {"appearance": "principal_appeared"}
    added = Event(
        id=ID,
        type=duty.discharged_by[0],
        occurred_on=due,
        recorded_at=cause.recorded_at,
        instance=duty.instance,
        payload=kept,
    )
    return replace(record, events=(*events, added))


def _late_duties(assessment: Assessment) -> list[Duty]:
    duties = (d for d in assessment.duties if not d.is_watch and d.severity != "target")
    return [duty for duty in duties if state_on(duty, assessment.on) in LATE]


def _borne(assessment: Assessment) -> set[tuple[str, str]]:
    known = (each for each in assessment.responsibility if each.answer.value is not None)
    return {(each.subject, str(each.answer.value)) for each in known}
