"""回避: open in every step, to the person himself and to his body; who is declared so is out."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from guize.accountability import queries, services
from guize.core.facts import FactError

pytestmark = pytest.mark.django_db


def recuse(course, by: str, who: str) -> None:
    cast = course.county.cast
    services.recuse(
        actor=cast[by].actor, proceeding=course.row.id, person=cast[who].person, reason="亲属"
    )


def sees(course, who: str) -> bool:
    return queries.proceedings(course.county.cast[who].actor).exists()


def test_in_every_step_whoever_takes_part_can_withdraw_and_finds_the_file_gone(proposed):
    recuse(proposed, "justice_officer", "justice_officer")  # S2, in his own matter
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    recuse(proposed, "party_group_member", "party_group_member")  # S3
    assert proposed.row.stage == "S3"
    assert not sees(proposed, "justice_officer")
    assert not sees(proposed, "party_group_member")
    group = {"meeting_on": "2026-10-10", "minutes_number": "9", "resolution": "approved"}
    with pytest.raises((Http404, PermissionDenied)):
        proposed.take("party_group_member", "resolution_recorded", **group)
    assert sees(proposed, "justice_head")


def test_a_body_that_decides_declares_its_own_people_and_no_others(approved):
    approved.refer(approved.county.unit_head.appointment, "organization_department")
    with pytest.raises(FactError, match="参与办理"):
        recuse(approved, "organization_officer", "justice_head")
    recuse(approved, "organization_officer", "organization_officer")  # S4
    assert not sees(approved, "organization_officer")
    with pytest.raises((Http404, PermissionDenied)):
        approved.decide(approved.county.unit_head.appointment)


def test_the_body_that_drafts_declares_anyone_who_takes_part_and_nobody_else(proposed):
    recuse(proposed, "justice_officer", "party_group_member")
    proposed.take("justice_head", "proposal_submitted", reasons="提请")
    assert not sees(proposed, "party_group_member")
    with pytest.raises(FactError, match="参与办理"):
        recuse(proposed, "justice_officer", "outsider")
    with pytest.raises(Http404):
        recuse(proposed, "unit_head", "justice_head")


def test_a_recusal_is_confirmed_on_its_page_and_shown_on_the_file(client, proposed):
    window = client.as_(proposed.county.justice_head.account)
    place = reverse("accountability:recuse", args=[proposed.row.id])
    given = {"person": proposed.county.justice_officer.person, "reason": "系涉责人员配偶"}
    refused = window.post(place, given)
    assert "sure" in refused.context["form"].errors
    assert "系涉责人员配偶" in refused.content.decode()
    assert window.post(place, given | {"sure": "on"}).status_code == 302
    file = window.get(reverse("accountability:proceeding", args=[proposed.row.id]))
    assert "孙丽(2026-10-12(周一))" in file.content.decode()
    own = {"person": proposed.county.justice_head.person, "reason": "同学", "sure": "on"}
    assert window.post(place, own).url == reverse("accountability:list")
    assert window.get(place).status_code == 404
