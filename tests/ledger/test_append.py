"""Appending: gapless, chained, once per key, never over someone else's entry."""

from __future__ import annotations

from datetime import date
from unittest import mock
from uuid import uuid4

import pytest
from django.db import connection, transaction

from guize.core.facts import FactError
from guize.core.ledger import CanonicalError
from guize.ledger import queries
from guize.ledger.services import IdempotencyConflict, SequenceConflict, StreamRef
from ledger.chain import DAY, a_stream, add


def test_events_of_a_stream_are_numbered_without_gap_and_hold_on_to_each_other(tenant):
    stream = a_stream()
    stored = [add(tenant, stream, payload={"n": n}) for n in range(3)]
    assert [event.sequence for event in stored] == [1, 2, 3]
    assert queries.verify(tenant, stream) is None
    assert queries.head(tenant, stream) == queries.Head(3, stored[-1].hash)


def test_what_was_stored_is_read_back(tenant):
    stream = a_stream()
    first = add(tenant, stream)
    stored = add(
        tenant,
        stream,
        payload={"service_method": "direct", "judged_on": date(2026, 9, 20), "amount": 30000001},
        supersedes=first.id,
        reason="日期录入有误",
        evidence=["d1", "d2"],
        instance="i1",
        appointment="a1",
    )
    assert stored.payload == {
        "service_method": "direct",
        "judged_on": "2026-09-20",
        "amount": 30000001,
    }
    assert (stored.supersedes, stored.reason, stored.evidence) == (
        first.id,
        "日期录入有误",
        ("d1", "d2"),
    )
    assert queries.stream_events(tenant, "case", stream.id) == (first, stored)
    assert queries.event(tenant, stored.id) == stored
    assert queries.event(str(uuid4()), stored.id) is None


def test_streams_do_not_share_their_numbers(tenant):
    case, proceeding = a_stream(), StreamRef("proceeding", str(uuid4()))
    assert [add(tenant, case).sequence, add(tenant, proceeding).sequence] == [1, 1]


@pytest.mark.parametrize("kind", ["", "cases", "CASE"])
def test_there_are_four_kinds_of_streams(kind):
    with pytest.raises(ValueError, match="StreamKind"):
        StreamRef(kind, str(uuid4()))


def test_an_event_that_someone_else_recorded_meanwhile_is_a_conflict_that_shows_it(tenant):
    stream = a_stream()
    add(tenant, stream)
    newer = add(tenant, stream, type="report_made", expected_sequence=1)
    with pytest.raises(SequenceConflict) as conflict:
        add(tenant, stream, expected_sequence=1)
    assert conflict.value.newer == (newer,)
    assert queries.head(tenant, stream).sequence == 2


def test_the_same_key_and_content_gives_the_first_result(tenant):
    stream = a_stream()
    first = add(tenant, stream, idempotency_key="k", expected_sequence=0, payload={"a": 1})
    again = add(tenant, stream, idempotency_key="k", expected_sequence=0, payload={"a": 1})
    assert again == first
    assert (first.is_replay, again.is_replay) == (False, True)
    assert queries.head(tenant, stream).sequence == 1
    assert queries.event_by_key(tenant, "k") == first
    assert queries.event_by_key(tenant, "") is None


@pytest.mark.parametrize(
    "other",
    [
        {"payload": {"a": 2}},
        {"reason": "x"},
        {"account": "other"},
        {"occurred_on": date(2026, 9, 25)},
        {"type": "report_made"},
    ],
)
def test_the_same_key_with_other_content_is_refused(tenant, other):
    stream = a_stream()
    first = add(tenant, stream, idempotency_key="k", payload={"a": 1})
    with pytest.raises(IdempotencyConflict) as conflict:
        add(tenant, stream, **{"idempotency_key": "k", "payload": {"a": 1}, **other})
    assert conflict.value.first == first


def test_a_key_that_another_stream_used_is_refused_and_leaves_no_trace(tenant):
    add(tenant, a_stream(), idempotency_key="k")
    stream = a_stream()
    with pytest.raises(IdempotencyConflict), transaction.atomic():
        add(tenant, stream, idempotency_key="k")
    assert queries.stream_events(tenant, "case", stream.id) == ()


def test_the_database_itself_refuses_a_key_twice(tenant):
    first = add(tenant, a_stream(), idempotency_key="k")
    with (
        mock.patch("guize.ledger.services.appending._first_result", return_value=None),
        pytest.raises(IdempotencyConflict) as conflict,
    ):
        add(tenant, a_stream(), idempotency_key="k")
    assert conflict.value.first == first


def test_two_counties_may_use_the_same_key(tenant):
    stream = a_stream()
    assert add(tenant, stream, idempotency_key="k").id
    assert not add(str(uuid4()), stream, idempotency_key="k").is_replay


def test_an_entry_is_corrected_once_and_then_its_correction(tenant):
    stream = a_stream()
    first = add(tenant, stream)
    second = add(tenant, stream, supersedes=first.id, reason="更正")
    with pytest.raises(FactError, match="supersedes"):
        add(tenant, stream, supersedes=first.id, reason="再更正")
    assert add(tenant, stream, supersedes=second.id, reason="再更正").sequence == 3


def test_an_entry_of_another_stream_cannot_be_corrected(tenant):
    other = add(tenant, a_stream())
    with pytest.raises(FactError, match="supersedes"):
        add(tenant, a_stream(), supersedes=other.id, reason="更正")


def test_money_with_a_fraction_is_refused_before_anything_is_written(tenant):
    stream = a_stream()
    with pytest.raises(CanonicalError):
        add(tenant, stream, payload={"amount": 0.1})
    assert queries.head(tenant, stream) == queries.Head()


def test_appending_needs_a_transaction(tenant):
    with (
        mock.patch.object(connection, "in_atomic_block", new=False),
        pytest.raises(RuntimeError, match="writing"),
    ):
        add(tenant, a_stream(), occurred_on=DAY)
