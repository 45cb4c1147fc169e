"""与我有关: what was served on the reader, and his answer to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guize.accountability import queries, services
from guize.accountability.forms import OwnForm
from guize.accountability.sheets import part_of
from guize.cases.sheets import fresh_key, submitted


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    shown = {"parts": queries.mine(request.actor), "decisions": queries.decisions(request.actor)}
    return render(request, "accountability/mine.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def own_step(request: HttpRequest, part: UUID, code: str) -> HttpResponse:
    """A statement or a petition: subject, day and kind are given, the reader writes his text."""
    own = part_of(request.actor, part, code)
    form = OwnForm(request.POST or None, initial={"key": fresh_key()})
    if form.is_valid() and submitted(form, lambda: _written(request, own, code, form)):
        messages.success(request, _("已提交"))
        return redirect("accountability:mine")
    shown = {"own": own, "form": form, "is_petition": code == "petition_filed"}
    return render(request, "accountability/own_step.html", shown)


def _written(request: HttpRequest, own: queries.Own, code: str, form: OwnForm) -> object:
    field = "reasons" if code == "petition_filed" else "statement"
    return services.record_step(
        actor=request.actor,
        proceeding=own.row.proceeding_id,
        type=code,
        occurred_on=form.today(),
        payload={"subject": own.row.subject, field: form.cleaned_data["text"]},
        idempotency_key=form.cleaned_data["key"],
    )
