"""Verification finds every forgery and says where; a follower of all streams misses nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from guize.core.ledger import Fault
from guize.ledger import queries
from guize.ledger.models import Event, EventBody, ReadLog, StreamHead
from guize.ledger.services import log_denied, log_read
from ledger.chain import a_stream, add

IS_SQLITE = "sqlite" in connection.settings_dict["ENGINE"]


@pytest.fixture
def stream(tenant):
    stream = a_stream()
    for n in range(4):
        add(tenant, stream, payload={"n": n})
    return stream


@pytest.fixture
def unguarded(stream):
    """What the owner of the database can do: take the guards away. Undone with the transaction."""
    with connection.cursor() as cursor:
        if IS_SQLITE:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("event", "eventbody", "streamhead"):
                cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")


FORGERIES = {
    "a type changed": (lambda e: e.filter(sequence=2).update(type="x"), 2, "altered_envelope"),
    "a day changed": (
        lambda e: e.filter(sequence=3).update(occurred_on="2026-01-01"),
        3,
        "altered_envelope",
    ),
    "an author changed": (
        lambda e: e.filter(sequence=1).update(account="x"),
        1,
        "altered_envelope",
    ),
    "a body changed": (
        lambda e: EventBody.objects.filter(event__in=e.filter(sequence=2)).update(content=b"{}"),
        2,
        "altered_body",
    ),
    "a body removed": (
        lambda e: EventBody.objects.filter(event__in=e.filter(sequence=2)).delete(),
        2,
        "missing_body",
    ),
    "a hash changed": (
        lambda e: e.filter(sequence=2).update(hash="sha256:0"),
        2,
        "altered_envelope",
    ),
    "an entry renumbered": (lambda e: e.filter(sequence=4).update(sequence=9), 4, "gap"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_found_at_its_entry(tenant, stream, unguarded, forgery):
    forge, sequence, cause = FORGERIES[forgery]
    forge(Event.objects.filter(tenant=tenant))
    assert queries.verify(tenant, stream) == Fault(sequence, cause)
    assert queries.verify_all(tenant) == {stream: Fault(sequence, cause)}


def test_a_cut_tail_differs_from_the_head(tenant, stream, unguarded):
    last = Event.objects.filter(tenant=tenant, sequence=4)
    EventBody.objects.filter(event__in=last).delete()
    last.delete()
    assert queries.verify(tenant, stream) == Fault(3, "head_differs")


def test_a_removed_head_is_found(tenant, stream, unguarded):
    StreamHead.objects.filter(tenant=tenant).delete()
    assert queries.verify_all(tenant) == {stream: Fault(4, "head_differs")}


def test_all_streams_of_a_county_are_verified(tenant, stream):
    add(tenant, a_stream())
    add(str(uuid4()), a_stream())
    assert len(queries.streams(tenant)) == 2
    assert queries.verify_all(tenant) == {}


def test_the_database_can_change_its_algorithm(tenant, stream, settings):
    settings.LEDGER_ALGORITHM = "sm3"
    assert add(tenant, stream).hash.startswith("sm3:")
    assert queries.verify(tenant, stream) is None


def test_events_beyond_a_number_are_read(tenant, stream):
    newer = queries.stream_events(tenant, "case", stream.id, after=2)
    assert [event.sequence for event in newer] == [3, 4]


def test_a_follower_gets_every_event_of_all_streams_once(tenant, stream):
    other = [add(tenant, a_stream(), type="judgment_served")]
    followed, position = [], None
    while True:
        found, position = queries.events_since(tenant, position, limit=2)
        if not found:
            break
        followed += found
    assert followed == [*queries.stream_events(tenant, "case", stream.id), *other]
    assert queries.events_since(tenant, position) == ((), position)


def test_reads_and_refusals_are_noted(tenant):
    log_read(tenant=tenant, account="c1", object="O6", object_id="p1", stage="S3")
    log_denied(tenant=tenant, account="c2", object="O8", object_id="p1", action="E")
    noted = ReadLog.objects.filter(tenant=tenant).order_by("at")
    assert list(noted.values_list("outcome", "account", "object", "action", "stage")) == [
        ("read", "c1", "O6", "V", "S3"),
        ("denied", "c2", "O8", "E", ""),
    ]
