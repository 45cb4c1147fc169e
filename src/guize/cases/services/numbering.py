"""A court number stands for one level of one suit: a second file under it needs a stated reason."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from guize.cases import queries
from guize.cases.models import Case
from guize.core.access import Actor
from guize.core.facts import FactError, Instance
from guize.organisation.queries import organ_names

FIELD = "duplicate_reason"


def refuse_second_file(
    actor: Actor, levels: Iterable[Instance], reason: str, apart: UUID | str | None = None
) -> None:
    """Raises FactError where another case has one of the numbers at the same level and no reason
    is stated. It names that case only to someone who may see it.
    """
    if reason.strip():
        return
    asked = [(level.level, level.number) for level in levels]
    for number, other in queries.cases_numbered(actor, asked, apart):
        raise FactError(FIELD, _seen(number, other, actor) if other else _unseen(number))


def _seen(number: str, other: Case, actor: Actor) -> str:
    names = organ_names(actor.tenant)
    cause = _(
        "案号 %(number)s 的同一审级已有案件:%(title)s(%(units)s,%(on)s 登记)。"
        "确需另立一案的,请写明理由"
    )
    values = {
        "number": number,
        "title": other.title,
        "units": "、".join(names.get(unit, unit) for unit in other.units),
        "on": other.opened_on.isoformat(),
    }
    return cause % values


def _unseen(number: str) -> str:
    cause = _(
        "案号 %(number)s 的同一审级在本县已有案件,您无权查看。"
        "请向县司法行政机关核对;确需另立一案的,请写明理由"
    )
    return cause % {"number": number}
