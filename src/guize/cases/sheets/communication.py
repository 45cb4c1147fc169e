"""Short forms filled in on the case page itself: a line of the log, a check list."""

from __future__ import annotations

from django.http import HttpRequest

from guize.cases import queries, services
from guize.cases.forms.communication import ChecksForm, LogForm
from guize.cases.models import Case
from guize.cases.sheets.submitting import fresh_key, submitted
from guize.core.checking import CheckList


def log_form(request: HttpRequest, row: Case) -> LogForm:
    kinds = queries.loggable(request.actor, row)
    data = request.POST if request.method == "POST" else None
    first = {"key": fresh_key()}
    files = request.FILES or None
    return LogForm(kinds, request.actor.account, data, files=files, initial=first)


def log_written(request: HttpRequest, row: Case, form: LogForm) -> object | None:
    """The entry, or None with the cause on the form."""
    given = form.cleaned_data
    return submitted(
        form,
        lambda: services.record_event(
            actor=request.actor,
            case=row.id,
            type=given["type"],
            occurred_on=given["occurred_on"],
            payload=form.payload(),
            idempotency_key=given["key"],
        ),
    )


def checks_form(request: HttpRequest, of: CheckList, *, is_sent: bool = False) -> ChecksForm:
    book = queries.rulebook(request.actor)
    return ChecksForm(book, of, request.POST if is_sent else None, initial={"key": fresh_key()})


def checks_written(request: HttpRequest, row: Case, form: ChecksForm) -> object | None:
    return submitted(
        form,
        lambda: services.record_checks(
            actor=request.actor,
            case=row.id,
            items=form.changed(),
            idempotency_key=form.cleaned_data["key"],
        ),
    )
