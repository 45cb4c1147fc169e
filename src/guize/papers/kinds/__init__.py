"""The nineteen official documents, each as data and a function that writes it from a dossier."""

from guize.papers.kinds import bureau, decisions, slips, unit
from guize.papers.kinds.values import CONFIDENTIAL, Ask, Kind

KINDS = {kind.code: kind for kind in (*unit.KINDS, *bureau.KINDS, *decisions.KINDS, *slips.KINDS)}
OF_CASE = tuple(kind for kind in KINDS.values() if kind.stream == "case")
OF_PROCEEDING = tuple(kind for kind in KINDS.values() if kind.stream == "proceeding")

__all__ = ["CONFIDENTIAL", "KINDS", "OF_CASE", "OF_PROCEEDING", "Ask", "Kind"]
