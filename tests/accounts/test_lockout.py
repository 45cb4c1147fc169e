"""Five failures lock a name. No way of writing the name, and no header, gives a sixth."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from entering import knock

import people
from guize.accounts.fresh import FIELD
from guize.accounts.models import Account

pytestmark = pytest.mark.django_db
WRITTEN = {
    "plain": "case_officer",
    "capitals": "CASE_OFFICER",
    "one capital": "Case_officer",
    "spaces": "  case_officer ",
    "tab": "case_officer\t",
    "no-break space": "case_officer\u00a0",
    "full width": "\uff43\uff41\uff53\uff45_officer",
    "ligature": "case_o\ufb03cer",
    "cyrillic": "c\u0430se_officer",
    "zero width": "case\u200b_officer",
    "combining": "case_officer\u0301",
    "soft hyphen": "case\u00ad_officer",
    "nul": "case_officer\x00",
}


@pytest.fixture
def locked(client, county) -> None:
    for _ in range(5):
        knock(client, "case_officer", "错误的密码")


@pytest.mark.parametrize("written", list(WRITTEN.values()), ids=list(WRITTEN))
def test_no_spelling_passes_by_the_lock(client, locked, written):
    answer = knock(client, written)
    assert answer.status_code in (200, 429)
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP", "X-Cluster-Client-IP", "Via"],
)
def test_no_header_passes_by_the_lock(client, locked, header):
    answer = client.post(
        reverse("sign-in"),
        {"username": "case_officer", "password": people.PASSWORD},
        headers={header: "203.0.113.9", "User-Agent": "another browser"},
        REMOTE_ADDR="203.0.113.9",
    )
    assert answer.status_code == 429


def test_tries_count_whatever_address_and_browser_they_come_from(client, county):
    for number in range(5):
        client.post(
            reverse("sign-in"),
            {"username": "case_officer", "password": "错误的密码"},
            REMOTE_ADDR=f"203.0.113.{number}",
            headers={"User-Agent": f"browser {number}"},
        )
    assert knock(client, "case_officer").status_code == 429


def test_a_name_cannot_be_given_twice_in_another_spelling(county):
    from guize.accounts import services
    from guize.core.facts import FactError

    own = {"tenant": county.tenant, "by": "x", "password": people.PASSWORD}
    for written in ("CASE_OFFICER", " case_officer", "\uff43ase_officer"):
        with pytest.raises(FactError) as refused:
            services.create_account(**own, username=written)
        assert refused.value.field == "username"
    assert Account.objects.filter(username__icontains="case_officer").count() == 1


def test_the_table_of_failures_keeps_nothing_of_what_was_posted(client, county):
    knock(client, "case_officer", "几乎正确的密码")
    signed = client.as_(county.security_admin.account)
    signed.post(reverse("confirm-password"), {FIELD: "也几乎正确", "next": "/"})
    kept = AccessAttempt.objects.all()
    assert kept.count() == 2
    assert not any(one.post_data for one in kept)


def test_the_lock_says_how_long_it_lasts_and_who_lifts_it(client, locked):
    shown = knock(client, "case_officer").content.decode()
    assert "15 分钟后再试" in shown
    assert "安全管理员解除锁定" in shown
