"""Shapes of input: the one form of any event, and the form that opens a case."""

from guize.cases.forms.event import EventForm
from guize.cases.forms.money import fen, yuan_text
from guize.cases.forms.registration import RegistrationForm

__all__ = ["EventForm", "RegistrationForm", "fen", "yuan_text"]
