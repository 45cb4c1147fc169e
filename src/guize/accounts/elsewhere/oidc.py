"""OpenID Connect: authorization code with PKCE; the signed identity is checked here, offline.

依据: OpenID Connect Core 1.0, 3.1; Discovery 1.0; RFC 7636; RFC 9207.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from typing import Any
from urllib.parse import quote, urlencode

import jwt
from django.conf import settings
from django.http import HttpRequest

from guize.accounts import outgoing, providers
from guize.accounts.elsewhere.trips import ElsewhereError, Trip

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
PUBLIC_KEYS = frozenset({"RSA", "EC", "OKP"})  # never a shared secret
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
LEEWAY = 60  # seconds that the clocks may lie apart
KEPT, SOONEST = 600, 60  # seconds: answers kept, and asked anew for an unknown key at the earliest
RECENT = 120  # seconds since someone was asked anew

_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def begin(request: HttpRequest, trip: Trip) -> str:
    """The address that asks the service to sign someone in."""
    digest = hashlib.sha256(trip.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT,
        "redirect_uri": trip.back(request),
        "scope": "openid",
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if trip.again else {}),
    }
    door = _described()["authorization_endpoint"]
    if not outgoing.is_allowed(door):
        raise ElsewhereError("its authorization endpoint is not in GUIZE_OUTGOING")
    return f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}"


def subject(request: HttpRequest, trip: Trip) -> str:
    """Who has come back: the lasting identifier of the service, once its signature holds."""
    told = request.GET
    if "error" in told:
        raise ElsewhereError(f"it answered {told['error'][:100]!r}")
    if told.get("iss", providers.issuer("oidc")) != providers.issuer("oidc"):
        raise ElsewhereError("another service has answered")
    claims = _claims(_identity(request, trip, told.get("code", "")))
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), trip.nonce.encode()):
        raise ElsewhereError("the nonce is not the one that was sent")
    if trip.again and not time.time() - _seconds(claims.get("auth_time")) <= RECENT:
        raise ElsewhereError("nobody was asked anew")
    return str(claims["sub"])


def _identity(request: HttpRequest, trip: Trip, code: str) -> str:
    """Exchanges the code for the signed identity."""
    described = _described()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": trip.back(request),
        "client_id": settings.OIDC_CLIENT,
        "code_verifier": trip.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    offered = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if settings.OIDC_SECRET and "client_secret_basic" in offered:
        headers["Authorization"] = f"Basic {_basic()}"
    elif settings.OIDC_SECRET:
        form["client_secret"] = settings.OIDC_SECRET
    answer = _json(described["token_endpoint"], urlencode(form).encode(), headers)
    return str(answer.get("id_token", ""))


def _claims(token: str) -> dict[str, Any]:
    try:
        head = jwt.get_unverified_header(token)
        key = _key(str(head.get("kid", "")), str(head.get("alg", "")))
        claims = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=settings.OIDC_CLIENT,
            issuer=providers.issuer("oidc"),
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as fault:
        raise ElsewhereError(f"the identity does not hold: {fault}") from fault
    party = claims.get("azp", settings.OIDC_CLIENT)
    if party != settings.OIDC_CLIENT or (
        isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    ):
        raise ElsewhereError("the identity was made for another client")
    return claims


def _key(kid: str, algorithm: str) -> jwt.PyJWK:
    """The public key of this name; a name not yet known has the keys asked for anew."""
    if algorithm not in ALGORITHMS:
        raise ElsewhereError(f"the identity is signed with {algorithm[:20]!r}")
    address = _described()["jwks_uri"]
    for kept in (KEPT, SOONEST):
        for one in _fetched(address, kept).get("keys", []):
            is_public = one.get("kty") in PUBLIC_KEYS and one.get("use", "sig") == "sig"
            if is_public and one.get("kid", "") == kid:
                return jwt.PyJWK(one, algorithm=algorithm)
    raise ElsewhereError("no such key is published")


def _described() -> dict[str, Any]:
    """What the service says of itself; it must speak of itself and name the three addresses."""
    issuer = providers.issuer("oidc")
    found = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration", KEPT)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != issuer or not all(isinstance(found.get(n), str) for n in needed):
        raise ElsewhereError("its description is of another service, or incomplete")
    return found


def _fetched(url: str, kept: int) -> dict[str, Any]:
    at, found = _kept.get(url, (0.0, {}))
    if time.monotonic() - at > kept or not found:
        found = _json(url)
        _kept[url] = (time.monotonic(), found)
    return found


def _json(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    try:
        reply = outgoing.ask(url, body=body, headers=headers)
        found = json.loads(reply.body) if reply.status == 200 else None  # noqa: PLR2004
    except (outgoing.OutgoingError, ValueError) as fault:
        raise ElsewhereError(str(fault)) from fault
    if not isinstance(found, dict):
        raise ElsewhereError(f"{url} answered {reply.status}")
    return found


def _basic() -> str:
    pair = f"{quote(settings.OIDC_CLIENT, safe='')}:{quote(settings.OIDC_SECRET, safe='')}"
    return base64.b64encode(pair.encode()).decode()


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
