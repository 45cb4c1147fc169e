"""Carries out a script: each step by the person whose post it is, on its day, through a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from guize.accountability import services as accountability
from guize.accounts.queries import actor_for
from guize.cases import services as cases
from guize.core.access import Actor
from guize.core.days import Calendar
from guize.core.facts import Instance, Matter, PartialDate, Party
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.regulations.queries import calendar as calendar_of
from guize.regulations.queries import find_rulebook
from guize.web.demo import people
from guize.web.demo.county import County
from guize.web.demo.filing import FILED, file_paper
from guize.web.demo.organisation import CITY_COURT, COUNTY_COURT, COURT_CODE, UNITS
from guize.web.demo.script import Script
from guize.web.demo.steps import Step

Pin = Callable[[date], None]
OPPOSITE = {"plaintiff": "defendant", "defendant": "plaintiff", "third_party": "plaintiff"}
UNIT_POSTS = frozenset(people.FUNCTIONS)


@dataclass
class Run:
    """A script under way: the case, the day reached, what earlier steps are called."""

    county: County
    script: Script
    calendar: Calendar
    day: date
    number: int
    case: str = ""
    proceeding: str = ""
    levels: dict[str, str] = field(default_factory=lambda: {"first": str(new_id())})
    events: dict[str, str] = field(default_factory=dict)

    @property
    def proceeding_types(self) -> frozenset[str]:
        types = find_rulebook(self.county.tenant).event_types.values()
        return frozenset(type_.code for type_ in types if type_.stream == "proceeding")

    def seat(self, who: str) -> str:
        """The code of the seat: a post of the unit, the leader in charge of it, or an office."""
        unit = self.script.unit
        if who in UNIT_POSTS:
            return f"{unit}:{who}"
        if who == "deputy_head":
            return next(body.deputy for body in UNITS if body.code == unit)
        return next(seat for name, seat, _ in people.ROLES if name == who)

    def actor(self, who: str) -> Actor:
        account = self.county.accounts[people.holder(self.seat(who))]
        return actor_for(account, self.day)


def carry_out(county: County, script: Script, number: int, pin: Pin) -> Run:
    """Makes the case of a script as far as it has come by today. Raises what the services raise."""
    run = Run(county, script, calendar_of(county.tenant), county.today, number)
    for step in script.steps:
        run.day = _day_of(run, step)
        if run.day > county.today:
            break
        pin(run.day)
        _take(run, step)
    pin(county.today)
    return run


def _day_of(run: Run, step: Step) -> date:
    if step.at is None:
        return run.calendar.add_working_days(run.day, step.after) if step.after else run.day
    day = run.county.today + timedelta(days=step.at)
    while not step.exact and not run.calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _take(run: Run, step: Step) -> None:
    """Passes a step to the service it belongs to."""
    actor = run.actor(step.who)
    payload = {name: _filled(run, value) for name, value in step.payload.items()}
    if not run.case:
        _register(run, step, actor, payload)
    elif step.type == "instance_added":
        _add_level(run, actor, payload)
    elif step.type == "proceeding_opened":
        opened = accountability.open_proceeding(
            actor=actor, case=run.case, occurred_on=run.day, **payload
        )
        run.proceeding = str(opened.id)
    elif step.type == FILED:
        file_paper(actor, run.case, run.proceeding, payload)
    elif step.type in run.proceeding_types:
        accountability.record_step(
            actor=actor,
            proceeding=run.proceeding,
            type=step.type,
            occurred_on=run.day,
            payload=payload,
        )
    else:
        event = cases.record_event(
            actor=actor,
            case=run.case,
            type=step.type,
            occurred_on=run.day,
            payload=payload,
            instance=run.levels[step.level],
        )
        run.events[step.label] = event.id


def _register(run: Run, step: Step, actor: Actor, payload: Mapping[str, Any]) -> None:
    script = run.script
    organs = [str(run.county.organs[code].id) for code in (script.unit, *script.others)]
    acting = str(run.county.organs[script.acting or script.unit].id)
    act_on = run.county.day(script.act)
    level = run.levels["first"]
    sides = [Party("", level, script.role, organ=organ) for organ in organs]
    opponent = Party("", level, OPPOSITE[script.role], name=script.opponent)
    case = cases.register_case(
        actor=actor,
        type=step.type,
        occurred_on=run.day,
        payload=payload,
        kind=script.kind,
        title=script.title,
        units=organs,
        matters=[Matter("", acting, script.act_kind, PartialDate(act_on, act_on), script.title)],
        instances=[_level(run, "first", script.role)],
        parties=[*sides, opponent],
    )
    run.case = str(case.id)


def _level(run: Run, level: str, role: str) -> Instance:
    """A level of court with an invented number, of the court code that no court has."""
    kind = {"administrative": "行", "civil": "民"}[run.script.kind]
    stage, court = ("初", COUNTY_COURT) if level == "first" else ("终", CITY_COURT)
    number = f"({run.day.year}){COURT_CODE}{kind}{stage}{run.number}号"
    return Instance(run.levels[level], level, role, court, number)


def _add_level(run: Run, actor: Actor, payload: Mapping[str, Any]) -> None:
    level = str(payload["level"])
    run.levels[level] = str(new_id())
    instance = _level(run, level, str(payload["role"]))
    organ = str(run.county.organs[run.script.unit].id)
    cases.add_instance(
        actor=actor,
        case=run.case,
        instance=instance,
        parties=[Party("", instance.id, instance.role, organ=organ)],
    )


def _filled(run: Run, value: Any) -> Any:
    """A value with the references of `guize.web.demo.steps` filled in."""
    if not isinstance(value, str) or ":" not in value:
        return value
    kind, _, name = value.partition(":")
    return FILLED[kind](run, name) if kind in FILLED else value


def _day_after(run: Run, count: str) -> str:
    days = int(count)
    day = run.calendar.add_working_days(run.day, days) if days else run.day
    return day.isoformat()


FILLED: dict[str, Callable[[Run, str], Any]] = {
    "post": lambda run, who: str(run.county.seats[run.seat(who)].id),
    "organ": lambda run, _name: str(run.county.organs[run.script.unit].id),
    "event": lambda run, label: run.events[label],
    "day": _day_after,
    "today": lambda run, days: (run.county.today + timedelta(days=int(days))).isoformat(),
    "year": lambda run, _years: today().year,
}
