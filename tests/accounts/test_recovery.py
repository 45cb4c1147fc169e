"""An account is recovered by two administrators: neither knows the whole one-time password."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from entering import is_in, knock, set_up, show

from guize.accounts import queries, services
from guize.accounts.models import Account, Factor, Proposal
from guize.core.facts import FactError
from guize.ledger.queries import stream_events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def strict(settings):
    settings.DEMO_SIGN_IN = "strict"


def recovered(county, who: str, factors: str) -> str:
    """The one-time password of an account that two have recovered."""
    made = services.propose(
        actor=county.system_admin.actor, kind="reset", reason="手机丢失",
        content={"account": str(county.cast[who].account.id), "factors": factors},
    )  # fmt: skip
    done = services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    return f"{made.password}-{done.password}"


def test_a_lost_telephone_and_password_are_set_anew(client, county):
    knock(client, "justice_officer")
    phone, codes = set_up(client)
    password = recovered(county, "justice_officer", "True")
    assert not is_in(client)
    assert knock(client, "justice_officer", password).url == reverse("second-factor")
    assert client.get(reverse("second-factor")).url == reverse("authenticator")
    fresh, _codes = set_up(client)
    assert fresh.secret != phone.secret
    assert client.get(reverse("home")).url == reverse("change-password")
    old = Factor.objects.get(ended_on__isnull=False)
    assert (old.secret, old.credential) == ("", None)
    account = Account.objects.get(username="justice_officer")
    assert not services.take_code(account=account, code=codes[0])


def test_without_being_asked_the_second_factor_stays(client, county):
    knock(client, "justice_officer")
    phone, _codes = set_up(client)
    knock(client, "justice_officer", recovered(county, "justice_officer", ""))
    assert not is_in(client)
    assert show(client, phone.code()).status_code == 302


def test_neither_half_opens_the_account(client, county):
    made = services.propose(
        actor=county.system_admin.actor, kind="reset", reason="遗忘",
        content={"account": str(county.outsider.account.id), "factors": ""},
    )  # fmt: skip
    row = Proposal.objects.get()
    assert made.password not in row.password
    done = services.confirm(actor=county.security_admin.actor, proposal=row.id)
    for half in (made.password, done.password, done.password * 2):
        assert knock(client, "outsider", half).status_code == 200
    assert knock(client, "outsider", f"{made.password}-{done.password}").status_code == 302


def test_what_happened_is_in_the_record_and_no_password_is(county):
    password = recovered(county, "outsider", "True")
    events = stream_events(county.tenant, "accounts", county.tenant)[-3:]
    assert [one.type for one in events] == [
        "change_proposed", "change_confirmed", "password_changed",
    ]  # fmt: skip
    assert [one.account for one in events] == [
        str(county.cast[who].account.id)
        for who in ("system_admin", "security_admin", "security_admin")
    ]
    assert events[0].payload["content"]["factors"] == "True"
    first, second = password[:9], password[10:]
    assert not [half for half in (first, second) if half in repr(events)]


def test_ending_the_factors_is_told_with_the_reason(client, county):
    knock(client, "auditor")
    set_up(client)
    recovered(county, "auditor", "True")
    last = stream_events(county.tenant, "accounts", county.tenant)[-1]
    assert (last.type, last.reason) == ("factor_ended", "手机丢失")
    assert not queries.factors(county.auditor.account)


def test_the_form_asks_whether_the_second_factor_goes_too(client, county):
    signed = client.as_(county.system_admin.account)
    address = reverse("account-propose", args=["reset"])
    typed = {"account": str(county.outsider.account.id), "factors": "on", "reason": "丢失",
             "key": "k-9"}  # fmt: skip
    shown = signed.post(address, typed).content.decode()
    assert "一次性密码前半" in shown
    row = Proposal.objects.get()
    second = client.as_(county.security_admin.account)
    page = second.get(reverse("account-change", args=[row.id])).content.decode()
    assert "一并重置" in page
    told = second.post(reverse("account-change", args=[row.id]), {"decision": "confirm"})
    assert "一次性密码后半" in told.content.decode()


def test_a_half_that_can_no_longer_be_read_is_told_and_changes_nothing(county, settings):
    before = county.outsider.account.password
    made = services.propose(
        actor=county.system_admin.actor, kind="reset", reason="遗忘",
        content={"account": str(county.outsider.account.id)},
    )  # fmt: skip
    settings.SECRET_KEY = "another"
    with pytest.raises(FactError) as refused:
        services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert "重新提出" in refused.value.cause
    assert Account.objects.get(username="outsider").password == before
    services.refuse(actor=county.security_admin.actor, proposal=made.proposal.id, reason="重新提出")


def test_further_posts_are_asked_for_two_steps_by_two_persons(client, county):
    signed = client.as_(county.case_officer.account, second="")
    assert is_in(signed)
    content = {"functions": "case_officer,principal"}
    made = services.propose(
        actor=county.system_admin.actor, kind="demand", content=content, reason="县里要求"
    )
    assert is_in(signed)
    services.confirm(actor=county.security_admin.actor, proposal=made.proposal.id)
    assert not is_in(signed)
    assert knock(client, "unit_head").url == reverse("second-factor")
    assert knock(client, "deputy_head").url == reverse("home")
    none = services.propose(
        actor=county.system_admin.actor, kind="demand", content={"functions": ""}, reason="取消"
    )
    services.confirm(actor=county.security_admin.actor, proposal=none.proposal.id)
    assert is_in(client.as_(county.case_officer.account, second=""))


@pytest.mark.parametrize("function", ["auditor", "nobody"])
def test_only_posts_that_do_not_need_it_anyway_are_named(county, function):
    with pytest.raises(FactError) as refused:
        services.propose(
            actor=county.system_admin.actor, kind="demand", reason="x",
            content={"functions": function},
        )  # fmt: skip
    assert refused.value.field == "functions"


def test_nobody_but_the_system_administrator_proposes_it(county):
    for who in ("security_admin", "auditor", "unit_head"):
        with pytest.raises(PermissionDenied):
            services.propose(
                actor=county.cast[who].actor, kind="demand", reason="x", content={"functions": ""}
            )


def test_from_the_server_an_administrator_is_let_in_again_and_the_record_tells(client, county):
    knock(client, "security_admin")
    set_up(client)
    for _ in range(5):
        knock(type(client)(), "security_admin", "错误的密码")
    password = services.recover_from_server(
        by="installation", username="security_admin", reason="手机和恢复码均丢失"
    )
    assert not is_in(client)
    knock(client, "security_admin", password)
    assert client.get(reverse("second-factor")).url == reverse("authenticator")
    events = stream_events(county.tenant, "accounts", county.tenant)[-4:]
    assert [(one.type, one.account) for one in events] == [
        (kind, "installation")
        for kind in ("name_unlocked", "sessions_ended", "factor_ended", "password_changed")
    ]


@pytest.mark.parametrize(("name", "reason"), [("nobody", "x"), ("security_admin", " ")])
def test_from_the_server_too_a_name_and_a_reason_are_needed(county, name, reason):
    with pytest.raises(FactError):
        services.recover_from_server(by="installation", username=name, reason=reason)


def test_a_disabled_account_is_not_opened_from_the_server(county):
    services.disable_account(
        tenant=county.tenant, by="x", account=county.outsider.account.id, reason="调离"
    )
    with pytest.raises(FactError):
        services.recover_from_server(by="installation", username="outsider", reason="x")
