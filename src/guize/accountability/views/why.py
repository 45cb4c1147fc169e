"""Why and why not in a proceeding: the reasons of any conclusion, each at an address of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guize.accountability import queries


@login_required
@require_safe
def why(request: HttpRequest, proceeding: UUID) -> HttpResponse:
    row = queries.proceeding(request.actor, proceeding)
    shown = queries.reasons(request.actor, row, request.GET)
    shown |= {"proceeding": row, "why_url": reverse("accountability:why", args=[row.id])}
    return render(request, "accountability/why.html", shown)
