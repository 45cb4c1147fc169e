"""Rights follow posts and portfolios of the day; the account itself holds none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import people
from guize.accounts import queries, services
from guize.core.access import Role, Seat
from guize.core.facts import FactError
from guize.organisation import services as organisation

pytestmark = pytest.mark.django_db


def test_every_member_of_the_cast_acts_in_his_role(county):
    roles = {key: sorted(member.actor.roles) for key, member in county.cast.items()}
    assert roles["case_officer"] == ["UC"]
    assert roles["unit_head"] == ["UH"]
    assert roles["security_admin"] == ["SE"]
    assert {role for held in roles.values() for role in held} == set(Role) - {Role.SUBJ}


def test_a_portfolio_gives_its_organs_from_its_first_day_until_its_end(county):
    held = county.deputy_head.actor.seats[0]
    assert held.organs_in_charge == {county.township}
    before = county.deputy_head.actor_on(people.SINCE - timedelta(days=1))
    assert before.seats == ()


def test_an_appointment_that_ended_gives_no_seat_from_that_day(county):
    end = date(2026, 6, 1)
    organisation.end_appointment(
        tenant=county.tenant, by="x", appointment=county.case_officer.appointment, until=end
    )
    last = county.case_officer.actor_on(end - timedelta(days=1))
    assert last.roles == {Role.UC}
    assert county.case_officer.actor_on(end).seats == ()


def test_a_bound_known_to_the_month_gives_no_right_within_it(county):
    organisation.end_appointment(
        tenant=county.tenant, by="x", appointment=county.case_officer.appointment, until="2026-06"
    )
    assert county.case_officer.actor_on(date(2026, 5, 31)).seats
    assert not county.case_officer.actor_on(date(2026, 6, 10)).seats


def test_a_person_without_a_post_holds_nothing(county):
    account = services.create_account(
        tenant=county.tenant, by="x", username="nobody", password=people.PASSWORD
    )
    actor = queries.actor_for(account, people.TODAY)
    assert (actor.seats, actor.person, actor.active) == ((), "", True)


def test_a_disabled_or_expired_account_is_not_active(county):
    account = county.case_officer.account
    account.expires_on = people.TODAY
    assert queries.actor_for(account, people.TODAY).active
    assert not queries.actor_for(account, people.TODAY + timedelta(days=1)).active
    services.disable_account(tenant=county.tenant, by="x", account=account.id, reason="调离")
    account.refresh_from_db()
    off = queries.actor_for(account, people.TODAY)
    assert (off.active, off.seats) == (False, ())


def test_the_post_acted_in_is_one_that_is_held(county):
    second = people.seat(
        county, "x", county.executive_deputy.person,
        (county.party_group, "党组副书记", "party_group_member"),
    )  # fmt: skip
    actor = county.executive_deputy.actor_on(people.TODAY, acting=second)
    assert actor.acting_seat.role == Role.PG
    assert actor.roles == {Role.PG, Role.EX}
    foreign = county.executive_deputy.actor_on(people.TODAY, county.unit_head.appointment)
    assert foreign.acting == ""
    assert isinstance(foreign.acting_seat, Seat)


def test_counsel_holds_a_case_from_its_grant_until_it_expires(county):
    case = "019a0000-0000-7000-8000-000000000001"
    given = services.grant(
        tenant=county.tenant, by="x", account=county.counsel.account.id, kind="case", target=case,
        since=date(2026, 9, 1), until=date(2026, 11, 1),
    )  # fmt: skip
    assert county.counsel.actor.assigned == {case}
    assert county.counsel.actor_on(date(2026, 8, 31)).assigned == frozenset()
    assert county.counsel.actor_on(date(2026, 11, 1)).assigned == frozenset()
    services.end_grant(tenant=county.tenant, by="x", grant=given.id, until=date(2026, 10, 1))
    assert county.counsel.actor.assigned == frozenset()


def test_a_case_is_granted_for_a_time_only(county):
    with pytest.raises(FactError) as refused:
        services.grant(
            tenant=county.tenant, by="x", account=county.counsel.account.id, kind="case",
            target=county.township, since=people.TODAY,
        )  # fmt: skip
    assert refused.value.field == "until"
