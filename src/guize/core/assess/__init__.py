"""The one entry: a case record and the norms on a day give an `Assessment`."""

from guize.core.assess.entry import assess, examine
from guize.core.assess.values import Assessment

__all__ = ["Assessment", "assess", "examine"]
