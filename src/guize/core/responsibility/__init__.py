"""Who bears what, who is pursued, who leads, and the circumstances of articles 10 and 11."""

from guize.core.responsibility.values import Bearing, CircumstanceState, Lead, Pursuit

__all__ = ["Bearing", "CircumstanceState", "Lead", "Pursuit"]
