"""Accounts, grants and recusals are events; passwords never are."""

from __future__ import annotations

import pytest

import people
from guize.accounts import queries, services
from guize.accounts.models import Account, Grant, Recusal
from guize.core.facts import FactError
from guize.ledger.queries import stream_events

pytestmark = pytest.mark.django_db
PROCEEDING = "019a0000-0000-7000-8000-00000000000a"


def rows() -> list[object]:
    found = [list(table.objects.order_by("id").values()) for table in (Account, Grant, Recusal)]
    return [*found]


def test_rows_written_equal_rows_rebuilt(county):
    services.grant(
        tenant=county.tenant, by="x", account=county.justice_officer.account.id,
        kind="records_for", target=county.city_discipline_body, since=people.SINCE,
    )  # fmt: skip
    declare(county)
    services.disable_account(
        tenant=county.tenant, by="x", account=county.outsider.account.id, reason="调离"
    )
    written = rows()
    Account.objects.update(expires_on=people.TODAY, is_active=True, must_change_password=True)
    Grant.objects.all().delete()
    Recusal.objects.all().delete()
    services.rebuild(county.tenant)
    assert rows() == written


def declare(county) -> Recusal:
    return services.declare_recusal(
        tenant=county.tenant, by="x", person=county.justice_officer.person,
        proceeding=PROCEEDING, reason="近亲属",
    )  # fmt: skip


def test_no_event_holds_a_password(county):
    events = stream_events(county.tenant, "accounts", county.tenant)
    assert len(events) == 2 * len(people.CAST)
    assert people.PASSWORD not in repr(events)
    assert county.case_officer.account.password not in repr(events)


def test_a_name_is_given_once_and_a_person_has_one_account(county):
    own = {"tenant": county.tenant, "by": "x", "password": people.PASSWORD}
    with pytest.raises(FactError) as taken:
        services.create_account(**own, username="case_officer")
    assert taken.value.field == "username"
    with pytest.raises(FactError) as second:
        services.create_account(**own, username="fresh", person=county.case_officer.person)
    assert second.value.field == "person"
    assert Account.objects.count() == len(people.CAST)
    assert len(stream_events(county.tenant, "accounts", county.tenant)) == 2 * len(people.CAST)


def test_the_same_key_opens_one_account(county):
    own = {"tenant": county.tenant, "by": "x", "password": people.PASSWORD, "username": "twice"}
    first = services.create_account(**own, idempotency_key="k")
    assert services.create_account(**own, idempotency_key="k").id == first.id


def test_a_recusal_is_declared_once_and_names_the_person(county):
    assert declare(county).pk == declare(county).pk
    assert queries.recused(county.tenant, PROCEEDING) == {county.justice_officer.person}
    assert queries.recused(county.tenant, county.township) == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("错误的密码", "另一个很长的密码-7", "old"),
        (people.PASSWORD, people.PASSWORD, "new"),
        (people.PASSWORD, "短密码", "new"),
        (people.PASSWORD, "case_officer1", "new"),
    ],
)
def test_a_poor_password_is_refused_at_its_field(county, old, new, field):
    with pytest.raises(FactError) as refused:
        services.change_password(account=county.case_officer.account, old=old, new=new)
    assert refused.value.field == field
    county.case_officer.account.refresh_from_db()
    assert county.case_officer.account.check_password(people.PASSWORD)


def test_a_password_set_by_another_must_be_changed(county):
    account = services.reset_password(
        tenant=county.tenant, by="x", account=county.unit_head.account.id, password="临时的密码-01"
    )
    assert account.must_change_password
    changed = services.change_password(account=account, old="临时的密码-01", new="自己的密码-2026")
    assert not changed.must_change_password


def test_an_account_of_another_county_is_not_found(county):
    other = people.county("邻县", prefix="n-")
    with pytest.raises(FactError) as refused:
        services.disable_account(
            tenant=other.tenant, by="x", account=county.unit_head.account.id, reason="误"
        )
    assert refused.value.field == "account"
