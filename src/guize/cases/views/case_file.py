"""The case file: header, what is next, and its parts; its print and its export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guize.cases import queries
from guize.cases.models import Case
from guize.cases.sheets.sections import SECTIONS, section, tabs
from guize.formats.case_record import write_case


def _shown(request: HttpRequest, row: Case) -> dict[str, Any]:
    return queries.file_of(request.actor, row) | {"why_url": reverse("cases:why", args=[row.id])}


def _section(request: HttpRequest) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in SECTIONS else "timeline"


@login_required
@require_safe
def case_file(request: HttpRequest, case: UUID) -> HttpResponse:
    return case_page(request, queries.case(request.actor, case), _section(request))


def case_page(
    request: HttpRequest, row: Case, chosen: str, forms: dict[str, Any] | None = None
) -> HttpResponse:
    """A part of the case file; `forms` holds short forms that came back with errors."""
    shown = _shown(request, row)
    shown |= {"tabs": tabs(row, chosen, shown), "section": chosen}
    shown |= section(request, chosen, shown, forms or {})
    return render(request, "cases/case.html", shown, status=422 if forms else 200)


@login_required
@require_safe
def printed(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    shown = _shown(request, row) | {"why_url": ""}  # nothing to press on paper
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
