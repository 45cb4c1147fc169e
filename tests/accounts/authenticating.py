"""A passkey device in software: answers as a browser would, or wrong in one way (`fault`)."""

from __future__ import annotations

import hashlib
import html
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

ORIGIN, SITE = "http://localhost", "localhost"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def question(page: str) -> dict[str, Any]:
    """What the page asks the browser."""
    return json.loads(html.unescape(re.search(r'data-question="([^"]+)"', page)[1]))


@dataclass
class Device:
    """One passkey. `counter` grows with each signature, unless it stays at nought."""

    counts: bool = True
    counter: int = 0
    user: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(_CURVE))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def made(self, asked: dict[str, Any], fault: str = "") -> str:
        """The answer to the question for a new passkey."""
        self.user = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        new = AttestedCredentialData.create(Aaguid(bytes(16)), self.credential, public)
        data = self._data(fault, new)
        told = AttestationObject.create("none", data, {})
        return self._told("webauthn.create", asked, fault, attestationObject=told)

    def signed(self, asked: dict[str, Any], fault: str = "") -> str:
        """The answer to the question for a signature."""
        self.counter += self.counts
        data = self._data(fault)
        said = self._said("webauthn.get", asked, fault)
        digest = hashlib.sha256(said).digest()
        signature = self.key.sign(bytes(data) + digest, ec.ECDSA(hashes.SHA256()))
        if fault == "signature":
            signature = self.key.sign(b"another", ec.ECDSA(hashes.SHA256()))
        user = websafe_decode(self.user)
        parts = {"authenticatorData": data, "signature": signature}
        parts["userHandle"] = b"another" if fault == "user" else user
        return self._told("webauthn.get", asked, fault, **parts)

    def _data(self, fault: str, new: bytes = b"") -> AuthenticatorData:
        flags = PRESENT | VERIFIED | (NEW if new else 0)
        flags &= ~{"presence": PRESENT, "verification": VERIFIED}.get(fault, 0)
        site = "another.example" if fault == "site" else SITE
        counter = 0 if fault == "counter" else self.counter
        digest = hashlib.sha256(site.encode()).digest()
        return AuthenticatorData.create(digest, AuthenticatorData.FLAG(flags), counter, new)

    def _said(self, kind: str, asked: dict[str, Any], fault: str) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": ORIGIN}
        changed = {
            "origin": {"origin": "https://another.example"},
            "port": {"origin": f"{ORIGIN}:8443"},
            "challenge": {"challenge": websafe_encode(b"x" * 32)},
            "kind": {"type": "webauthn.other"},
        }
        return json.dumps({**said, **changed.get(fault, {})}).encode()

    def _told(self, kind: str, asked: dict[str, Any], fault: str, **parts: bytes) -> str:
        response = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        response["clientDataJSON"] = websafe_encode(self._said(kind, asked, fault))
        known = b"unknown" if fault == "credential" else self.credential
        name = websafe_encode(known)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


_CURVE = ec.SECP256R1()
