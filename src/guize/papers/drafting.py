"""From a kind of document and what its author filled in to the document, its gaps, its files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings

from guize.formats import typst
from guize.formats.docx import docx_file
from guize.formats.official import Official, flow, read_cells, to_plain
from guize.formats.placeholders import fill
from guize.papers.dossier import Dossier
from guize.papers.kinds import Kind
from guize.papers.kinds.unit import KINDS as OF_UNIT

SHORT = (
    (re.compile(r"人民政府(?:办公室)?$"), "政"),
    (re.compile(r"司法局$"), "司"),
    (re.compile(r"纪委监委$"), "纪"),
    (re.compile(r"委组织部$"), "组"),
    (re.compile(r"(?:局|办公室)$"), ""),
)
LONGEST_MARK = 20


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document before it is numbered, what is missing in it, and the organ that issues it."""

    kind: Kind
    document: Official
    dossier: Dossier
    organ: str

    @property
    def missing(self) -> list[str]:
        return list(self.dossier.missing)


def drafted(kind: Kind, dossier: Dossier) -> Drafted:
    document = kind.write(dossier)
    organ = dossier.unit if kind in OF_UNIT else dossier.issuer
    return Drafted(kind, document, dossier, organ)


def organ_mark(name: str) -> str:
    """The word of an organ in its numbers (机关代字), where the county has not chosen one."""
    for pattern, short in SHORT:
        if pattern.search(name):
            return pattern.sub(short, name)[:LONGEST_MARK]
    return name[:LONGEST_MARK]


def number(mark: str, kind: Kind, year: int, serial: int) -> str:
    """「青石镇政应诉〔2026〕1号」."""
    return f"{mark}{kind.word}〔{year}〕{serial}号"


def fonts() -> Path:
    """Where the site keeps the fonts it is licensed for."""
    return settings.DATA / "fonts"


def stand_ins() -> Mapping[str, str]:
    """Fonts of the standard that this machine lacks, and what is drawn instead in the PDF."""
    return typst.faces(fonts()).stand_ins


def files(draft: Drafted, document: Official, template: bytes | None) -> dict[str, bytes]:
    """The three files of a paper by form. Slow: never called within a transaction."""
    plain = json.dumps(to_plain(document), ensure_ascii=False, sort_keys=True)
    word = fill(template, values(draft.dossier, document)) if template else docx_file(document)
    return {
        "docx": word,
        "pdf": typst.pdf(document, fonts=fonts()),
        "json": plain.encode(),
    }


def numbered(document: Official, text: str, check: str) -> Official:
    return replace(document, number=text, check=check)


NAMES = frozenset(
    {"title", "number", "addressee", "body", "signer", "dated", "approver", "attachments"}
    | {"copies", "check", "case_title", "case_number", "court", "unit", "opponents", "today"}
)
"""What a county's template may name."""


def values(of: Dossier, document: Official) -> dict[str, str]:
    """The texts that stand for the names of a template."""
    level = of.instance
    return {
        "title": document.title.replace("\n", ""),
        "number": document.number,
        "addressee": document.addressee,
        "body": body(document),
        "signer": "、".join(document.signers),
        "dated": document.dated,
        "approver": document.approver,
        "attachments": "\n".join(document.attachments),
        "copies": document.copies,
        "check": document.check,
        "case_title": of.title,
        "case_number": (level.number if level else "") or of.record.case.number,
        "court": level.court if level else "",
        "unit": of.units,
        "opponents": of.opponents(),
        "today": chinese(of.on),
    }


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def body(document: Official) -> str:
    """The text of a document alone, a line for each paragraph and each row of a table."""
    alone = Official(title="", blocks=document.blocks)
    lines = []
    for line in flow(alone):
        rows = ["　".join(read_cells(line, row)) for row in line.rows]
        lines += rows or [line.text]
    return "\n".join(filter(None, lines))
