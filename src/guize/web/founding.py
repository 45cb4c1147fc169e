"""Founds a real county: its law, its government, and the three administrators. No other account."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from guize.accounts import services as accounts
from guize.ledger.clock import today
from guize.ledger.services import writing
from guize.organisation import services as organisation
from guize.organisation.queries import counties
from guize.regulations import services as regulations
from guize.web.console import RefusalError

INSTALLER = "installation"  # who records what precedes the first account
BASE = "cn-procedure"
TITLES = {"system_admin": "系统管理员", "security_admin": "安全管理员", "auditor": "审计人员"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the county is called, its rulebook, and who administers it: function to name."""

    name: str
    short: str
    court_code: str
    pack: str
    administrators: dict[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """An account as it is told once to who founds the county."""

    title: str
    name: str
    username: str
    password: str


def found(wanted: Wanted) -> tuple[Opened, ...]:
    """Founds the county: all of it or nothing. Raises `RefusalError` with the remedy."""
    refuse_unfit(wanted)
    with writing():
        tenant = organisation.found_county(
            by=INSTALLER,
            name=wanted.name,
            short_name=wanted.short,
            pack=wanted.pack,
            court_code=wanted.court_code,
            on=today(),
        ).id
        regulations.install_calendars(folder=settings.CALENDARS, tenant=tenant)
        for pack in dict.fromkeys((BASE, wanted.pack)):
            regulations.install_rulebook(folder=settings.RULEBOOKS / pack, tenant=tenant)
        own = {"tenant": tenant, "by": INSTALLER}
        government = organisation.establish_organ(
            **own, name=f"{wanted.name}人民政府", kind="county_government", role="county_government"
        )
        given = wanted.administrators.items()
        return tuple(_open(own, government.id, function, name) for function, name in given)


def refuse_unfit(wanted: Wanted) -> None:
    """Refuses a county that is here already, an unknown rulebook, two offices in one hand."""
    if len(set(wanted.administrators.values())) < len(TITLES):
        raise RefusalError(
            "The three administrators must be three persons. Remedy: name three.",
            "三员分立:系统管理员、安全管理员、审计人员须由不同人员担任。办法:写明三个人。",
        )
    if any(county.name == wanted.name for county in counties()):
        raise RefusalError(
            f"{wanted.name} is founded here already. Remedy: sign in as its administrator.",
            f"{wanted.name}已在本系统建立。办法:由其管理员登录。",
        )
    if not (settings.RULEBOOKS / wanted.pack / "pack.toml").is_file():
        raise RefusalError(
            f"There is no rulebook {wanted.pack}. Remedy: name a folder of {settings.RULEBOOKS}.",
            f"没有规则包 {wanted.pack}。办法:写明 {settings.RULEBOOKS} 下的文件夹名。",
        )


def _open(own: dict[str, object], government: object, function: str, name: str) -> Opened:
    person = organisation.register_person(**own, name=name)
    post = organisation.create_post(
        **own, organ=government, title=TITLES[function], function=function
    )
    organisation.appoint(**own, person=person.id, post=post.id, since=today())
    opened = Opened(TITLES[function], name, _free_name(function), accounts.one_time_password())
    accounts.create_account(
        **own, username=opened.username, password=opened.password, person=person.id
    )
    return opened


def _free_name(function: str) -> str:
    """The name of the post; a second county of this installation gets the next number."""
    plain = function.replace("_", "-")
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(counties()) + 2)))
    return next(name for name in names if not accounts.is_taken(name))
