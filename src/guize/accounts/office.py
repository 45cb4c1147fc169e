"""The office of the administrators: accounts, changes that take two persons, names locked."""

from __future__ import annotations

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accounts import queries, services
from guize.accounts.models import Proposal
from guize.accounts.proposing import FORMS, Deciding, Unlocking
from guize.accounts.views import View, require_actor
from guize.core.access import Action, Object, may
from guize.core.facts import FactError
from guize.ledger.clock import today


def require_office(view: View) -> View:
    """Lets a view be answered for who has a part in accounts or grants; for others it is not
    there.
    """

    @require_actor
    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if not queries.may_enter(request.actor):
            raise Http404
        return view(request, *arguments, **named)

    return answer


@require_safe
@require_office
def accounts(request: HttpRequest) -> HttpResponse:
    actor, on = request.actor, today()
    proposals = queries.proposals(actor)
    shown = {
        "lines": queries.lines(actor, on),
        "grants": [(row, queries.grant_name(row)) for row in queries.grants(actor, on)],
        "pending": [row for row in proposals if row.state == Proposal.State.PENDING],
        "decided": [row for row in proposals if row.state != Proposal.State.PENDING][:30],
        "kinds": queries.proposable(actor),
        "may_unlock": may(actor, Action.APPROVE, Object.ACCOUNTS, "S0").allowed,
    }
    return render(request, "accounts/accounts.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_office
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    if not queries.may_propose(request.actor, kind):
        raise PermissionDenied
    form = FORMS[kind](request.actor, kind, request.POST or None, initial=request.GET.dict())
    shown = {"form": form, "heading": Proposal.Kind(kind).label}
    if request.method == "POST" and form.is_valid() and (made := form.propose()):
        return render(request, "accounts/proposed.html", {**shown, "made": made})
    return render(request, "accounts/propose.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_office
def change(request: HttpRequest, change: UUID) -> HttpResponse:
    row = queries.proposal_for(request.actor, change)
    form = Deciding(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, row, form):
        return redirect("accounts")
    shown = {"row": row, "form": form, "may_decide": queries.may_decide(request.actor, row)}
    return render(request, "accounts/change.html", shown, status=422 if form.errors else 200)


def _decided(request: HttpRequest, row: Proposal, form: Deciding) -> bool:
    own = {"actor": request.actor, "proposal": row.id}
    try:
        if request.POST.get("decision") == "confirm":
            services.confirm(**own)
            messages.success(request, _("已核准并生效。"))
        else:
            services.refuse(**own, reason=form.cleaned_data["reason"])
            messages.success(request, _("已登记不予核准。"))
    except FactError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.cause)
        return False
    return True


@require_POST
@require_office
def unlock(request: HttpRequest) -> HttpResponse:
    if not may(request.actor, Action.APPROVE, Object.ACCOUNTS, "S0").allowed:
        raise PermissionDenied
    form = Unlocking(request.POST)
    if form.is_valid():
        actor = request.actor
        services.unlock(tenant=actor.tenant, by=actor.account, **form.cleaned_data)
        messages.success(request, _("已解除锁定。"))
    else:
        messages.error(request, _("请写明理由。"))
    return redirect("accounts")
