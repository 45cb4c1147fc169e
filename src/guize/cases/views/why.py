"""Why and why not: the reasons of any conclusion of a case file, each at an address of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guize.cases import queries


@login_required
@require_safe
def why(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    shown = queries.reasons(request.actor, row, request.GET)
    shown |= {"case": row, "why_url": reverse("cases:why", args=[row.id])}
    return render(request, "cases/why.html", shown)
