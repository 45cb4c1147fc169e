"""Responsibility determination: five steps over one file, each item found by a person with
reasons.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guize.accountability import queries, services
from guize.accountability.forms import FindingsForm
from guize.cases.sheets import fresh_key, submitted


@login_required
@require_http_methods(["GET", "POST"])
def determination(request: HttpRequest, proceeding: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    page = queries.determination(request.actor, row, request.GET.get("step", "1"))
    form = FindingsForm(page, request.POST or None, sequence=row.sequence, key=fresh_key())
    if form.is_valid() and submitted(form, lambda: _recorded(request, row.id, form)) is not None:
        messages.success(request, _("认定已记录"))
        place = reverse("accountability:determination", args=[row.id])
        return redirect(f"{place}?step={page.step}")
    shown = {"proceeding": row, "page": page, "form": form}
    shown |= queries.explained_step(request.actor, row, page.step)
    shown |= {"corrected": queries.corrected(request.actor, row)}
    return render(request, "accountability/determination.html", shown)


def _recorded(request: HttpRequest, row: UUID, form: FindingsForm) -> object:
    return services.record_findings(
        actor=request.actor,
        proceeding=row,
        findings=form.findings(),
        expected_sequence=form.cleaned_data["sequence"],
        idempotency_key=form.cleaned_data["key"],
    )
