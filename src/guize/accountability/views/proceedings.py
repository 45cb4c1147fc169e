"""Lists proceedings, opens one, and shows where it stands, who is next, and whereto for whom."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guize.accountability import queries, services
from guize.accountability.forms import OpeningForm
from guize.cases import queries as cases
from guize.cases.sheets import fresh_key, submitted


@login_required
@require_safe
def proceeding_list(request: HttpRequest) -> HttpResponse:
    rows = queries.proceedings(request.actor)
    return render(request, "accountability/list.html", {"rows": rows})


@login_required
@require_safe
def of_case(request: HttpRequest, case: UUID) -> HttpResponse:
    """The proceeding of a case, or a page that says there is none to see."""
    row = cases.case(request.actor, case)
    found = queries.of_case(request.actor, case)
    if found:
        return redirect("accountability:proceeding", found.id)
    shown = {"case": row, "may_open": queries.may_open(request.actor, row)}
    shown["review"] = cases.review_shown(row)
    return render(request, "accountability/none.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest, case: UUID) -> HttpResponse:
    row = cases.case(request.actor, case)
    if not queries.may_open(request.actor, row):
        raise Http404
    form = OpeningForm(request.POST or None, initial={"key": fresh_key()})
    opened = form.is_valid() and submitted(form, lambda: _opened(request, case, form))
    if opened:
        messages.success(request, _("责任追究已启动"))
        return redirect("accountability:proceeding", opened.id)
    return render(request, "accountability/open.html", {"case": row, "form": form})


def _opened(request: HttpRequest, case: UUID, form: OpeningForm) -> object:
    return services.open_proceeding(
        actor=request.actor,
        case=case,
        occurred_on=form.cleaned_data["occurred_on"],
        reasons=form.cleaned_data["reasons"],
        idempotency_key=form.cleaned_data["key"],
    )


@login_required
@require_safe
def proceeding(request: HttpRequest, proceeding: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    return render(request, "accountability/proceeding.html", queries.page_of(request.actor, row))
