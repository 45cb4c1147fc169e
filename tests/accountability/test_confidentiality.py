"""What nobody but those charged with it may learn, page by page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from fixtures_proceedings import Course
from guize.accountability import queries

OUTSIDE = (
    "case_officer",
    "unit_deputy",
    "unit_head",
    "deputy_head",
    "executive_deputy",
    "counsel",
    "auditor",
    "system_admin",
    "security_admin",
    "outsider",
)


def url(name: str, course: Course, *more: str) -> str:
    return reverse(f"accountability:{name}", args=[course.row.id, *more])


@pytest.mark.parametrize("who", OUTSIDE)
def test_a_proceeding_does_not_exist_for_anyone_outside_it(client, proposed, who):
    window = client.as_(proposed.county.cast[who].account)
    for name, more in (("proceeding", ()), ("determination", ()), ("step", ("finding_recorded",))):
        assert window.get(url(name, proposed, *more)).status_code == 404
    assert not queries.proceedings(proposed.county.cast[who].actor).exists()


def plain(page) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="[^"]+|name="key" value="[^"]+)', "", page)


@pytest.mark.parametrize("who", ["unit_head", "unit_deputy", "case_officer", "deputy_head"])
def test_naming_someone_changes_nothing_he_sees_of_the_case(client, lost, lawful, who):
    from fixtures_proceedings import file_report
    from guize.accountability import services

    file_report(lawful, lost)
    window = client.as_(lawful.cast[who].account)
    places = [reverse("cases:list"), reverse("accountability:mine"), reverse("home")]
    places += [
        reverse("cases:case", args=[lost.id]) + f"?tab={tab}"
        for tab in ("duties", "facts", "people")
    ]
    places += [reverse("cases:why", args=[lost.id])]
    before = [plain(window.get(place).content.decode()) for place in places]
    row = services.open_proceeding(
        actor=lawful.justice_officer.actor,
        case=lost.id,
        occurred_on=lost.opened_on.replace(month=10, day=10),
        reasons="影响重大",
    )
    course = Course(lawful, row)
    course.find("ground_not_performed", about=lawful.cast[who].appointment)
    course.propose(lawful.cast[who].appointment)
    assert [plain(window.get(place).content.decode()) for place in places] == before


def test_a_member_of_the_party_group_named_in_it_does_not_see_his_own_proposal(lawful, course):
    from guize.ledger.identifiers import new_id
    from people import seat

    head = lawful.unit_head
    seat(lawful, new_id(), head.person, (lawful.party_group, "党组成员", "party_group_member"))
    course.find("ground_not_performed", about=head.appointment)
    course.propose(head.appointment)
    course.take("justice_head", "proposal_submitted", reasons="提请")
    assert not queries.proceedings(head.actor).exists()
    assert queries.proceedings(lawful.party_group_member.actor).exists()


def test_someone_recused_finds_the_file_gone(lawful, proposed):
    from guize.accountability import services

    services.recuse(
        actor=lawful.justice_officer.actor,
        proceeding=proposed.row.id,
        person=lawful.justice_head.person,
        reason="亲属",
    )
    assert not queries.proceedings(lawful.justice_head.actor).exists()


def test_the_person_reads_his_decision_after_service_only(client, approved):
    head = approved.county.unit_head
    window = client.as_(head.account)
    mine = reverse("accountability:mine")
    approved.refer(head.appointment, "organization_department")
    approved.decide(head.appointment)
    assert "组字9号" not in window.get(mine).content.decode()
    approved.take(
        "organization_officer", "decision_served", subject=head.appointment, service_method="direct"
    )
    page = window.get(mine).content.decode()
    assert "组字9号" in page
    assert "申诉期间不停止执行" in page
    other = client.as_(approved.county.unit_deputy.account).get(mine).content.decode()
    assert "组字9号" not in other


def test_the_person_petitions_from_his_own_page(client, approved):
    head = approved.county.unit_head
    approved.refer(head.appointment, "organization_department")
    approved.decide(head.appointment)
    approved.take(
        "organization_officer", "decision_served", subject=head.appointment, service_method="direct"
    )
    part = approved.row.subjects.get(subject=head.appointment)
    place = reverse("accountability:own-step", args=[part.id, "petition_filed"])
    other = client.as_(approved.county.unit_deputy.account)
    assert other.post(place, {"text": "不是我的"}).status_code == 404
    assert client.as_(head.account).post(place, {"text": "不服决定"}).status_code == 302
    approved.row.refresh_from_db()
    assert approved.row.stage == "S6"


def test_a_notice_opens_the_persons_page_and_his_statement(client, proposed):
    head = proposed.county.unit_head
    proposed.take("justice_officer", "notice_served", subject=head.appointment, note="拟认定事实")
    window = client.as_(head.account)
    assert "拟认定事实" in window.get(reverse("accountability:mine")).content.decode()
    part = proposed.row.subjects.get(subject=head.appointment)
    place = reverse("accountability:own-step", args=[part.id, "statement_received"])
    assert window.post(place, {"text": "我已报告"}).status_code == 302


def test_reading_a_proceeding_leaves_a_line_in_the_read_log(client, proposed):
    from guize.ledger.models import ReadLog

    before = ReadLog.objects.count()
    client.as_(proposed.county.justice_officer.account).get(url("proceeding", proposed))
    client.as_(proposed.county.outsider.account).get(url("proceeding", proposed))
    told = ReadLog.objects.order_by("-at")[:2].values_list("outcome", flat=True)
    assert (ReadLog.objects.count() - before, set(told)) == (2, {"read", "denied"})
