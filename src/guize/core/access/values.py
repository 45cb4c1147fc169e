"""Who asks, about what, and what the answer is: the values of the access matrix.

Ids are texts throughout. A stage is one of the codes S0 to S7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """A column of the matrix. SUBJ stands for a person under accountability or recused, whatever
    his posts.
    """

    UC = "UC"  # 承办人
    UD = "UD"  # 分管副职
    UH = "UH"  # 主要负责人
    DH = "DH"  # 分管副县长
    EX = "EX"  # 常务副县长
    LA = "LA"  # 法律顾问
    SC = "SC"  # 司法局经办人
    SH = "SH"  # 司法局负责人
    PG = "PG"  # 县政府党组成员
    DC = "DC"  # 纪委监委办理人
    OD = "OD"  # 组织部办理人
    CC = "CC"  # 县委办理人
    SUBJ = "SUBJ"  # 涉责人员
    AU = "AU"  # 审计人员
    SA = "SA"  # 系统管理员
    SE = "SE"  # 安全管理员
    CH = "CH"  # 县长


ROLE_OF_FUNCTION = {
    "case_officer": Role.UC,
    "unit_deputy": Role.UD,
    "principal": Role.UH,
    "deputy_head": Role.DH,
    "executive_deputy": Role.EX,
    "counsel": Role.LA,
    "justice_officer": Role.SC,
    "justice_head": Role.SH,
    "party_group_member": Role.PG,
    "discipline_officer": Role.DC,
    "organization_officer": Role.OD,
    "committee_officer": Role.CC,
    "auditor": Role.AU,
    "system_admin": Role.SA,
    "security_admin": Role.SE,
    "county_head": Role.CH,
}
"""The column that a post's function (vocabulary 职务) is read in; a function not listed gives no
right.
"""


class Action(StrEnum):
    """What may be done with an object."""

    VIEW = "V"
    ADD = "A"
    CORRECT = "C"
    APPROVE = "P"
    EXPORT = "E"


class Object(StrEnum):
    """What the matrix protects."""

    CASE = "O1"
    REVIEWER = "O1r"
    DOCUMENTS = "O2"
    STRATEGY = "O3"
    DUTIES = "O4"
    REPORT = "O5"
    PERSONS_ANNEX = "O5p"
    NOTICE = "O6n"
    FINDINGS = "O6"
    MINUTES = "O7"
    TRANSFER = "O8"
    INVESTIGATION = "O9"
    DECISION = "O10"
    COMMITTEE_REPORT = "O11"
    REMEDY = "O12"
    APPRAISAL = "O13"
    AUDIT = "O14"
    READ_LOG = "O15"
    ACCOUNTS = "O16"
    ROLE_GRANTS = "O16b"
    RULEBOOK = "O16c"
    STATISTICS = "O17"
    BACKUP = "O18"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post held on the day: its column, the appointment, the organ, and the organs in charge of
    (分管). `reviews`: cases in which its organ was named to act in the justice bureau's place.
    """

    role: Role
    appointment: str
    organ: str
    since: date
    until: date | None = None
    organs_in_charge: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone signed in, with all his seats on the day `on`.

    `active` is false for a disabled or expired account. `assigned` are the cases granted to him,
    `records_for` the bodies whose decisions on paper he enters (代录). `acting` is the appointment
    he chose to act in: it marks what he records and never adds or takes a right.
    """

    tenant: str
    account: str
    person: str
    seats: tuple[Seat, ...]
    on: date
    active: bool = True
    assigned: frozenset[str] = frozenset()
    records_for: frozenset[str] = frozenset()
    acting: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(seat.role for seat in self.seats)

    @property
    def acting_seat(self) -> Seat | None:
        """The seat chosen, else the first one; None for a person without a post."""
        chosen = (seat for seat in self.seats if seat.appointment == self.acting)
        return next(chosen, self.seats[0] if self.seats else None)


@dataclass(frozen=True, slots=True)
class Relations:
    """What an object has to do with whom, as ids; `may` compares them with the actor's own.

    `tenant` empty: the actor's. `case` and `party`: the case and its units concerned.
    `cross_portfolio`: led by the executive deputy (第九条); `bureau_concerned`: the justice bureau
    is itself a unit concerned. `subjects`: persons under
    accountability in any proceeding on the case, those of a draft included; `recused`: persons
    recused from it. `served_on`: persons on whom the notice of alleged facts (O1 to O6n) or this
    very decision (O10, O12) was served. `transferred_to`: organs the case was handed to;
    `on_agenda`: in the dossier of a meeting of the Party group. `about`: persons or accounts this
    very item concerns; `about_units`: their units. `authors`: accounts that wrote it. `bodies`:
    organs whose decision is entered for them. `filed`: false while a report is a draft.
    """

    tenant: str = ""
    case: str = ""
    party: frozenset[str] = frozenset()
    cross_portfolio: bool = False
    bureau_concerned: bool = False
    subjects: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    served_on: frozenset[str] = frozenset()
    transferred_to: frozenset[str] = frozenset()
    on_agenda: bool = False
    about: frozenset[str] = frozenset()
    about_units: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    city_managed: bool = False
    filed: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """`visible` false: answer 404; visible but not allowed: 403.

    `rule` names what decided (an override, or object and column). `part` limits a right to a part
    of the object (result, copy, fact, unit, recorded_for, …; empty: all of it); `appointment` is
    the post it comes from.
    """

    allowed: bool
    visible: bool
    rule: str
    part: str = ""
    appointment: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a scope: rows that match `kind` with one of `ids`.

    Kinds with ids: units (party), cases, transferred, about, about_units, served_on, authors,
    bodies. Kinds without: everything, cross_portfolio, agenda, city_managed, bureau_concerned and
    its contrary, unconcerned. `filed` None: drafts
    too.
    """

    kind: str
    ids: frozenset[str] = frozenset()
    filed: bool | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of an object the actor may view: those of `tenant` that match any of `terms`.

    Rows in which `person` is a subject or recused match `subject_terms` instead; where
    `from_service` is true (O1 to O5) a subject counts only once the notice of alleged facts was
    served on him. `covers` is the exact meaning; an application's query says the same in SQL.
    """

    tenant: str
    person: str = ""
    terms: tuple[Term, ...] = ()
    subject_terms: tuple[Term, ...] = ()
    from_service: bool = False

    @property
    def nothing(self) -> bool:
        return not self.terms and not self.subject_terms
