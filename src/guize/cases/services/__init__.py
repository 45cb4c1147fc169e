"""Changes to cases: each one function and one transaction."""

from guize.cases.services.communicating import record_checks
from guize.cases.services.drafts import drop_draft, hand_on_draft, keep_draft
from guize.cases.services.notes import delete_note, write_note
from guize.cases.services.opening import (
    add_instance,
    add_matter,
    amend_case,
    open_case,
    register_case,
)
from guize.cases.services.opinions import require_hand
from guize.cases.services.projection import (
    name_person,
    rebuild,
    refresh_duties,
    refresh_stale,
    share_case,
    unshare_case,
)
from guize.cases.services.recording import append_draft, record_event, retract
from guize.cases.services.reviewing import name_reviewer

__all__ = [
    "add_instance",
    "add_matter",
    "amend_case",
    "append_draft",
    "delete_note",
    "drop_draft",
    "hand_on_draft",
    "keep_draft",
    "name_person",
    "name_reviewer",
    "open_case",
    "rebuild",
    "record_checks",
    "record_event",
    "refresh_duties",
    "refresh_stale",
    "register_case",
    "require_hand",
    "retract",
    "share_case",
    "unshare_case",
    "write_note",
]
