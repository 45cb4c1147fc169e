"""Whether what was acknowledged survives a power cut: how the database must be set."""

from __future__ import annotations

from django.db import connection

FULL = 2
SAFE = {"wal", "memory"}  # a database in memory is a test's


def weakness() -> str:
    """What makes the database lose acknowledged entries, as `setting=value`; empty: nothing does.

    SQLite may lose the last commits unless it syncs each (synchronous FULL) and keeps a write-ahead
    log; PostgreSQL unless fsync, synchronous_commit and full_page_writes are on.
    """
    if connection.vendor == "sqlite":
        return _weak_sqlite()
    return next((f"{name}={value}" for name, value in _shown().items() if value == "off"), "")


def _weak_sqlite() -> str:
    mode, level = str(_pragma("journal_mode")).lower(), int(str(_pragma("synchronous")))
    if mode not in SAFE:
        return f"journal_mode={mode}"
    return "" if level >= FULL else f"synchronous={level}"


def _pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _shown() -> dict[str, str]:
    made = {}
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            made[name] = cursor.fetchone()[0]
    return made
