"""Signing in with a service of the county: OpenID Connect, CAS or a directory (LDAP).

Such a service stands in for the password alone. It opens an account only where two administrators
have tied the lasting identifier it gives to that account; it makes none; who needs a second factor
is asked for the one kept here; name and password go on working beside it. Every request to it goes
through `guize.accounts.outgoing`.
"""

from __future__ import annotations

from django.conf import settings


def configured() -> tuple[str, ...]:
    """The providers that are set up here, by their codes."""
    return tuple(code for code in ("oidc", "cas", "ldap") if issuer(code))


def issuer(provider: str) -> str:
    """The address of a provider: identifiers count only together with it."""
    return str(settings.SIGN_IN_ELSEWHERE.get(provider, ""))
