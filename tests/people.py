"""The county of the tests: named people, what they hold, and what is in whose charge.

county = people.county()
county.case_officer.account     signs in; .actor on a day, .person, .appointment
county.township                 the unit concerned; county.other_unit is none of theirs
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from guize.accounts import queries, services
from guize.accounts.models import Account
from guize.ledger.identifiers import new_id
from guize.organisation import services as organisation

SINCE = date(2024, 1, 1)
TODAY = date(2026, 10, 12)
PASSWORD = "只在测试里用-2026"
PACK = "xiuyan-2024"

ORGANS = {
    "government": ("云岭县人民政府", "county_government", "county_government"),
    "township": ("青石镇人民政府", "township", ""),
    "other_unit": ("白河镇人民政府", "township", ""),
    "housing": ("县住房和城乡建设局", "department", ""),
    "justice_bureau": ("县司法局", "department", "justice_bureau"),
    "party_group": ("县政府党组", "party_body", "party_group"),
    "committee": ("中共云岭县委员会", "party_body", "party_committee"),
    "discipline_body": ("县纪委监委", "party_body", "discipline_body"),
    "organization_department": ("县委组织部", "party_body", "organization_department"),
    "city_discipline_body": ("云州市纪委监委", "other_body", "city_discipline_body"),
    "audit_office": ("县审计局", "department", ""),
    "court": ("云岭县人民法院", "other_body", "court"),
}
"""Key: name, kind, role."""

CAST = {
    "case_officer": ("王芳", "township", "司法所所长", "case_officer"),
    "unit_head": ("李强", "township", "镇长", "principal"),
    "unit_deputy": ("赵敏", "township", "副镇长", "unit_deputy"),
    "deputy_head": ("陈刚", "government", "副县长", "deputy_head"),
    "executive_deputy": ("刘洋", "government", "常务副县长", "executive_deputy"),
    "county_head": ("高远", "government", "县长", "county_head"),
    "counsel": ("袁立", "justice_bureau", "法律顾问", "counsel"),
    "justice_officer": ("孙丽", "justice_bureau", "行政应诉科科长", "justice_officer"),
    "justice_head": ("周涛", "justice_bureau", "局长", "justice_head"),
    "party_group_member": ("吴静", "party_group", "党组成员", "party_group_member"),
    "discipline_officer": ("郑伟", "discipline_body", "审查调查室主任", "discipline_officer"),
    "organization_officer": ("冯雪", "organization_department", "科长", "organization_officer"),
    "committee_officer": ("沈清", "committee", "县委办公室副主任", "committee_officer"),
    "auditor": ("何军", "audit_office", "审计员", "auditor"),
    "system_admin": ("马超", "government", "系统管理员", "system_admin"),
    "security_admin": ("曹安", "government", "安全管理员", "security_admin"),
    "outsider": ("林外", "other_unit", "司法所所长", "case_officer"),
    "other_head": ("许峰", "other_unit", "镇长", "principal"),
    "other_deputy_head": ("韩冰", "government", "副县长", "deputy_head"),
    "housing_officer": ("汪洋", "housing", "法规股股长", "case_officer"),
    "housing_head": ("钟诚", "housing", "局长", "principal"),
}
"""Key: name, organ, title, function. All are invented."""

CITY_MANAGED = {"deputy_head", "executive_deputy", "county_head", "other_deputy_head"}
IN_CHARGE = {
    "deputy_head": ("township",),
    "other_deputy_head": ("other_unit", "housing"),
    "executive_deputy": ("justice_bureau",),
}


@dataclass(frozen=True)
class Member:
    """One of the cast: ids as texts, and the account that signs in."""

    name: str
    person: str
    appointment: str
    organ: str
    account: object

    def actor_on(self, day: date, acting: str = ""):
        return queries.actor_for(self.account, day, acting)

    @property
    def actor(self):
        return self.actor_on(TODAY)


@dataclass(frozen=True)
class County:
    """The tenant with its organs (`county.township` is an id) and its cast (`county.unit_head`)."""

    tenant: str
    organs: dict[str, str] = field(default_factory=dict)
    cast: dict[str, Member] = field(default_factory=dict)

    def __getattr__(self, name: str):
        for found in (self.__dict__.get("cast", {}), self.__dict__.get("organs", {})):
            if name in found:
                return found[name]
        raise AttributeError(name)


NAME = "云岭县"
_founded: County | None = None


def found_once() -> None:
    """Founds the county of the whole session, before the first test: each test sees it unchanged,
    since what a test writes is rolled back.
    """
    global _founded  # noqa: PLW0603 - one county a session
    _founded = _county(NAME, "")


def county(name: str = NAME, prefix: str = "") -> County:
    """The county of the session, or a second one of another name and prefix."""
    if (name, prefix) != (NAME, "") or _founded is None:
        return _county(name, prefix)
    accounts = Account.objects.in_bulk([member.account.id for member in _founded.cast.values()])
    cast = {
        key: replace(member, account=accounts[member.account.id])
        for key, member in _founded.cast.items()
    }
    return County(_founded.tenant, dict(_founded.organs), cast)


def _county(name: str, prefix: str) -> County:
    """Founds a county by calling the services. `prefix` keeps the names of a second one apart."""
    by = new_id()
    founded = organisation.found_county(by=by, name=name, pack=PACK, is_demo=True, on=SINCE)
    made = County(str(founded.id))
    for key, (title, kind, role) in ORGANS.items():
        organ = organisation.establish_organ(
            tenant=made.tenant, by=by, name=title, kind=kind, role=role
        )
        made.organs[key] = str(organ.id)
    for key in CAST:
        made.cast[key] = _member(made, by, key, prefix)
    for leader, organs in IN_CHARGE.items():
        for organ in organs:
            organisation.assign_portfolio(
                tenant=made.tenant,
                by=by,
                appointment=made.cast[leader].appointment,
                organ=made.organs[organ],
                since=SINCE,
            )
    return made


def _member(made: County, by: UUID, key: str, prefix: str) -> Member:
    name, organ, title, function = CAST[key]
    own = {"tenant": made.tenant, "by": by}
    person = organisation.register_person(**own, name=name)
    appointment = seat(made, by, person.id, (made.organs[organ], title, function), key)
    account = services.create_account(
        **own,
        username=f"{prefix}{key}",
        password=PASSWORD,
        person=person.id,
        must_change_password=False,
    )
    return Member(name, str(person.id), appointment, made.organs[organ], account)


def seat(
    made: County, by: UUID | str, person: UUID | str, post: tuple[str, str, str], key: str = ""
) -> str:
    """Creates a post (organ, title, function) and puts a person in it: the appointment's id."""
    organ, title, function = post
    own = {"tenant": made.tenant, "by": by}
    created = organisation.create_post(**own, organ=organ, title=title, function=function)
    held = organisation.appoint(
        **own,
        person=person,
        post=created.id,
        since=SINCE,
        cadre_authority="city" if key in CITY_MANAGED else "county",
    )
    return str(held.id)
