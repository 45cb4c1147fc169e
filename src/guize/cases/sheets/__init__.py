"""Forms being filled in: what a request brought, and its way to preview and services."""

from guize.cases.sheets.opening import OpeningSheet
from guize.cases.sheets.opinions import opinion_page
from guize.cases.sheets.recording import Sheet, filled
from guize.cases.sheets.submitting import fresh_key, submitted

__all__ = [
    "OpeningSheet",
    "Sheet",
    "filled",
    "fresh_key",
    "opinion_page",
    "submitted",
]
