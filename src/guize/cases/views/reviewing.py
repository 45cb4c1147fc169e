"""The justice bureau's own cases: who acts in its place. For those who may name the organ."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guize.cases import queries, services
from guize.cases.forms import ReviewerForm
from guize.cases.sheets import fresh_key, submitted


@login_required
@require_safe
def reviewers(request: HttpRequest) -> HttpResponse:
    if not queries.names_reviewers(request.actor):
        raise Http404
    shown = {"rows": queries.to_review(request.actor), "book": queries.rulebook(request.actor)}
    return render(request, "cases/reviewers.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def name_reviewer(request: HttpRequest, case: UUID) -> HttpResponse:
    row, _seat = queries.case_to_review(request.actor, case)
    organs = queries.organs_to_review(request.actor, row)
    form = ReviewerForm(organs, request.POST or None, initial={"key": fresh_key()})
    if form.is_valid() and submitted(form, lambda: _named(request, case, form)):
        messages.success(request, _("审查机关已确定"))
        return redirect("cases:reviewers")
    shown = {"case": row, "form": form, "review": queries.review_of(row)}
    return render(request, "cases/reviewer.html", shown)


def _named(request: HttpRequest, case: UUID, form: ReviewerForm) -> object:
    given = dict(form.cleaned_data)
    key = given.pop("key")
    return services.name_reviewer(actor=request.actor, case=case, idempotency_key=key, **given)
