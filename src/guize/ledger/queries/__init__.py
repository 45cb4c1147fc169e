"""Reads of the chain, its tree and its checks. No access rule here except in `sight`:
applications call these behind their own.
"""

from guize.ledger.queries.proving import Place, growth_since, place_of
from guize.ledger.queries.reading import (
    Head,
    Position,
    event,
    event_by_key,
    events_since,
    head,
    stream_events,
    streams,
)
from guize.ledger.queries.states import (
    State,
    checked_on,
    first_recorded_at,
    head_of,
    looked_at,
    state,
    waits_since,
)
from guize.ledger.queries.tree import Finding, Report, examine
from guize.ledger.queries.verifying import verify, verify_all

__all__ = [
    "Finding",
    "Head",
    "Place",
    "Position",
    "Report",
    "State",
    "checked_on",
    "event",
    "event_by_key",
    "events_since",
    "examine",
    "first_recorded_at",
    "growth_since",
    "head",
    "head_of",
    "looked_at",
    "place_of",
    "state",
    "stream_events",
    "streams",
    "verify",
    "verify_all",
    "waits_since",
]
