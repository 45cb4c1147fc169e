"""Whether the parts of the system work: one line for each, no content of any county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from guize.ledger.clock import today
from guize.regulations import queries as regulations
from guize.web import catalogue

PATIENCE = timedelta(minutes=10)


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
    ]


def _checked(name: str, check: Callable[[], tuple[bool, str]]) -> Line:
    try:
        return Line(name, *check())
    except DatabaseError:
        return Line(name, is_well=False, note=_("数据库没有应答,请检查数据库服务。"))


def _database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, connection.vendor


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
