"""移交清单: the open work of a post, handed on by one and confirmed by the other."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

import people
from guize.cases import queries as cases
from guize.cases import services
from guize.core.facts import FactError
from guize.organisation import queries as organisation
from guize.organisation.services import rebuild
from guize.web import handover

pytestmark = pytest.mark.django_db


def work_of(member) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in handover.open_work(member.actor, member.actor.seats[0]):
        found.setdefault(one.kind, []).append(one.what)
    return found


def hand(giver, receiver, note: str = "", key: str = ""):
    actor = giver.actor
    return handover.hand_over(actor, actor.seats[0], receiver=receiver.person, note=note, key=key)


@pytest.fixture
def draft(lawful, opened):
    fields = {"documents": "送达回证"}
    actor = lawful.case_officer.actor
    return services.keep_draft(actor=actor, form="evidence_filed", fields=fields, case=opened.id)


def test_the_list_holds_the_duties_of_the_post_and_the_drafts_of_its_holder(client, lawful, draft):
    assert any("报告" in one for one in work_of(lawful.unit_head)["duty"])
    officer = work_of(lawful.case_officer)
    page = reverse("handover", args=[lawful.case_officer.appointment])
    shown = client.as_(lawful.case_officer.account).get(page).content.decode()
    assert "草稿:提交证据" in shown
    assert len(officer["draft"]) == 1
    assert not any("主要负责人" in one for one in officer.get("duty", ()))
    assert work_of(lawful.outsider) == {}


def test_steps_that_wait_in_a_proceeding_are_on_the_list_of_whoever_takes_them(proposed):
    assert "提请县政府党组会议审核" in work_of(proposed.county.justice_head)["proceeding"]
    assert "proceeding" not in work_of(proposed.county.unit_head)


def test_both_confirm_and_the_drafts_pass_to_the_other(lawful, opened, draft):
    row = hand(lawful.case_officer, lawful.unit_deputy, "原件在档案柜")
    assert row.accepted_on is None
    assert [one.id for one in handover.to_accept(lawful.unit_deputy.actor)] == [row.id]
    handover.accept(lawful.unit_deputy.actor, row)
    row.refresh_from_db()
    assert row.accepted_on == people.TODAY
    assert [one.id for one in cases.drafts(lawful.unit_deputy.actor)] == [draft.id]
    assert not cases.drafts(lawful.case_officer.actor)
    rebuild(lawful.tenant)
    row.refresh_from_db()
    assert row.accepted_on == people.TODAY


def test_only_the_receiver_confirms_and_nobody_else_reads_it(lawful, opened):
    row = hand(lawful.unit_head, lawful.unit_deputy)
    for who in ("case_officer", "justice_head", "system_admin"):
        with pytest.raises(Http404):
            organisation.handover(lawful.cast[who].actor, row.id)
    with pytest.raises(Http404):
        handover.accept(lawful.unit_head.actor, row)


def test_a_receiver_learns_nothing_of_what_he_may_not_see(proposed):
    county = proposed.county
    row = hand(county.justice_head, county.counsel)
    assert ["proceeding", str(proposed.row.id)] in row.items
    seen = handover.pieces(county.counsel.actor, row)
    assert not any(one.kind == "proceeding" for one in seen)
    assert any(one.kind == "proceeding" for one in handover.pieces(county.justice_head.actor, row))


def test_one_handover_waits_at_a_time_and_not_for_oneself(lawful, opened):
    first = hand(lawful.unit_head, lawful.unit_deputy, key="k1")
    assert hand(lawful.unit_head, lawful.unit_deputy, key="k1").id == first.id
    with pytest.raises(FactError, match="待对方确认"):
        hand(lawful.unit_head, lawful.case_officer)
    with pytest.raises(FactError, match="本人"):
        hand(lawful.case_officer, lawful.case_officer)


def test_the_pages_keep_what_was_typed_and_lead_the_other_to_it(client, lawful, opened):
    head = client.as_(lawful.unit_head.account)
    place = reverse("handover", args=[lawful.unit_head.appointment])
    assert place in head.get(reverse("account")).content.decode()
    given = {"receiver": lawful.unit_deputy.person, "note": "案卷已整理", "key": "k"}
    refused = head.post(place, given)
    assert "sure" in refused.context["form"].errors
    assert "案卷已整理" in refused.content.decode()
    done = head.post(place, given | {"sure": "on"})
    deputy = client.as_(lawful.unit_deputy.account)
    assert done.url in deputy.get(reverse("home")).content.decode()
    assert "确认接收" in deputy.get(done.url).content.decode()
    assert deputy.post(done.url).status_code == 302
    deputy.get(done.url)  # says so once
    assert "确认接收" not in deputy.get(done.url).content.decode()
    assert head.post(done.url).status_code == 404
