"""Pages of follow-ups on their way between form and service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guize.cases.queries import rulebook
from guize.cases.sheets import fresh_key
from guize.core.facts import FactError
from guize.papers import queries, services, tiers
from guize.papers.forms import ClosingForm, FollowUpForm

SENT, ASKED = "send", "look"


def board(request: HttpRequest) -> HttpResponse:
    """What may be issued and what is open; a form sent for a look comes back as a dry run."""
    actor = request.actor
    found = queries.candidates(actor) if queries.may_issue(actor) else []
    form = _form(request, found)
    if form.is_bound and not queries.may_issue(actor):
        raise PermissionDenied(_("由县司法行政机关督办"))
    if form.is_valid():
        return _sent(request, form) if SENT in request.POST else _dry_run(request, form)
    is_open = request.GET.get("closed") != "1"
    shown = {
        "form": form,
        "candidates": found,
        "chosen": request.POST.getlist("chosen"),
        "rows": queries.follow_ups(actor, is_open=is_open),
        "tabs": _tabs(is_open=is_open),
        "may_issue": queries.may_issue(actor),
    }
    return render(request, "papers/follow_ups.html", shown)


def _form(request: HttpRequest, found: list[queries.Candidate]) -> FollowUpForm:
    named = [(word.code, word.label) for word in tiers.tiers(rulebook(request.actor))]
    return FollowUpForm(found, named, request.POST or None, initial={"key": fresh_key()})


def _tabs(*, is_open: bool) -> list[dict[str, Any]]:
    url = reverse("papers:follow-ups")
    return [
        {"url": url, "label": _("进行中"), "count": None, "is_current": is_open},
        {"url": f"{url}?closed=1", "label": _("已销号"), "count": None, "is_current": not is_open},
    ]


def _dry_run(request: HttpRequest, form: FollowUpForm) -> HttpResponse:
    """What would be issued to whom. Nothing is written."""
    return render(request, "papers/follow_ups_look.html", {"form": form, "plans": form.plans})


def _sent(request: HttpRequest, form: FollowUpForm) -> HttpResponse:
    """One slip after another, each whole in itself: what is refused stops none of the others."""
    told, refused = form.cleaned_data, []
    for number, (candidate, tier) in enumerate(form.plans):
        try:
            services.issue_follow_up(
                actor=request.actor,
                candidate=candidate,
                tier=tier,
                demand=told["demand"],
                answer_by=told["answer_by"],
                idempotency_key=f"{told['key']}-{number}",
            )
        except FactError as error:
            refused.append(f"{candidate.due.case}:{error.cause}")
    sent = len(form.plans) - len(refused)
    message = ngettext("已发出 %(n)s 份督办单", "已发出 %(n)s 份督办单", sent)
    messages.success(request, message % {"n": sent})
    for line in refused:
        messages.error(request, line)
    return redirect("papers:follow-ups")


def receipt(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    row = queries.follow_up(request.actor, follow_up)
    if "received" in request.POST:  # an empty form signs for nothing
        services.receive_follow_up(actor=request.actor, follow_up=row.id)
        messages.success(request, _("已签收"))
    return redirect("papers:follow-ups")


def closing(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    """The last question before a follow-up ends."""
    row = queries.follow_up(request.actor, follow_up)
    if not queries.may_issue(request.actor):
        raise PermissionDenied(_("由县司法行政机关销号"))
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        services.close_follow_up(
            actor=request.actor, follow_up=follow_up, reasons=form.cleaned_data["reasons"]
        )
        messages.success(request, _("已销号"))
        return redirect("papers:follow-ups")
    return render(request, "papers/follow_up_close.html", {"row": row, "form": form})
