"""Secrets that must be read again (of an authenticator, half a one-time password): sealed at rest.

The key comes from the secret key of the installation, which is not in the database: whoever holds
the database alone, or an unsealed backup, cannot read them. Earlier secret keys still open what
they sealed (SECRET_KEY_FALLBACKS).
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"guize: secrets of accounts"


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; empty where it was sealed under a key that is no longer known."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def fingerprint(text: str) -> str:
    """A keyed digest of a secret that is only compared: of a recovery code (119 bits)."""
    return hmac.new(_key(settings.SECRET_KEY), text.encode(), hashlib.sha256).hexdigest()


def fingerprints(text: str) -> list[str]:
    """The digests of a secret under the present key and under earlier ones."""
    return [hmac.new(_key(key), text.encode(), hashlib.sha256).hexdigest() for key in _keys()]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(key))) for key in _keys()])


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _key(secret: str) -> bytes:
    return hmac.new(PURPOSE, secret.encode(), hashlib.sha256).digest()
