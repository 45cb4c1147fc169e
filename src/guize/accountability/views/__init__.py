"""Pages of accountability. Whoever may not see a proceeding is told that there is no such page."""

from guize.accountability.views.determining import determination
from guize.accountability.views.own import mine, own_step
from guize.accountability.views.proceedings import of_case, open_one, proceeding, proceeding_list
from guize.accountability.views.recusing import recuse
from guize.accountability.views.steps import attachment, correct, preview, retract, step
from guize.accountability.views.why import why

__all__ = [
    "attachment",
    "correct",
    "determination",
    "mine",
    "of_case",
    "open_one",
    "own_step",
    "preview",
    "proceeding",
    "proceeding_list",
    "recuse",
    "retract",
    "step",
    "why",
]
