"""Reads of cases: every function takes the actor first and shows him what is his to see."""

from guize.cases.queries.listing import Filters, Page, cases, counts, duties_due
from guize.cases.queries.preview import Preview, preview, preview_opening
from guize.cases.queries.reading import (
    assessment,
    draft,
    duties_on,
    event_source,
    offered_types,
    record,
    stored_event,
    timeline,
)
from guize.cases.queries.rules import event_type, refuse_faults
from guize.cases.queries.sight import (
    allowed,
    case,
    first_seat,
    is_of_bureau,
    relations,
    require,
    require_opening,
    seat_for,
    stage_of,
    visible,
)

__all__ = [
    "Filters",
    "Page",
    "Preview",
    "allowed",
    "assessment",
    "case",
    "cases",
    "counts",
    "draft",
    "duties_due",
    "duties_on",
    "event_source",
    "event_type",
    "first_seat",
    "is_of_bureau",
    "offered_types",
    "preview",
    "preview_opening",
    "record",
    "refuse_faults",
    "relations",
    "require",
    "require_opening",
    "seat_for",
    "stage_of",
    "stored_event",
    "timeline",
    "visible",
]
