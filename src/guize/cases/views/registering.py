"""Registers a case with its first event in one form."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guize.cases import queries
from guize.cases.sheets import OpeningSheet


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    if not queries.may_open(request.actor):
        raise PermissionDenied
    sheet = OpeningSheet.of(request)
    case = sheet.write() if sheet.is_submitted and sheet.is_valid() else None
    if case:
        messages.success(request, _("案件已登记"))
        return redirect("cases:case", case.id)
    return render(request, "cases/register.html", sheet.shown())


@login_required
@require_POST
def register_preview(request: HttpRequest) -> HttpResponse:
    sheet = OpeningSheet.of(request)
    shown = {"preview": sheet.preview(), "form": sheet.event}
    return render(request, "cases/_preview.html", shown)
