"""Signing in with OpenID Connect, against a provider of this machine that is right or wrong."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from entering import is_in, set_up
from issuing import CLIENT, FORGED, SECRET, OpenID

from guize.accounts import services
from guize.accounts.elsewhere import oidc
from guize.accounts.elsewhere.trips import ElsewhereError
from guize.accounts.fresh import FRESH
from guize.accounts.models import Account, Factor
from guize.accounts.sessions import FIRST

pytestmark = pytest.mark.django_db
LEAVE, BACK = "/sign-in/with/oidc", "/sign-in/with/oidc/back"


@pytest.fixture
def provider(settings):
    """A provider that is set up here and tied to the case officer."""
    with OpenID().serving() as found:
        oidc._kept.clear()
        settings.SIGN_IN_ELSEWHERE = {"oidc": found.address}
        settings.OIDC_CLIENT, settings.OIDC_SECRET = CLIENT, SECRET
        settings.OUTGOING = [found.address]
        yield found


@pytest.fixture
def tied(county, provider):
    """The case officer is `subject-7` there: two administrators have said so."""
    tie(county, "case_officer", "oidc", "subject-7", provider.address)
    return provider


def tie(county, who: str, provider: str, subject: str, issuer: str) -> None:
    content = {"account": str(county.cast[who].account.id), "provider": provider,
               "issuer": issuer, "subject": subject}  # fmt: skip
    made = services.propose(
        actor=county.system_admin.actor, kind="link", content=content, reason="统一身份"
    )
    services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)


def travel(client, provider, **asked: str):
    """Goes there and comes back."""
    away = client.get(LEAVE, asked)
    assert away.status_code == 302, away.content.decode()
    return client.get(provider.hop(away.url))


def test_who_is_tied_comes_in_and_returns_to_the_page_asked_for(client, tied):
    answer = travel(client, tied, next="/cases/")
    assert answer.url == "/cases/"
    assert is_in(client)
    assert client.session[FIRST] == "oidc"
    assert client.get(LEAVE).url == reverse("home")


def test_what_is_asked_has_state_nonce_and_a_challenge_each_time_anew(client, tied):
    first, second = (parse_qs(urlsplit(client.get(LEAVE).url).query) for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]
    assert first["code_challenge_method"] == ["S256"]
    assert first["scope"] == ["openid"]
    assert first["redirect_uri"] == [f"http://testserver{BACK}"]


def test_the_secret_may_go_in_the_form(client, tied):
    tied.fault = "secret in the form"
    assert travel(client, tied).url == reverse("home")


@pytest.mark.parametrize(
    "fault",
    [
        *(fault for fault in FORGED if fault != "not asked anew"),
        *("refused", "another iss", "another state", "no identity", "no signature"),
        *("shared secret", "another key", "unknown key"),
    ],
)
def test_what_does_not_hold_lets_nobody_in(client, tied, fault):
    tied.fault = fault
    answer = travel(client, tied)
    assert answer.status_code == 422
    assert "没有成功" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "fault",
    ["another issuer", "no endpoint", "no json", "endless", "slow error", "redirects",
     "door elsewhere"],
)  # fmt: skip
def test_a_service_that_does_not_answer_as_it_should_is_not_gone_to(client, tied, fault):
    tied.fault = fault
    assert client.get(LEAVE).status_code == 422


def test_tokens_are_fetched_from_allowed_origins_alone(client, tied):
    tied.fault = "token elsewhere"
    assert travel(client, tied).status_code == 422


def test_nothing_is_asked_of_a_service_that_is_not_on_the_list(client, tied, settings):
    settings.OUTGOING = []
    tied.asked.clear()
    assert client.get(LEAVE).status_code == 422
    assert tied.asked == []


def test_an_answer_counts_once_and_in_its_own_session_only(client, tied):
    address = tied.hop(client.get(LEAVE).url)
    stranger = type(client)()
    assert stranger.get(address).status_code == 422
    assert client.get(address).status_code == 302
    client.post(reverse("sign-out"))
    assert client.get(address).status_code == 422
    assert not is_in(client)


def test_a_code_is_worth_nothing_without_its_verifier(client, tied):
    """A code caught on its way and brought into a session that began another trip."""
    caught = parse_qs(urlsplit(tied.hop(client.get(LEAVE).url)).query)["code"][0]
    thief = type(client)()
    state = parse_qs(urlsplit(thief.get(LEAVE).url).query)["state"][0]
    assert thief.get(BACK, {"code": caught, "state": state}).status_code == 422


def test_an_identity_that_is_tied_to_no_account_opens_none_and_makes_none(client, county, provider):
    before = Account.objects.count()
    answer = travel(client, provider)
    assert answer.status_code == 403
    assert "subject-7" in answer.content.decode()
    assert Account.objects.count() == before
    assert not is_in(client)


def test_the_name_of_an_account_is_no_identity(client, county, provider):
    provider.user = "case_officer"
    assert travel(client, provider).status_code == 403


@pytest.mark.parametrize("end", ["disabled", "untied", "another issuer"])
def test_what_has_ended_opens_nothing(client, county, tied, settings, end):
    if end == "disabled":
        services.disable_account(
            tenant=county.tenant, by="x", account=county.case_officer.account.id, reason="调离"
        )
    elif end == "untied":
        untie(county)
    else:
        Account.objects.get(username="case_officer").identities.update(issuer="https://old.example")
    assert travel(client, tied).status_code == 403
    assert not is_in(client)


def untie(county) -> None:
    row = county.case_officer.account.identities.get()
    made = services.propose(
        actor=county.system_admin.actor, kind="unlink", reason="换号",
        content={"identity": str(row.id)},
    )  # fmt: skip
    services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)


def test_it_stands_in_for_the_password_alone(client, county, provider, settings):
    settings.DEMO_SIGN_IN = "strict"
    tie(county, "auditor", "oidc", "subject-7", provider.address)
    assert travel(client, provider).url == reverse("second-factor")
    assert not is_in(client)
    set_up(client)
    assert is_in(client)
    assert Factor.objects.get().account.username == "auditor"


def test_a_password_that_is_due_does_not_matter_to_who_does_not_use_it(client, county, tied):
    Account.objects.filter(username="case_officer").update(must_change_password=True)
    travel(client, tied)
    assert is_in(client)


def test_going_once_more_confirms_who_it_is_only_if_he_was_asked_anew(client, tied):
    travel(client, tied)
    tied.fault = "not asked anew"
    assert travel(client, tied, again="1").status_code == 422
    assert FRESH not in client.session
    tied.fault = ""
    assert "身份已确认" in travel(client, tied, again="1").content.decode()
    assert client.session[FRESH]


def test_someone_else_who_comes_back_confirms_nothing(client, county, tied):
    travel(client, tied)
    tie(county, "unit_head", "oidc", "subject-8", tied.address)
    tied.user = "subject-8"
    assert travel(client, tied, again="1").status_code == 422
    assert FRESH not in client.session
    assert client.get(reverse("account")).context["own"].username == "case_officer"


def test_a_new_key_of_the_service_is_learnt_but_not_asked_for_all_the_time(
    client, tied, monkeypatch
):
    travel(client, tied)
    client.post(reverse("sign-out"))
    tied.key, tied.published = "two", ["one", "two"]
    tied.asked.clear()
    assert travel(client, tied).status_code == 422
    assert "/keys" not in tied.asked
    monkeypatch.setattr(oidc, "SOONEST", -1)
    assert travel(client, tied).status_code == 302


def test_the_health_page_says_that_a_service_may_not_be_asked(client, tied, settings):
    assert "OIDC" in client.get(reverse("health")).content.decode()
    settings.OUTGOING = []
    assert "不在 GUIZE_OUTGOING 中" in client.get(reverse("health")).content.decode()


def test_the_door_shows_the_way_and_name_and_password_stay_beside_it(client, tied):
    shown = client.get(reverse("sign-in")).content.decode()
    assert f'href="{LEAVE}"' in shown
    assert 'name="password"' in shown


def test_a_trip_that_failed_is_not_taken_up_again(client, tied):
    away = client.get(LEAVE).url
    tied.fault = "another nonce"
    assert client.get(tied.hop(away)).status_code == 422
    tied.fault = ""
    assert client.get(tied.hop(away)).status_code == 422


def test_a_shared_secret_is_never_a_key(tied):
    with pytest.raises(ElsewhereError, match="no such key"):
        oidc._key("shared", "RS256")


@pytest.mark.parametrize("provider_name", ["oidc", "cas", "ldap", "saml"])
def test_a_service_that_is_not_set_up_has_no_address(client, county, provider_name):
    assert client.get(reverse("elsewhere", args=[provider_name])).status_code == 404
    assert client.get(reverse("elsewhere-back", args=[provider_name])).status_code == 404
