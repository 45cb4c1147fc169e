"""The demo county shows everything that can be shown, on whatever day it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from guize.accountability.models import Proceeding
from guize.accounts.models import Account
from guize.cases.models import Case
from guize.cases.queries import whole_record
from guize.core.answers import FactState
from guize.core.assess import Assessment, assess
from guize.core.duties import DutyState, state_on
from guize.core.facts import CaseRecord
from guize.core.routing import Stage
from guize.ledger import clock
from guize.ledger.models import Event
from guize.papers.kinds import KINDS
from guize.papers.models import Paper
from guize.regulations.queries import norms
from guize.web.demo import load, people

pytestmark = pytest.mark.django_db
DAYS = (
    "2026-11-22",  # a Sunday
    pytest.param("2026-10-09", marks=pytest.mark.long),  # after the long holiday
    pytest.param("2026-02-25", marks=pytest.mark.long),  # after the spring festival
    pytest.param("2027-03-17", marks=pytest.mark.long),  # a year without a notice
)
BODIES = {
    "discipline_body",
    "organization_department",
    "city_organization_department",
}
RESOLUTIONS = {"approved", "returned", "no_action"}
INQUIRIES = {"not_crime", "crime"}
REFERRALS = {"refer", "start_after_inquiry", "judicial", "not_referred"}


@dataclass(frozen=True)
class Shown:
    """What the loaded county shows: every case with its whole record and what follows from it."""

    cases: list[Case]
    records: list[CaseRecord]
    outcomes: list[Assessment]

    def payloads(self, type_: str, field: str) -> set[object]:
        events = (event for record in self.records for event in record.events)
        return {event.payload.get(field) for event in events if event.type == type_}


@pytest.fixture(scope="module", params=DAYS)
def shown(request, tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Shown]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("GUIZE_TODAY", request.param)
        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("demo"))
        free_the_names()
        yield read(load.load_county().tenant)
        transaction.set_rollback(True)


def free_the_names() -> None:
    """The county of the session has accounts of the same names; rolled back with the rest."""
    Account.objects.update(username=Concat(Value("session-"), "username"))


def read(tenant: str) -> Shown:
    cases = list(Case.objects.filter(tenant=tenant))
    of_case = {row.id: Proceeding.objects.filter(case=row) for row in cases}
    records = [whole_record(row, proceedings=[p.id for p in of_case[row.id]]) for row in cases]
    law = norms(tenant)
    return Shown(cases, records, [assess(record, law, on=clock.today()) for record in records])


def test_there_are_forty_cases_of_every_kind_of_unit(shown):
    assert len(shown.cases) == 40
    kinds = {organ.kind for r in shown.records for organ in r.organs if organ.id in r.case.units}
    assert {"township", "subdistrict", "department", "park", "soe", "institution"} <= kinds
    assert {"county_government", "mass_org"} <= kinds


def test_every_state_of_a_duty_is_shown(shown):
    day = clock.today()
    states = {state_on(duty, day) for outcome in shown.outcomes for duty in outcome.duties}
    assert set(DutyState) - states == set()


def test_every_stage_is_shown(shown):
    assert set(Stage) - {outcome.stage for outcome in shown.outcomes} == set()


def test_every_ground_of_article_10_is_found_somewhere(shown):
    grounds = {g.id for outcome in shown.outcomes for g in outcome.grounds}
    present = {
        ground.id
        for outcome in shown.outcomes
        for ground in outcome.grounds
        if ground.state is FactState.PRESENT
    }
    assert {f"10-{item}" for item in range(1, 9)} <= grounds
    assert grounds - present == set()


def test_every_way_a_file_can_go_is_shown(shown):
    assert shown.payloads("referral_made", "body") >= BODIES
    assert shown.payloads("handed_to_city", "body") == {"city_organization_department"}
    assert shown.payloads("resolution_recorded", "resolution") == RESOLUTIONS
    assert shown.payloads("inquiry_result_recorded", "inquiry_result") == INQUIRIES
    referrals = {o.case_referral.answer.value for o in shown.outcomes if o.case_referral}
    assert referrals >= REFERRALS


def test_every_official_document_is_filed(shown):
    tenant = {row.tenant for row in shown.cases}
    filed = Paper.objects.filter(tenant__in=tenant).values_list("kind", flat=True)
    assert set(filed) == set(KINDS)


def test_both_answers_of_the_gate_and_the_open_question_are_shown(shown):
    answers = {outcome.gate.answer.value for outcome in shown.outcomes if outcome.gate}
    assert answers == {"gate_open", "gate_closed", None}


def test_what_was_done_was_done_by_the_person_whose_post_it_is(shown):
    tenant = shown.cases[0].tenant
    stored = Event.objects.filter(tenant=tenant, stream_kind__in=["case", "proceeding"])
    assert stored.count() > 400
    assert not stored.filter(appointment="").exists()


def test_an_account_is_there_for_every_role(shown):
    names = {name for name, _title in load.accounts()}
    assert names == {name for name, _seat, _title in people.ROLES}
    assert not load.is_wanted()
