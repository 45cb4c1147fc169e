"""Steps of the proceeding: done, next, blocked; the stage S0 to S7; remedies (第十五至十八条)."""

from __future__ import annotations

from datetime import date
from functools import partial

from guize.core.answers import reason
from guize.core.facts import CaseFacts, Event
from guize.core.routing.values import PersonRoute, RemedyState, Stage, StepState
from guize.core.rulebook import Rulebook, Step
from guize.core.tables import ask_all

DONE, NEXT, BLOCKED, NOT_NEEDED = "done", "next", "blocked", "not_needed"
REMEDY_TABLE, REMEDY = "救济", "救济"
EARLY, INQUIRY = "early_referral_made", "inquiry_result_recorded"
REFER = "refer"
VIA_COMMITTEE = "party_committee"
_BUREAU = "justice_bureau"


def steps_of(
    facts: CaseFacts,
    rulebook: Rulebook,
    derived: dict[str, date],
    context: tuple[str | None, tuple[PersonRoute, ...]],
) -> tuple[StepState, ...]:
    """The state of each step. `derived` gives the days of derived events (败诉裁判生效); `context`
    the result of the case's referral and the routes per person.

    While the discipline body inquires, the bureau's own steps wait (第六条第二款, 解释 D5).
    """
    happened = {type_: of[0] for type_, of in facts.timeline.by_type.items()}
    is_waiting = EARLY in happened and INQUIRY not in happened
    return tuple(
        _step(step, happened, derived, (is_waiting, _unneeded(*context))) for step in rulebook.steps
    )


def _unneeded(referral: str | None, routes: tuple[PersonRoute, ...]) -> frozenset[str]:
    """Events that this case does not call for, as far as is known."""
    unneeded = set[str]()
    if referral is not None and referral != REFER:
        unneeded |= {EARLY, INQUIRY}
    if routes and all(r.bodies.is_known and VIA_COMMITTEE not in r.via for r in routes):
        unneeded.add("handed_to_city")
    return frozenset(unneeded)


def _step(
    step: Step,
    happened: dict[str, Event],
    derived: dict[str, date],
    context: tuple[bool, frozenset[str]],
) -> StepState:
    is_waiting, unneeded = context
    done = [happened[type_] for type_ in step.done_by if type_ in happened]
    days = [event.occurred_on for event in done] + [
        derived[t] for t in step.done_by if t in derived
    ]
    has_ground = not step.after or any(t in happened or t in derived for t in step.after)
    waits: tuple[str, ...] = () if has_ground else step.after
    if is_waiting and step.actor == _BUREAU and not days:
        waits = (*waits, INQUIRY)
    state = DONE if days else BLOCKED if waits else NEXT
    if not days and unneeded.issuperset(step.done_by):
        state = NOT_NEEDED
    return StepState(
        id=step.id,
        name=step.name,
        actor=step.actor,
        state=state,
        citation=step.citation,
        done_on=min(days, default=None),
        done_by=done[0].id if done else "",
        waits_for=waits if state == BLOCKED else (),
        stage=step.stage,
    )


def stage_of(facts: CaseFacts, rulebook: Rulebook, derived: dict[str, date]) -> Stage:
    """The stage that the proceeding has reached: S0 case open … S7 closed.

    It only moves forward, except that a returned proposal and the result of an inquiry bring the
    file back to the bureau (S2), as does a judgment set aside. A resolution to take no action ends
    it (S7).
    """
    stages = {type_: step.stage for step in rulebook.steps for type_ in step.done_by if step.stage}
    reached = max((stages[type_] for type_ in derived if type_ in stages), default="S0")
    for event in facts.timeline.events:
        here = "S7" if ends_without_action(event) else stages.get(event.type, "S0")
        reached = "S2" if _goes_back(event, reached) else max(reached, here)
    return Stage(reached)


def ends_without_action(event: Event) -> bool:
    """Checks if the Party group resolved not to pursue anybody (第十五条第二款)."""
    return _resolves(event, "no_action")


def _goes_back(event: Event, reached: str) -> bool:
    """A judgment set aside reopens what was built on it, and undoes nothing (解释 D39)."""
    if event.type == "judgment_set_aside":
        return reached >= "S2"
    return event.type == INQUIRY or _resolves(event, "returned")


def _resolves(event: Event, resolution: str) -> bool:
    said = event.payload.get("resolution")
    return event.type == "resolution_recorded" and said == resolution


def remedies_of(facts: CaseFacts, rulebook: Rulebook) -> tuple[RemedyState, ...]:
    """For each decision served, the ways to contest it; none of them suspends it (第十七条)."""
    table = rulebook.tables.get(REMEDY_TABLE)
    found = []
    for served in facts.timeline.of("decision_served"):
        subject = str(served.payload.get("subject", ""))
        read = partial(facts.value, about=subject)
        ways = tuple(said for _, said in ask_all(table, read, subject, REMEDY)) if table else ()
        petition = _about("petition_filed", subject, served, facts)
        result = _about("petition_decided", subject, served, facts)
        found.append(
            RemedyState(
                subject=subject,
                decision=served.id,
                served_on=served.occurred_on,
                petition=petition.id if petition else "",
                result=str(result.payload.get("petition_result", "")) if result else "",
                suspends=False,
                citation=ways[0].citation if ways else None,
                ways=ways,
                reasons=(reason("remedy.not_suspended", ways[0].citation if ways else None),),
            )
        )
    return tuple(found)


def _about(type_: str, subject: str, served: Event, facts: CaseFacts) -> Event | None:
    return next(
        (
            event
            for event in facts.timeline.of(type_)
            if event.payload.get("subject") == subject and event.occurred_on >= served.occurred_on
        ),
        None,
    )
