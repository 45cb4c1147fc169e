"""Changes to accounts, factors, grants, recusals: each one event of the county's accounts stream.

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
    end_sessions,
    grant,
    is_taken,
    reset_password,
    unlock,
)
from guize.accounts.services.factors import (
    add_authenticator,
    add_passkey,
    end_factor,
    end_factors,
    make_recovery_codes,
    take_code,
    take_signature,
)
from guize.accounts.services.proposals import Proposed, confirm, propose, refuse
from guize.accounts.services.recovery import one_time_password, recover_from_server

__all__ = [
    "Proposed",
    "add_authenticator",
    "add_passkey",
    "change_password",
    "confirm",
    "create_account",
    "declare_recusal",
    "disable_account",
    "end_factor",
    "end_factors",
    "end_grant",
    "end_sessions",
    "grant",
    "is_taken",
    "make_recovery_codes",
    "one_time_password",
    "propose",
    "rebuild",
    "recover_from_server",
    "refuse",
    "reset_password",
    "take_code",
    "take_signature",
    "unlock",
]
