"""Who leads, who bears what, the circumstances of articles 10 and 11, and who is pursued.

Three separate answers: who bears responsibility (第八条), whether it is pursued (第十至十二条),
and, in `routing`, where the file goes. All are proposals of rule and record; people decide.
"""

from guize.core.responsibility.appearance import appearances_of
from guize.core.responsibility.bearing import bearings_of, lead_of
from guize.core.responsibility.circumstances import (
    GROUNDS,
    MITIGATIONS,
    circumstances_of,
    has_ground,
)
from guize.core.responsibility.pursuing import pursuits_of
from guize.core.responsibility.subjects import suit_span
from guize.core.responsibility.transition import transition_of
from guize.core.responsibility.values import (
    Appearance,
    Bearing,
    CircumstanceState,
    Lead,
    Pursuit,
    TextItem,
    Transition,
)

__all__ = [
    "GROUNDS",
    "MITIGATIONS",
    "Appearance",
    "Bearing",
    "CircumstanceState",
    "Lead",
    "Pursuit",
    "TextItem",
    "Transition",
    "appearances_of",
    "bearings_of",
    "circumstances_of",
    "has_ground",
    "lead_of",
    "pursuits_of",
    "suit_span",
    "transition_of",
]
