"""Pages of the law. What is shown comes from the installed rulebook, nothing is written here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guize.accounts.views import require_sight
from guize.core.access import Object
from guize.core.rulebook import Rulebook
from guize.ledger.clock import today
from guize.regulations import queries
from guize.regulations.forms import TwoVersions, WhatIfForm
from guize.regulations.queries import (
    changes,
    matrix,
    months,
    pages,
    uploads,
    versions,
    whatif,
)

FORMS = {
    "xlsx": (
        uploads.as_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "zip": (uploads.as_archive, "application/zip"),
}


def _book(request: HttpRequest, pack: str) -> Rulebook:
    if book := queries.find_rulebook(request.user.tenant, pack):
        return book
    raise Http404


def _page(request: HttpRequest, template: str, book: Rulebook, **shown: object) -> HttpResponse:
    tabs = pages.tabs(book, request.path)
    context = {"book": book, "tabs": tabs, "coverage": pages.coverage(book), **shown}
    return render(request, f"regulations/{template}.html", context)


@require_sight(Object.RULEBOOK)
def rulebooks(request: HttpRequest) -> HttpResponse:
    books = queries.installed(request.user.tenant)
    listed = [(book, pages.coverage(book)) for book in reversed(books)]
    may_propose = changes.may_propose(request.actor)
    shown = {"listed": listed, "on": today(), "may_propose": may_propose}
    return render(request, "regulations/rulebooks.html", shown)


@require_sight(Object.RULEBOOK)
def articles(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    return _page(request, "rulebook", book, articles=pages.articles(book))


@require_sight(Object.RULEBOOK)
def duties(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    return _page(request, "duties", book, duties=pages.duties(book))


@require_sight(Object.RULEBOOK)
def responsibility(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    return _page(request, "responsibility", book, matrix=matrix.responsibility(book))


@require_sight(Object.RULEBOOK)
def text_coverage(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    return _page(request, "coverage", book, articles=pages.articles(book))


@require_sight(Object.RULEBOOK)
def editions(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    shown = {
        "editions": versions.editions(request.user.tenant, pack),
        "may_take": changes.may_take_texts(request.actor),
        "may_propose": changes.may_propose(request.actor),
        "on": today(),
    }
    return _page(request, "versions", book, **shown)


@require_safe
@require_sight(Object.RULEBOOK)
def download(request: HttpRequest, pack: str, version: UUID, form: str) -> HttpResponse:
    """The texts of a version for who works on them: tables as a workbook, or the folder."""
    changes.require_taking_texts(request.actor)
    row = versions.edition(request.user.tenant, pack, version)
    write, kind = FORMS[form]
    answer = HttpResponse(write(row), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{row.pack}-{row.since}.{form}"'
    return answer


@require_sight(Object.RULEBOOK)
def interpretations(request: HttpRequest, pack: str) -> HttpResponse:
    book = _book(request, pack)
    readings = changes.adopted_readings(request.user.tenant, pack)
    return _page(
        request,
        "interpretations",
        book,
        readings=readings,
        open=changes.open_to(request.actor, book),
    )


@require_safe
@require_sight(Object.RULEBOOK)
def differences(request: HttpRequest) -> HttpResponse:
    form = TwoVersions(request.user.tenant, request.GET or None)
    books = form.books() if form.is_valid() else None
    shown = {"form": form, "books": books, "groups": versions.told(*books) if books else ()}
    return render(request, "regulations/differences.html", shown)


@require_safe
@require_sight(Object.RULEBOOK)
def what_if(request: HttpRequest) -> HttpResponse:
    tenant, book = request.user.tenant, queries.find_rulebook(request.user.tenant)
    if book is None:
        raise Http404
    form = WhatIfForm(tenant, book, request.GET or None)
    books = form.books() if form.is_valid() else None
    found = whatif.outcome(tenant, form.record()[0], books, form.record()[1]) if books else None
    return render(request, "regulations/what_if.html", {"form": form, "found": found})


@require_sight(Object.RULEBOOK)
def calendar(request: HttpRequest, year: int = 0) -> HttpResponse:
    calendar = queries.calendar(request.user.tenant)
    year = year or today().year
    if not calendar.first_year < year < calendar.last_year:
        raise Http404
    shown = {"may_propose": changes.may_propose(request.actor)}
    shown |= {"year": months.year_page(calendar, year, today()), "years": months.years(calendar)}
    return render(request, "regulations/calendar.html", shown)
