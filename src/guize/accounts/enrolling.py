"""Setting up a second factor: the secret waits, sealed, in the session until its code is typed."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import resolve_url

from guize.accounts import door, passkeys, sealing, services, totp
from guize.accounts.models import Account
from guize.accounts.sessions import SECOND
from guize.core.facts import FactError
from guize.organisation.queries import county

WAITING = "authenticator"


def shown(request: HttpRequest, account: Account) -> dict[str, str]:
    """The secret as text and as an address, the same one until it is confirmed."""
    secret = _secret(request)
    return {"secret": totp.grouped(secret), "address": _address(account, secret)}


def picture(request: HttpRequest, account: Account) -> bytes:
    return totp.picture(_address(account, _secret(request)))


def by_code(request: HttpRequest, account: Account, form: Form) -> bool:
    """Keeps the authenticator if its code is right; else the form says what is wrong."""
    typed = {**form.cleaned_data, "secret": _secret(request)}
    if not _is_kept(form, lambda: services.add_authenticator(account=account, **typed)):
        return False
    del request.session[WAITING]
    return True


def by_passkey(request: HttpRequest, account: Account, form: Form) -> bool:
    """Keeps the passkey if the browser's answer holds; else the form says what is wrong."""

    def keep() -> None:
        made = passkeys.made(request, form.cleaned_data["passkey"])
        how = {"credential": made.credential, "public_key": made.public_key}
        name = form.cleaned_data["name"]
        services.add_passkey(account=account, name=name, counter=made.counter, **how)

    return _is_kept(form, keep)


def finished(request: HttpRequest, account: Account, second: str) -> str:
    """Lets in who was half way; the session of who was in already is now one with two factors.

    Gives the address to go on to.
    """
    if request.actor is None:
        return door.finish(request, account, second).url
    request.session[SECOND] = second
    update_session_auth_hash(request, account)
    return resolve_url("security")


def _is_kept(form: Form, keep: object) -> bool:
    try:
        keep()
    except FactError as refused:
        name = refused.field if refused.field in form.fields else None
        form.add_error(name, refused.cause)
        return False
    return True


def _secret(request: HttpRequest) -> str:
    waiting = sealing.unseal(request.session.get(WAITING, ""))
    if not waiting:
        waiting = totp.new_secret()
        request.session[WAITING] = sealing.seal(waiting)
    return waiting


def _address(account: Account, secret: str) -> str:
    """An authenticator lists it under the county and the name of the account."""
    found = county(account.tenant)
    issuer = f"归责 {found.name}" if found else "归责"
    return totp.address(secret, account=account.username, issuer=issuer)
