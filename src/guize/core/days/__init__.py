"""Days and periods: working days from the dated notices of the State Council, and the last day of
a period.

Three tiers decide whether a day is worked: the notice of its year (days off and make-up days),
the statutory festivals whose date is fixed, the weekday. A year without a notice gives an answer
all the same, marked provisional.
"""

from guize.core.days.calendar import Calendar, DayKind, Festival, LocalDay, YearNotice
from guize.core.days.counting import Deadline, last_day
from guize.core.days.periods import DayError, Period, Roll, Unit, parse_period
from guize.core.days.wording import say_day, say_step

__all__ = [
    "Calendar",
    "DayError",
    "DayKind",
    "Deadline",
    "Festival",
    "LocalDay",
    "Period",
    "Roll",
    "Unit",
    "YearNotice",
    "last_day",
    "parse_period",
    "say_day",
    "say_step",
]
