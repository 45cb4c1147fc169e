"""The figures of a quarter on a page, and the brief and the report made of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guize.papers import report_sheets


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "papers/reports.html", report_sheets.shown(request))


@login_required
@require_safe
def report_file(request: HttpRequest, kind: str, form: str, **quarter: int) -> HttpResponse:
    return report_sheets.handed_out(request.actor, kind, (quarter["year"], quarter["number"]), form)
