"""The access matrix as values: who may see and do what, in which stage, and why."""

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
    "ROLE_OF_FUNCTION",
    "Action",
    "Actor",
    "Object",
    "Relations",
    "Role",
    "Scope",
    "Seat",
    "Term",
    "Verdict",
]
