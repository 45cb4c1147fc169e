"""The bytes of the record, pinned: what was worked out by hand once must come out for ever.

A record outlives the program. Were one of these values to change, no entry written before would
hold any more. Each was computed with hashlib and json alone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import IntEnum
from types import SimpleNamespace

import pytest

from guize.core.answers import FactState
from guize.core.ledger import (
    CanonicalError,
    Entry,
    body_digest,
    canonical,
    entry_hash,
    verify_chain,
)
from guize.core.ledger.chain import envelope_of

TENANT, CASE = "01997d3c-0000-7000-8000-000000000001", "01997d3c-0000-7000-8000-0000000000c1"
SALT = bytes(range(16))
BODY = '{"evidence":[],"payload":{"金额":30000001},"reason":""}'.encode()
DIGEST = "sha256:975bc7dee2e0c7fdddbae0eb0b212438a7b4620b84553b32d0c43afc20055cb3"
DIGEST_SM3 = "sm3:3990e72c8b8a2d12447d7b8cc86be81c58a0f2b3853985f20a29368d8891e34b"
PREVIOUS = "sha256:" + "ab" * 32
HASH = "sha256:0f6a54f81793c4cfdc04e82b661c660c9e75ea37f21648374622a1db44adcc09"
ROW = SimpleNamespace(
    sequence=2,
    id="01997d3c-0000-7000-8000-0000000000e2",
    type="judgment_served",
    occurred_on=date(2025, 1, 17),
    recorded_at=datetime(2025, 1, 17, 1, 30, tzinfo=UTC),
    account="王芳",
    appointment="a1",
    instance="i1",
    supersedes="01997d3c-0000-7000-8000-0000000000e1",
    idempotency_key="k",
)


def hash_of(row: SimpleNamespace, stream: tuple[str, str] = ("case", CASE)) -> str:
    return entry_hash(envelope_of(row, tenant=TENANT, stream=stream), PREVIOUS, DIGEST)


def test_the_digest_of_a_body_is_what_it_always_was():
    assert body_digest(SALT, BODY) == DIGEST
    assert body_digest(SALT, BODY, "sm3") == DIGEST_SM3


def test_the_hash_of_an_entry_is_what_it_always_was():
    assert hash_of(ROW) == HASH


@pytest.mark.parametrize("name", vars(ROW))
def test_the_hash_covers_every_field(name):
    other = 3 if name == "sequence" else "other"
    assert hash_of(SimpleNamespace(**{**vars(ROW), name: other})) != HASH


def test_the_hash_covers_county_stream_and_what_went_before():
    assert hash_of(ROW, ("proceeding", CASE)) != HASH
    assert hash_of(ROW, ("case", TENANT)) != HASH
    envelope = envelope_of(ROW, tenant=TENANT, stream=("case", CASE))
    assert entry_hash({**envelope, "tenant": CASE}, PREVIOUS, DIGEST) != HASH
    assert entry_hash(envelope, "", DIGEST) != HASH
    assert entry_hash(envelope, PREVIOUS, DIGEST_SM3) != HASH


def test_an_entry_that_corrects_none_says_so_with_an_empty_text():
    none = SimpleNamespace(**{**vars(ROW), "supersedes": None})
    assert envelope_of(none, tenant=TENANT, stream=("case", CASE))["supersedes"] == ""


def test_entry_and_body_may_be_hashed_by_different_algorithms():
    envelope = {"n": 1}
    entry = Entry(1, envelope, "", DIGEST_SM3, entry_hash(envelope, "", DIGEST_SM3), SALT, BODY)
    assert verify_chain([entry]) is None


class Level(IntEnum):
    COUNTY = 3


def test_members_of_enumerations_are_written_as_what_they_stand_for():
    value = {FactState.PRESENT: FactState.ABSENT, "level": Level.COUNTY, "yes": True}
    assert canonical(value) == b'{"level":3,"present":"absent","yes":true}'


def test_what_cannot_be_written_is_refused_with_place_and_cause():
    with pytest.raises(CanonicalError, match=r"^\.a\[1\]: a float has no canonical form$"):
        canonical({"a": [1, 0.5]})
    with pytest.raises(CanonicalError, match=r"^\.: a bytes has no canonical form$"):
        canonical(b"")
    with pytest.raises(CanonicalError, match="the key 1 is no text"):
        canonical({"a": {1: 2}})
    with pytest.raises(CanonicalError, match="time zone"):
        canonical(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test
