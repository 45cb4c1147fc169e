"""One's own page: factors, codes, sessions; before one changes, who it is is asked again."""

from __future__ import annotations

import time

import pytest
from django.conf import settings as configured
from django.contrib.sessions.backends.base import UpdateError
from django.urls import reverse
from entering import Telephone, is_in, knock, set_up, show

import people
from conftest import SigningClient
from guize.accounts import sessions
from guize.accounts.fresh import CODE, FIELD, LIMIT
from guize.accounts.models import Factor, Session
from guize.accounts.sessions import SIGNED_IN

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/110.0 Safari/537.36"


def entered(username: str = "case_officer", **headers: str) -> SigningClient:
    client = SigningClient(headers=headers)
    knock(client, username)
    return client


def age(client) -> None:
    """Makes the sign-in of a session older than a quarter of an hour."""
    session = client.session
    session[SIGNED_IN] = int(time.time()) - LIMIT - 1
    session.save()


@pytest.mark.parametrize(
    "name", ["authenticator", "recovery-codes", "factor-end"], ids=["add", "codes", "end"]
)
def test_factors_change_only_for_who_has_just_shown_who_he_is(client, county, name):
    knock(client, "case_officer")
    set_up(client)
    row = Factor.objects.get()
    age(client)
    address = reverse(name, args=[row.id] if name == "factor-end" else [])
    asked = client.post(address, {"code": "123456", "name": "第二部"})
    assert f'name="{FIELD}"' in asked.content.decode()
    assert f'name="{CODE}"' in asked.content.decode()
    row.refresh_from_db()
    assert row.ended_on is None
    assert Factor.objects.count() == 1


def test_a_code_shows_who_it_is_as_a_password_does(client, county):
    knock(client, "case_officer")
    phone, _codes = set_up(client)
    age(client)
    address, row = reverse("recovery-codes"), Factor.objects.get()
    wrong = client.post(address, {CODE: "000000"})
    assert wrong.status_code == 422
    assert "没有通过核对" in wrong.content.decode()
    right = client.post(address, {CODE: phone.code()})
    assert right.content.decode().count("<code>") == 10
    age(client)
    row.refresh_from_db()
    assert client.post(address, {FIELD: people.PASSWORD}).status_code == 200


def test_new_codes_void_the_old_ones(client, county):
    knock(client, "case_officer")
    _phone, old = set_up(client)
    client.post(reverse("recovery-codes"))
    client.post(reverse("sign-out"))
    knock(client, "case_officer")
    assert show(client, old[0]).status_code == 200


def test_the_last_factor_stays_where_a_post_needs_it(client, county, settings):
    settings.DEMO_SIGN_IN = "strict"
    knock(client, "auditor")
    set_up(client)
    first = Factor.objects.get()
    answer = client.post(reverse("factor-end", args=[first.id]), follow=True)
    assert "不能删除最后一个" in answer.content.decode()
    set_up(client)
    client.post(reverse("factor-end", args=[first.id]))
    first.refresh_from_db()
    assert first.ended_on is not None
    assert first.secret == ""
    assert Factor.objects.filter(ended_on=None).count() == 1


def test_nobody_ends_the_factor_of_another(client, county):
    knock(client, "case_officer")
    set_up(client)
    row = Factor.objects.get()
    other = entered("unit_head")
    answer = other.post(reverse("factor-end", args=[row.id]), follow=True)
    assert "没有这条记录" in answer.content.decode()
    row.refresh_from_db()
    assert row.ended_on is None


def test_the_demo_county_is_exempt_and_says_so(client, county, settings):
    assert knock(client, "auditor").url == reverse("home")
    assert "演示县免于两步验证" in client.get(reverse("security")).content.decode()
    settings.DEMO_SIGN_IN = "strict"
    assert client.get(reverse("home")).url.startswith(reverse("sign-in"))


def test_over_plain_http_or_an_address_no_passkey_is_offered_and_the_page_says_why(client, county):
    knock(client, "case_officer")
    plain = client.get(reverse("security")).content.decode()
    assert "通行密钥须通过 HTTPS 访问" in plain
    assert reverse("passkey-add") not in plain
    assert client.get(reverse("passkey-add")).url == reverse("security")
    numbered = client.get(reverse("security"), headers={"host": "127.0.0.1"}).content.decode()
    assert "通行密钥须通过域名访问" in numbered
    named = client.get(reverse("security"), headers={"host": "localhost"}).content.decode()
    assert reverse("passkey-add") in named


def test_one_sees_where_one_is_signed_in_and_ends_it(county):
    first, second = entered(**{"user-agent": CHROME}), entered()
    shown = second.get(reverse("security")).content.decode()
    assert "Chrome · Windows" in shown
    assert first.session.session_key not in shown
    name = sessions.public_name(first.session.session_key)
    second.post(reverse("sessions-end"), {"session": name})
    assert not is_in(first)
    assert is_in(second)


def test_all_others_end_at_once_and_nobody_elses_do(county):
    own, other, stranger = entered(), entered(), entered("unit_head")
    strange = sessions.public_name(stranger.session.session_key)
    own.post(reverse("sessions-end"), {"session": strange})
    assert is_in(stranger)
    own.post(reverse("sessions-end"))
    assert [is_in(one) for one in (own, other, stranger)] == [True, False, True]


def test_beyond_the_limit_the_oldest_session_ends(county):
    several = [entered() for _ in range(configured.SESSION_LIMIT + 1)]
    told = several[-1].get(reverse("account")).content.decode()
    assert "已结束最早的 1 处" in told
    assert [is_in(one) for one in several] == [False] + [True] * configured.SESSION_LIMIT


def test_an_ended_session_does_not_come_back_by_a_request_under_way(county):
    session = entered().session
    session["late"] = "write"
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_after_signing_out_the_cookie_opens_nothing(county):
    one = entered()
    key = one.session.session_key
    answer = one.post(reverse("sign-out"))
    assert answer["Clear-Site-Data"] == '"cache"'
    one.cookies["sessionid"] = key
    assert not is_in(one)
    assert not Session.objects.filter(pk=key).exists()


def test_a_new_password_ends_the_other_sessions(county):
    own, other = entered(), entered()
    new = {"old": people.PASSWORD, "new": "自己的密码-2026", "again": "自己的密码-2026"}
    own.post(reverse("change-password"), new)
    assert [is_in(own), is_in(other)] == [True, False]


def test_the_security_administrator_ends_all_sessions_of_an_account_with_a_reason(client, county):
    one, address = entered(), reverse("account-end-sessions")
    form = {"account": str(county.case_officer.account.id), "reason": "手机丢失"}
    assert client.as_(county.system_admin.account).post(address, form).status_code == 403
    security = client.as_(county.security_admin.account)
    security.post(address, {**form, "reason": ""})
    assert is_in(one)
    security.post(address, form)
    assert not is_in(one)
    unknown = security.post(address, {**form, "account": str(people.new_id())}, follow=True)
    assert "没有这个账号" in unknown.content.decode()


def test_setting_up_keeps_one_signed_in_under_a_new_key(client, county):
    knock(client, "case_officer")
    before = client.session.session_key
    phone, _codes = set_up(client)
    assert isinstance(phone, Telephone)
    assert is_in(client)
    assert client.session.session_key != before
