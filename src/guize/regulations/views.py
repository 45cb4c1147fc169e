"""Pages of the law. What is shown comes from the installed rulebook, nothing is written here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guize.accounts.views import require_sight
from guize.core.access import Object
from guize.core.rulebook import Rulebook
from guize.ledger.clock import today
from guize.regulations import queries
from guize.regulations.queries import matrix, months, pages


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
    return render(request, "regulations/rulebooks.html", {"listed": listed, "on": today()})


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
def interpretations(request: HttpRequest, pack: str) -> HttpResponse:
    return _page(request, "interpretations", _book(request, pack))


@require_sight(Object.RULEBOOK)
def calendar(request: HttpRequest, year: int = 0) -> HttpResponse:
    calendar = queries.calendar(request.user.tenant)
    year = year or today().year
    if not calendar.first_year < year < calendar.last_year:
        raise Http404
    shown = {"year": months.year_page(calendar, year, today()), "years": months.years(calendar)}
    return render(request, "regulations/calendar.html", shown)
