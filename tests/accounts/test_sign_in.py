"""The door: names and passwords, lockout, sessions that end, the post acted in."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse
from django.utils import timezone

import people
from guize.accounts import services
from guize.accounts.models import Account
from guize.accounts.sessions import ACTING, SEEN, SIGNED_IN
from guize.web.settings import SESSION_COOKIE_AGE, SESSION_IDLE

pytestmark = pytest.mark.django_db


def enter(client, username="case_officer", password=people.PASSWORD, **more):
    return client.post(reverse("sign-in"), {"username": username, "password": password, **more})


def test_the_page_warns_that_no_state_secret_may_be_stored(client):
    page = client.get(reverse("sign-in")).content.decode()
    assert "本系统为非涉密系统,严禁存储、处理国家秘密" in page


def test_who_knows_the_password_enters_and_reads_of_the_last_sign_in(client, county):
    before = timezone.now()
    Account.objects.filter(username="case_officer").update(last_login=before)
    answer = enter(client)
    assert answer.url == reverse("home")
    shown = client.get(reverse("account")).content.decode()
    assert timezone.localtime(before).strftime("%Y-%m-%d %H:%M") in shown
    assert "王芳" in shown
    assert "青石镇人民政府" in shown


def test_a_wrong_name_and_a_wrong_password_read_the_same(client, county):
    wrong = enter(client, password="错误的密码").content.decode()
    unknown = enter(client, username="nobody", password="错误的密码").content.decode()
    for page in (wrong, unknown):
        assert "账号或密码不正确(还可尝试 4 次)" in page


def test_after_five_failures_the_name_is_locked_even_for_the_right_password(client, county):
    for left in (4, 3, 2, 1):
        assert f"还可尝试 {left} 次" in enter(client, password="错误的密码").content.decode()
    assert enter(client, password="错误的密码").status_code == 429
    locked = enter(client)
    assert locked.status_code == 429
    assert "账号已锁定" in locked.content.decode()
    assert enter(client, username="unit_head").status_code == 302


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"expires_on": people.SINCE}], ids=["disabled", "expired"]
)
def test_an_unusable_account_does_not_enter(client, county, change):
    Account.objects.filter(username="case_officer").update(**change)
    assert "账号或密码不正确" in enter(client).content.decode()


@pytest.mark.parametrize(
    ("target", "where"), [("/account", "/account"), ("https://elsewhere.example/", "/")]
)
def test_one_returns_to_the_page_asked_for_but_never_to_another_site(client, county, target, where):
    assert enter(client, next=target).url == where


def test_signing_out_needs_a_post(client, county):
    signed = client.as_(county.case_officer.account)
    assert signed.get(reverse("sign-out")).status_code == 405
    assert signed.post(reverse("sign-out")).url == reverse("sign-in")
    assert signed.get(reverse("account")).url.startswith(reverse("sign-in"))


@pytest.mark.parametrize(
    ("mark", "age"), [(SEEN, SESSION_IDLE + 1), (SIGNED_IN, SESSION_COOKIE_AGE + 1)]
)
def test_a_session_ends_when_idle_or_too_old(client, county, mark, age):
    signed = client.as_(county.case_officer.account)
    assert signed.get(reverse("account")).status_code == 200
    session = signed.session
    session[mark] = int(time.time()) - age
    session.save()
    answer = signed.get(reverse("account"))
    assert answer.url == f"{reverse('sign-in')}?next=/account"
    assert "登录已失效" in signed.get(answer.url).content.decode()


def test_disabling_an_account_ends_it_with_the_next_request(client, county):
    signed = client.as_(county.case_officer.account)
    services.disable_account(
        tenant=county.tenant, by="x", account=county.case_officer.account.id, reason="调离"
    )
    assert signed.get(reverse("account")).status_code == 302


def test_a_password_set_by_another_is_changed_before_anything_else(client, county):
    account = county.case_officer.account
    services.reset_password(
        tenant=county.tenant, by="x", account=account.id, password="临时的密码-01"
    )
    account.refresh_from_db()
    signed = client.as_(account)
    assert signed.get(reverse("account")).url == reverse("change-password")
    typed = {"old": "临时的密码-01", "new": "自己的密码-2026", "again": "自己的密码-2026"}
    wrong = signed.post(reverse("change-password"), {**typed, "again": "别的"})
    assert "两次输入的新密码不一致" in wrong.content.decode()
    assert signed.post(reverse("change-password"), typed).url == reverse("account")
    assert signed.get(reverse("account")).status_code == 200


def test_with_several_posts_one_is_chosen_and_only_an_own_one(client, county):
    second = people.seat(
        county, "x", county.executive_deputy.person,
        (county.party_group, "党组副书记", "party_group_member"),
    )  # fmt: skip
    assert enter(client, username="executive_deputy").url == reverse("choose-post")
    foreign = client.post(reverse("choose-post"), {"post": county.unit_head.appointment})
    assert foreign.status_code == 200
    assert ACTING not in client.session
    assert client.post(reverse("choose-post"), {"post": second}).url == reverse("home")
    assert client.session[ACTING] == second


def test_the_page_is_english_for_who_asks_for_it(client):
    client.post(reverse("set-language"), {"language": "en", "next": reverse("sign-in")})
    assert 'lang="en"' in client.get(reverse("sign-in")).content.decode()
