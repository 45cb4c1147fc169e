"""Reads of papers: every function takes the actor first; what is not his to see does not exist."""

from guize.papers.queries.making import Form, draft, form, mark_of, require_kind, subjects
from guize.papers.queries.reading import (
    Fetched,
    checked,
    fetched,
    listed,
    own,
    paper,
    paper_of,
    places,
    template_for,
    templates,
)
from guize.papers.queries.sight import (
    Place,
    allowed,
    kind_of,
    may_template,
    of_case,
    of_proceeding,
    offered,
    require_template,
    verdict,
)

__all__ = [
    "Fetched",
    "Form",
    "Place",
    "allowed",
    "checked",
    "draft",
    "fetched",
    "form",
    "kind_of",
    "listed",
    "mark_of",
    "may_template",
    "of_case",
    "of_proceeding",
    "offered",
    "own",
    "paper",
    "paper_of",
    "places",
    "require_kind",
    "require_template",
    "subjects",
    "template_for",
    "templates",
    "verdict",
]
