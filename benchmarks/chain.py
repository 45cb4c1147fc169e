"""The stored chain: durable appends by eight writers against the machine's own sync, and verifying.

Run on a SQLite database of its own, in a new folder below GUIZE_BENCH_DATA (by default the place
for temporary files): memory would measure nothing, so name a place on the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import uuid4

from benchmarks.timing import Rate
from guize.core.ledger import Entry, body_digest, canonical, entry_hash, verify_chain

WRITERS, EACH, SYNCS, EVENTS = 8, 60, 300, 100_000
ROOT = Path(__file__).resolve().parents[1]
LEAST_SHARE, LEAST = 0.40, 2_500


def syncs_per_second(folder: Path) -> float:
    """How often a second the disk can be made to keep 4 kB."""
    path = folder / "sync-probe"
    block = b"x" * 4096
    with path.open("wb", buffering=0) as file:
        began = perf_counter()
        for _ in range(SYNCS):
            file.write(block)
            os.fdatasync(file.fileno())
        taken = perf_counter() - began
    path.unlink()
    return SYNCS / taken


def append_rates() -> list[Rate]:
    """Eight processes, a stream each, one transaction an event, in a folder removed afterwards."""
    with TemporaryDirectory(prefix="guize-", dir=os.environ.get("GUIZE_BENCH_DATA")) as name:
        return _append_rates(Path(name))


def _append_rates(folder: Path) -> list[Rate]:
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "guize.web.settings",
        "GUIZE_DATA": str(folder),
    }
    python = sys.executable
    subprocess.run(  # noqa: S603
        [python, "-m", "django", "migrate", "ledger", "-v0"], env=env, cwd=ROOT, check=True
    )
    before = syncs_per_second(folder)
    tenant = str(uuid4())
    command = [python, "-m", "benchmarks.one_writer", tenant, str(EACH)]
    writers = [
        subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(WRITERS)
    ]
    spans = [tuple(map(float, writer.communicate()[0].split())) for writer in writers]
    after = syncs_per_second(folder)
    took = max(end for _, end in spans) - min(begin for begin, _ in spans)
    paces = [EACH / (end - begin) for begin, end in spans]
    target = min(LEAST, LEAST_SHARE * min(before, after))
    fair = min(paces) / (sum(paces) / len(paces))
    return [
        Rate("sync of 4 kB", "disk, before and after", before, None, f"after: {after:.0f}/s"),
        Rate(
            "durable chained append, 8 writers",
            "guize on SQLite",
            WRITERS * EACH / took,
            target,
            f"slowest writer {fair:.2f} × mean (≥ 0.4); {EACH} events each",
        ),
    ]


def verify_rate() -> list[Rate]:
    """Entries of one stream in memory: hashing and comparing, without the database."""
    entries, previous = [], ""
    salt, body = b"s" * 16, canonical({"payload": {"note": "略"}, "reason": "", "evidence": []})
    digest = body_digest(salt, body)
    for number in range(1, EVENTS + 1):
        envelope = {"sequence": number, "type": "report_made", "occurred_on": "2026-09-24"}
        hash_ = entry_hash(envelope, previous, digest)
        entries.append(Entry(number, envelope, previous, digest, hash_, salt, body))
        previous = hash_
    began = perf_counter()
    assert verify_chain(entries) is None
    pace = EVENTS / (perf_counter() - began)
    note = f"a million in {1_000_000 / pace:.1f} s; entries in memory, database apart"
    return [Rate("verify the chain", "guize", pace, 100_000, note)]


def figures() -> list[Rate]:
    return [*append_rates(), *verify_rate()]
