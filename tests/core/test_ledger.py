"""The chain of the core: one byte form per value, and no change that goes unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guize.core.ledger import (
    FIRST,
    CanonicalError,
    Entry,
    Fault,
    body_digest,
    canonical,
    entry_hash,
    uuid_v7,
    verify_chain,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_canonical_bytes_say_the_value(value: object):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_canonical_form_is_compact_utf8_with_iso_dates():
    beijing = timezone(timedelta(hours=8))
    value = {"县": "岫岩", "b": (date(2026, 9, 24), datetime(2026, 9, 24, 9, tzinfo=beijing))}
    expected = '{"b":["2026-09-24","2026-09-24T01:00:00.000000+00:00"],"县":"岫岩"}'
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": [1, 0.5]}, ".a[1]"),
        (float("nan"), ""),
        ({"a": {1: "b"}}, ".a"),
        ({"at": datetime(2026, 1, 1)}, ".at"),  # noqa: DTZ001 - the fault under test
        (b"bytes", ""),
        ({1, 2}, ""),
        ("\ud800", ""),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, path: str):
    with pytest.raises(CanonicalError) as refused:
        canonical(value)
    assert refused.value.path == path


def test_digests_name_their_algorithm():
    assert body_digest(b"salt", b"{}").startswith("sha256:")
    assert entry_hash({}, FIRST, "", "sm3").startswith("sm3:")
    with pytest.raises(ValueError, match="unknown hash algorithm"):
        body_digest(b"", b"", "md5")


def test_salt_and_body_cannot_be_shifted_into_each_other():
    assert body_digest(b"ab", b"c") != body_digest(b"a", b"bc")


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_version_7_identifiers_follow_time(milliseconds: int, random: bytes):
    made = UUID(uuid_v7(milliseconds, random))
    assert (made.version, made.variant) == (7, UUID(int=0x80 << 56).variant)
    assert made.int >> 80 == milliseconds


@pytest.mark.parametrize(
    ("milliseconds", "random"), [(-1, b"0" * 10), (2**48, b"0" * 10), (0, b"")]
)
def test_version_7_identifiers_need_a_real_instant_and_enough_chance(milliseconds, random):
    with pytest.raises(ValueError, match="version 7"):
        uuid_v7(milliseconds, random)


def a_chain(length: int, algorithm: str = "sha256") -> list[Entry]:
    entries: list[Entry] = []
    for sequence in range(1, length + 1):
        previous = entries[-1].hash if entries else FIRST
        salt, body = bytes([sequence]) * 16, canonical({"n": sequence})
        envelope = {"sequence": sequence, "at": datetime(2026, 1, sequence, tzinfo=UTC)}
        digest = body_digest(salt, body, algorithm)
        hashed = entry_hash(envelope, previous, digest, algorithm)
        entries.append(Entry(sequence, envelope, previous, digest, hashed, salt, body))
    return entries


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_an_untouched_chain_holds(algorithm: str):
    assert verify_chain(a_chain(5, algorithm)) is None


def test_a_chain_may_change_its_algorithm_on_the_way():
    entries = a_chain(2)
    digest = body_digest(b"s", b"{}", "sm3")
    hashed = entry_hash({}, entries[-1].hash, digest, "sm3")
    assert (
        verify_chain([*entries, Entry(3, {}, entries[-1].hash, digest, hashed, b"s", b"{}")])
        is None
    )


ALTERATIONS = {
    "altered_envelope": {"envelope": {"sequence": 3}},
    "broken_link": {"previous": FIRST},
    "altered_body": {"body": b"{}"},
    "missing_body": {"body": None},
    "unknown_algorithm": {"hash": "md5:00"},
}


@pytest.mark.parametrize(("cause", "change"), ALTERATIONS.items())
def test_an_alteration_is_found_where_it_is(cause: str, change: dict[str, object]):
    entries = a_chain(5)
    entries[2] = replace(entries[2], **change)
    assert verify_chain(entries) == Fault(3, cause)


def test_a_forged_digest_breaks_the_envelope():
    entries = a_chain(3)
    entries[1] = replace(entries[1], body=b"{}", digest=body_digest(entries[1].salt, b"{}"))
    assert verify_chain(entries) == Fault(2, "altered_envelope")


def test_a_removed_entry_leaves_a_gap():
    entries = a_chain(4)
    assert verify_chain(entries[:1] + entries[2:]) == Fault(2, "gap")


def test_exchanged_entries_are_found():
    entries = a_chain(4)
    entries[1], entries[2] = entries[2], entries[1]
    assert verify_chain(entries) == Fault(2, "gap")


def test_an_erased_body_leaves_the_chain_whole():
    entries = a_chain(3)
    entries[1] = replace(entries[1], body=None, salt=b"", is_erased=True)
    assert verify_chain(entries) is None


def test_verification_may_begin_at_an_entry_already_verified():
    entries = a_chain(5)
    assert verify_chain(entries[3:], sequence=3, previous=entries[2].hash) is None
    assert verify_chain(entries[3:], sequence=3, previous=entries[1].hash) == Fault(
        4, "broken_link"
    )
