"""Changes to accounts, grants and recusals: each one event of the county's accounts stream.

Who may is asked by the caller under objects O16 and O16b (recusals: O6) of the access matrix; what
takes two persons (`propose`, `confirm`, `refuse`) asks itself.
"""

from guize.accounts.projection import rebuild
from guize.accounts.services.direct import (
    change_password,
    create_account,
    declare_recusal,
    disable_account,
    end_grant,
    grant,
    is_taken,
    reset_password,
    unlock,
)
from guize.accounts.services.proposals import Proposed, confirm, one_time_password, propose, refuse

__all__ = [
    "Proposed",
    "change_password",
    "confirm",
    "create_account",
    "declare_recusal",
    "disable_account",
    "end_grant",
    "grant",
    "is_taken",
    "one_time_password",
    "propose",
    "rebuild",
    "refuse",
    "reset_password",
    "unlock",
]
