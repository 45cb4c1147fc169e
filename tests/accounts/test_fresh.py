"""Before an approval or an export the password is typed again, if the last time is long ago."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

import people
from guize.accounts import services
from guize.accounts.fresh import EXPORTS, FIELD, FRESH, LIMIT
from guize.accounts.models import Account
from guize.accounts.sessions import SIGNED_IN

pytestmark = pytest.mark.django_db


def stale(client, account):
    signed = client.as_(account)
    signed.get(reverse("account"))
    session = signed.session
    session[SIGNED_IN] = int(time.time()) - LIMIT - 60
    session.save()
    return signed


def disabling(county) -> str:
    content = {"account": str(county.outsider.account.id)}
    made = services.propose(
        actor=county.system_admin.actor, kind="disable", content=content, reason="调离"
    )
    return reverse("account-change", args=[made.proposal.id])


def is_active(county) -> bool:
    return Account.objects.get(id=county.outsider.account.id).is_active


def test_an_approval_asks_again_and_carries_on_what_was_filled_in(client, county):
    address = disabling(county)
    signed = stale(client, county.security_admin.account)
    asked = signed.post(address, {"decision": "confirm", "reason": "已核"}).content.decode()
    assert f'name="{FIELD}"' in asked
    assert '<input type="hidden" name="decision" value="confirm">' in asked
    assert '<input type="hidden" name="reason" value="已核">' in asked
    assert is_active(county)
    wrong = signed.post(address, {"decision": "confirm", FIELD: "错误的密码"})
    assert (wrong.status_code, is_active(county)) == (422, True)
    signed.post(address, {"decision": "confirm", FIELD: people.PASSWORD})
    assert not is_active(county)
    assert signed.session[FRESH] > time.time() - 60


def test_who_just_signed_in_is_not_asked(client, county):
    signed = client.as_(county.security_admin.account)
    signed.post(disabling(county), {"decision": "confirm"})
    assert not is_active(county)


def test_an_export_asks_first_and_then_leads_back(client, lawful, opened):
    signed = stale(client, lawful.unit_head.account)
    address = reverse("cases:export", args=[opened.id])
    asked = signed.get(address)
    assert asked.url.startswith(reverse("confirm-password"))
    answer = signed.post(asked.url, {FIELD: people.PASSWORD, "next": address})
    assert answer.url == address
    assert signed.get(address).status_code == 200


def test_only_steps_that_approve_ask(client, lawful):
    from world import lost_case, proceeding

    file = proceeding(lawful, lost_case(lawful))
    signed = stale(client, lawful.justice_head.account)
    step = reverse("accountability:step", args=[file, "finding_recorded"])
    assert signed.get(step).status_code == 200
    approval = reverse("accountability:step", args=[file, "proposal_submitted"])
    assert signed.get(approval).url.startswith(reverse("confirm-password"))
    assert FIELD in signed.post(approval, {"reasons": "败诉"}).content.decode()


def test_the_way_on_never_leads_to_another_site(client, county):
    signed = client.as_(county.unit_head.account)
    typed = {FIELD: people.PASSWORD, "next": "https://elsewhere.example/"}
    assert signed.post(reverse("confirm-password"), typed).url == reverse("home")


def test_wrong_passwords_lock_here_as_at_the_door(client, county):
    signed = client.as_(county.unit_head.account)
    codes = [
        signed.post(reverse("confirm-password"), {FIELD: "错误的密码"}).status_code
        for _ in range(5)
    ]
    assert codes == [422, 422, 422, 422, 429]


def test_every_export_is_guarded():
    """An address that is called an export and does not ask would let a record leave unasked."""
    from addresses import ADDRESSES

    assert {name for name in ADDRESSES if "export" in name} <= EXPORTS
