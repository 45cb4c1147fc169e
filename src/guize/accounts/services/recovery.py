"""An account is opened again from the server, where no two administrators are left to do so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from guize.accounts.models import Account
from guize.accounts.services.direct import end_sessions, required, reset_password, unlock
from guize.accounts.services.factors import end_factors, grouped_letters
from guize.core.facts import FactError
from guize.ledger.services import writing


def one_time_password() -> str:
    """Four groups of four letters that can be read out."""
    return grouped_letters(4)


def recover_from_server(*, by: str, username: str, reason: str) -> str:
    """Gives the one-time password of an account whose second factors, sessions and lock are gone.

    A disabled account stays disabled: raises `FactError`.
    """
    why, password = required("reason", reason), one_time_password()
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise FactError("account", _("没有这个账号,请重新选择"))
    own = {"tenant": account.tenant, "by": by, "account": account.id}
    with writing():
        unlock(**own, reason=why)
        end_sessions(**own, reason=why)
        end_factors(account=account, by=by, reason=why)
        reset_password(**own, password=password)
    return password
