"""Adds what is known later: the court's number, another level of court."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guize.cases import queries, services
from guize.cases.forms import AmendForm, InstanceForm
from guize.cases.sheets import submitted

FORM = require_http_methods(["GET", "POST"])


@login_required
@FORM
def amend(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    queries.require(request.actor, "A", "O1", row)
    form = AmendForm(queries.record(request.actor, row), request.POST or None)
    if form.is_valid() and submitted(form, lambda: _amended(request, case, form)):
        messages.success(request, _("案号和法院已更新"))
        return redirect("cases:case", row.id)
    return render(request, "cases/amend.html", {"case": row, "form": form})


def _amended(request: HttpRequest, case: UUID, form: AmendForm) -> object:
    given = {"changes": form.changes(), "reason": form.cleaned_data["duplicate_reason"]}
    return services.amend_case(actor=request.actor, case=case, **given)


@login_required
@FORM
def add_instance(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    queries.require(request.actor, "A", "O1", row)
    form = InstanceForm(queries.rulebook(request.actor), request.POST or None)
    if form.is_valid() and submitted(form, lambda: _added(request, case, form)):
        messages.success(request, _("审级已增加"))
        return redirect("cases:case", row.id)
    return render(request, "cases/instance.html", {"case": row, "form": form})


def _added(request: HttpRequest, case: UUID, form: InstanceForm) -> object:
    known = queries.record(request.actor, queries.case(request.actor, case))
    level, parties = form.level(known)
    given = {"parties": parties, "duplicate_reason": form.cleaned_data["duplicate_reason"]}
    return services.add_instance(actor=request.actor, case=case, instance=level, **given)
