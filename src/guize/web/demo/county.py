"""Founds the demo county: bodies, posts, people, portfolios, accounts, and its law."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from guize.accounts import services as accounts
from guize.organisation import services as organisation
from guize.regulations import services as regulations
from guize.web.demo import people
from guize.web.demo.organisation import BODIES, COUNTY, COURT_CODE, SHORT_NAME, UNITS, Body

if TYPE_CHECKING:
    from guize.accounts.models import Account
    from guize.organisation.models import Appointment, Organ, Person

PACKS = ("cn-procedure", "xiuyan-2024")
INSTALLER = "installation"  # who records what precedes the first account


@dataclass
class County:
    """What the steps refer to, by the short names of the seeds."""

    tenant: str
    today: date
    organs: dict[str, Organ] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, Appointment] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)


def found(today: date, password: str) -> County:
    """Makes the county anew. Raises what the services raise."""
    tenant = organisation.found_county(
        by=INSTALLER,
        name=COUNTY,
        short_name=SHORT_NAME,
        pack=PACKS[-1],
        court_code=COURT_CODE,
        is_demo=True,
        on=today,
    )
    county = County(str(tenant.id), today)
    install_law(county.tenant)
    for body in sorted((*BODIES, *UNITS), key=lambda body: bool(body.parent or body.succeeds)):
        _establish(county, body)
    for seat in people.seats():
        if seat.person:
            _appoint(county, seat)
        else:
            _create_post(county, seat)
    _assign_portfolios(county)
    _open_accounts(county, password)
    _charge_with_entries(county)
    return county


def install_law(tenant: str) -> None:
    """Puts the law that ships with guize in force; a repetition changes nothing."""
    regulations.install_calendars(folder=settings.CALENDARS, tenant=tenant)
    for pack in PACKS:
        regulations.install_rulebook(folder=settings.RULEBOOKS / pack, tenant=tenant)


def _establish(county: County, body: Body) -> None:
    organ = organisation.establish_organ(
        tenant=county.tenant,
        by=INSTALLER,
        name=body.name,
        kind=body.kind,
        role=body.role,
        parent=str(county.organs[body.parent].id) if body.parent else "",
        succeeds=[str(county.organs[former].id) for former in body.succeeds],
        on=county.day(body.since or people.LONG_AGO),
    )
    if body.until:
        organisation.dissolve_organ(
            tenant=county.tenant, by=INSTALLER, organ=organ.id, on=county.day(body.until)
        )
    county.organs[body.code] = organ


def _create_post(county: County, seat: people.Seat) -> str:
    post = organisation.create_post(
        tenant=county.tenant,
        by=INSTALLER,
        organ=county.organs[seat.body].id,
        title=seat.title,
        function=seat.function,
        on=county.day(seat.since),
    )
    return str(post.id)


def _person(county: County, name: str) -> Person:
    if name not in county.persons:
        county.persons[name] = organisation.register_person(
            tenant=county.tenant, by=INSTALLER, name=name, on=county.day(people.LONG_AGO)
        )
    return county.persons[name]


def _appoint(county: County, seat: people.Seat) -> None:
    appointment = organisation.appoint(
        tenant=county.tenant,
        by=INSTALLER,
        person=_person(county, seat.person).id,
        post=_create_post(county, seat),
        since=county.day(seat.since),
        mode=seat.mode,
        cadre_authority=seat.authority or "other_authority",
        instrument="云任〔演示〕号",
    )
    if seat.until:
        organisation.end_appointment(
            tenant=county.tenant,
            by=INSTALLER,
            appointment=appointment.id,
            until=county.day(seat.until),
        )
    county.seats[seat.code] = appointment


def _assign_portfolios(county: County) -> None:
    """Puts every body in its leader's charge, and the county government in its head's."""
    in_charge = [(body.code, body.deputy) for body in (*UNITS, *BODIES) if body.deputy]
    for code, leader in (*in_charge, ("county", "liu")):
        body = next(body for body in (*UNITS, *BODIES) if body.code == code)
        portfolio = organisation.assign_portfolio(
            tenant=county.tenant,
            by=INSTALLER,
            appointment=county.seats[leader].id,
            organ=county.organs[code].id,
            since=county.day(body.since or people.LONG_AGO),
            instrument="云政分工〔演示〕号",
        )
        if body.until:
            organisation.end_portfolio(
                tenant=county.tenant,
                by=INSTALLER,
                portfolio=portfolio.id,
                until=county.day(body.until),
            )


def _charge_with_entries(county: County) -> None:
    """The committee's officer enters what bodies of the city decide on paper (代录)."""
    for body in ("city-discipline", "city-organization"):
        accounts.grant(
            tenant=county.tenant,
            by=INSTALLER,
            account=county.accounts[people.holder("committee")].id,
            kind="records_for",
            target=county.organs[body].id,
            since=county.day(people.LONG_AGO),
        )


def _open_accounts(county: County, password: str) -> None:
    """One account for each person in office; those who show a role get its name."""
    names = {people.holder(seat): name for name, seat, _title in people.ROLES}
    in_office = {seat.person for seat in people.seats() if seat.person and not seat.until}
    for number, person in enumerate(sorted(in_office), start=1):
        county.accounts[person] = accounts.create_account(
            tenant=county.tenant,
            by=INSTALLER,
            username=names.get(person, f"staff-{number:02d}"),
            password=password,
            person=county.persons[person].id,
            must_change_password=False,
        )
