"""A small county for the tests of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guize.core.access import Actor, Role, Seat
from guize.organisation import services
from guize.organisation.models import Appointment, Organ, Person, Portfolio, Post, Tenant

CLERK = "administrator"
FOUNDED = date(2020, 1, 1)


@dataclass
class County:
    """云岭县: a government with one deputy head in charge of one town with a principal."""

    tenant: Tenant
    government: Organ
    town: Organ
    mayor: Post
    deputy: Post
    li: Person
    chen: Person
    lin: Person
    in_town: Appointment
    in_government: Appointment
    charge: Portfolio

    def by(self, **fields: object) -> dict[str, object]:
        return {"tenant": self.tenant.id, "by": CLERK, **fields}

    def actor(self, *roles: Role) -> Actor:
        seats = tuple(Seat(role, "", "", FOUNDED) for role in roles)
        return Actor(str(self.tenant.id), CLERK, str(self.lin.id), seats, date(2026, 9, 24))


def found() -> County:
    tenant = services.found_county(by=CLERK, name="云岭县", pack="xiuyan-2024", is_demo=True)
    known = {"tenant": tenant.id, "by": CLERK}
    government = services.establish_organ(**known, name="县政府", kind="county_government")
    town = services.establish_organ(
        **known, name="青石镇", kind="township", parent=government.id, on=date(2010, 5, 1)
    )
    mayor = services.create_post(**known, organ=town.id, title="镇长", function="principal")
    deputy = services.create_post(
        **known, organ=government.id, title="副县长", function="deputy_head"
    )
    li, chen, lin = (services.register_person(**known, name=n) for n in ("李强", "陈刚", "林外"))
    in_town = services.appoint(**known, person=li.id, post=mayor.id, since="2024-03")
    in_government = services.appoint(
        **known, person=chen.id, post=deputy.id, since=FOUNDED, cadre_authority="city"
    )
    charge = services.assign_portfolio(
        **known, appointment=in_government.id, organ=town.id, since="2024", instrument="分工〔1〕"
    )
    held = (in_town, in_government, charge)
    return County(tenant, government, town, mayor, deputy, li, chen, lin, *held)
