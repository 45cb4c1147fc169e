"""Guards in the database: what is recorded cannot be changed by a slip, by other code or by hand.

They are a rail, not the proof; the proof is the chain. `install` may be run again: a migration
that makes SQLite rebuild one of these tables must do so, since the rebuild drops the triggers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FROZEN = ("ledger_event", "ledger_readlog")
REFUSED = "guize: the record only grows"

# A REPLACE deletes silently unless recursive_triggers is on for the connection, so existing keys
# (and the hidden rowid) are refused before the insert as well.
TAKEN = {
    "ledger_event": (
        "rowid = NEW.rowid",
        "id = NEW.id",
        "tenant = NEW.tenant AND stream_kind = NEW.stream_kind "
        "AND stream_id = NEW.stream_id AND sequence = NEW.sequence",
        "tenant = NEW.tenant AND idempotency_key = NEW.idempotency_key "
        "AND NEW.idempotency_key <> ''",
        "tenant = NEW.tenant AND supersedes = NEW.supersedes "
        "AND type <> 'erasure' AND NEW.type <> 'erasure'",
    ),
    "ledger_readlog": ("rowid = NEW.rowid", "id = NEW.id"),
    "ledger_eventbody": ("rowid = NEW.rowid", "event_id = NEW.event_id"),
    "ledger_streamhead": ("rowid = NEW.rowid", "id = NEW.id"),
}
OWN_KEYS = ("rowid = NEW.rowid", "id = NEW.id")
NOT_ERASED = (
    "NOT EXISTS (SELECT 1 FROM ledger_event WHERE supersedes = OLD.event_id AND type = 'erasure')"
)
NOT_THE_NEXT = (
    "NEW.sequence <> OLD.sequence + 1 OR NEW.id <> OLD.id OR NEW.tenant <> OLD.tenant "
    "OR NEW.stream_kind <> OLD.stream_kind OR NEW.stream_id <> OLD.stream_id"
)


def install(apps: Any, schema_editor: Any) -> None:
    """Operation of a migration (`RunPython`)."""
    statements = _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def freeze(table: str) -> Callable[[Any, Any], None]:
    """An operation of a migration that lets rows of another application's table only be added."""

    def operation(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            taken = _trigger(f"{table}_taken", f"INSERT ON {table}", _exists(table, OWN_KEYS))
            statements = [*taken, *_frozen(table)]
        else:
            statements = [
                *_guard(table, "rows", "BEFORE UPDATE OR DELETE", "ROW"),
                *_guard(table, "truncate", "BEFORE TRUNCATE", "STATEMENT"),
            ]
        for statement in statements:
            schema_editor.execute(statement, params=None)

    return operation


def _frozen(table: str) -> list[str]:
    return [
        *_trigger(f"{table}_update", f"UPDATE ON {table}", "1"),
        *_trigger(f"{table}_delete", f"DELETE ON {table}", "1"),
    ]


def _sqlite() -> list[str]:
    made = []
    for table, keys in TAKEN.items():
        made += _trigger(f"{table}_taken", f"INSERT ON {table}", _exists(table, keys))
    for table in FROZEN:
        made += _frozen(table)
    made += _trigger("ledger_eventbody_update", "UPDATE ON ledger_eventbody", "1")
    made += _trigger("ledger_eventbody_delete", "DELETE ON ledger_eventbody", NOT_ERASED)
    made += _trigger("ledger_streamhead_update", "UPDATE ON ledger_streamhead", NOT_THE_NEXT)
    made += _trigger("ledger_streamhead_delete", "DELETE ON ledger_streamhead", "1")
    return made


def _exists(table: str, keys: tuple[str, ...]) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)  # noqa: S608


def _trigger(name: str, moment: str, condition: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {moment} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    ]


RAISE = f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'"
FUNCTIONS = {
    "ledger_refuse": f"{RAISE};",
    "ledger_keep_body": f"IF {NOT_ERASED} THEN {RAISE}; END IF; RETURN OLD;",
}
KEEPERS = {"ledger_eventbody_delete": "ledger_keep_body"}


def _postgresql() -> list[str]:
    made = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {body} END $$"
        for name, body in FUNCTIONS.items()
    ]
    for table in FROZEN:
        made += _guard(table, "rows", "BEFORE UPDATE OR DELETE", "ROW")
    for table in TAKEN:
        made += _guard(table, "truncate", "BEFORE TRUNCATE", "STATEMENT")
    made += _guard("ledger_eventbody", "update", "BEFORE UPDATE", "ROW")
    made += _guard("ledger_eventbody", "delete", "BEFORE DELETE", "ROW")
    made += _guard("ledger_streamhead", "delete", "BEFORE DELETE", "ROW")
    made += _guard("ledger_streamhead", "update", "BEFORE UPDATE", f"ROW WHEN ({NOT_THE_NEXT})")
    return made


def _guard(table: str, name: str, moment: str, each: str) -> list[str]:
    """A trigger that also fires for replication roles (ENABLE ALWAYS), which skip ordinary ones."""
    trigger = f"{table}_{name}"
    function = KEEPERS.get(trigger, "ledger_refuse")
    return [
        f"DROP TRIGGER IF EXISTS {trigger} ON {table}",
        f"CREATE TRIGGER {trigger} {moment} ON {table} FOR EACH {each} "
        f"EXECUTE FUNCTION {function}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}",
    ]
