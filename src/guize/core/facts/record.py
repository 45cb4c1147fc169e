"""The case record: dated facts that only grow. Events, findings, posts in time; supersession.

Every value is frozen; a record is a plain value that a file, a form or the database can produce.
Codes are English (`complaint_served`); the rulebook's vocabulary gives their Chinese names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from guize.core.answers import FactState, Reason


class FactError(ValueError):
    """A fact that cannot be taken: names the field and the cause, for the person who entered it.

    `cause` is the Chinese sentence; `reason`, where there is one, lets `explain` say it in English.
    """

    def __init__(self, field_name: str, cause: str, why: Reason | None = None) -> None:
        super().__init__(f"{field_name}: {cause}")
        self.field = field_name
        self.cause = cause
        self.reason = why


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year: `2024-03-05`, `2024-03`, `2024`.

    `first` and `last` are the earliest and latest day it can mean.
    """

    first: date
    last: date

    @property
    def is_exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Organ:
    """A body. `kind` decides article 2 (department, township, party_body, …); `role` names a body
    that has a part in the procedure: county_government, justice_bureau, party_group,
    party_committee, discipline_body, organization_department, court, city_discipline_body,
    city_organization_department, or empty.
    """

    id: str
    name: str
    kind: str
    role: str = ""
    succeeds: tuple[str, ...] = ()  # organs whose tasks it took over (第十六条第二款)


@dataclass(frozen=True, slots=True)
class Post:
    """A seat in an organ. `function` is a code of the vocabulary 职务: principal, unit_deputy, …"""

    id: str
    organ: str
    title: str
    function: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone, known by name only; rights and duties come from appointments."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person in a post, from `since` up to but not including `until` (None: still in office).

    `stands_in_for`: the appointment whose holder is absent meanwhile; this one has his rights and
    duties.
    """

    id: str
    person: str
    post: str
    since: PartialDate
    until: PartialDate | None = None
    mode: str = "appointed"  # appointed, acting, presiding, secondment, concurrent
    cadre_authority: str = ""  # county, city, province; empty: not recorded
    instrument: str = ""
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The leader (an appointment) in charge of an organ, half-open as an appointment is."""

    id: str
    appointment: str
    organ: str
    since: PartialDate
    until: PartialDate | None = None
    kind: str = "main"  # main, substitute, temporary
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the dispute is about: which organ did what, when. Apart from who litigates it.

    `act_kind`: administrative_act, inaction, civil_contract, administrative_agreement, tort, other.
    """

    id: str
    acting_organ: str
    act_kind: str
    act_on: PartialDate | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """A level of court. `role` is our side's: plaintiff, defendant, third_party, appellant,
    appellee, retrial_applicant, retrial_respondent.
    """

    id: str
    level: str  # first, second, retrial_review, retrial, remand, enforcement
    role: str
    court: str = ""
    number: str = ""
    procedure: str = "ordinary"  # ordinary, summary, small_claims


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an instance: one of our organs (`organ`) or an outsider (`name`)."""

    id: str
    instance: str
    role: str
    organ: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day and was recorded at an instant.

    `stream` is `case` or `proceeding`. `supersedes` names the entry this one corrects; type
    `retraction` takes an entry back. `payload` holds the fields that the event type declares, as
    text, integers, booleans or lists of text (dates as ISO text, money in fen).
    """

    id: str
    type: str
    occurred_on: date
    recorded_at: datetime
    recorded_by: str = ""
    appointment: str = ""
    instance: str = ""
    payload: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    supersedes: str = ""
    reason: str = ""
    stream: str = "case"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that only people can establish, with who found it, why, and on what evidence.

    `about` is the id it concerns (organ, appointment, judgment event); empty means the whole case.
    `value` carries an amount in fen or a chosen code where the fact is not a yes or no.
    """

    id: str
    fact: str
    state: FactState
    found_on: date
    recorded_at: datetime
    about: str = ""
    value: int | str | None = None
    found_by: str = ""
    reasons: str = ""
    evidence: tuple[str, ...] = ()
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The header. `kind`: administrative, civil, state_compensation; `units`: those concerned."""

    id: str
    kind: str
    title: str
    units: tuple[str, ...]
    number: str = ""
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything `assess` needs to know of one case, as one reader may see it (guize-case/1)."""

    case: Case
    matters: tuple[Matter, ...] = ()
    instances: tuple[Instance, ...] = ()
    parties: tuple[Party, ...] = ()
    organs: tuple[Organ, ...] = ()
    posts: tuple[Post, ...] = ()
    persons: tuple[Person, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    portfolios: tuple[Portfolio, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
