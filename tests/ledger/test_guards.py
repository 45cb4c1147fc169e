"""The database refuses every change to what is recorded, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from guize.ledger import queries
from guize.ledger.models import Event, EventBody, ReadLog, StreamHead
from guize.ledger.services import log_read
from ledger.chain import a_stream, add

IS_SQLITE = "sqlite" in connection.settings_dict["ENGINE"]
COLUMNS = ", ".join(field.column for field in Event._meta.local_fields)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql: str) -> None:
    with pytest.raises(IntegrityError):
        run(sql)


@pytest.fixture
def stream(tenant):
    stream = a_stream()
    add(tenant, stream, idempotency_key="k")
    log_read(tenant=tenant, account="clerk", object="O6")
    return stream


CHANGES = [
    "UPDATE ledger_event SET type = 'x'",
    "UPDATE ledger_event SET hash = hash",
    "DELETE FROM ledger_event",
    "UPDATE ledger_eventbody SET salt = salt",
    "DELETE FROM ledger_eventbody",
    "UPDATE ledger_streamhead SET sequence = 0",
    "UPDATE ledger_streamhead SET sequence = sequence + 2",
    "DELETE FROM ledger_streamhead",
    "UPDATE ledger_readlog SET account = 'x'",
    "DELETE FROM ledger_readlog",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_a_change_by_sql_is_refused(stream, sql):
    refused(sql)


def test_changes_through_django_are_refused_too(tenant, stream):
    for change in (
        lambda: Event.objects.update(type="x"),
        lambda: EventBody.objects.all().delete(),
        lambda: ReadLog.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert queries.verify_all(tenant) == {}


@pytest.mark.parametrize("key", ["id", "sequence", "idempotency_key"])
def test_an_entry_cannot_be_written_over(tenant, stream, key):
    """Each key by itself: the other keys are new."""
    new = {"id": "'0f' || substr(CAST(id AS text), 3)", "sequence": "9", "idempotency_key": "'n'"}
    values = ", ".join(
        new.get(name.strip(), name) if name.strip() != key else name for name in COLUMNS.split(",")
    )
    if not IS_SQLITE:
        values = values.replace(new["id"], f"({new['id']})::uuid")
    verb = "INSERT OR REPLACE INTO" if IS_SQLITE else "INSERT INTO"
    refused(f"{verb} ledger_event ({COLUMNS}) SELECT {values} FROM ledger_event")  # noqa: S608
    assert Event.objects.get(tenant=tenant).sequence == 1


def test_an_upsert_is_refused(stream):
    refused(
        f"INSERT INTO ledger_event ({COLUMNS}) SELECT {COLUMNS} FROM ledger_event "  # noqa: S608
        "WHERE 1 = 1 ON CONFLICT (id) DO UPDATE SET type = 'x'"
    )


def test_a_body_may_go_only_together_with_an_erasure_event(tenant, stream):
    event, kept = Event.objects.get(tenant=tenant), add(tenant, stream)
    add(tenant, stream, type="erasure", supersedes=event.id, reason="依法删除个人信息")
    assert EventBody.objects.filter(event=event.id).delete()[0] == 1
    refused("DELETE FROM ledger_eventbody")
    assert queries.verify(tenant, stream) is None
    erased = queries.event(tenant, event.id)
    assert (erased.is_erased, erased.payload) == (True, {})
    assert queries.event(tenant, kept.id) == kept


def test_the_head_moves_on_by_one_only(tenant, stream):
    head = StreamHead.objects.get(tenant=tenant)
    StreamHead.objects.filter(id=head.id).update(sequence=2, hash="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        StreamHead.objects.filter(id=head.id).update(sequence=2)


if IS_SQLITE:

    @pytest.mark.parametrize("table", ["ledger_event", "ledger_eventbody", "ledger_readlog"])
    def test_replace_is_refused_even_where_recursive_triggers_are_off(stream, table):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = OFF")
            try:
                refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608
            finally:
                cursor.execute("PRAGMA recursive_triggers = ON")

    def test_replace_by_hidden_row_number_is_refused(stream):
        values = (
            COLUMNS.replace("id,", "'new',", 1)
            .replace("sequence", "9")
            .replace("idempotency_key", "'n'")
        )
        refused(
            f"INSERT OR REPLACE INTO ledger_event (rowid, {COLUMNS}) "  # noqa: S608
            f"SELECT rowid, {values} FROM ledger_event"
        )

else:

    @pytest.mark.parametrize("table", ["event", "eventbody", "streamhead", "readlog"])
    def test_truncate_is_refused(stream, table):
        run("SET CONSTRAINTS ALL IMMEDIATE")
        refused(f"TRUNCATE ledger_{table} CASCADE")

    def test_replication_rights_do_not_get_past_the_guards(stream):
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("SET LOCAL session_replication_role = replica")
        refused("UPDATE ledger_event SET type = 'x'")
        refused("TRUNCATE ledger_event CASCADE")
