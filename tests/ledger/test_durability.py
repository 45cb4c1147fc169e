"""Killed at any moment, refused at any statement, out of space: nothing acknowledged is lost."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from guize.ledger import durability
from guize.ledger.models import Event
from guize.ledger.queries import verify_all
from guize.web import running
from guize.web.console import RefusalError
from ledger.nothing_lost import assert_nothing_lost, killed, started
from ledger.test_two_writers import IS_SQLITE, run, surroundings

SPACE = 600_000


@pytest.fixture
def env(db, tmp_path):
    made = surroundings(tmp_path)
    if IS_SQLITE:
        assert run(made, "-m", "django", "migrate", "ledger", "-v0").wait(60) == 0
    return made


def rounds(env, count: int) -> None:
    chance, tenant, acknowledged = random.Random(count), str(uuid4()), []  # noqa: S311
    for number in range(count):
        writer = started(env, tenant, f"r{number}")
        acknowledged += killed(writer, chance.uniform(0.05, 0.6))
        assert_nothing_lost(acknowledged, env, tenant)
    assert acknowledged


def test_a_writer_killed_at_any_moment_has_lost_nothing(env):
    rounds(env, 2)


@pytest.mark.long
def test_writers_killed_again_and_again_have_lost_nothing(env):
    rounds(env, 20)


if IS_SQLITE:  # the disk of a server is not ours to fill

    def test_a_full_disk_refuses_whole_entries_and_writing_goes_on_after_it(env):
        tenant = str(uuid4())
        writer = started(env, tenant, "full", str(SPACE))
        *acknowledged, last = writer.stdout.read().split()
        assert (writer.wait(), last) == (0, "refused")
        assert acknowledged
        stored = assert_nothing_lost(acknowledged, env, tenant)
        acknowledged += killed(started(env, tenant, "after"), 0.5)
        assert assert_nothing_lost(acknowledged, env, tenant) > stored


class StoppedError(DatabaseError):
    """What the statement under test meets."""


def rows() -> dict[str, int]:
    models = [model for model in apps.get_models() if model.__module__.startswith("guize.")]
    return {model.__name__: model.objects.count() for model in models}


def test_a_fault_at_any_statement_of_recording_leaves_nothing_half_written(lawful, record):
    said = {
        "reported_by": lawful.unit_head.appointment,
        "reported_to": lawful.deputy_head.appointment,
    }
    before, heads, number = rows(), Event.objects.count(), 0
    while True:
        number += 1
        try:
            with transaction.atomic(), connection.execute_wrapper(stopping_at(number)):
                record("report_made", "2026-09-28", **said)
        except DatabaseError:
            assert rows() == before, number
            assert verify_all(lawful.tenant) == {}, number
            continue
        break
    assert number > 10
    assert Event.objects.count() == heads + 1
    assert verify_all(lawful.tenant) == {}


def stopping_at(number: int):
    """Lets all statements but the nth through."""
    seen = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == number:
            raise StoppedError(sql[:60])
        return execute(sql, params, many, context)

    return wrapper


def test_a_database_that_may_lose_entries_is_refused_at_the_start(db, monkeypatch):
    assert durability.weakness() == ""
    running.check_durability()
    if IS_SQLITE:
        monkeypatch.setattr(durability, "_pragma", {"journal_mode": "wal", "synchronous": 1}.get)
    else:
        monkeypatch.setattr(durability, "_shown", lambda: {"fsync": "off"})
    with pytest.raises(RefusalError, match=r"synchronous=1|fsync=off"):
        running.check_durability()


def test_a_journal_that_is_no_log_is_a_weakness(monkeypatch):
    monkeypatch.setattr(durability, "_pragma", {"journal_mode": "DELETE", "synchronous": 2}.get)
    assert durability._weak_sqlite() == "journal_mode=delete"
