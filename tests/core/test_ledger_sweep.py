"""The fast check says what the slow one says."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guize.core.ledger import FIRST, Fault, Row, body_digest, entry_hash, sweep, verify_chain
from guize.core.ledger.sweep import entry_of

TENANT = "01997d3c-0000-7000-8000-000000000001"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def a_row(n: int, previous: str, algorithm: str = "sha256", **fields: str) -> Row:
    salt, content = b"s" * 16, f'{{"n":{n}}}'.encode()
    digest = body_digest(salt, content, algorithm)
    row = Row("case", "c1", n, f"e{n}", "complaint_served", "2026-09-24",
              "2026-09-24T01:00:00.000000+00:00", "王芳", "a1", "", "", "", digest, previous, "",
              salt, content)._replace(**fields)  # fmt: skip
    envelope = entry_of(row, TENANT, frozenset()).envelope
    return row._replace(hash=entry_hash(envelope, previous, row.digest, algorithm))


def rows(count: int, algorithm: str = "sha256", **fields: str) -> list[Row]:
    made: list[Row] = []
    for n in range(1, count + 1):
        made.append(a_row(n, made[-1].hash if made else FIRST, algorithm, **fields))
    return made


def test_entries_that_hold_need_no_slow_check(monkeypatch):
    def slow(*_given, **_named):
        raise AssertionError("a sound entry was handed to the slow check")

    monkeypatch.setattr(sys.modules["guize.core.ledger.sweep"], "verify_chain", slow)
    assert sweep(rows(3), TENANT).faults == {}


@given(TEXT, TEXT, TEXT)
def test_whatever_the_texts_are_the_sweep_agrees_with_the_chain(type_, account, key):
    made = rows(3, type=type_, account=account, idempotency_key=key)
    swept = sweep(made, TENANT)
    assert (swept.entries, swept.faults) == (3, {})
    assert swept.last == {("case", "c1"): (3, made[-1].hash)}
    assert verify_chain(entry_of(row, TENANT, frozenset()) for row in made) is None


@settings(max_examples=200)
@given(st.integers(0, 4), st.sampled_from(Row._fields), st.data())
def test_any_change_of_any_field_is_found_by_both_and_at_the_same_entry(at, name, data):
    made = rows(5)
    old = getattr(made[at], name)
    kind = {int: st.integers(-1, 9), bytes: st.binary(max_size=9)}.get(type(old), TEXT)
    new = data.draw(kind.filter(lambda value: value != old))
    made[at] = made[at]._replace(**{name: new})
    swept = sweep(made, TENANT)
    slow = verify_chain(entry_of(row, TENANT, frozenset()) for row in made)
    assert slow is not None
    if name not in ("kind", "stream"):  # these make it another stream's entry
        assert swept.faults == {("case", "c1"): slow}
    assert swept.faults


@pytest.mark.parametrize("wrong", [None, 3, b"bytes", "\udc80"])
def test_what_no_entry_of_ours_could_hold_is_a_fault_not_a_crash(wrong):
    made = rows(3)
    made[1] = made[1]._replace(account=wrong)
    assert sweep(made, TENANT).faults == {("case", "c1"): Fault(2, "altered_envelope")}


def test_an_entry_hashed_by_sm3_and_an_erased_body_hold():
    made = rows(3, "sm3")
    made[1] = made[1]._replace(content=None, salt=None)
    assert sweep(made, TENANT, erased=frozenset({"e2"})).faults == {}
    assert sweep(made, TENANT).faults == {("case", "c1"): Fault(2, "missing_body")}


def test_streams_may_be_mixed_and_begin_late():
    one, other = rows(3), [row._replace(stream="c2") for row in rows(1)]
    other = [other[0]._replace(hash=entry_hash(
        entry_of(other[0], TENANT, frozenset()).envelope, FIRST, other[0].digest))]  # fmt: skip
    assert sweep([one[0], other[0], *one[1:]], TENANT).faults == {}
    since = {("case", "c1"): (1, one[0].hash)}
    assert sweep(one[1:], TENANT, since=since).faults == {}
    assert sweep(one[2:], TENANT, since=since).faults == {("case", "c1"): Fault(2, "gap")}


def test_entries_keep_what_the_row_says():
    entry = entry_of(rows(1)[0], TENANT, frozenset({"e1"}))
    assert replace(entry, is_erased=False) == entry_of(rows(1)[0], TENANT, frozenset())
