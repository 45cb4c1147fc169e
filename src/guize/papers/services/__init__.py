"""Writes of papers: a document is filed once and never changed; templates are replaced whole."""

from guize.papers.services.filing import BlanksLeft, file_paper
from guize.papers.services.following import close_follow_up, issue_follow_up, receive_follow_up
from guize.papers.services.rebuilding import rebuild
from guize.papers.services.templates import TemplateRefused, add_template, withdraw_template

__all__ = [
    "BlanksLeft",
    "TemplateRefused",
    "add_template",
    "close_follow_up",
    "file_paper",
    "issue_follow_up",
    "rebuild",
    "receive_follow_up",
    "withdraw_template",
]
