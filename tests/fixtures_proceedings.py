"""A lost case with its report, and a proceeding on it, carried as far as a test asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

import people
from fixtures_cases import header
from guize.accountability import services
from guize.accountability.models import Proceeding
from guize.cases import services as cases
from guize.cases.models import Case

COURSE = (
    (
        "report_made",
        "2026-03-03",
        "unit_head",
        {"reported_by": "unit_head", "reported_to": "deputy_head"},
    ),
    ("response_plan_made", "2026-03-05", "deputy_head", {"decided_by": "deputy_head"}),
    ("hearing_held", "2026-04-20", "case_officer", {"appearance": "staff_only"}),
    (
        "judgment_served",
        "2026-06-01",
        "case_officer",
        {"disposition": "revoked", "service_method": "direct"},
    ),
    ("judgment_reported", "2026-06-03", "case_officer", {}),
)
PEOPLE = frozenset({"reported_by", "reported_to", "decided_by"})


@pytest.fixture
def lost(lawful, pinned_today) -> Case:
    """Revoked at first instance, not appealed, effective on 2026-06-17; the report is not filed."""
    pinned_today("2026-06-10")
    case = cases.register_case(
        actor=lawful.case_officer.actor,
        type="complaint_served",
        occurred_on=date(2026, 3, 2),
        payload={"service_method": "direct"},
        **header(lawful, serial=42, matters=()),
    )
    for type_, on, who, payload in COURSE:
        given = {
            name: lawful.cast[value].appointment if name in PEOPLE else value
            for name, value in payload.items()
        }
        cases.record_event(
            actor=lawful.cast[who].actor,
            case=case.id,
            type=type_,
            occurred_on=date.fromisoformat(on),
            payload=given,
        )
    pinned_today("2026-10-12")
    return cases.rebuild(case)


def file_report(county: people.County, case: Case) -> None:
    cases.record_event(
        actor=county.case_officer.actor,
        case=case.id,
        type="analysis_report_filed",
        occurred_on=date(2026, 7, 1),
        payload={"causes": "程序违法", "measures_taken": "培训"},
    )


@dataclass
class Course:
    """A proceeding and those who take its steps: `course.take("justice_officer", …)`."""

    county: people.County
    row: Proceeding

    def take(self, who: str, type_: str, on: str = "2026-10-10", **payload: object):
        event = services.record_step(
            actor=self.county.cast[who].actor,
            proceeding=self.row.id,
            type=type_,
            occurred_on=date.fromisoformat(on),
            payload=payload,
        )
        self.row.refresh_from_db()
        return event

    def find(self, fact: str, state: str = "present", about: str = "") -> None:
        named = {"about": about} if about else {}
        self.take(
            "justice_officer", "finding_recorded", fact=fact, state=state, reasons="查明", **named
        )

    def propose(
        self,
        subject: str,
        measure: str = "14-1",
        handling: str = "organizational",
        by: str = "justice_officer",
    ) -> None:
        self.take(
            by,
            "proposal_made",
            subject=subject,
            responsibility="first_responsibility",
            measure=measure,
            handling=handling,
            reasons="依第十条",
        )

    def approve(self) -> None:
        self.take("justice_head", "proposal_submitted", reasons="提请审核")
        self.take(
            "party_group_member",
            "resolution_recorded",
            meeting_on="2026-10-10",
            minutes_number="[2026]9号",
            resolution="approved",
        )

    def refer(self, subject: str, body: str) -> None:
        self.take("justice_head", "referral_made", subject=subject, body=body, reasons="移送")

    def decide(
        self, subject: str, who: str = "organization_officer", measure: str = "14-1"
    ) -> None:
        self.take(
            who,
            "decision_made",
            subject=subject,
            measure=measure,
            body="organization_department",
            document_number="组字9号",
        )


@pytest.fixture
def course(lawful, lost) -> Course:
    """A proceeding just opened on the lost case, whose report has been filed."""
    file_report(lawful, lost)
    row = services.open_proceeding(
        actor=lawful.justice_officer.actor,
        case=lost.id,
        occurred_on=date(2026, 10, 10),
        reasons="败诉且影响重大",
    )
    return Course(lawful, row)


@pytest.fixture
def proposed(course) -> Course:
    """A proposal on the unit head, after the gate was found open and a ground present."""
    head = course.county.unit_head.appointment
    course.find("serious_impact")
    course.find("major_economic_loss", "absent")
    course.find("ground_not_performed", about=head)
    course.propose(head)
    return course


@pytest.fixture
def approved(proposed) -> Course:
    proposed.approve()
    return proposed


Stage = Callable[[], Course]
