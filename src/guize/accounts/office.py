"""The office of the administrators: accounts, changes that take two persons, names locked."""

from __future__ import annotations

from collections.abc import Callable
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
from guize.accounts.proposing import FORMS, AtOnce, Deciding
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_office
def change(request: HttpRequest, change: UUID) -> HttpResponse:
    row = queries.proposal_for(request.actor, change)
    form = Deciding(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _decided(request, row, form)):
        if not made.password:
            return redirect("accounts")
        shown = {"made": made, "heading": row.get_kind_display()}
        return render(request, "accounts/proposed.html", shown)
    shown = {"row": row, "form": form, "may_decide": queries.may_decide(request.actor, row)}
    return render(request, "accounts/change.html", shown, status=422 if form.errors else 200)


def _decided(request: HttpRequest, row: Proposal, form: Deciding) -> services.Proposed | None:
    own = {"actor": request.actor, "proposal": row.id}
    try:
        if request.POST.get("decision") == "confirm":
            made = services.confirm(**own)
            if not made.password:
                messages.success(request, _("已核准并生效。"))
            return made
        turned_down = services.refuse(**own, reason=form.cleaned_data["reason"])
        messages.success(request, _("已登记不予核准。"))
        return services.Proposed(turned_down)
    except FactError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.cause)
        return None


@require_POST
@require_office
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends every session of an account at once: an administrator was told of a loss."""
    return _at_once(request, services.end_sessions, _("已结束该账号的全部登录。"))


@require_POST
@require_office
def unlock(request: HttpRequest) -> HttpResponse:
    return _at_once(request, services.unlock, _("已解除锁定。"))


def _at_once(request: HttpRequest, service: Callable[..., object], done: str) -> HttpResponse:
    """What the security administrator does alone, with a reason."""
    if not may(request.actor, Action.APPROVE, Object.ACCOUNTS, "S0").allowed:
        raise PermissionDenied
    form, actor = AtOnce(request.POST), request.actor
    try:
        if not form.is_valid():
            raise FactError("reason", _("请写明理由。"))
        service(tenant=actor.tenant, by=actor.account, **form.cleaned_data)
        messages.success(request, done)
    except FactError as refused:
        messages.error(request, refused.cause)
    return redirect("accounts")
