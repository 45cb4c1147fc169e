"""Whether what was restored is whole: asked of the restored folder, by a process of its own."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from guize.ledger.queries import examine
from guize.organisation.queries import counties
from guize.web.backup.archive import Manifest, digest
from guize.web.backup.making import counts, migrations


def faults(folder: Path, manifest: Manifest) -> list[str]:
    """What does not hold, one line each; empty: the backup is good."""
    found = _migration_faults(manifest) or [*_count_faults(manifest), *_record_faults(manifest)]
    return [*found, *_blob_faults(folder, manifest)]


def _migration_faults(manifest: Manifest) -> list[str]:
    applied = migrations()
    known = MigrationLoader(connection).disk_migrations
    lost = [name for name in manifest.migrations if name not in applied]
    newer = [
        ".".join(name) for name in applied if name[0] in _apps(known) and tuple(name) not in known
    ]
    made = [f"migration {'.'.join(name)} is missing" for name in lost]
    return made + [f"migration {name} is unknown: this guize is older" for name in newer]


def _apps(known: dict) -> set[str]:
    return {app for app, _name in known}


def _count_faults(manifest: Manifest) -> list[str]:
    have = counts()
    return [
        f"{table}: {have.get(table)} rows instead of {count}"
        for table, count in manifest.counts.items()
        if have.get(table) != count
    ]


def _record_faults(manifest: Manifest) -> list[str]:
    """Integrity, chains, heads, tree, and the checkpoints kept beside the database."""
    made = []
    for county in counties():
        note = manifest.checkpoints.get(str(county.id))
        report = examine(county.id, notes=[note] if note else [])
        made += [
            f"record of {county.id}: {found.cause} at {found.number or '?'} {found.note}".strip()
            for found in report.findings
        ]
    return made


def _blob_faults(folder: Path, manifest: Manifest) -> list[str]:
    made = []
    for name, size in manifest.blobs.items():
        path = folder / "blobs" / name[:2] / name[2:]
        if not path.is_file() or path.stat().st_size != size or digest(path) != name:
            made.append(f"file {name[:12]}… is missing or changed")
    return made
