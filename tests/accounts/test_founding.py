"""A real county is founded with its law and three administrators, and no default account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from entering import set_up

from guize.accounts.models import Account
from guize.organisation.models import Tenant
from guize.web.console import RefusalError
from guize.web.founding import Wanted, found

pytestmark = pytest.mark.django_db
WANTED = Wanted(
    "北山县", "北山", "辽9999", "xiuyan-2024",
    {"system_admin": "甲一", "security_admin": "乙二", "auditor": "丙三"},
)  # fmt: skip


def test_three_administrators_enter_set_up_two_steps_and_change_their_passwords(client):
    opened = found(WANTED)
    tenant = Tenant.objects.get(name="北山县")
    assert not tenant.is_demo
    assert Account.objects.filter(tenant=tenant.id).count() == len(opened) == 3
    assert len({one.password for one in opened}) == 3
    for one in opened:
        typed = {"username": one.username, "password": one.password}
        assert client.post(reverse("sign-in"), typed).url == reverse("second-factor")
        set_up(client)
        assert client.get(reverse("home")).url == reverse("change-password")
        client.post(reverse("sign-out"))


def test_the_founded_county_can_open_an_account_by_two_persons():
    from guize.accounts import queries, services
    from guize.ledger.clock import today

    first, second, _third = (Account.objects.get(username=one.username) for one in found(WANTED))
    made = services.propose(
        actor=queries.actor_for(first, today()), kind="open",
        content={"username": "beishan-1", "person": "", "expires_on": ""},
    )  # fmt: skip
    done = services.confirm(actor=queries.actor_for(second, today()), proposal=made.proposal.id)
    password = f"{made.password}-{done.password}"
    assert Account.objects.get(username="beishan-1").check_password(password)


@pytest.mark.parametrize(
    "change",
    [{"administrators": {**WANTED.administrators, "auditor": "甲一"}}, {"pack": "nowhere"},
     {"name": "云岭县"}],
    ids=["one person twice", "unknown rulebook", "founded already"],
)  # fmt: skip
def test_what_stands_in_the_way_is_told_and_nothing_is_founded(change):
    before = Tenant.objects.count(), Account.objects.count()
    with pytest.raises(RefusalError):
        found(replace(WANTED, **change))
    assert (Tenant.objects.count(), Account.objects.count()) == before
