"""Pages on which the law of the county is changed: what it would do to the cases is shown first."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accounts.views import require_actor, require_sight
from guize.cases.queries.effects import moves_after
from guize.cases.services.recompute import adopt_law_change
from guize.cases.sheets import law as sheet
from guize.core.access import Object
from guize.core.facts import FactError
from guize.regulations import queries, services
from guize.regulations.forms import (
    ChangeForm,
    CountyDaysForm,
    DecisionForm,
    ReadingForm,
    RulebookForm,
    YearForm,
)
from guize.regulations.queries import changes

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@require_actor
def import_year(request: HttpRequest) -> HttpResponse:
    changes.require_proposing(request.actor)
    calendar = queries.calendar(request.actor.tenant)
    form = YearForm(calendar, request.POST or None, request.FILES or None)
    return _change(request, form, "calendar")


@FORM
@require_actor
def county_days(request: HttpRequest) -> HttpResponse:
    changes.require_proposing(request.actor)
    return _change(request, CountyDaysForm(request.POST or None), "calendar")


@FORM
@require_actor
def choose_reading(request: HttpRequest, pack: str, entry: str) -> HttpResponse:
    changes.require_proposing(request.actor)
    book = queries.find_rulebook(request.actor.tenant, pack)
    open_ = changes.may_be_read_otherwise(book, entry)
    if book is None or open_ is None:
        raise Http404
    form = ReadingForm(book, open_, request.POST or None)
    return _change(request, form, "rulebook-interpretations", open_)


@FORM
@require_actor
def upload_rulebook(request: HttpRequest) -> HttpResponse:
    changes.require_proposing(request.actor)
    form = RulebookForm(request.actor.tenant, request.POST or None, request.FILES or None)
    return _change(request, form, "rulebooks")


def _change(request: HttpRequest, form: ChangeForm, back: str, entry=None) -> HttpResponse:
    """The form; then what it would do, with the button that proposes it."""
    shown = {"form": form, "back": back, "entry": entry}
    if request.method == "POST" and form.is_valid():
        if "confirm" in request.POST and (made := sheet.proposed(request.actor, form)):
            messages.success(request, _("已提交审核,审核以前不生效"))
            return redirect("law-change", made.id)
        if "confirm" not in request.POST and sheet.is_allowed(request.actor, form):
            shown["outlook"] = sheet.outlook(request.actor, form.kind, form.payload())
            return render(request, "cases/law_preview.html", shown)
    return render(request, "cases/law_form.html", shown, status=422 if form.errors else 200)


@require_safe
@require_sight(Object.RULEBOOK)
def listed(request: HttpRequest) -> HttpResponse:
    shown = {
        "changes": changes.changes(request.actor),
        "may_propose": changes.may_propose(request.actor),
    }
    return render(request, "cases/law_changes.html", shown)


@require_safe
@require_sight(Object.RULEBOOK)
def change(request: HttpRequest, change: UUID) -> HttpResponse:
    return _shown(request, changes.change(request.actor, change), DecisionForm())


def _shown(request: HttpRequest, row, form: DecisionForm) -> HttpResponse:
    is_open = row.status == changes.Status.PROPOSED
    shown = {
        "change": row,
        "form": form,
        "persons": sheet.persons(row),
        "may_decide": changes.may_decide(request.actor, row),
        "may_withdraw": changes.may_withdraw(request.actor, row),
        "moves": () if is_open else tuple(moves_after(request.actor, str(row.id))),
    }
    shown |= sheet.standing(request.actor, row) if is_open else {}
    return render(request, "cases/law_change.html", shown, status=422 if form.errors else 200)


@require_POST
@require_sight(Object.RULEBOOK)
def decide(request: HttpRequest, change: UUID) -> HttpResponse:
    row, form = changes.change(request.actor, change), DecisionForm(request.POST)
    changes.require_deciding(request.actor, row)
    if form.is_valid() and _decided(request, row, form):
        return redirect("law-change", row.id)
    return _shown(request, row, form)


@require_POST
@require_sight(Object.RULEBOOK)
def withdraw(request: HttpRequest, change: UUID) -> HttpResponse:
    services.withdraw(actor=request.actor, change=change, reason=request.POST.get("reason", ""))
    messages.success(request, _("已撤回"))
    return redirect("law-change", change)


def _decided(request: HttpRequest, row, form: DecisionForm) -> bool:
    act = _adopted if "adopt" in request.POST else _sent_back
    try:
        messages.success(request, act(request, row, form.cleaned_data["reason"]))
    except FactError as refused:
        form.add_error("reason" if refused.field == "reason" else None, refused.cause)
    return not form.errors


def _adopted(request: HttpRequest, row, reason: str) -> str:
    done = adopt_law_change(actor=request.actor, change=row.id, reason=reason)
    counts = {"moved": done.moved, "renewed": done.renewed}
    text = ngettext(
        "已施行:重算 %(renewed)s 个案件,%(moved)s 项期限变动",
        "已施行:重算 %(renewed)s 个案件,%(moved)s 项期限变动",
        done.moved,
    )
    return text % counts


def _sent_back(request: HttpRequest, row, reason: str) -> str:
    services.send_back(actor=request.actor, change=row.id, reason=reason)
    return _("已退回")
