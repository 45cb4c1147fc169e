"""From a filled-in form to the record: what stands in the way goes back to the form, nothing is
lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from guize.cases.queries import EntryError
from guize.core.facts import FactError
from guize.ledger.mapping import StoredEvent
from guize.ledger.services import IdempotencyConflict, SequenceConflict
from guize.ui.templatetags.guize import event_label, moment

Result = TypeVar("Result")


class Refusable(Protocol):
    """A form that can show an error of the record at its field."""

    data: Any

    def refuse(self, error: FactError) -> None: ...
    def add_error(self, field: str | None, error: str) -> None: ...


def fresh_key() -> str:
    """Makes a repeated submission of the same form the same submission."""
    return secrets.token_urlsafe(18)


def submitted(form: Refusable, write: Callable[[], Result]) -> Result | None:
    """What the service gives back, or None with the cause on the form."""
    try:
        return write()
    except EntryError as refused:
        for error in refused.errors:
            form.refuse(error)
    except FactError as error:
        form.refuse(error)
    except IdempotencyConflict:
        form.add_error(None, _("这份表单已经提交过,内容不同。请重新打开后填写"))
    except SequenceConflict as conflict:
        _tell_conflict(form, conflict)
    return None


def _tell_conflict(form: Refusable, conflict: SequenceConflict) -> None:
    """Says what was recorded meanwhile; the next submission is one made in knowledge of it."""
    told = "、".join(_one(event) for event in conflict.newer)
    form.add_error(None, _("您填写期间,他人已记录:%(events)s。核对后请再次提交") % {"events": told})
    form.data = form.data.copy()
    form.data["sequence"] = str(conflict.newer[-1].sequence)


def _one(event: StoredEvent) -> str:
    return f"{event_label(event.type)}({moment(event.recorded_at)})"
