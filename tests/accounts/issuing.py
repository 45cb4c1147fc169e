"""Services of this machine that sign in for us: an OpenID provider and a CAS server.

Each answers as its protocol says; `fault` names one thing it does wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "guize", "秘密/with+signs"
_KEYS = {name: rsa.generate_private_key(65537, 2048) for name in ("one", "two")}


class Service:
    """Serves on a port of its own; what it was asked is kept in `asked`."""

    def __init__(self) -> None:
        self.fault, self.user, self.asked = "", "subject-7", []
        self.codes: dict[str, dict[str, str]] = {}
        self.key, self.published = "one", ["one"]
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(b"")

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))

            def _answer(self, body: bytes) -> None:
                parts = urlsplit(self.path)
                outer.asked.append(parts.path)
                given = dict(parse_qsl(parts.query or body.decode()))
                status, headers, text = outer.answer(parts.path, given, dict(self.headers))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Service]:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def answer(
        self, path: str, given: dict[str, str], headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if self.fault == "slow error":
            return 500, {}, b"oops"
        found = getattr(self, "at_" + path.strip("/").split("/")[-1].replace("-", "_"), None)
        return found(given, headers) if found else (404, {}, b"")

    def hop(self, url: str) -> str:
        """What a browser does there: it signs in and is sent back; gives the address back."""
        parts = urlsplit(url)
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        status, headers, _text = self.answer(parts.path, given, {})
        assert status == 302, status
        return headers["Location"]


def as_json(found: Any, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json"}, json.dumps(found).encode()


class OpenID(Service):
    """Discovery, keys, code with PKCE, signed identity."""

    def at_openid_configuration(self, given, headers):
        found = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        changed = {
            "another issuer": {"issuer": "https://another.example"},
            "no endpoint": {"token_endpoint": None},
            "secret in the form": {"token_endpoint_auth_methods_supported": ["client_secret_post"]},
            "token elsewhere": {"token_endpoint": "http://127.0.0.1:1/token"},
            "door elsewhere": {"authorization_endpoint": "https://forged.example/authorize"},
        }
        if self.fault == "redirects":
            return 302, {"Location": f"{self.address}/keys"}, b""
        if self.fault in ("no json", "endless"):
            return 200, {}, b"<html>" if self.fault == "no json" else b" " * (2 << 20)
        return as_json({**found, **changed.get(self.fault, {})})

    def at_keys(self, given, headers):
        public = [(name, _KEYS[name].public_key()) for name in self.published]
        rsa_keys = [
            {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key)), "kid": name, "use": "sig"}
            for name, key in public
        ]
        shared = base64.urlsafe_b64encode(b"k" * 32).decode()
        return as_json({"keys": [*rsa_keys, {"kty": "oct", "kid": "shared", "k": shared}]})

    def at_authorize(self, given, headers):
        assert given["response_type"] == "code"
        assert given["code_challenge_method"] == "S256"
        if self.fault == "refused":
            told = {"error": "access_denied", "state": given["state"]}
        else:
            code = f"code-{len(self.codes)}"
            self.codes[code] = given
            told = {"code": code, "state": given["state"], "iss": self.address}
        if self.fault == "another iss":
            told["iss"] = "https://another.example"
        if self.fault == "another state":
            told["state"] = "planted"
        return 302, {"Location": f"{given['redirect_uri']}?{urlencode(told)}"}, b""

    def at_token(self, given, headers):
        asked = self.codes.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_right = (
            asked is not None
            and challenge == asked["code_challenge"]
            and given["redirect_uri"] == asked["redirect_uri"]
            and self._secret(given, headers) == SECRET
        )
        if not is_right:
            return as_json({"error": "invalid_grant"}, 400)
        if self.fault == "no identity":
            return as_json({"access_token": "x"})
        return as_json({"id_token": self._identity(asked), "access_token": "x"})

    def _secret(self, given, headers) -> str:
        if "client_secret" in given:
            return given["client_secret"]
        pair = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        return unquote(pair.split(":")[1])

    def _identity(self, asked: dict[str, str]) -> str:
        now = time.time()
        claims = {
            "iss": self.address,
            "sub": self.user,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            **({"auth_time": now} if asked.get("prompt") == "login" else {"auth_time": 1}),
        }
        claims |= FORGED.get(self.fault, {})
        claims = {name: value for name, value in claims.items() if value is not None}
        key, kid, algorithm = _KEYS[self.key], self.key, "RS256"
        if self.fault == "another key":
            key = _KEYS["two"]
        if self.fault == "unknown key":
            kid = "three"
        if self.fault == "no signature":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": kid})
        if self.fault == "shared secret":
            return jwt.encode(claims, "k" * 32, algorithm="HS256", headers={"kid": "shared"})
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


FORGED: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "planted"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another"},
    "two audiences": {"aud": [CLIENT, "another"]},
    "another party": {"azp": "another"},
    "another issuer in it": {"iss": "https://another.example"},
    "expired": {"exp": 1_000_000_000},
    "no end": {"exp": None},
    "from the future": {"iat": 9_999_999_999},
    "nobody": {"sub": None},
    "not asked anew": {"auth_time": 1},
}


class Cas(Service):
    """Tickets that count once, for the service they were made for."""

    def at_login(self, given, headers):
        ticket = f"ST-{len(self.codes)}-abc"
        self.codes[ticket] = given
        service = given["service"]
        return 302, {"Location": f"{service}&{urlencode({'ticket': ticket})}"}, b""

    def at_serviceValidate(self, given, headers):  # noqa: N802 (as the protocol calls it)
        asked = self.codes.pop(given["ticket"], None)
        is_right = asked is not None and asked["service"] == given["service"]
        is_right = is_right and asked.get("renew") == given.get("renew")
        body = f"<cas:authenticationSuccess><cas:user>{self.user}</cas:user>"
        body += "</cas:authenticationSuccess>"
        if not is_right:
            body = '<cas:authenticationFailure code="INVALID_TICKET"/>'
        text = f'<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">{body}</cas:serviceResponse>'
        return 200, {"Content-Type": "application/xml"}, SPOILT.get(self.fault, text.encode())


def _answer(body: str, space: str = "http://www.yale.edu/tp/cas") -> bytes:
    return f'<cas:serviceResponse xmlns:cas="{space}">{body}</cas:serviceResponse>'.encode()


_SUCCESS = "<cas:authenticationSuccess><cas:user>{}</cas:user></cas:authenticationSuccess>"
SPOILT = {
    "entities": b'<!DOCTYPE a [<!ENTITY u "subject-7">]>' + _answer(_SUCCESS.format("&u;")),
    "outside entity": b'<!DOCTYPE a [<!ENTITY u SYSTEM "file:///etc/hostname">]>'
    + _answer(_SUCCESS.format("&u;")),
    "other letters": '<!DOCTYPE a [<!ENTITY u "subject-7">]><a/>'.encode("utf-16"),
    "another space": _answer(_SUCCESS.format("subject-7"), "http://forged.example"),
    "two answers": _answer(_SUCCESS.format("subject-7") * 2),
    "both": _answer(_SUCCESS.format("subject-7") + "<cas:authenticationFailure/>"),
    "no name": _answer(_SUCCESS.format("")),
    "name with more in it": _answer(_SUCCESS.format("subject-7<x/>.evil")),
    "cut off": _answer(_SUCCESS.format("subject-7"))[:-30],
    "nothing": b"",
    "protocol 1": b"yes\nsubject-7\n",
}
