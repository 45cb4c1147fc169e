"""Names, passwords and codes are asked of the back ends here, and failures counted.

The table of failed sign-ins would keep what was posted: the rest of a form (content of a case), or
a password in a field of another name. It is given nothing to keep.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest, QueryDict

from guize.accounts import services
from guize.accounts.models import Account


class CodeBackend(BaseBackend):
    """The second question: a code of an authenticator or a recovery code, with the same lockout as
    the first. `account.taken` tells which it was.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str, one_time_token: str
    ) -> Account | None:
        account = Account.objects.filter(username=username).first()
        taken = account and services.take_code(account=account, code=one_time_token)
        if not taken:
            return None
        account.taken = taken
        return account


def by_password(request: HttpRequest, username: str, password: str) -> Account | None:
    return _checked(request, username=username, password=password)


def by_code(request: HttpRequest, account: Account, code: str) -> Account | None:
    found = _checked(request, username=account.username, one_time_token=code)
    return found if found and found.pk == account.pk else None


def is_locked(request: HttpRequest) -> bool:
    """Whether this request came to a name that has failed too often."""
    return getattr(request, "axes_locked_out", False)


def _checked(request: HttpRequest, **credentials: Any) -> Account | None:
    posted, request.POST = request.POST, QueryDict()
    try:
        return authenticate(request, **credentials)
    finally:
        request.POST = posted
