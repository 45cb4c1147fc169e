"""The access matrix as values: who may see and do what, in which stage, and why."""

from guize.core.access.judging import covers, may, may_record, scope
from guize.core.access.matrix import CONTENT, STAGES
from guize.core.access.reach import matches
from guize.core.access.values import (
    ROLE_OF_FUNCTION,
    Action,
    Actor,
    Object,
    Relations,
    Role,
    Scope,
    Seat,
    Term,
    Verdict,
)

__all__ = [
    "CONTENT",
    "ROLE_OF_FUNCTION",
    "STAGES",
    "Action",
    "Actor",
    "Object",
    "Relations",
    "Role",
    "Scope",
    "Seat",
    "Term",
    "Verdict",
    "covers",
    "matches",
    "may",
    "may_record",
    "scope",
]
