"""Reads of proceedings: every function takes the actor first; what is not his to see does not
exist.
"""

from guize.accountability.queries.own import Own, decisions, mine
from guize.accountability.queries.reading import (
    Offer,
    assessment,
    lines,
    offers,
    record,
    source,
    steps,
)
from guize.accountability.queries.sight import (
    allowed,
    may_open,
    of_case,
    proceeding,
    proceedings,
    relations,
    require,
    visible,
)

__all__ = [
    "Offer",
    "Own",
    "allowed",
    "assessment",
    "decisions",
    "lines",
    "may_open",
    "mine",
    "of_case",
    "offers",
    "proceeding",
    "proceedings",
    "record",
    "relations",
    "require",
    "source",
    "steps",
    "visible",
]
