"""Two profiles of passwords: what each refuses, when one must be changed, what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from entering import is_in, knock

import people
from guize.accounts import passwords, policy, services
from guize.accounts.models import Account, PastPassword
from guize.core.facts import FactError

pytestmark = pytest.mark.django_db
LONG = "correct horse battery staple " * 3


def takes(profile: str, password: str, account: object = None) -> bool:
    from django.contrib.auth.password_validation import get_password_validators

    rules = get_password_validators(passwords.validators(profile))
    try:
        validate_password(password, account, rules)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("password", "mlps", "asvs"),
    [
        ("mountain road lamp", False, True),  # two kinds: letters and marks
        ("Mountain-road-7", True, True),
        ("青石镇-司法所-2026", True, True),
        ("Kite-77-roof", True, True),
        ("Kite-77-ro", True, False),  # ten characters
        ("Kite-77-r", False, False),
        (LONG, False, True),
        ("password-2026!!", False, False),  # common, with ornament
        ("Aa1!Aa1!Aa1!", False, False),  # four characters only
        ("qwertyuiop1234567890", False, False),
        ("Guize-2026-2026", False, False),
        ("case_officer-A7", False, False),  # near the account
    ],
)
def test_each_profile_takes_what_it_should(county, password, mlps, asvs):
    account = county.case_officer.account
    assert takes("mlps", password, account) == mlps
    assert takes("asvs", password, account) == asvs


def test_a_long_password_counts_to_its_last_character(county):
    account = county.case_officer.account
    new = "山上有一座-" * 20 + "A7"
    services.change_password(account=account, old=people.PASSWORD, new=new)
    assert account.check_password(new)
    assert not account.check_password(new[:-1])


def test_spaces_at_the_ends_belong_to_the_password(client, county):
    account = county.case_officer.account
    services.change_password(account=account, old=people.PASSWORD, new="  自己的密码-2026 ")
    assert knock(client, "case_officer", "自己的密码-2026").status_code == 200
    assert knock(client, "case_officer", "  自己的密码-2026 ").status_code == 302


def test_the_last_five_are_not_taken_again_and_older_ones_are_not_kept(county):
    account, old = county.case_officer.account, people.PASSWORD
    several = [f"自己的密码-{year}" for year in range(2030, 2036)]
    for new in several:
        services.change_password(account=account, old=old, new=new)
        old = new
    assert PastPassword.objects.filter(account=account).count() == passwords.KEPT
    with pytest.raises(FactError) as refused:
        services.change_password(account=account, old=old, new=several[1])
    assert "最近 5 次" in refused.value.cause
    services.change_password(account=account, old=old, new=people.PASSWORD)


def test_after_ninety_days_it_is_changed_before_anything_else(client, county, settings):
    settings.DEMO_SIGN_IN = "strict"
    Account.objects.update(password_set_at=timezone.now() - timedelta(days=90))
    knock(client, "case_officer")
    assert client.get(reverse("account")).url == reverse("change-password")
    assert "已到更换期限" in client.get(reverse("change-password")).content.decode()
    new = {"old": people.PASSWORD, "new": "自己的密码-2026", "again": "自己的密码-2026"}
    client.post(reverse("change-password"), new)
    assert is_in(client)


@pytest.mark.parametrize(("days", "mode"), [(0, "strict"), (90, "open")], ids=["asvs", "demo"])
def test_without_a_term_or_in_the_demo_county_age_alone_asks_nothing(
    client, county, settings, days, mode
):
    settings.DEMO_SIGN_IN, settings.PASSWORD_DAYS = mode, days
    Account.objects.update(password_set_at=timezone.now() - timedelta(days=900))
    knock(client, "case_officer")
    assert is_in(client)


def test_a_one_time_password_is_good_for_a_week(client, county):
    own = {"tenant": county.tenant, "by": "x", "account": county.case_officer.account.id}
    services.reset_password(**own, password="临时的密码-01")
    late = timezone.now() - policy.ONE_TIME - timedelta(minutes=1)
    Account.objects.filter(username="case_officer").update(password_set_at=late)
    assert "一次性密码已过期" in knock(client, "case_officer", "临时的密码-01").content.decode()
    services.reset_password(**own, password="临时的密码-01")
    assert knock(client, "case_officer", "临时的密码-01").status_code == 302


def test_the_form_says_what_is_asked(client, county):
    signed = client.as_(county.case_officer.account)
    shown = signed.get(reverse("change-password")).content.decode()
    assert "至少 10 个字符" in shown
    assert "中的三种" in shown
