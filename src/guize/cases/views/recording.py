"""Records any event, corrects one, takes one back. The preview is the same form without writing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.cases import queries, services
from guize.cases.forms import RetractionForm
from guize.cases.sheets import Sheet, submitted

FORM = require_http_methods(["GET", "POST"])


@login_required
@require_safe
def types(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    known = queries.record(request.actor, row)
    offered = queries.grouped(queries.offered_types(request.actor, row, known))
    return render(request, "cases/types.html", {"case": row, "groups": offered})


@login_required
@FORM
def record(request: HttpRequest, case: UUID, code: str) -> HttpResponse:
    return _answer(request, Sheet.of(request, case, code))


def _answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if "draft" in request.POST:
        sheet.keep()
        messages.success(request, _("草稿已保存,尚未记录"))
        return redirect("cases:case", sheet.row.id)
    if sheet.is_submitted and sheet.form.is_valid() and sheet.write():
        messages.success(request, _("已记录:%(event)s") % {"event": sheet.title})
        return redirect(sheet.done)
    return render(request, sheet.template, sheet.shown())


@login_required
@require_POST
def preview(request: HttpRequest, case: UUID, code: str) -> HttpResponse:
    sheet = Sheet.of(request, case, code, event=request.POST.get("corrects", ""))
    return render(request, "cases/_preview.html", {"preview": sheet.preview(), "form": sheet.form})


@login_required
@FORM
def correct(request: HttpRequest, case: UUID, event: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    first = queries.stored_event(request.actor, row, str(event))
    return _answer(request, Sheet.of(request, case, first.type, event=first.id))


@login_required
@FORM
def retract(request: HttpRequest, case: UUID, event: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    first = queries.stored_event(request.actor, row, str(event))
    queries.require(request.actor, "C", queries.event_type(request.actor, first.type).object, row)
    form = RetractionForm(request.POST or None)
    if form.is_valid() and submitted(form, lambda: _retracted(request, row.id, first.id, form)):
        messages.success(request, _("记录已撤回,仍以删除线保留"))
        return redirect("cases:case", row.id)
    return render(request, "cases/retract.html", {"case": row, "event": first, "form": form})


def _retracted(request: HttpRequest, case: UUID, event: str, form: RetractionForm) -> object:
    reason = form.cleaned_data["reason"]
    return services.retract(actor=request.actor, case=case, event=event, reason=reason)
