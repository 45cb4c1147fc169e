"""A lost case of the justice bureau itself: the county government names who acts in its place."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from world import LOST

import people
from fixtures_cases import header
from fixtures_proceedings import Course
from guize.accountability import queries, services
from guize.cases import services as cases
from guize.core.facts import FactError, Matter, Party, partial_date

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 12)


@pytest.fixture
def own_case(lawful):
    """A suit the bureau itself lost; its officer enters it as the officer of a unit does."""
    bureau = lawful.justice_bureau
    about = {
        "units": (bureau,),
        "matters": (Matter("", bureau, "administrative_act", partial_date("2026-03"), "许可"),),
        "parties": (
            Party("", "", "defendant", organ=bureau),
            Party("", "", "plaintiff", name="甲"),
        ),
        "title": "不服县司法局不予许可决定",
    }
    row = cases.register_case(
        actor=lawful.justice_officer.actor, type="complaint_served",
        occurred_on=date(2026, 9, 24), payload={"service_method": "direct"},
        **header(lawful, **about),
    )  # fmt: skip
    judgment = ""
    for type_, day, _who, payload in LOST[:2]:
        told = cases.record_event(
            actor=lawful.justice_officer.actor, case=row.id, type=type_,
            occurred_on=date.fromisoformat(day),
            payload=payload | ({"judgment": judgment} if judgment else {}),
        )  # fmt: skip
        judgment = judgment or told.id
    row.refresh_from_db()
    return row


def name(county, case, *, by: str = "county_head", organ: str = "housing") -> None:
    cases.name_reviewer(
        actor=county.cast[by].actor,
        case=case.id,
        reviewer=county.organs[organ],
        document_number="云政〔2026〕8号",
        reasons="县司法局为涉案单位",
        occurred_on=DAY,
    )


def opened(county, case, by: str) -> Course:
    actor = county.cast[by].actor
    row = services.open_proceeding(actor=actor, case=case.id, occurred_on=DAY, reasons="败诉")
    return Course(county, row)


def test_the_bureau_opens_nothing_on_its_own_case_and_says_why(client, lawful, own_case):
    for who in ("justice_officer", "justice_head"):
        with pytest.raises(PermissionDenied):
            opened(lawful, own_case, who)
    page = client.as_(lawful.justice_head.account).get(
        reverse("accountability:of-case", args=[own_case.id])
    )
    assert "须由县政府另定机关审查" in page.content.decode()


def test_the_organ_named_carries_the_proceeding_by_two_persons(lawful, own_case):
    name(lawful, own_case)
    course = opened(lawful, own_case, "housing_officer")
    person = lawful.justice_head.appointment
    found = {"fact": "serious_impact", "state": "present", "reasons": "查明"}
    course.take("housing_officer", "finding_recorded", "2026-10-12", **found)
    proposal = {"subject": person, "responsibility": "first_responsibility", "measure": "14-1",
                "handling": "organizational", "reasons": "依第十条"}  # fmt: skip
    course.take("housing_officer", "proposal_made", "2026-10-12", **proposal)
    with pytest.raises(PermissionDenied):
        course.take("housing_officer", "proposal_submitted", "2026-10-12", reasons="提请")
    with pytest.raises(FactError, match="第十五条第一款"):  # the report of the bureau is awaited
        course.take("housing_head", "proposal_submitted", "2026-10-12", reasons="提请")
    for who in ("justice_officer", "justice_head"):
        with pytest.raises(Http404):
            queries.proceeding(lawful.cast[who].actor, course.row.id)


def test_the_organ_named_has_no_part_in_any_other_case(lawful, own_case, lost):
    name(lawful, own_case)
    with pytest.raises(Http404):
        opened(lawful, lost, "housing_head")


def test_another_naming_ends_the_part_of_the_first(lawful, own_case):
    name(lawful, own_case, by="executive_deputy")
    course = opened(lawful, own_case, "housing_officer")
    name(lawful, own_case, organ="township")
    with pytest.raises(Http404):
        queries.proceeding(lawful.housing_head.actor, course.row.id)
    assert queries.proceeding(lawful.unit_head.actor, course.row.id) == course.row


def test_an_organ_that_is_concerned_or_has_not_two_persons_is_not_named(lawful, own_case):
    for organ in ("justice_bureau", "audit_office", "court"):
        with pytest.raises(FactError, match="起草与审核由不同的人办理"):
            name(lawful, own_case, organ=organ)


def test_nobody_but_the_county_government_names_it_and_only_for_the_bureaus_cases(
    lawful, own_case, lost
):
    for who in ("justice_head", "deputy_head", "party_group_member", "system_admin"):
        with pytest.raises(Http404):
            name(lawful, own_case, by=who)
    with pytest.raises(Http404):
        name(lawful, lost)


def test_the_county_head_names_it_on_a_page_and_is_told_that_it_is_due(client, lawful, own_case):
    window = client.as_(lawful.county_head.account)
    assert reverse("cases:reviewers") in window.get(reverse("home")).content.decode()
    place = reverse("cases:name-reviewer", args=[own_case.id])
    given = {"occurred_on": "2026-10-12", "reviewer": lawful.housing, "reasons": "涉案"}
    refused = window.post(place, given)
    assert "document_number" in refused.context["form"].errors
    assert window.post(place, given | {"document_number": "云政〔2026〕8号"}).status_code == 302
    listed = window.get(reverse("cases:reviewers")).content.decode()
    assert "县住房和城乡建设局" in listed
    assert "云政〔2026〕8号" in listed
    file = reverse("cases:case", args=[own_case.id])
    assert "云政〔2026〕8号" in client.as_(lawful.justice_head.account).get(file).content.decode()
    assert client.as_(lawful.housing_head.account).get(file).status_code == 200
    assert window.get(file).status_code == 404


def test_naming_is_rebuilt_from_the_record(lawful, own_case):
    name(lawful, own_case)
    before = people.county().housing_head.actor.seats
    cases.rebuild(own_case)
    assert people.county().housing_head.actor.seats == before
    assert before[0].reviews == {str(own_case.id)}
