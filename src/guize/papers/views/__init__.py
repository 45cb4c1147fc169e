"""Pages of papers: documents of a case, follow-ups, reports for the leadership."""

from guize.papers.views.follow_ups import close, follow_ups, receive
from guize.papers.views.papers import (
    download,
    make_for_case,
    make_for_proceeding,
    mine,
    of_case,
    of_proceeding,
    paper,
    templates,
    withdraw,
)
from guize.papers.views.reports import report_file, reports

__all__ = [
    "close",
    "download",
    "follow_ups",
    "make_for_case",
    "make_for_proceeding",
    "mine",
    "of_case",
    "of_proceeding",
    "paper",
    "receive",
    "report_file",
    "reports",
    "templates",
    "withdraw",
]
