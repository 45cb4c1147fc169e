"""Reasons and results as text, in Chinese and English; why, and why not."""

from guize.core.explain.absent import WhyNot, absence, why_not
from guize.core.explain.cells import say_demand
from guize.core.explain.conclusions import QUESTIONS, Conclusion, absences, conclusions, id_of
from guize.core.explain.otherwise import LATE, Otherwise, counterfactual, counterfactuals
from guize.core.explain.quoting import Quote, quoted
from guize.core.explain.replaying import Explained, explained, replay
from guize.core.explain.rows import Asked, FactRead, Reader, RowRead, find_row, rows_of, table_of
from guize.core.explain.ruling_out import RuledOut, ruled_out, say_result, say_table
from guize.core.explain.saying import (
    cite,
    event_label,
    fact_label,
    label,
    phrase,
    say,
    say_all,
    say_amount,
    say_answer,
    say_deadline,
    say_duty,
    say_duty_state,
    say_error,
    say_missing,
    say_question,
    say_state,
    say_value,
    word,
)
from guize.core.explain.shaken import Shaken, shaken, unconfirmed

__all__ = [
    "LATE",
    "QUESTIONS",
    "Asked",
    "Conclusion",
    "Explained",
    "FactRead",
    "Otherwise",
    "Quote",
    "Reader",
    "RowRead",
    "RuledOut",
    "Shaken",
    "WhyNot",
    "absence",
    "absences",
    "cite",
    "conclusions",
    "counterfactual",
    "counterfactuals",
    "event_label",
    "explained",
    "fact_label",
    "find_row",
    "id_of",
    "label",
    "phrase",
    "quoted",
    "replay",
    "rows_of",
    "ruled_out",
    "say",
    "say_all",
    "say_amount",
    "say_answer",
    "say_deadline",
    "say_demand",
    "say_duty",
    "say_duty_state",
    "say_error",
    "say_missing",
    "say_question",
    "say_result",
    "say_state",
    "say_table",
    "say_value",
    "shaken",
    "table_of",
    "unconfirmed",
    "why_not",
    "word",
]
