"""Pages of the organisation: who holds which post on a day, and the entries that change it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guize.ledger.clock import today
from guize.organisation import queries
from guize.organisation.forms import ENTRIES, DayChosen, headings


@login_required
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    actor, form = request.actor, DayChosen(request.GET or None)
    day = (form.cleaned_data["on"] if form.is_valid() else None) or today()
    shown = {
        "form": form if form.is_bound else DayChosen(initial={"on": day}),
        "day": day,
        "organs": queries.organs_on(actor, day),
        "leaders": queries.portfolios_on(actor, day),
        "entries": headings() if queries.may_change(actor) else (),
    }
    return render(request, "organisation/organisation.html", shown)


@login_required
@require_safe
def organ(request: HttpRequest, organ: UUID) -> HttpResponse:
    shown = {
        "organ": queries.organ_history(request.actor, organ),
        "may_change": queries.may_change(request.actor),
    }
    return render(request, "organisation/organ.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, entry: str) -> HttpResponse:
    if entry not in ENTRIES:
        raise Http404
    queries.require_change(request.actor)
    form = ENTRIES[entry](request.actor, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and form.record():
        messages.success(request, _("已登记"))
        return redirect("organisation")
    status = 422 if form.errors else 200
    return render(request, "organisation/record.html", {"form": form}, status=status)
