"""Passkeys: what a device answers lets in once, and only if every part of it holds."""

from __future__ import annotations

import json

import pytest
from authenticating import Device, question
from django.urls import reverse
from entering import is_in, knock

from conftest import SigningClient
from guize.accounts import passkeys, services
from guize.accounts.fresh import FRESH, SIGNATURE
from guize.accounts.models import Factor
from guize.accounts.passkeys import CHALLENGE
from guize.accounts.sessions import SECOND

pytestmark = pytest.mark.django_db
FAULTS = ("origin", "port", "challenge", "kind", "site", "presence", "verification")
NESTED = (
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"YQ",'
    '"attestationObject":"%s"}}'
)  # lists in lists, as deep as it goes
MALFORMED = (
    "x", "[]", "null", "7", '"a"', "{}", '{"id": 1}', '{"rawId": "!!", "response": 3}',
    '{"id":"a","rawId":"b","type":"public-key","response":{}}', "{" * 5000, '{"a":' + "9" * 30_000,
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"YQ",'
    '"authenticatorData":"YQ","signature":"YQ","attestationObject":"oA"}}',
    "[" * 15_000, NESTED % ("gYGB" * 4000,),
    '{"id":"\\ud800","rawId":"\\ud800","type":"public-key","response":{}}',
)  # fmt: skip


@pytest.fixture
def client() -> SigningClient:
    """At an address that counts as secure."""
    return SigningClient(headers={"host": "localhost"})


def register(client, device: Device, fault: str = "", name: str = "安全钥匙"):
    asked = question(client.get(reverse("passkey-add")).content.decode())
    return client.post(reverse("passkey-add"), {"name": name, "passkey": device.made(asked, fault)})


@pytest.fixture
def device(client, county) -> Device:
    """A passkey of the case officer, who is out again."""
    found = Device()
    knock(client, "case_officer")
    assert register(client, found).content.decode().count("<code>") == 10
    client.post(reverse("sign-out"))
    return found


def alone(client, device: Device, fault: str = ""):
    asked = question(client.get(reverse("passkey-sign-in")).content.decode())
    return client.post(
        reverse("passkey-sign-in"), {"passkey": device.signed(asked, fault), "next": "/cases/"}
    )


def test_it_signs_in_alone_with_both_factors(client, device):
    assert alone(client, device).url == "/cases/"
    assert is_in(client)
    assert client.session[SECOND] == "passkey"


def test_it_stands_in_for_the_code(client, device):
    knock(client, "case_officer")
    asked = question(client.get(reverse("second-factor")).content.decode())
    assert [one["id"] for one in asked["allowCredentials"]] == [Factor.objects.get().credential]
    answer = client.post(reverse("second-factor"), {"passkey": device.signed(asked)})
    assert answer.status_code == 302
    assert is_in(client)


def test_it_shows_who_it_is_before_an_approval(client, device):
    alone(client, device)
    asked = question(client.get(reverse("confirm-password")).content.decode())
    client.post(reverse("confirm-password"), {SIGNATURE: device.signed(asked)})
    assert client.session[FRESH]


@pytest.mark.parametrize("fault", [*FAULTS, "signature", "credential", "user", "counter"])
def test_what_does_not_hold_lets_nobody_in(client, device, fault):
    alone(client, device)
    client.post(reverse("sign-out"))
    assert alone(client, device, fault).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_hold_is_not_registered(client, county, fault):
    knock(client, "case_officer")
    answer = register(client, Device(), fault)
    assert answer.status_code == 422
    assert "没有通过核对" in answer.content.decode()
    assert "安全钥匙" in answer.content.decode()
    assert not Factor.objects.exists()


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_answers_are_told_and_break_nothing(client, device, text):
    client.get(reverse("passkey-sign-in"))
    assert client.post(reverse("passkey-sign-in"), {"passkey": text}).status_code == 422
    knock(client, "case_officer")
    client.get(reverse("second-factor"))
    answer = client.post(reverse("second-factor"), {"passkey": text})
    assert "没有通过核对" in answer.content.decode()
    other = client.as_(device_owner := Factor.objects.get().account)
    other.get(reverse("passkey-add"), headers={"host": "localhost"})
    made = other.post(
        reverse("passkey-add"), {"name": "x", "passkey": text}, headers={"host": "localhost"}
    )
    assert made.status_code == 422
    assert device_owner.factors.count() == 1


def test_an_answer_counts_once_and_not_after_five_minutes(client, device, monkeypatch):
    asked = question(client.get(reverse("passkey-sign-in")).content.decode())
    answer = {"passkey": device.signed(asked)}
    assert client.post(reverse("passkey-sign-in"), answer).status_code == 302
    client.post(reverse("sign-out"))
    assert client.post(reverse("passkey-sign-in"), answer).status_code == 422
    asked = question(client.get(reverse("passkey-sign-in")).content.decode())
    session = client.session
    session[CHALLENGE] = {**session[CHALLENGE], "at": 1}
    session.save()
    late = client.post(reverse("passkey-sign-in"), {"passkey": device.signed(asked)})
    assert late.status_code == 422


def test_an_answer_is_for_its_own_session(client, device):
    asked = question(client.get(reverse("passkey-sign-in")).content.decode())
    thief = SigningClient(headers={"host": "localhost"})
    thief.get(reverse("passkey-sign-in"))
    caught = {"passkey": device.signed(asked)}
    assert thief.post(reverse("passkey-sign-in"), caught).status_code == 422


def test_the_passkey_of_another_is_no_second_factor(client, county, device):
    other = Device()
    knock(client, "unit_head")
    register(client, other)
    client.post(reverse("sign-out"))
    knock(client, "case_officer")
    asked = question(client.get(reverse("second-factor")).content.decode())
    answer = client.post(reverse("second-factor"), {"passkey": other.signed(asked)})
    assert answer.status_code == 200
    assert not is_in(client)


def test_a_device_that_does_not_count_is_taken_each_time(client, county):
    still = Device(counts=False)
    knock(client, "case_officer")
    register(client, still)
    for _ in range(2):
        client.post(reverse("sign-out"))
        assert alone(client, still).status_code == 302


def test_the_same_passkey_is_registered_once(client, county, device):
    alone(client, device)
    asked = question(client.get(reverse("passkey-add")).content.decode())
    assert len(asked["excludeCredentials"]) == 1
    again = client.post(reverse("passkey-add"), {"name": "又一", "passkey": device.made(asked)})
    assert "已经登记" in again.content.decode()
    assert Factor.objects.count() == 1


@pytest.mark.parametrize("end", ["disabled", "ended"])
def test_what_has_ended_lets_nobody_in(client, county, device, end):
    account = county.case_officer.account
    if end == "disabled":
        services.disable_account(tenant=county.tenant, by="x", account=account.id, reason="调离")
    else:
        services.end_factor(account=account, factor=Factor.objects.get().id)
    assert alone(client, device).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize(
    ("host", "secure", "why"),
    [("localhost", False, ""), ("localhost:8000", False, ""), ("testserver", True, ""),
     ("testserver", False, "HTTPS"), ("127.0.0.1:80", True, "域名"), ("[::1]:80", True, "域名")],
)  # fmt: skip
def test_it_is_offered_where_the_browser_knows_it(rf, host, secure, why):
    found = passkeys.why_not(rf.get("/", secure=secure, headers={"host": host}))
    assert (why in found) if why else not found


def test_a_proxy_that_speaks_tls_makes_it_secure(rf, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    told = {"host": "testserver", "x-forwarded-proto": "https"}
    assert not passkeys.why_not(rf.get("/", headers=told))


def test_half_way_a_passkey_can_be_the_first_factor(client, county, settings):
    settings.DEMO_SIGN_IN = "strict"
    knock(client, "auditor")
    assert "改为设置通行密钥" in client.get(reverse("authenticator")).content.decode()
    assert register(client, Device()).status_code == 200
    assert is_in(client)


def test_the_question_asks_for_verification_and_names_the_host(client, county):
    knock(client, "case_officer")
    asked = question(client.get(reverse("passkey-add")).content.decode())
    assert asked["rp"] == {"name": "归责", "id": "localhost"}
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert "case_officer" in json.dumps(asked["user"])
