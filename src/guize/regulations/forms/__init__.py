"""Forms of the law: changes to be proposed, versions to be compared and tried out."""

from guize.regulations.forms.changing import (
    ChangeForm,
    CountyDaysForm,
    DecisionForm,
    ReadingForm,
    YearForm,
)
from guize.regulations.forms.comparing import TwoVersions, WhatIfForm
from guize.regulations.forms.rulebook import RulebookForm

__all__ = [
    "ChangeForm",
    "CountyDaysForm",
    "DecisionForm",
    "ReadingForm",
    "RulebookForm",
    "TwoVersions",
    "WhatIfForm",
    "YearForm",
]
