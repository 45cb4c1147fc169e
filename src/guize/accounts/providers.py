"""Which services that sign in for us are set up here (see `guize.accounts.elsewhere`)."""

from __future__ import annotations

from django.conf import settings


def configured() -> tuple[str, ...]:
    """The providers that are set up here, by their codes."""
    return tuple(code for code in ("oidc", "cas", "ldap") if issuer(code))


def issuer(provider: str) -> str:
    """The address of a provider: identifiers count only together with it."""
    return str(settings.SIGN_IN_ELSEWHERE.get(provider, ""))
