"""Compiles the message catalogues at start, so that no machine needs gettext."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_messages() -> list[Path]:
    """Writes the .mo beside each .po that has changed since; gives the files written."""
    return [_write(source) for source in waiting()]


def waiting() -> list[Path]:
    """The catalogues that are not compiled or have changed since."""
    sources = (path for root in settings.LOCALE_PATHS for path in Path(root).rglob("*.po"))
    return [source for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    made = source.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _write(source: Path) -> Path:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    made = source.with_suffix(".mo")
    # Server, worker and clock may start at once: each writes a file of its own, the last one stays.
    with NamedTemporaryFile("wb", dir=made.parent, suffix=".part", delete=False) as file:
        write_mo(file, catalogue)
    Path(file.name).chmod(0o644)
    return Path(file.name).replace(made)
