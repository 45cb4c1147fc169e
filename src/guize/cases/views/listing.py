"""The list of cases. Its filters stand in the address, so that a list can be kept and sent."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guize.cases import queries
from guize.cases.forms import FilterForm
from guize.ledger import clock


@login_required
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    filters = queries.Filters.of(request.GET)
    number = request.GET.get("page", "1")
    page = queries.cases(request.actor, filters, int(number) if number.isdigit() else 1)
    shown = {
        "page": page,
        "rows": queries.listed(request.actor, page),
        "form": FilterForm(queries.rulebook(request.actor), filters),
        "may_open": queries.may_open(request.actor),
        "today": clock.today(),
    }
    return render(request, "cases/list.html", shown)
