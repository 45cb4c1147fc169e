"""One page for every step of a proceeding; corrections and retractions of its entries."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accountability import queries, services
from guize.accountability.sheets import StepSheet
from guize.cases.forms import RetractionForm
from guize.cases.sheets import submitted
from guize.ui.downloads import sent
from guize.ui.templatetags.guize import gloss

FORM = require_http_methods(["GET", "POST"])


@login_required
@FORM
def step(request: HttpRequest, proceeding: UUID, code: str) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    return _answer(request, StepSheet.of(request, row, code))


def _answer(request: HttpRequest, sheet: StepSheet) -> HttpResponse:
    is_filled_in = sheet.is_submitted and sheet.form.is_valid()
    if is_filled_in and not sheet.is_confirmed:
        return render(request, "accountability/confirm_step.html", sheet.asked_again())
    if is_filled_in and sheet.write():
        messages.success(request, _("已记录:%(event)s") % {"event": gloss(sheet.kind)})
        return redirect("accountability:proceeding", sheet.row.id)
    return render(request, sheet.template, sheet.shown())


@login_required
@require_POST
def preview(request: HttpRequest, proceeding: UUID, code: str) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    sheet = StepSheet.of(request, row, code, event=request.POST.get("corrects", ""))
    shown = {"preview": sheet.preview(), "form": sheet.form}
    return render(request, "accountability/_preview.html", shown)


@login_required
@FORM
def correct(request: HttpRequest, proceeding: UUID, event: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    first = queries.entry(request.actor, row, str(event))
    return _answer(request, StepSheet.of(request, row, first.type, event=first.id))


@login_required
@FORM
def retract(request: HttpRequest, proceeding: UUID, event: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    first = queries.entry(request.actor, row, str(event))
    form = RetractionForm(request.POST or None)
    if form.is_valid() and submitted(form, lambda: _retracted(request, row.id, first.id, form)):
        messages.success(request, _("记录已撤回,仍以删除线保留"))
        return redirect("accountability:proceeding", row.id)
    shown = {"proceeding": row, "event": first, "form": form}
    return render(request, "accountability/retract.html", shown)


@login_required
@require_safe
def attachment(request: HttpRequest, proceeding: UUID, event: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    return sent(queries.attachment(request.actor, row, str(event), request.GET.get("of", "")))


def _retracted(request: HttpRequest, row: UUID, event: str, form: RetractionForm) -> object:
    reason = form.cleaned_data["reason"]
    return services.retract_step(actor=request.actor, proceeding=row, event=event, reason=reason)
