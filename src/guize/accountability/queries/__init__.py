"""Reads of proceedings: every function takes the actor first; what is not his to see does not
exist.
"""

from guize.accountability.queries.determining import Determination, determination
from guize.accountability.queries.own import Own, decisions, mine
from guize.accountability.queries.page import (
    attachment,
    entry,
    page_of,
    require_step,
    subjects_for,
)
from guize.accountability.queries.reading import (
    Offer,
    assessment,
    lines,
    offers,
    opinions_of,
    record,
    source,
    steps,
)
from guize.accountability.queries.reasons import explained_step, reasons
from guize.accountability.queries.recusal import participants, recused_of
from guize.accountability.queries.sight import (
    allowed,
    may_open,
    of_case,
    proceeding,
    proceedings,
    relations,
    require,
    verdict,
    visible,
)
from guize.accountability.queries.standing import corrected

__all__ = [
    "Determination",
    "Offer",
    "Own",
    "allowed",
    "assessment",
    "attachment",
    "corrected",
    "decisions",
    "determination",
    "entry",
    "explained_step",
    "lines",
    "may_open",
    "mine",
    "of_case",
    "offers",
    "opinions_of",
    "page_of",
    "participants",
    "proceeding",
    "proceedings",
    "reasons",
    "record",
    "recused_of",
    "relations",
    "require",
    "require_step",
    "source",
    "steps",
    "subjects_for",
    "verdict",
    "visible",
]
