"""What speaks against a change of the law, asked when it is proposed and when it is adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.core.markdown import RulebookError
from guize.core.rulebook import Rulebook
from guize.formats.rulebook_folder import PackTexts
from guize.regulations.models import CalendarYear, CountyDay, LawChange
from guize.regulations.queries import installed, law, norms, uploads, versions

Kind = LawChange.Kind


def checked(tenant: str, kind: str, payload: Mapping[str, Any], reason: str) -> str:
    """What the change is about, once nothing speaks against it. Raises FactError at the field."""
    return CHECKS[Kind(kind)](tenant, payload, reason)


def _check_year(tenant: str, payload: Mapping[str, Any], reason: str) -> str:
    new = law.year_row(payload)
    now = CalendarYear.objects.filter(tenant=tenant, year=new.year, is_active=True).first()
    if now and (now.off, now.makeup) == (new.off, new.makeup):
        raise FactError("text", _("%(year)s 年已按同样的安排施行") % {"year": new.year})
    if now and not reason.strip():
        raise FactError("reason", _("%(year)s 年已有安排,改动须写明理由") % {"year": new.year})
    return str(new.year)


def _check_days(tenant: str, payload: Mapping[str, Any], reason: str) -> str:
    if not payload["notice"].strip():
        raise FactError("notice", _("请填写本县文件的文号"))
    known = {day.day: (day.is_off, day.notice) for day in CountyDay.objects.filter(tenant=tenant)}
    days = law.county_rows(payload)
    if any(day.day in known for day in days) and not reason.strip():
        raise FactError("reason", _("其中有的日子已有安排,改动须写明理由"))
    return "、".join(dict.fromkeys(str(day.day.year) for day in days))


def _check_reading(tenant: str, payload: Mapping[str, Any], reason: str) -> str:
    if not reason.strip():
        raise FactError("reason", _("请写明采用这一读法的理由"))
    try:
        law.if_adopted(tenant, Kind.READING, payload)
    except RulebookError as error:
        cause = error.faults[0].cause
        raise FactError("option", _("按此读法规则不能成立:%(cause)s") % {"cause": cause}) from error
    return f"{payload['pack']} {payload['interpretation']}"


def _check_rulebook(tenant: str, payload: Mapping[str, Any], reason: str) -> str:
    if not reason.strip():
        raise FactError("reason", _("请写明安装这一版本的理由"))
    texts = PackTexts(payload["pack_toml"], payload["files"], payload["scenarios"])
    since = date.fromisoformat(payload["since"])
    try:
        book = uploads.proven(tenant, texts, since)
    except RulebookError as error:
        raise _faulty(_("规则包有错"), error) from error
    _check_day(book, since)
    _check_place(tenant, book)
    now = versions.used_on(tenant, book.id, since)
    if now and (now.content_hash, now.scenarios) == (book.content_hash, texts.scenarios):
        raise FactError("file", _("自 %(since)s 已按同样的文本施行") % {"since": now.since})
    try:
        law.if_adopted(tenant, Kind.RULEBOOK, payload)
    except RulebookError as error:
        raise _faulty(_("按此版本其他规则包不能成立"), error) from error
    return f"{book.id} {since}"


def _faulty(told: str, error: RulebookError) -> FactError:
    first, number = error.faults[0], len(error.faults)
    counted = _("%(told)s(%(n)s 处):%(first)s") % {"told": told, "n": number, "first": first}
    return FactError("file", counted)


def _check_day(book: Rulebook, since: date) -> None:
    if since < book.valid_from:
        told = _("不能早于本办法施行的 %(day)s") % {"day": book.valid_from}
        raise FactError("since", told)
    if book.valid_to and since >= book.valid_to:
        raise FactError("since", _("%(day)s 起已失效") % {"day": book.valid_to})


def _check_place(tenant: str, book: Rulebook) -> None:
    """A text of another place must not become the law of this one by mistake."""
    own = {each.jurisdiction for each in norms(tenant).rulebooks}
    own |= {each.jurisdiction for each in installed(tenant) if each.id == book.id}
    if own and book.jurisdiction not in own:
        told = _("适用地区「%(other)s」与本县的「%(own)s」不同")
        raise FactError("file", told % {"other": book.jurisdiction, "own": "、".join(sorted(own))})


CHECKS = {
    Kind.YEAR: _check_year,
    Kind.COUNTY_DAYS: _check_days,
    Kind.READING: _check_reading,
    Kind.RULEBOOK: _check_rulebook,
}
