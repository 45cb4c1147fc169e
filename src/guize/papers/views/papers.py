"""Papers of a case or proceeding, making one, reading one; the county's templates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.papers import checks, drafting, queries, services, sheets
from guize.papers.forms import TemplateForm
from guize.papers.kinds import KINDS
from guize.ui.downloads import sent


@login_required
@require_safe
def of_case(request: HttpRequest, case: UUID) -> HttpResponse:
    return sheets.shelf(request, queries.of_case(request.actor, case))


@login_required
@require_safe
def of_proceeding(request: HttpRequest, proceeding: UUID) -> HttpResponse:
    return sheets.shelf(request, queries.of_proceeding(request.actor, proceeding))


@login_required
@require_http_methods(["GET", "POST"])
def make_for_case(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    return sheets.making(request, queries.of_case(request.actor, case), kind)


@login_required
@require_http_methods(["GET", "POST"])
def make_for_proceeding(request: HttpRequest, proceeding: UUID, kind: str) -> HttpResponse:
    return sheets.making(request, queries.of_proceeding(request.actor, proceeding), kind)


@login_required
@require_safe
def paper(request: HttpRequest, paper: UUID) -> HttpResponse:
    row = queries.paper(request.actor, paper)
    shown = {
        "paper": row,
        "kind": KINDS[row.kind],
        "checked": queries.checked(row),
        "check": checks.code_of(row),
        "stand_ins": drafting.stand_ins(),
    }
    return render(request, "papers/paper.html", shown)


@login_required
@require_safe
def download(request: HttpRequest, paper: UUID, form: str) -> HttpResponse:
    return sent(queries.fetched(request.actor, paper, form))


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "papers/mine.html", {"papers": queries.own(request.actor)})


@login_required
@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    queries.require_template(request.actor)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid() and sheets.template_added(request, form):
        messages.success(request, _("模板已启用"))
        return redirect("papers:templates")
    shown = {"form": form, "rows": queries.templates(request.actor), "names": sheets.NAMES}
    return render(request, "papers/templates.html", shown)


@login_required
@require_POST
def withdraw(request: HttpRequest, kind: str) -> HttpResponse:
    services.withdraw_template(actor=request.actor, kind=kind)
    messages.success(request, _("模板已停用,恢复使用标准格式"))
    return redirect("papers:templates")
