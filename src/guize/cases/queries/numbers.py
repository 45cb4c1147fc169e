"""Which case a court number already stands for: the same number at the same level of court."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from guize.cases.models import Case, Instance
from guize.cases.queries.sight import visible
from guize.core.access import Actor

_BRACKETS = str.maketrans("[〔【{]〕】}", "(((())))")
_SERIAL = re.compile(r"[0-9]+(?=[^0-9]*$)")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def number_key(text: str) -> str:
    """A court number as it is compared: brackets and digits of one form, without spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(plain.split())


def cases_numbered(
    actor: Actor, levels: Iterable[tuple[str, str]], apart: UUID | str | None = None
) -> list[tuple[str, Case | None]]:
    """For each (level, number) that another case has, the number as given and that case: None
    where the actor may not see it.
    """
    found = []
    for level, number in levels:
        rows = _same(actor.tenant, level, number)
        ids = {row.case_id for row in rows if str(row.case_id) != str(apart or "")}
        if ids:
            found.append((number, visible(actor).filter(id__in=ids).order_by("opened_on").first()))
    return found


def _same(tenant: UUID | str, level: str, number: str) -> list[Instance]:
    key = number_key(number)
    serial = _SERIAL.search(key)
    if not serial:
        return []
    wide = serial[0].translate(_FULL_WIDTH)
    rows = Instance.objects.filter(tenant=tenant, level=level).filter(
        Q(number__contains=serial[0]) | Q(number__contains=wide)
    )
    return [row for row in rows if number_key(row.number) == key]
