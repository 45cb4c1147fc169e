"""Passkeys: a key pair that a telephone or computer keeps and opens by fingerprint, face or PIN.

Browsers know them only where a page is secure and has a host name; elsewhere they are not offered,
and the page says why. Every answer needs the verification of its user, so that a passkey alone is
two factors. 依据: W3C Web Authentication Level 2.
"""

from __future__ import annotations

import base64
import ipaddress
import json
import struct
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
)

from guize.accounts import queries, services
from guize.accounts.models import Account, Factor
from guize.core.facts import FactError

CHALLENGE = "passkey"
PATIENCE = 5 * 60  # seconds a question may wait for its answer
LONGEST = 20_000  # characters of an answer
MALFORMED = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, struct.error
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey as the browser has made it."""

    credential: str
    public_key: str
    counter: int


def why_not(request: HttpRequest) -> str:
    """Why no passkey can be used here; empty: it can."""
    host = _host(request)
    if _is_address(host):
        return _("通行密钥须通过域名访问;现以 IP 地址访问,请使用验证器。")
    if not request.is_secure() and host != "localhost":
        return _("通行密钥须通过 HTTPS 访问;现为 HTTP,请使用验证器。")
    return ""


def creation(request: HttpRequest, account: Account) -> str:
    """The question to the browser for a new passkey, as JSON; the session keeps what it asked."""
    user = PublicKeyCredentialUserEntity(
        id=account.id.bytes,
        name=account.username,
        display_name=queries.name_of(account.tenant, account.person) or account.username,
    )
    known = [_descriptor(row) for row in queries.factors(account, Factor.Kind.PASSKEY)]
    options, state = _server(request).register_begin(
        user, known, resident_key_requirement="required", user_verification="required"
    )
    return _asked(request, options, state)


def made(request: HttpRequest, text: str) -> Made:
    """The new passkey, once the browser's answer holds. Raises `FactError` at `passkey`."""
    state = _taken(request)
    try:
        answer = _server(request).register_complete(state, _parsed(text))
        key = answer.credential_data
        kept = base64.b64encode(bytes(key)).decode()
        return Made(websafe_encode(key.credential_id), kept, answer.counter)
    except MALFORMED as fault:
        raise FactError("passkey", _("通行密钥没有通过核对,请重试")) from fault


def question(request: HttpRequest, account: Account | None = None) -> str:
    """The question to the browser for a signature, as JSON: of this account, or of any one."""
    own = queries.factors(account, Factor.Kind.PASSKEY) if account else None
    known = None if own is None else [_descriptor(row) for row in own]
    options, state = _server(request).authenticate_begin(known, user_verification="required")
    return _asked(request, options, state)


def signer(request: HttpRequest, text: str, account: Account | None = None) -> Account | None:
    """Whose passkey has answered the question of this session; None: nobody's, or another's than
    the account asked for.
    """
    state = _taken(request)
    try:
        answer = AuthenticationResponse.from_dict(_parsed(text))
        row = queries.passkey(websafe_encode(answer.raw_id))
        if row is None or (account and row.account_id != account.id):
            return None
        key = AttestedCredentialData(base64.b64decode(row.secret))
        _server(request).authenticate_complete(state, [key], answer)
        counter = answer.response.authenticator_data.counter
        is_own = answer.response.user_handle in (None, b"", row.account.id.bytes)
    except MALFORMED:
        return None
    return row.account if is_own and services.take_signature(factor=row, counter=counter) else None


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    site = PublicKeyCredentialRpEntity(name=_("归责"), id=_host(request))
    return Fido2Server(site, attestation="none", verify_origin=lambda said: said == origin)


def _asked(request: HttpRequest, options: Any, state: dict[str, str]) -> str:
    request.session[CHALLENGE] = {**state, "at": int(time.time())}
    return json.dumps(dict(options)["publicKey"])


def _taken(request: HttpRequest) -> dict[str, Any]:
    """What was asked, once: the same answer does not count twice, nor a late one."""
    state = request.session.pop(CHALLENGE, {})
    return state if time.time() - state.get("at", 0) <= PATIENCE else {}


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise ValueError("too long")
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found


def _descriptor(row: Factor) -> PublicKeyCredentialDescriptor:
    credential = websafe_decode(str(row.credential))
    return PublicKeyCredentialDescriptor(type="public-key", id=credential)


def _host(request: HttpRequest) -> str:
    return request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else "[::1]"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
