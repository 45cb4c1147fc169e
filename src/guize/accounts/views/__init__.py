"""The door, one's own account and its factors; what lets a view be answered for whom."""

from guize.accounts.views.guards import View, require_actor, require_sight
from guize.accounts.views.sign_in import locked_out

__all__ = ["View", "locked_out", "require_actor", "require_sight"]
