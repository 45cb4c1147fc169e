"""Shapes of input: the one form of any event, and the form that opens a case."""

from guize.cases.forms.amending import AmendForm, FilterForm, InstanceForm, RetractionForm
from guize.cases.forms.event import EventForm, entries_field
from guize.cases.forms.money import fen, yuan_text
from guize.cases.forms.opinions import form_for
from guize.cases.forms.registration import BEGINNINGS, RegistrationForm
from guize.cases.forms.reviewing import ReviewerForm

__all__ = [
    "BEGINNINGS",
    "AmendForm",
    "EventForm",
    "FilterForm",
    "InstanceForm",
    "RegistrationForm",
    "RetractionForm",
    "ReviewerForm",
    "entries_field",
    "fen",
    "form_for",
    "yuan_text",
]
