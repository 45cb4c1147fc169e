"""Duties from events, their state on a day, and when a judgment takes effect."""

from guize.core.duties.values import Duty, DutyState, Judgment

__all__ = ["Duty", "DutyState", "Judgment"]
