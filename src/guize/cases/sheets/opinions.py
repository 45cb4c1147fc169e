"""Pages of opinions: who writes, what he was asked, what others have written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from guize.cases import queries
from guize.cases.forms import EventForm
from guize.cases.forms.choices import Source
from guize.cases.forms.opinions import Signing
from guize.core.facts import Event
from guize.core.rulebook import EventType
from guize.core.signing import CONFIRMED, SIGNER

OTHERS = "others"
PAGES = {SIGNER: "cases/opinion.html", CONFIRMED: "cases/confirm_opinion.html"}


def signing(
    request: HttpRequest, kind: EventType, source: Source, corrects: Event | None
) -> Signing:
    """One's own opinion, unless the link says otherwise or the corrected entry was another's."""
    given = request.POST if request.method == "POST" else request.GET
    is_for_another = given.get("for") == OTHERS
    if corrects is not None:
        signed_by = str(corrects.payload.get(SIGNER, ""))
        is_for_another = not queries.is_of(request.actor, signed_by)
    if confirmed := str(given.get(CONFIRMED, "")):
        is_for_another = not queries.is_signer_of(request.actor, source.record, confirmed)
    return queries.signing(request.actor, source.record, kind, for_another=is_for_another)


def opinion_page(reading: queries.Reading, form: EventForm) -> dict[str, Any]:
    """What stands beside the form: the request it answers, the opinion it confirms, all others."""
    board = reading.board()
    answers = str(form["answers"].value() or "") if "answers" in form.fields else ""
    confirms = str(form[CONFIRMED].value() or "") if CONFIRMED in form.fields else ""
    written = [one for box in board.boxes for one in box.written]
    who = getattr(form, "signing", None)
    return {
        "board": board,
        "asked": next((one for one in board.asked if one.request.event.id == answers), None),
        "confirmed": next((one for one in written if one.opinion.event.id == confirms), None),
        "is_for_another": bool(who and who.is_for_another),
        "may_sign": bool(who and who.own),
    }
