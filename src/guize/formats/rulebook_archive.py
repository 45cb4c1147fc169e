"""A rulebook's folder as a ZIP: read within limits, nothing unpacked to disk, nothing run."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from guize.core.markdown import Fault, RulebookError
from guize.formats.archives import ArchiveError, Limits, unpacked
from guize.formats.rulebook_folder import MANIFEST, SCENARIOS, PackTexts

LIMITS = Limits(packed=2_000_000, unpacked=4_000_000, parts=500)
ENDS = (".md", ".toml", ".json")
MADE_AT = (1980, 1, 1, 0, 0, 0)  # the same texts are the same bytes
READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Received:
    """The texts of an archive, and the names of files that a rulebook has no use for."""

    texts: PackTexts
    unused: tuple[str, ...]


def read_archive(content: bytes, name: str = "ZIP") -> Received:
    """The rulebook in a ZIP of its folder or of what is in it; `name` is for errors.

    Raises RulebookError with everything that speaks against a file.
    """
    try:
        parts = unpacked(content, LIMITS)
    except ArchiveError as error:
        raise RulebookError((Fault(name, 0, error.cause, error.english),)) from error
    strange = tuple(part for part in sorted(parts) if not part.endswith(ENDS))
    if strange:
        raise RulebookError(tuple(map(_strange, strange)))
    return _sorted_out(_decoded(_without_top(parts)), name)


def _strange(part: str) -> Fault:
    ends = " ".join(ENDS)
    return Fault(part, 0, f"只收 {ends} 文件", f"only {ends} files are taken")


def _without_top(parts: dict[str, bytes]) -> dict[str, bytes]:
    """A ZIP of the folder itself has its name before every path."""
    tops = {PurePosixPath(part).parts[0] for part in parts}
    if MANIFEST in parts or len(tops) != 1:
        return parts
    return {str(PurePosixPath(*PurePosixPath(part).parts[1:])): parts[part] for part in parts}


def _decoded(parts: dict[str, bytes]) -> dict[str, str]:
    texts, faults = {}, []
    for name in sorted(parts):
        try:
            texts[name] = parts[name].decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            faults.append(Fault(name, 0, "不是 UTF-8 文字", "is not UTF-8 text"))
    if faults:
        raise RulebookError(tuple(faults))
    return texts


def _sorted_out(texts: dict[str, str], name: str) -> Received:
    if MANIFEST not in texts:
        raise RulebookError((Fault(name, 0, f"没有 {MANIFEST}", f"there is no {MANIFEST}"),))
    files = {part: text for part, text in texts.items() if part.endswith(".md") and "/" not in part}
    folder = f"{SCENARIOS}/"
    scenarios = {
        part.removeprefix(folder): text
        for part, text in texts.items()
        if part.startswith(folder) and part.endswith(".toml") and part.count("/") == 1
    }
    used = {MANIFEST, *files, *(folder + part for part in scenarios)}
    unused = tuple(part for part in texts if part not in used)
    return Received(PackTexts(texts[MANIFEST], files, scenarios), unused)


def archive_of(texts: PackTexts, top: str) -> bytes:
    """The ZIP of a rulebook, in a folder called `top`."""
    parts = {MANIFEST: texts.manifest, **texts.files}
    parts |= {f"{SCENARIOS}/{name}": text for name, text in texts.scenarios.items()}
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(f"{top}/{name}", MADE_AT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
            archive.writestr(entry, parts[name].encode("utf-8"))
    return content.getvalue()
