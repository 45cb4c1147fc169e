"""Where a file goes: competent bodies, measures, steps, stage, remedies."""

from guize.core.routing.values import OpenMeasure, PersonRoute, RemedyState, Stage, StepState

__all__ = ["OpenMeasure", "PersonRoute", "RemedyState", "Stage", "StepState"]
