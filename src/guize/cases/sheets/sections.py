"""The parts of a case file, one page each under the same head; what the newer ones show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guize.cases import queries
from guize.cases.forms.communication import LogForm, NoteForm
from guize.cases.models import Case
from guize.cases.sheets.communication import checks_form
from guize.cases.sheets.submitting import fresh_key
from guize.core.facts import CaseRecord
from guize.core.signing import SIGNER, role_of

SECTIONS = {
    "timeline": _("时间线"),
    "duties": _("期限"),
    "opinions": _("签批"),
    "communication": _("沟通与核对"),
    "people": _("人员与责任"),
    "facts": _("案情"),
    "notes": _("我的笔记"),
}


def tabs(row: Case, chosen: str, shown: dict[str, Any]) -> list[dict[str, object]]:
    place, lines = reverse("cases:case", args=[row.id]), shown["lines"]
    signed = sum(1 for line in lines if role_of(line.type) == SIGNER and line.state == "current")
    counts = {"timeline": len(lines), "duties": len(shown["duties"]), "opinions": signed}
    return [
        {
            "url": f"{place}?tab={code}",
            "label": label,
            "count": counts.get(code),
            "is_current": code == chosen,
        }
        for code, label in SECTIONS.items()
    ]


def section(
    request: HttpRequest, name: str, shown: dict[str, Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """What one of the parts shows; `forms` holds those that came back with errors."""
    row, known = shown["case"], shown["record"]
    if name == "opinions":
        return _opinions(request, row, known)
    if name == "communication":
        return _communication(request, shown, forms)
    if name == "notes":
        notes = queries.own_notes(request.actor, row)
        return {"notes": notes, "note_form": forms.get("note") or NoteForm()}
    return {}


def _opinions(request: HttpRequest, row: Case, known: CaseRecord) -> dict[str, Any]:
    board = queries.reading_of(request.actor, row, known).board()
    may_print = queries.allowed(request.actor, "A", "O3", row)
    return {"board": board, "may_print_slip": may_print}


def _communication(
    request: HttpRequest, shown: dict[str, Any], forms: dict[str, Any]
) -> dict[str, Any]:
    row, known = shown["case"], shown["record"]
    codes = {kind.code for kind in queries.logged_types(request.actor)}
    may_check = queries.may_check(request.actor, row)
    found = queries.lists(request.actor, row, known)
    return {
        "logged": [line for line in shown["lines"] if line.event.type in codes],
        "log_form": _log_form(request, row, forms),
        "lists": [
            (of, forms.get(of.of.code) or (checks_form(request, of) if may_check else None))
            for of in found
        ],
    }


def _log_form(request: HttpRequest, row: Case, forms: dict[str, Any]) -> LogForm | None:
    kinds = queries.loggable(request.actor, row)
    blank = LogForm(kinds, request.actor.account, initial={"key": fresh_key()})
    return (forms.get("log") or blank) if kinds else None
