"""Pages of papers on their way between form and service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guize.cases.sheets import fresh_key, submitted
from guize.formats import typst
from guize.papers import drafting, queries, services
from guize.papers.forms import PaperForm, TemplateForm
from guize.papers.kinds import Kind
from guize.papers.queries import Place
from guize.papers.queries.reading import PAPER
from guize.ui.downloads import PDF, Fetched, sent

DRAFT = "草稿　未编号　未归卷"


def url_of(place: Place) -> str:
    name = "papers:proceeding" if place.proceeding else "papers:case"
    return reverse(name, args=[place.row.id])


def shelf(request: HttpRequest, place: Place) -> HttpResponse:
    """What lies here, and what may be made here."""
    shown = {
        "place": place,
        "case": place.case,
        "papers": queries.listed(request.actor, place),
        "offered": queries.offered(request.actor, place),
        "base": url_of(place),
        "may_template": queries.may_template(request.actor),
    }
    return render(request, "papers/shelf.html", shown)


def making(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """The form of a kind: what is missing, a draft to look at, and the filing."""
    actor, kind = request.actor, queries.kind_of(place, code)
    chosen = request.GET.get("subject", "")
    people = queries.subjects(actor, kind, place)
    if people and chosen not in dict(people):
        return render(request, "papers/subjects.html", _page(place, kind) | {"people": people})
    offered = queries.form(actor, kind, place, chosen)
    form = PaperForm(kind, offered, request.POST or None, fresh_key())
    answer = _answered(request, place, form, chosen) if form.is_valid() else None
    about = {"form": form, "missing": offered.missing, "stand_ins": drafting.stand_ins()}
    return answer or render(
        request, "papers/make.html", _page(place, kind) | about | {"subject": dict(people)}
    )


def _page(place: Place, kind: Kind) -> dict[str, Any]:
    return {"place": place, "case": place.case, "kind": kind, "base": url_of(place)}


def _answered(
    request: HttpRequest, place: Place, form: PaperForm, subject: str
) -> HttpResponse | None:
    """The draft as PDF, or the page of the paper now filed; None with the cause on the form."""
    about: dict[str, Any] = {"kind": form.kind, "place": place, "subject": subject}
    if "look" in request.POST:
        made = queries.draft(request.actor, given=form.given, **about)
        content = typst.pdf(made.document, fonts=drafting.fonts(), stamp=DRAFT)
        return sent(Fetched(content, PDF, f"{DRAFT}.pdf", PAPER), is_shown=True)
    paper = submitted(form, lambda: _filed(request, form, about))
    return redirect("papers:paper", paper.id) if paper else None


def _filed(request: HttpRequest, form: PaperForm, about: dict[str, Any]) -> object:
    return services.file_paper(
        actor=request.actor,
        given=form.given,
        mark=form.cleaned_data.get("mark", ""),
        accepts_blanks=form.cleaned_data["accepts_blanks"],
        idempotency_key=form.cleaned_data["key"],
        **about,
    )


NAMES = sorted(drafting.NAMES)


def template_added(request: HttpRequest, form: TemplateForm) -> bool:
    """Whether the template was taken; if not, the form says what stands in the way."""
    file = form.cleaned_data["file"]
    try:
        services.add_template(
            actor=request.actor,
            kind=form.cleaned_data["kind"],
            name=file.name,
            content=file.read(),
        )
    except services.TemplateRefused as refused:
        form.refuse(refused.checked)
        return False
    return True
