"""Whether the parts of the system work: one line for each, no content of any county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from guize.accounts import providers
from guize.accounts.outgoing import is_allowed
from guize.ledger import durability
from guize.ledger import queries as ledger
from guize.ledger.clock import today
from guize.organisation.queries import counties
from guize.regulations import queries as regulations
from guize.web import catalogue
from guize.web.backup import keeping

PATIENCE = timedelta(minutes=10)
A_DAY = timedelta(hours=26)  # and some hours of grace


@dataclass(frozen=True, slots=True)
class Line:
    """One part: its name, whether it works, and what there is to know or to do."""

    name: str
    is_well: bool
    note: str


def lines() -> list[Line]:
    return [_checked(name, check) for name, check in _parts()]


def _parts() -> list[tuple[str, Callable[[], tuple[bool, str]]]]:
    return [
        (_("数据库"), _database),
        (_("规则"), _rulebooks),
        (_("日历"), _calendar),
        (_("语言"), _languages),
        (_("后台任务"), _worker),
        (_("记录校验"), _record),
        (_("检查点"), _checkpoints),
        (_("备份"), _backup),
        *([(_("统一身份认证"), _sign_in)] if providers.configured() else []),
    ]


def _checked(name: str, check: Callable[[], tuple[bool, str]]) -> Line:
    try:
        return Line(name, *check())
    except DatabaseError:
        return Line(name, is_well=False, note=_("数据库没有应答,请检查数据库服务。"))


def _database() -> tuple[bool, str]:
    """Whether it answers and keeps what it has acknowledged."""
    weak = durability.weakness()
    note = _("断电可能丢失记录(%(setting)s),请恢复默认设置。") % {"setting": weak}
    return not weak, note if weak else connection.vendor


def _rulebooks() -> tuple[bool, str]:
    packs = regulations.packs_anywhere()
    return bool(packs), "、".join(packs) or _("尚未安装规则包。")


def _calendar() -> tuple[bool, str]:
    newest = regulations.newest_year_anywhere()
    note = _("放假通知录入至 %(year)s 年。") % {"year": newest or "—"}
    return bool(newest and newest >= today().year), note


def _languages() -> tuple[bool, str]:
    waiting = catalogue.waiting()
    return not waiting, _("语言文件未编译,请重新启动。") if waiting else "中文、English"


def _worker() -> tuple[bool, str]:
    """A task that has waited for long means that no worker runs."""
    waiting = DBTaskResult.objects.ready().filter(run_after__lt=timezone.now() - PATIENCE).count()
    if waiting:
        return False, _("%(n)s 项任务等候超过十分钟,请检查后台进程。") % {"n": waiting}
    return True, _("没有积压。")


def _record() -> tuple[bool, str]:
    """The last check of each county, without any content."""
    states = [ledger.state(county.id) for county in counties()]
    checked = [state for state in states if state.last]
    if any(state.last.findings for state in checked):
        return False, _("校验发现不一致,请审计人员查看校验页或执行 guize verify。")
    if not checked:
        return True, _("尚未校验。")
    oldest = min(state.last.at for state in checked)
    return timezone.now() - oldest < A_DAY, _("完整,%(at)s 校验。") % {"at": _shown(oldest)}


def _checkpoints() -> tuple[bool, str]:
    """Entries that wait for long mean that the clock process does not run."""
    waits = [since for county in counties() if (since := ledger.waits_since(county.id))]
    if waits and timezone.now() - min(waits) > PATIENCE:
        return False, _("有记录等候签署超过十分钟,请检查时钟进程。")
    heads = [head.at for county in counties() if (head := ledger.state(county.id).head)]
    return True, _("最近签署于 %(at)s。") % {"at": _shown(max(heads))} if heads else _("尚无记录。")


def _backup() -> tuple[bool, str]:
    """A backup counts once it was restored; a system of today need not have one yet."""
    made = keeping.proven(keeping.folder())
    if made:
        note = _("最近一份于 %(at)s 通过恢复验证。") % {"at": _shown(made[0].at)}
        return timezone.now() - made[0].at < 2 * A_DAY, note
    first = ledger.first_recorded_at()
    is_new = first is None or timezone.now() - first < 2 * A_DAY
    return is_new, _("尚无通过恢复验证的备份,可执行 guize backup。")


def _sign_in() -> tuple[bool, str]:
    """Whether the services that sign in for us may be asked at all; whether they answer, one learns
    at the door.
    """
    shut = [code for code in providers.configured() if not is_allowed(providers.issuer(code))]
    named = "、".join(code.upper() for code in shut or providers.configured())
    note = _("%(services)s 的地址不在 GUIZE_OUTGOING 中,无法连接。") % {"services": named}
    return not shut, note if shut else named


def _shown(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
