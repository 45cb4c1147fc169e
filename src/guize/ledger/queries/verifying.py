"""Whether the chains hold: one reading of the rows themselves, no index between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection

from guize.core.ledger import Fault, Stream, Swept, sweep
from guize.ledger.mapping import StreamRef
from guize.ledger.models import Event, StreamHead
from guize.ledger.queries.reading import Head, head

CHUNK = 2000
COLUMNS = (
    "stream_kind", "stream_id", "sequence", "id", "type", "occurred_on", "recorded_at", "account",
    "appointment", "instance", "supersedes", "idempotency_key", "digest", "previous", "hash",
)  # fmt: skip
IDENTIFIERS = {"stream_id", "id", "supersedes"}
# Names of columns alone are put together here; values go as parameters.
FROM = "FROM ledger_event e {how} LEFT JOIN ledger_eventbody b ON b.event_id = e.id"


def verify(tenant: str | UUID, stream: StreamRef) -> Fault | None:
    """The first fault of a stream, or None. A head that differs from the last entry is one too."""
    where = ("e.stream_kind = %s AND e.stream_id = %s", [stream.kind, key(stream.id)])
    swept = swept_rows(tenant, where)
    own = (stream.kind, stream.id)
    fault = swept.faults.get(own)
    last = Head(*swept.last.get(own, (0, "")))
    if fault or last == head(tenant, stream):
        return fault
    return Fault(last.sequence, "head_differs")


def verify_all(tenant: str | UUID) -> dict[StreamRef, Fault]:
    """The streams that do not hold, with the first fault of each; empty if all is well."""
    swept = swept_rows(tenant)
    faults = {**heads_that_differ(tenant, swept), **swept.faults}
    return {StreamRef(*stream): fault for stream, fault in sorted(faults.items())}


def heads_that_differ(tenant: str | UUID, swept: Swept) -> dict[Stream, Fault]:
    """Streams whose head is not their last entry, or that have entries and no head, or no entry
    and a head beyond the start.
    """
    rows = StreamHead.objects.filter(tenant=tenant)
    heads = {
        (kind, str(ref)): (sequence, hash_)
        for kind, ref, sequence, hash_ in rows.values_list(
            "stream_kind", "stream_id", "sequence", "hash"
        ).iterator(chunk_size=CHUNK)
    }
    known = set(heads) | set(swept.last)
    ends = {stream: swept.last.get(stream, (0, "")) for stream in known}
    return {
        stream: Fault(end[0], "head_differs")
        for stream, end in ends.items()
        if heads.get(stream) != end
    }


def swept_rows(
    tenant: str | UUID,
    where: tuple[str, list[object]] = ("", []),
    since: dict[Stream, tuple[int, str]] | None = None,
) -> Swept:
    """Reads the entries of a county, or those `where` selects, and checks each."""
    own, gone = str(UUID(str(tenant))), erased(tenant)
    try:
        return sweep(rows(tenant, where), own, erased=gone, since=since)
    except OperationalError:  # bytes that are no text: read again, slower, to say where
        with _any_bytes():
            return sweep(rows(tenant, where), own, erased=gone, since=since)


def rows(
    tenant: str | UUID, where: tuple[str, list[object]] = ("", [])
) -> Iterator[tuple[Any, ...]]:
    """Entries as texts (`guize.core.ledger.Row`), those of each stream in order."""
    condition, values = where
    text = f"SELECT {_columns()} {_from(condition)} WHERE e.tenant = %s"
    text += f" AND {condition}" if condition else ""
    text += f" ORDER BY {'e.rowid' if _is_sqlite() else 'e.stream_kind, e.stream_id, e.sequence'}"
    with connection.chunked_cursor() as cursor:
        cursor.execute(text, [key(tenant), *values])
        while found := cursor.fetchmany(CHUNK):
            yield from found


def erased(tenant: str | UUID) -> frozenset[str]:
    """Entries whose body an erasure names."""
    erasures = Event.objects.filter(tenant=tenant, type="erasure")
    return frozenset(str(entry) for entry in erasures.values_list("supersedes", flat=True))


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def key(identifier: object) -> object:
    """An identifier as the database keeps it."""
    value = UUID(str(identifier))
    return value.hex if _is_sqlite() else value


def _from(condition: str) -> str:
    """On SQLite in the order of writing and, for a whole county, past the indexes: they hold
    copies of columns, and what was forged in the row itself would not be read.
    """
    return FROM.format(how="NOT INDEXED" if _is_sqlite() and not condition else "")


def _columns() -> str:
    """Each column in the text its canonical form has, and the body beside it."""
    made = [f"{_in_text(name)}" for name in COLUMNS]
    return ", ".join([*made, "b.salt", "b.content"])


def _in_text(name: str) -> str:
    column = f"e.{name}"
    if name in IDENTIFIERS:
        return f"coalesce({_dashed(column)}, '')"
    if name == "recorded_at":
        return _instant(column)
    if name == "occurred_on":
        # An expression has no declared type, so the driver hands out the text it finds.
        return f"{column} || ''" if _is_sqlite() else f"to_char({column}, 'YYYY-MM-DD')"
    return column


def _dashed(column: str) -> str:
    if not _is_sqlite():
        return f"{column}::text"
    cuts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 99))
    return " || '-' || ".join(f"substr({column}, {at}, {n})" for at, n in cuts)


def _instant(column: str) -> str:
    if not _is_sqlite():
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US+00:00')"
    whole = f"CASE length({column}) WHEN 19 THEN '.000000' ELSE '' END"
    return f"replace({column}, ' ', 'T') || {whole} || '+00:00'"


@contextmanager
def _any_bytes() -> Iterator[None]:
    """Lets text that is no longer UTF-8 be read: it is a fault to be found, not an error."""
    if not _is_sqlite():
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    before, raw.text_factory = raw.text_factory, lambda text: text.decode(errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before
