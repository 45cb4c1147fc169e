"""Accounts and grants change by two persons; the three administrators are three."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

import people
from guize.accounts import services
from guize.accounts.models import Account, Grant, Proposal
from guize.core.facts import FactError
from guize.ledger.queries import stream_events
from guize.organisation import services as organisation

pytestmark = pytest.mark.django_db
SEPARATION = "三员分立"
HALF = r"<code>([a-z2-9]{4}-[a-z2-9]{4})</code>"


def newcomer(county, name="新人") -> str:
    person = organisation.register_person(tenant=county.tenant, by="x", name=name)
    return str(person.id)


def opening(county, **more) -> services.Proposed:
    content = {"username": "fresh", "person": newcomer(county), "expires_on": "2027-01-01", **more}
    return services.propose(actor=county.system_admin.actor, kind="open", content=content)


def test_an_account_opens_with_the_second_word_and_each_of_the_two_knows_half(client, county):
    signed = client.as_(county.system_admin.account)
    address = reverse("account-propose", args=["open"])
    typed = {"username": "fresh", "person": newcomer(county), "expires_on": "", "key": "k-1"}
    shown = signed.post(address, typed).content.decode()
    first = re.search(HALF, shown)[1]
    again = signed.post(address, typed).content.decode()
    assert "<code>" not in again
    assert not Account.objects.filter(username="fresh").exists()
    row = Proposal.objects.get()
    second = client.as_(county.security_admin.account)
    assert str(row.id) in second.get(reverse("home")).content.decode()
    told = second.post(reverse("account-change", args=[row.id]), {"decision": "confirm"})
    password = f"{first}-{re.search(HALF, told.content.decode())[1]}"
    account = Account.objects.get(username="fresh")
    assert account.check_password(password)
    assert first not in told.content.decode()
    assert account.must_change_password
    row.refresh_from_db()
    assert (row.state, row.password) == ("confirmed", "")
    events = stream_events(county.tenant, "accounts", county.tenant)
    assert [e.type for e in events][-4:] == [
        "change_proposed", "change_confirmed", "account_created", "password_changed",
    ]  # fmt: skip
    assert password not in repr(events)


def test_who_proposed_does_not_confirm(client, county):
    made = opening(county)
    with pytest.raises(PermissionDenied):
        services.confirm(actor=county.system_admin.actor, proposal=made.proposal.id)
    ends = {"account": str(county.outsider.account.id), "kind": "records_for",
            "target": county.city_discipline_body, "since": "2026-01-01"}  # fmt: skip
    own = services.propose(
        actor=county.security_admin.actor, kind="grant-entries", content=ends, reason="代录"
    )
    with pytest.raises(FactError) as refused:
        services.confirm(actor=county.security_admin.actor, proposal=own.proposal.id)
    assert "两人办理" in refused.value.cause
    assert not Grant.objects.exists()
    services.confirm(actor=county.justice_head.actor, proposal=own.proposal.id)
    assert county.outsider.actor.records_for == {county.city_discipline_body}


def test_nobody_confirms_a_change_of_his_own_account(county):
    content = {"account": str(county.security_admin.account.id)}
    made = services.propose(
        actor=county.system_admin.actor, kind="disable", content=content, reason="x"
    )
    with pytest.raises(FactError) as refused:
        services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert "本人账号" in refused.value.cause


def test_a_change_is_decided_once_and_a_refusal_needs_its_reason(county):
    made = opening(county)
    with pytest.raises(FactError) as bare:
        services.refuse(actor=county.security_admin.actor, proposal=made.proposal.id, reason=" ")
    assert bare.value.field == "reason"
    services.refuse(actor=county.security_admin.actor, proposal=made.proposal.id, reason="重名")
    with pytest.raises(FactError):
        services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert not Account.objects.filter(username="fresh").exists()


def test_an_account_disabled_by_two_ends_at_once(client, county):
    signed = client.as_(county.outsider.account)
    made = services.propose(
        actor=county.system_admin.actor, kind="disable", reason="调离",
        content={"account": str(county.outsider.account.id)},
    )  # fmt: skip
    assert signed.get(reverse("account")).status_code == 200
    services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert signed.get(reverse("account")).status_code == 302


def test_a_password_is_reset_by_two(county):
    before = county.outsider.account.password
    made = services.propose(
        actor=county.system_admin.actor, kind="reset", reason="遗忘",
        content={"account": str(county.outsider.account.id)},
    )  # fmt: skip
    assert Account.objects.get(username="outsider").password == before
    done = services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    account = Account.objects.get(username="outsider")
    assert account.check_password(f"{made.password}-{done.password}")
    assert account.must_change_password


@pytest.mark.parametrize("second", ["security_admin", "auditor"])
def test_a_second_administration_of_one_person_is_refused_with_the_rule(county, second):
    with pytest.raises(FactError) as refused:
        people.seat(county, "x", county.system_admin.person,
                    (county.government, "又一职", second))  # fmt: skip
    assert SEPARATION in refused.value.cause


def test_an_account_or_a_word_of_two_administrations_is_refused(county, monkeypatch):
    from guize.organisation.services import offices

    monkeypatch.setattr(offices, "_refuse_second_administration", lambda *_: None)
    person = newcomer(county)
    for function in ("system_admin", "security_admin"):
        people.seat(county, "x", person, (county.government, function, function))
    with pytest.raises(FactError) as refused:
        opening(county, person=person)
    assert SEPARATION in refused.value.cause
    made = opening(county)
    people.seat(county, "x", county.security_admin.person, (county.government, "审", "auditor"))
    with pytest.raises(FactError) as word:
        services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert SEPARATION in word.value.cause


def test_the_head_asks_for_counsel_and_the_administrator_sees_a_bare_id(client, lawful, opened):
    signed = client.as_(lawful.unit_head.account)
    address = reverse("account-propose", args=["grant-case"])
    typed = {"account": str(lawful.counsel.account.id), "target": str(opened.id), "reason": "代理",
             "since": "2026-10-12", "until": "2027-03-01", "key": "k-2"}  # fmt: skip
    assert signed.post(address, typed).status_code == 200
    row = Proposal.objects.get()
    second = client.as_(lawful.security_admin.account)
    page = second.get(reverse("account-change", args=[row.id])).content.decode()
    assert str(opened.id) in page
    assert opened.title not in page
    second.post(reverse("account-change", args=[row.id]), {"decision": "confirm"})
    assert lawful.counsel.actor.assigned == {str(opened.id)}


def test_a_head_cannot_ask_for_a_case_out_of_his_view(client, lawful, opened):
    signed = client.as_(lawful.other_head.account)
    address = reverse("account-propose", args=["grant-case"])
    typed = {"account": str(lawful.counsel.account.id), "target": str(opened.id), "reason": "代理",
             "since": "2026-10-12", "until": "2027-03-01", "key": "k-3"}  # fmt: skip
    assert signed.post(address, typed).status_code == 422
    assert not Proposal.objects.exists()


def test_a_head_reads_the_accounts_of_his_unit_alone(client, county):
    shown = client.as_(county.unit_head.account).get(reverse("accounts")).content.decode()
    assert "case_officer" in shown
    assert "housing_officer" not in shown


def test_a_locked_name_is_unlocked_by_the_security_administrator(client, county):
    typed = {"username": "outsider", "password": "错误的密码"}
    for _ in range(5):
        client.post(reverse("sign-in"), typed)
    right = {"username": "outsider", "password": people.PASSWORD}
    assert client.post(reverse("sign-in"), right).status_code == 429
    form = {"account": str(county.outsider.account.id), "reason": "本人来电"}
    refused = client.as_(county.system_admin.account).post(reverse("account-unlock"), form)
    assert refused.status_code == 403
    signed = client.as_(county.security_admin.account)
    assert "已锁定" in signed.get(reverse("accounts")).content.decode()
    signed.post(reverse("account-unlock"), form)
    assert client.post(reverse("sign-in"), right).status_code == 302
    last = stream_events(county.tenant, "accounts", county.tenant)[-1]
    assert (last.type, last.reason) == ("name_unlocked", "本人来电")


def test_proposals_rebuilt_equal_those_written(county):
    made = opening(county)
    services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    opening(county, username="second", person="")
    Proposal.objects.update(password="")
    written = list(Proposal.objects.order_by("id").values())
    Proposal.objects.all().delete()
    services.rebuild(county.tenant)
    assert list(Proposal.objects.order_by("id").values()) == written


@pytest.mark.parametrize(("who", "leads"), [("unit_head", True), ("case_officer", False)])
def test_a_head_finds_the_office_on_the_page_of_his_own_account(client, county, who, leads):
    shown = client.as_(county.cast[who].account).get(reverse("account")).content.decode()
    assert (f'href="{reverse("accounts")}"' in shown) == leads
