"""The pages: everyone in the county reads, the system administrator records."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

import people
from guize.organisation.models import Appointment, Person
from guize.regulations.services import install_rulebook

pytestmark = pytest.mark.django_db
READERS = ["case_officer", "unit_head", "deputy_head", "justice_head", "auditor", "system_admin"]


@pytest.fixture
def cloudridge():
    return people.county()


def page(client, member, name="organisation", *arguments, **query):
    return client.as_(member.account).get(reverse(name, args=arguments), query)


@pytest.mark.parametrize("reader", READERS)
def test_everyone_sees_who_holds_which_post(client, cloudridge, reader):
    shown = page(client, getattr(cloudridge, reader)).content.decode()
    assert "青石镇人民政府" in shown
    assert "李强" in shown


def test_a_stranger_is_sent_to_sign_in(client, cloudridge):
    for address in ("/organisation/", f"/organisation/organs/{cloudridge.township}/"):
        assert client.get(address).status_code == 302


def test_the_page_answers_for_the_day_asked(client, cloudridge):
    before = page(client, cloudridge.auditor, on="2023-12-31").content.decode()
    assert "李强" not in before
    assert "空缺" in before


def test_an_impossible_day_is_refused_and_kept(client, cloudridge):
    shown = page(client, cloudridge.auditor, on="2023-02-30").content.decode()
    assert 'value="2023-02-30"' in shown
    assert "field--wrong" in shown


def test_an_organ_shows_its_posts_of_all_times(client, cloudridge):
    shown = page(client, cloudridge.auditor, "organ", cloudridge.township).content.decode()
    assert "镇长" in shown
    assert "陈刚" in shown  # in charge of it
    assert "end-appointment" not in shown
    offered = page(client, cloudridge.system_admin, "organ", cloudridge.township).content.decode()
    assert f"end-appointment/?appointment={cloudridge.unit_head.appointment}" in offered


def test_an_organ_of_another_county_is_not_found(client, cloudridge):
    other = people.county("邻县", "other-")
    assert page(client, other.auditor, "organ", cloudridge.township).status_code == 404
    assert "李强" in page(client, other.auditor).content.decode()


@pytest.mark.parametrize("entry", ["establish-organ", "appoint", "end-portfolio"])
def test_only_the_system_administrator_records(client, cloudridge, entry):
    for member in (cloudridge.unit_head, cloudridge.justice_head, cloudridge.auditor):
        assert page(client, member, "organisation-record", entry).status_code == 403
    allowed = page(client, cloudridge.system_admin, "organisation-record", entry)
    assert allowed.status_code == 200


def test_the_administrator_alone_is_offered_what_can_be_recorded(client, cloudridge):
    link = f'<a href="{reverse("organisation-record", args=["appoint"])}">登记任职</a>'
    assert link in page(client, cloudridge.system_admin).content.decode()
    assert link not in page(client, cloudridge.unit_head).content.decode()


def test_an_unknown_entry_is_not_found(client, cloudridge):
    found = page(client, cloudridge.system_admin, "organisation-record", "abolish")
    assert found.status_code == 404


def send(client, cloudridge, entry, **fields):
    address = reverse("organisation-record", args=[entry])
    return client.as_(cloudridge.system_admin.account).post(address, fields)


def test_an_appointment_ends_and_the_next_begins(client, cloudridge):
    head, key = cloudridge.unit_head, {"idempotency_key": "k1"}
    ended = send(
        client, cloudridge, "end-appointment",
        appointment=head.appointment, until="2026-10-01", **key,
    )  # fmt: skip
    assert ended.status_code == 302
    post = Appointment.objects.get(id=head.appointment).post_id
    entry = {"person": cloudridge.outsider.person, "post": post, "mode": "appointed"}
    again = {**entry, "since": "2026-10-01", "idempotency_key": "k2"}
    assert send(client, cloudridge, "appoint", **again).status_code == 302
    assert send(client, cloudridge, "appoint", **again).status_code == 302  # sent twice
    assert Appointment.objects.filter(post=post).count() == 2


def test_what_is_refused_comes_back_at_its_field_with_all_that_was_typed(client, cloudridge):
    post = Appointment.objects.get(id=cloudridge.unit_head.appointment).post_id
    entry = {"person": cloudridge.outsider.person, "post": post, "mode": "appointed"}
    refused = send(
        client, cloudridge, "appoint",
        **entry, since="2026-10-01", instrument="云任〔2026〕3 号", idempotency_key="k",
    )  # fmt: skip
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "李强 在此期间在任" in shown
    assert "云任〔2026〕3 号" in shown
    assert Appointment.objects.filter(post=post).count() == 1


def test_a_person_is_registered(client, cloudridge):
    fields = {"name": "新人", "idempotency_key": "k"}
    assert send(client, cloudridge, "register-person", **fields).status_code == 302
    assert Person.objects.filter(tenant=cloudridge.tenant, name="新人").exists()


def test_a_form_changed_after_it_was_recorded_says_so(client, cloudridge):
    send(client, cloudridge, "register-person", name="新人", idempotency_key="k")
    again = send(client, cloudridge, "register-person", name="另一人", idempotency_key="k")
    assert again.status_code == 422
    assert "已经登记过" in again.content.decode()


def test_an_organ_is_established_in_the_words_of_the_rulebook(client, cloudridge, settings):
    install_rulebook(tenant=UUID(cloudridge.tenant), folder=settings.RULEBOOKS / "cn-procedure")
    install_rulebook(tenant=UUID(cloudridge.tenant), folder=settings.RULEBOOKS / people.PACK)
    fields = {"name": "松岭乡人民政府", "kind": "township", "idempotency_key": "k"}
    assert send(client, cloudridge, "establish-organ", **fields).status_code == 302
    assert "松岭乡人民政府" in page(client, cloudridge.auditor).content.decode()
    fields = {"name": "白云乡人民政府", "kind": "kingdom", "idempotency_key": "k2"}
    assert send(client, cloudridge, "establish-organ", **fields).status_code == 422
