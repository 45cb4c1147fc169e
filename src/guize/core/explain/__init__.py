"""Reasons and results as text, in Chinese and English; why, and why not."""

from guize.core.explain.absent import why_not
from guize.core.explain.otherwise import Otherwise, counterfactual
from guize.core.explain.replaying import Explained, explained, replay
from guize.core.explain.saying import (
    cite,
    event_label,
    fact_label,
    label,
    phrase,
    say,
    say_all,
    say_answer,
    say_deadline,
    say_duty,
    say_duty_state,
    say_error,
    say_missing,
    say_state,
    word,
)

__all__ = [
    "Explained",
    "Otherwise",
    "cite",
    "counterfactual",
    "event_label",
    "explained",
    "fact_label",
    "label",
    "phrase",
    "replay",
    "say",
    "say_all",
    "say_answer",
    "say_deadline",
    "say_duty",
    "say_duty_state",
    "say_error",
    "say_missing",
    "say_state",
    "why_not",
    "word",
]
