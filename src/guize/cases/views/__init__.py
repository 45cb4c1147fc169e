"""Pages of cases. Each view reads through queries, writes through services, and is short."""

from guize.cases.views.amending import add_instance, amend
from guize.cases.views.case_file import case_file, export, printed
from guize.cases.views.communication import (
    add_note,
    attachment,
    checks,
    delete_note,
    log,
    notes,
)
from guize.cases.views.listing import case_list
from guize.cases.views.recording import correct, preview, record, retract, types
from guize.cases.views.registering import register, register_preview
from guize.cases.views.reviewing import name_reviewer, reviewers
from guize.cases.views.why import why

__all__ = [
    "add_instance",
    "add_note",
    "amend",
    "attachment",
    "case_file",
    "case_list",
    "checks",
    "correct",
    "delete_note",
    "export",
    "log",
    "name_reviewer",
    "notes",
    "preview",
    "printed",
    "record",
    "register",
    "register_preview",
    "retract",
    "reviewers",
    "types",
    "why",
]
