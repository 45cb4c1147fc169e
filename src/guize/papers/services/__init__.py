"""Writes of papers: a document is filed once and never changed; templates are replaced whole."""

from guize.papers.services.filing import BlanksLeft, file_paper, rebuild
from guize.papers.services.templates import TemplateRefused, add_template, withdraw_template

__all__ = [
    "BlanksLeft",
    "TemplateRefused",
    "add_template",
    "file_paper",
    "rebuild",
    "withdraw_template",
]
