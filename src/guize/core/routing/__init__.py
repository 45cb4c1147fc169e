"""Where a file goes: gate, referral, competent bodies, measures, steps, stage, remedies."""

from guize.core.routing.bodies import (
    case_referral_of,
    gate_of,
    handlings_of,
    measures_of,
    routes_of,
)
from guize.core.routing.steps import ends_without_action, remedies_of, stage_of, steps_of
from guize.core.routing.values import OpenMeasure, PersonRoute, RemedyState, Stage, StepState

__all__ = [
    "OpenMeasure",
    "PersonRoute",
    "RemedyState",
    "Stage",
    "StepState",
    "case_referral_of",
    "ends_without_action",
    "gate_of",
    "handlings_of",
    "measures_of",
    "remedies_of",
    "routes_of",
    "stage_of",
    "steps_of",
]
