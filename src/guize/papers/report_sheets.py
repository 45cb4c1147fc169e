"""A quarter asked for, its figures as a page shows them, and the files made of them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guize.cases import queries as cases
from guize.core.access import Actor, Object
from guize.formats import charts, typst
from guize.formats.docx import docx_file
from guize.formats.official import Official
from guize.ledger import clock
from guize.ledger.services import log_read
from guize.organisation.queries import county, organ_name
from guize.papers import drafting, reporting
from guize.papers.queries.reading import MEDIA, PAPER
from guize.ui.downloads import Fetched, sent

YEARS, FIRST_YEAR, LAST_YEAR = 4, 2000, 2100
BRIEF, QUARTERLY = "brief", "quarterly"
Quarter = tuple[int, int]
"""Year and number."""


def shown(request: HttpRequest) -> dict[str, Any]:
    """What the page of a quarter shows; 403 for whoever may see no statistics."""
    today, (year, number) = clock.today(), _asked(request)
    found = cases.figures(request.actor, _span((year, number)), today)
    picture = base64.b64encode(charts.svg(found.months).encode()).decode()
    return {
        "figures": found,
        "year": year,
        "number": number,
        "years": range(today.year, today.year - YEARS, -1),
        "numbers": (1, 2, 3, 4),
        "picture": f"data:image/svg+xml;base64,{picture}",
        "counting": reporting.COUNTING,
        "period": reporting.period(found),
    }


def handed_out(actor: Actor, kind: str, quarter: Quarter, form: str) -> HttpResponse:
    """The brief or the quarterly report as a file; who took it is logged."""
    if form not in MEDIA or kind not in (BRIEF, QUARTERLY):
        raise Http404(_("没有这份文件"))
    document = _written(actor, kind, quarter)
    noon = datetime.combine(clock.today(), time(4), UTC)  # in Beijing: the same all day long
    made = (
        docx_file(document)
        if form == "docx"
        else typst.pdf(document, fonts=drafting.fonts(), at=noon)
    )
    log_read(
        tenant=actor.tenant,
        account=actor.account,
        appointment=actor.acting_seat.appointment if actor.acting_seat else "",
        object=Object.STATISTICS,
        object_id=f"{kind} {quarter[0]}-{quarter[1]} {form}",
    )
    title = document.title.replace("\n", "")
    return sent(Fetched(made, MEDIA[form], f"{title}.{form}", PAPER))


def _written(actor: Actor, kind: str, quarter: Quarter) -> Official:
    found = cases.figures(actor, _span(quarter), clock.today())
    issuer = organ_name(actor.tenant, actor.acting_seat.organ) if actor.acting_seat else ""
    about = {"county": county(actor.tenant).name, "issuer": issuer}
    if kind == BRIEF:
        return reporting.brief(found, **about)
    return reporting.quarterly(found, book=cases.rulebook(actor), **about)


def _asked(request: HttpRequest) -> Quarter:
    """The quarter of the address, else the one of today; 404 for no quarter."""
    today = clock.today()
    try:
        year = int(request.GET.get("year", today.year))
        return year, int(request.GET.get("quarter", (today.month + 2) // 3))
    except ValueError:
        raise Http404(_("没有这个季度")) from None


def _span(quarter: Quarter) -> cases.Span:
    year, number = quarter
    if not FIRST_YEAR <= year <= LAST_YEAR or number not in (1, 2, 3, 4):
        raise Http404(_("没有这个季度"))
    return cases.quarter(year, number)
