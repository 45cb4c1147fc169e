"""Whether the whole record of a county holds: chains, heads, tree, checkpoints, anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import Exists, Min, OuterRef

from guize.core.ledger import (
    Checkpoint,
    Fault,
    Hashes,
    NoteError,
    Stream,
    grow,
    leaf_hash,
    read_note,
    root_of,
)
from guize.ledger import anchors, keys
from guize.ledger.models import Event, Leaf, SignedHead, Verification
from guize.ledger.queries import verifying

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: the number of the entry in the tree (from 1; 0: unknown), its
    stream and place there, and the cause.

    Causes are those of `Fault`, and missing_entry, rewritten_entry, broken_tree, tree_cut,
    forged_checkpoint, damaged_file, unreadable.
    """

    number: int
    cause: str
    kind: str = ""
    stream: str = ""
    sequence: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """How many entries were read, how far the tree goes, how many wait for it, what was found."""

    is_full: bool
    entries: int
    size: int
    waiting: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> int:
        """The first entry from which the record does not hold; 0 if none or unknown."""
        return min((found.number for found in self.findings if found.number), default=0)

    def found(self) -> list[dict[str, object]]:
        return [asdict(finding) for finding in self.findings]


def examine(tenant: str | UUID, *, is_full: bool = True, notes: Iterable[str] = ()) -> Report:
    """Checks the record, wholly or what was added since the last check that found nothing.

    `notes`: checkpoints from outside, of a witness or from paper, that must fit.
    """
    start = None if is_full else _last_good(tenant)
    known = [*anchors.kept(tenant).values(), *notes]
    findings: list[Finding] = []
    entries = 0
    try:
        if start is None:
            findings += _damages()
        entries, found = _chains(tenant, start)
        findings += found
        findings += _tree(tenant, start, known)
    except DatabaseError as fault:
        findings.append(Finding(0, "unreadable", note=str(fault)))
    size = Leaf.objects.filter(tenant=tenant).count()
    waiting = _waiting(tenant)
    return Report(start is None, entries, size, waiting, tuple(_sorted(findings)))


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda found: (found.number or 1 << 62, found.cause))


def _last_good(tenant: str | UUID) -> SignedHead | None:
    """Where the last check ended that found nothing."""
    row = Verification.objects.filter(tenant=tenant).order_by("-at").first()
    if row is None or row.findings:
        return None
    heads = SignedHead.objects.filter(tenant=tenant, size__lte=row.size)
    return heads.order_by("-size").first()


def _waiting(tenant: str | UUID) -> int:
    has_place = Leaf.objects.filter(tenant=tenant, event=OuterRef("id"))
    return Event.objects.filter(~Exists(has_place), tenant=tenant).count()


def _damages() -> list[Finding]:
    """What SQLite says of its own file: an index that differs from its table, a torn page."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        lines = [line for (line,) in cursor.fetchall()]
    return [Finding(0, "damaged_file", note=line) for line in lines if line != "ok"]


def _chains(tenant: str | UUID, start: SignedHead | None) -> tuple[int, list[Finding]]:
    if start is None:
        swept = verifying.swept_rows(tenant)
        faults = {**verifying.heads_that_differ(tenant, swept), **swept.faults}
    else:
        place = '"index" >= %s'
        inner = f"SELECT event FROM ledger_leaf WHERE tenant = e.tenant AND {place}"  # noqa: S608
        where = (f"e.id IN ({inner})", [start.size])
        swept = verifying.swept_rows(tenant, where, _before(tenant, start.size))
        faults = swept.faults
    found = [_at_stream(tenant, stream, fault) for stream, fault in faults.items()]
    return swept.entries, found


def _before(tenant: str | UUID, size: int) -> dict[Stream, tuple[int, str]]:
    """The entries after which the newer ones of each stream begin."""
    newer = Leaf.objects.filter(tenant=tenant, index__gte=size)
    firsts = newer.values_list("stream_kind", "stream_id").annotate(first=Min("sequence"))
    made = {}
    for kind, stream, first in firsts:
        rows = Event.objects.filter(tenant=tenant, stream_kind=kind, stream_id=stream)
        hash_ = rows.filter(sequence=first - 1).values_list("hash", flat=True).first()
        made[kind, str(stream)] = (first - 1, hash_ or "")
    return made


def _at_stream(tenant: str | UUID, stream: Stream, fault: Fault) -> Finding:
    kind, ref = stream
    at = max(fault.sequence, 1)
    try:
        leaves = Leaf.objects.filter(tenant=tenant, stream_kind=kind, stream_id=UUID(ref))
    except ValueError:  # a forged stream
        leaves = Leaf.objects.none()
    index = leaves.filter(sequence__gte=at).order_by("sequence").values_list("index", flat=True)
    first = index.first()
    return Finding(0 if first is None else first + 1, fault.cause, kind, ref, fault.sequence)


@dataclass(slots=True)
class _Known:
    """Checkpoints by size: those of the database, then those from outside."""

    by_size: dict[int, list[bytes]]
    findings: list[Finding]


def _tree(tenant: str | UUID, start: SignedHead | None, notes: list[str]) -> list[Finding]:
    """Grows the tree from its leaves, compares leaves with entries and roots with checkpoints."""
    known = _checkpoints(tenant, start, notes)
    peaks: Hashes = tuple(bytes.fromhex(peak) for peak in start.peaks) if start else ()
    size = good = start.size if start else 0
    for leaf in _leaves(tenant, size):
        if leaf[0] != size:
            known.findings.append(Finding(size + 1, "broken_tree", note="gap"))
            return known.findings
        known.findings += _leaf_findings(leaf)
        peaks, size = grow(peaks, size, [leaf_hash(leaf[4].encode())])
        if size in known.by_size:
            if any(root != root_of(peaks) for root in known.by_size[size]):
                known.findings.append(Finding(good + 1, "broken_tree"))
                return known.findings
            good = size
    beyond = [other for other in known.by_size if other > size]
    cut = [Finding(size + 1, "tree_cut", note=str(max(beyond)))] if beyond else []
    tail = [Finding(good + 1, "broken_tree", note="unsigned")] if size > good else []
    return [*known.findings, *cut, *tail]


def _leaves(tenant: str | UUID, size: int) -> Iterator[tuple[int, str, str, int, str, str]]:
    """index, kind, stream, sequence, hash of each leaf, and the hash its entry has (or None)."""
    text = (
        'SELECT l."index", l.stream_kind, l.stream_id, l.sequence, l.hash, e.hash '
        "FROM ledger_leaf l LEFT JOIN ledger_event e ON e.id = l.event "
        'WHERE l.tenant = %s AND l."index" >= %s ORDER BY l."index"'
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(text, [verifying.key(tenant), size])
        while found := cursor.fetchmany(CHUNK):
            yield from found


def _leaf_findings(leaf: tuple[int, str, str, int, str, str]) -> list[Finding]:
    index, kind, stream, sequence, hash_, stored = leaf
    if stored == hash_:
        return []
    cause = "missing_entry" if stored is None else "rewritten_entry"
    try:
        ref = str(UUID(str(stream)))
    except ValueError:  # a forged leaf
        ref = ""
    return [Finding(index + 1, cause, kind, ref, sequence)]


def _checkpoints(tenant: str | UUID, start: SignedHead | None, notes: list[str]) -> _Known:
    made = _Known({}, [])
    rows = SignedHead.objects.filter(tenant=tenant, size__gte=start.size if start else 0)
    trusted = keys.known_keys()
    for row in rows.order_by("size").iterator(chunk_size=CHUNK):
        checkpoint = _trusted(tenant, row.note, trusted)
        is_own = checkpoint and (checkpoint.size, checkpoint.root.hex()) == (row.size, row.root)
        if not checkpoint or not is_own or row.key not in {key.text for key in trusted}:
            made.findings.append(Finding(row.size, "forged_checkpoint"))
        else:
            made.by_size.setdefault(row.size, []).append(checkpoint.root)
    for text in notes:
        checkpoint = _trusted(tenant, text, trusted)
        if checkpoint is None:
            made.findings.append(Finding(0, "forged_checkpoint", note=text[:80]))
        elif start is None or checkpoint.size > start.size:
            made.by_size.setdefault(checkpoint.size, []).append(checkpoint.root)
    return made


def _trusted(tenant: str | UUID, text: str, trusted: frozenset) -> Checkpoint | None:
    """The checkpoint of a note that a key of this installation signed for this county."""
    try:
        checkpoint, signatures = read_note(text)
    except NoteError:
        return None
    if checkpoint.origin != keys.origin(tenant):
        return None
    pairs = ((signature, key) for signature in signatures for key in trusted)
    return checkpoint if any(keys.holds(checkpoint, *pair) for pair in pairs) else None
