"""What would have been otherwise, had an act been done in time: the assessment asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from guize.core.answers import Reason, reason
from guize.core.assess import Assessment, assess
from guize.core.duties import Duty, DutyState, state_on
from guize.core.facts import CaseRecord, Event, effective_events
from guize.core.rulebook import Norms

LATE = (DutyState.OVERDUE, DutyState.FULFILLED_LATE)
ID = "otherwise"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What follows from the record as it is and would not, or the reverse, with the act done on
    its last day.

    `grounds`: hints of articles 10 that would not arise (row ids); `late`: duties that would be
    late all the same; `gained`, `lost`: (subject, responsibility) only with the act in time, and
    only as things are. A thought experiment of rule and record, no finding.
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
    actual = assess(record, norms, on=on, known_at=known_at)
    owed = next((each for each in actual.duties if each.id == duty), None)
    if owed is None or owed.due is None or state_on(owed, on) not in LATE:
        return None
    supposed = assess(_in_time(record, owed, owed.due, known_at), norms, on=on, known_at=known_at)
    return _compared(owed, owed.due, actual, supposed)


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
    added = Event(
        id=ID,
        type=duty.discharged_by[0],
        occurred_on=due,
        recorded_at=cause.recorded_at,
        instance=duty.instance,
        payload=kept,
    )
    return replace(record, events=(*events, added))


def _compared(duty: Duty, due: date, actual: Assessment, supposed: Assessment) -> Otherwise:
    before, after = _hinted(actual), _hinted(supposed)
    gone = tuple(id_ for id_ in before if id_ not in after)
    late = tuple(dict.fromkeys(_late(supposed)))
    had, would = _borne(actual), _borne(supposed)
    key = "absent.hypothetical" if gone else "absent.hypothetical.rest"
    labels = [before[id_] for id_ in gone] or list(late)
    why = reason(key, duty.citation, act=duty.act, until=due, rows="、".join(labels))
    return Otherwise(
        duty=duty.id,
        until=due,
        grounds=gone,
        late=late,
        gained=tuple(sorted(would - had)),
        lost=tuple(sorted(had - would)),
        reasons=(why,),
    )


def _hinted(assessment: Assessment) -> dict[str, str]:
    return {ground.id: ground.label for ground in assessment.grounds if ground.hinted}


def _late(assessment: Assessment) -> list[str]:
    duties = (d for d in assessment.duties if not d.is_watch and d.severity != "target")
    return [duty.rule for duty in duties if state_on(duty, assessment.on) in LATE]


def _borne(assessment: Assessment) -> set[tuple[str, str]]:
    known = (each for each in assessment.responsibility if each.answer.value is not None)
    return {(each.subject, str(each.answer.value)) for each in known}
