"""Files on their way to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDS = {PDF: "pdf", PNG: "png", JPEG: "jpg", DOCX: "docx"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on its way to a reader: content, type, and the name it is saved under. `stem` names it
    for programs that read ASCII alone.
    """

    content: bytes
    media: str
    name: str
    stem: str = "file"


def sent(file: Fetched, *, is_shown: bool = False) -> HttpResponse:
    """A file with its own name (RFC 6266) that no browser takes for anything else."""
    how = "inline" if is_shown else "attachment"
    plain = f"{file.stem}.{ENDS[file.media]}"
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {
        "Content-Disposition": f"{how}; {named}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.content, content_type=file.media, headers=headers)
