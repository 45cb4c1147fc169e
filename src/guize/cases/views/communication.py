"""Short forms of the case page: communication log, check lists, private notes; files of entries."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.cases import queries, services
from guize.cases.forms.communication import NoteForm
from guize.cases.sheets import communication as sheet
from guize.cases.views.case_file import case_page
from guize.ui.downloads import sent


def _back(case: object, tab: str) -> HttpResponse:
    return redirect(f"{reverse('cases:case', args=[case])}?tab={tab}")


@login_required
@require_POST
def log(request: HttpRequest, case: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    queries.require(request.actor, "A", "O3", row)
    form = sheet.log_form(request, row)
    if form.is_valid() and sheet.log_written(request, row, form):
        messages.success(request, _("已记入沟通记录"))
        return _back(row.id, "communication")
    return case_page(request, row, "communication", {"log": form})


@login_required
@require_POST
def checks(request: HttpRequest, case: UUID, fact: str) -> HttpResponse:
    row = queries.case(request.actor, case)
    queries.require(request.actor, "A", "O3", row)
    form = sheet.checks_form(request, _list(request, row, fact), is_sent=True)
    if form.is_valid() and sheet.checks_written(request, row, form) is not None:
        messages.success(request, _("核对清单已记录"))
        return _back(row.id, "communication")
    return case_page(request, row, "communication", {fact: form})


def _list(request: HttpRequest, row, fact: str):
    known = queries.record(request.actor, row)
    found = (of for of in queries.lists(request.actor, row, known) if of.of.code == fact)
    of = next(found, None)
    if of is None:
        raise Http404(_("没有这份核对清单"))
    return of


@login_required
@require_safe
def attachment(request: HttpRequest, case: UUID, event: UUID) -> HttpResponse:
    row = queries.case(request.actor, case)
    return sent(queries.attachment(request.actor, row, event, request.GET.get("of", "")))


@login_required
@require_POST
def add_note(request: HttpRequest, case: UUID) -> HttpResponse:
    row, form = queries.case(request.actor, case), NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, row, "notes", {"note": form})
    services.write_note(actor=request.actor, case=row.id, text=form.cleaned_data["text"])
    messages.success(request, _("笔记已保存,只有您能看到"))
    return _back(row.id, "notes")


@login_required
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/notes.html", {"notes": queries.notes_with_cases(request.actor)})


@login_required
@require_http_methods(["GET", "POST"])
def delete_note(request: HttpRequest, note: UUID) -> HttpResponse:
    row = queries.own_notes(request.actor).filter(id=note).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        services.delete_note(actor=request.actor, note=row.id)
        messages.success(request, _("笔记已删除"))
        return redirect("cases:notes")
    return render(request, "cases/delete_note.html", {"note": row})
