"""The case file: header, what is next, and five sections; its print and its export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guize.cases import queries
from guize.formats.case_record import write_case

SECTIONS = {
    "timeline": _("时间线"),
    "duties": _("期限"),
    "people": _("人员与责任"),
    "facts": _("案情"),
}


def _shown(request: HttpRequest, case: UUID) -> dict[str, Any]:
    row = queries.case(request.actor, case)
    return queries.file_of(request.actor, row) | {"why_url": reverse("cases:why", args=[row.id])}


def _tabs(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, object]]:
    chosen = _section(request)
    return [
        {
            "url": f"?tab={code}",
            "label": label,
            "count": counts.get(code),
            "is_current": code == chosen,
        }
        for code, label in SECTIONS.items()
    ]


def _section(request: HttpRequest) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in SECTIONS else "timeline"


@login_required
@require_safe
def case_file(request: HttpRequest, case: UUID) -> HttpResponse:
    shown = _shown(request, case)
    counts = {"timeline": len(shown["lines"]), "duties": len(shown["duties"])}
    shown |= {"tabs": _tabs(request, counts), "section": _section(request)}
    return render(request, "cases/case.html", shown)


@login_required
@require_safe
def printed(request: HttpRequest, case: UUID) -> HttpResponse:
    shown = _shown(request, case) | {"why_url": ""}  # nothing to press on paper
    return render(request, "cases/print.html", shown)


@login_required
@require_safe
def export(request: HttpRequest, case: UUID) -> HttpResponse:
    """The record as guize-case/1: what the command line reads."""
    row = queries.case(request.actor, case)
    queries.require(request.actor, "E", "O1", row)
    text = write_case(queries.exported(request.actor, row))
    name = f'attachment; filename="case-{row.id}.json"'
    return HttpResponse(
        text, content_type="application/json; charset=utf-8", headers={"Content-Disposition": name}
    )
