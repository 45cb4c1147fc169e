"""Checkpoints as text: one form, read back exactly, and nothing else taken for one."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from guize.core.ledger import (
    COSIGNED,
    Checkpoint,
    NoteError,
    PublicKey,
    Signature,
    cosigned,
    growth,
    note,
    read_growth,
    read_key,
    read_note,
    signed_message,
)

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)
POINT = Checkpoint("guize/county", 12, bytes(range(32)), AT)
KEY = PublicKey("guize/county", b"k" * 32)
SIGNED = Signature(KEY.name, KEY.id, b"s" * 64)


def test_a_checkpoint_reads_as_four_lines_and_its_signatures():
    lines = note(POINT, SIGNED).split("\n")
    root = base64.b64encode(POINT.root).decode()
    assert lines[:5] == ["guize/county", "12", root, "at 2026-11-22T16:00:00Z", ""]
    assert lines[5].startswith("— guize/county ")


def test_a_note_is_read_back():
    assert read_note(note(POINT, SIGNED)) == (POINT, (SIGNED,))


def test_keys_and_signatures_have_their_published_form():
    """C2SP signed-note: the first four bytes of SHA-256 over name, newline, kind and key."""
    digest = hashlib.sha256(b"guize/county\n\x01" + b"k" * 32).digest()[:4]
    assert (
        KEY.text
        == f"guize/county+{digest.hex()}+{base64.b64encode(bytes([1]) + b'k' * 32).decode()}"
    )
    content = base64.b64encode(digest + b"s" * 64).decode()
    assert SIGNED.line == f"— guize/county {content}\n"
    _message, stamp = cosigned(POINT, AT)
    assert stamp == (1795363200).to_bytes(8, "big")


def test_a_key_whose_letters_hold_a_plus_is_read_back():
    key = PublicKey("guize/county", b"\xef\xbe\xfb" * 10 + b"kk")
    assert key.text.count("+") > 2
    assert read_key(key.text) == key


def test_a_key_is_read_back_and_must_fit_its_digest():
    assert read_key(KEY.text) == KEY
    with pytest.raises(NoteError, match="digest"):
        read_key(KEY.text.replace("guize/county", "guize/other"))


GOOD = note(POINT, SIGNED)


@pytest.mark.parametrize(
    "text",
    ["", "x", GOOD.replace("\n\n", "\n"), GOOD.replace("12", "012"), GOOD.replace("12", "十二"),
     GOOD.replace("at ", "on "), GOOD.replace("16:00:00Z", "16:00:00"),
     GOOD.replace("2026", "last"), GOOD.replace("AAEC", "!!!!"), GOOD.replace("AAEC", ""),
     GOOD.partition("\n\n")[0], GOOD.replace("— ", "- "), GOOD.replace("\n12\n", "\n12\nmore\n")],
)  # fmt: skip
def test_another_form_is_no_checkpoint(text):
    with pytest.raises(NoteError):
        read_note(text)


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+AQ==", "a+00000000+!"])
def test_another_form_is_no_key(text):
    with pytest.raises(NoteError):
        read_key(text)


def test_growth_carries_the_old_size_the_proof_and_the_note():
    proof = (bytes(32), b"x" * 32)
    assert read_growth(growth(7, proof, GOOD)) == (7, proof, GOOD)
    assert read_growth(growth(0, (), GOOD)) == (0, (), GOOD)


@pytest.mark.parametrize("text", ["", "old x\n\n", "new 3\n\n", "old 3\n", "old 3\n!\n\n"])
def test_another_form_is_no_growth(text):
    with pytest.raises(NoteError):
        read_growth(text)


def test_a_witness_signs_the_instant_with_the_checkpoint():
    witness = PublicKey("审计局", b"w" * 32, COSIGNED)
    message, stamp = cosigned(POINT, AT)
    line = Signature(witness.name, witness.id, stamp + b"s" * 64)
    assert signed_message(POINT, line, witness) == (message, b"s" * 64)
    assert message.startswith(b"cosignature/v1\ntime 1795363200\nguize/county\n")
    assert signed_message(POINT, SIGNED, witness) is None
    assert signed_message(POINT, SIGNED, KEY) == (POINT.text.encode(), b"s" * 64)
