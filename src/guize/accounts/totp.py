"""Codes that change every thirty seconds, from a secret that a telephone and this system share.

依据: RFC 6238, RFC 4226. They need a clock on either side and no network.
"""

from __future__ import annotations

import base64
import io
import secrets
import unicodedata

import segno
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP, DIGITS, GRACE = 30, 6, 1  # seconds, digits, steps that the two clocks may lie apart
LENGTH = 20  # bytes: what RFC 4226 recommends


def new_secret() -> str:
    """160 random bits as 32 letters and digits."""
    return base64.b32encode(secrets.token_bytes(LENGTH)).decode()


def grouped(secret: str) -> str:
    """The secret in groups of four, as it is typed by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def address(secret: str, *, account: str, issuer: str) -> str:
    """What the picture says: the address that authenticator applications read."""
    return _of(secret).get_provisioning_uri(account, issuer)


def picture(text: str) -> bytes:
    """A QR code as SVG without any style in it."""
    drawn = io.BytesIO()
    segno.make(text, error="l", micro=False).save(
        drawn, kind="svg", scale=5, border=4, light="#fff"
    )
    return drawn.getvalue()


def step_of(secret: str, code: str, *, now: float) -> int | None:
    """The step a code belongs to, of those near `now`; None: it is wrong.

    A code counts once: who remembers the step and takes only later ones sees to that.
    """
    typed = digits(code).encode()
    here = int(now // STEP)
    steps = range(here - GRACE, here + GRACE + 1)
    held = [step for step in steps if bytes_eq(_of(secret).generate(step * STEP), typed)]
    return held[0] if held else None


def code_at(secret: str, now: float) -> str:
    return _of(secret).generate(now).decode()


def digits(code: str) -> str:
    """What was typed, without spaces, full-width figures as plain ones."""
    return "".join(unicodedata.normalize("NFKC", code).split())


def _of(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)  # noqa: S303 (RFC 6238)
