"""Forms being filled in: what a request brought, and its way to preview and services."""

from guize.cases.sheets.opening import OpeningSheet
from guize.cases.sheets.recording import Sheet
from guize.cases.sheets.submitting import fresh_key, submitted

__all__ = ["OpeningSheet", "Sheet", "fresh_key", "submitted"]
