"""回避: declared by the person himself or by his body, in any step."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guize.accountability import queries, services
from guize.accountability.forms import RecusalForm
from guize.cases.sheets import submitted


@login_required
@require_http_methods(["GET", "POST"])
def recuse(request: HttpRequest, proceeding: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    form = RecusalForm(queries.participants(request.actor, row), request.POST or None)
    if form.is_valid() and submitted(form, lambda: _recused(request, row.id, form)):
        messages.success(request, _("回避已登记"))
        is_own = form.cleaned_data["person"] == request.actor.person
        place = ("accountability:list",) if is_own else ("accountability:proceeding", row.id)
        return redirect(*place)
    shown = {"proceeding": row, "form": form, "recused": queries.recused_of(row)}
    return render(request, "accountability/recuse.html", shown)


def _recused(request: HttpRequest, row: UUID, form: RecusalForm) -> bool:
    given = {name: form.cleaned_data[name] for name in ("person", "reason")}
    services.recuse(actor=request.actor, proceeding=row, **given)
    return True
