"""The frame of every page: county, reader, menu, versions, and the rulebook of its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guize.accounts.queries import own_account
from guize.cases.queries import may_count
from guize.core.access import Actor, Object, Role, scope
from guize.core.rulebook import Rulebook
from guize.ledger.clock import today
from guize.organisation.queries import county
from guize.regulations import queries as regulations
from guize.ui import rules

OFFICERS = frozenset({Role.AU, Role.SA, Role.SE})


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    is_current: bool


class Shell:
    """What the frame asks, computed only if the page shows it. Nobody signed in: all empty."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)

    @cached_property
    def _own(self):
        return own_account(self.actor) if self.actor else None

    @cached_property
    def _county(self):
        return county(self.actor.tenant) if self.actor else None

    @property
    def county(self) -> str:
        return self._county.name if self._county else ""

    @property
    def is_demo(self) -> bool:
        return bool(self._county and self._county.is_demo)

    @property
    def viewer(self) -> str:
        return (self._own.name or self._own.username) if self._own else ""

    @property
    def account(self) -> str:
        return self._own.username if self._own else ""

    @property
    def post(self) -> str:
        """Organ and title of the post acted in."""
        held = (post for post in self._own.posts if post.is_acting) if self._own else ()
        return next((f"{post.organ} {post.title}" for post in held), "")

    @property
    def may_change_post(self) -> bool:
        return bool(self._own and len(self._own.posts) > 1)

    @property
    def search_url(self) -> str:
        may_search = self.actor and _sees(self.actor, Object.CASE)
        return reverse("cases:list") if may_search else ""

    @property
    def rulebook(self) -> str:
        book = regulations.find_rulebook(self.actor.tenant) if self.actor else None
        return f"{book.id} {book.valid_from}" if book else ""

    @property
    def calendar(self) -> str:
        """The years with a notice end where provisional answers begin."""
        if not self.actor or not (known := regulations.calendar(self.actor.tenant).published):
            return ""
        last = max(known)
        years = {"last": last, "next": max(last + 1, today().year)}
        return _("%(last)s 年正式,%(next)s 年起暂定") % years

    @cached_property
    def menu(self) -> list[MenuItem]:
        if not self.actor:
            return []
        places = [(name, label, reverse(name)) for name, label in _places(self.actor)]
        here = max((url for _n, _l, url in places if self._is_within(url)), key=len, default="")
        return [MenuItem(label, url, url == here) for _name, label, url in places]

    @cached_property
    def bar(self) -> list[MenuItem]:
        """The four at the foot of a phone: the places of every day, and 我 with all others."""
        known = {item.url: item for item in self.menu}
        daily = [(url, label) for url, label in _daily() if url in known][:3]
        items = [MenuItem(label, url, known[url].is_current) for url, label in daily]
        is_elsewhere = bool(items) and not any(item.is_current for item in items)
        return [*items, MenuItem(_("我"), reverse("me"), is_elsewhere)]

    def _is_within(self, url: str) -> bool:
        return self.request.path == url or (url != "/" and self.request.path.startswith(url))


def _sees(actor: Actor, obj: Object) -> bool:
    """Whether his posts let him view any; what is served on him as a person has its own place."""
    return bool(scope(actor, obj).terms)


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The menu of this reader. What he may never see is not named."""
    sees_cases = _sees(actor, Object.CASE)
    sees_proceedings = _sees(actor, Object.FINDINGS) or _sees(actor, Object.TRANSFER)
    is_officer = bool(actor.roles & OFFICERS)
    places = [
        ("home", _("首页"), True),
        ("cases:list", _("案件"), sees_cases),
        ("papers:follow-ups", _("督办"), _sees(actor, Object.DUTIES)),
        ("accountability:list", _("责任追究"), sees_proceedings),
        ("papers:reports", _("统计"), may_count(actor)),
        ("rulebooks", _("规则"), _sees(actor, Object.RULEBOOK)),
        ("calendar", _("日历"), _sees(actor, Object.RULEBOOK)),
        ("organisation", _("组织"), True),
        ("accounts", _("账号与授权"), is_officer),
        ("record", _("记录校验"), _sees(actor, Object.AUDIT) and is_officer),
        ("readers", _("查阅记录"), _sees(actor, Object.READ_LOG) and is_officer),
        ("health", _("系统状态"), is_officer),
        ("accountability:mine", _("与我有关"), True),
        ("account", _("我的账号"), True),
    ]
    return [(name, label) for name, label, is_shown in places if is_shown]


def _daily() -> list[tuple[str, str]]:
    """The first three of these that the reader has stand at the foot of his phone."""
    names = [("home", _("待办")), ("cases:list", _("案件")), ("calendar", _("日历"))]
    names += [("health", _("系统状态")), ("organisation", _("组织"))]
    return [(reverse(name), label) for name, label in names]


def context(request: HttpRequest) -> dict[str, object]:
    return {"shell": Shell(request)}


class RulebookMiddleware:
    """Lets tags and filters look words up in the rulebook of the reader's county."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        @cache  # a page glosses hundreds of words: the installed texts are asked for once
        def find(pack: str) -> Rulebook | None:
            tenant = getattr(request.user, "tenant", None)
            return regulations.find_rulebook(tenant, pack) if tenant else None

        with rules.using(find):
            return self.get_response(request)
