"""An official document as values, after GB/T 9704-2012: what it says, apart from how it is drawn.

`flow` turns it into styled lines. Both renderers draw these and nothing else, so that the DOCX and
the PDF say the same. Texts are plain: nothing in them is markup to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

CHARACTERS, LINES = 28, 22  # of a page
DATE_INDENT = 4  # characters to the right of the date where a seal is set
LAST_NARROW = 0x2E7F  # beyond it lie the characters of full width
NEWLINE, TAB = "\n", "\t"
FORBIDDEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text. `kind`: paragraph, first and second (headings of their level), plain
    (no indent), centre, table, boxes (opinions: a name, then by turns a text and the strokes that
    were written under it, empty for none), sheet (a new page under a title of its own), chart
    (`bars`, a picture; the table with its figures follows).

    `rows` of a table begin with its heading; `widths` are characters of the 28 of a line.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    bars: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """A document in the order of the standard; what is empty is left out.

    `mark` 发文机关标志, `number` 发文字号, `approver` 签发人, `banner` 内部资料,
    `addressee` 主送, `signers` and `dated` 落款, `copies` 抄送, `printer` and `printed` 印发.
    `check` is the line of the ledger in the footer of every page.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    mark: str = ""
    number: str = ""
    approver: str = ""
    banner: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    dated: str = ""
    note: str = ""
    copies: str = ""
    printer: str = ""
    printed: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a renderer draws: a paragraph of a style, a table, blank lines or the red rule.

    `right` is the indent from the right in characters; `other` stands at the right end; `is_kept`:
    on the page of what follows, so that no heading or signature stands alone.
    """

    style: str
    text: str = ""
    right: float = 0
    other: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    bars: tuple[tuple[str, int], ...] = ()
    count: int = 0
    is_kept: bool = False


HEADINGS = frozenset({"first", "second"})


def clean(text: str) -> str:
    """The text without characters that no document may hold (controls, lone surrogates)."""
    return "".join(c for c in text if c in (NEWLINE, TAB) or not FORBIDDEN.match(c))


def paragraphs(text: str) -> tuple[Block, ...]:
    """One paragraph for each line that is not empty."""
    return tuple(Block("paragraph", line.strip()) for line in text.splitlines() if line.strip())


def width(text: str) -> float:
    """How many characters of a line a text takes; what is not full width takes half."""
    return sum(1 if ord(c) > LAST_NARROW or c in "—‘’“”…" else 0.5 for c in text)


def flow(document: Official) -> tuple[Line, ...]:
    """The document as lines to draw, from its head to its colophon."""
    text, foot = [*_head(document), *_text(document)], [*_foot(document)]
    signed = sum(1 for line in foot if line.style in ("signer", "dated"))
    if text and signed:
        text[-1] = replace(text[-1], is_kept=True)
        foot = [replace(one, is_kept=True) for one in foot[:-1]] + foot[-1:]
    return tuple(_cleaned(line) for line in (*text, *foot, *_colophon(document)))


def _cleaned(line: Line) -> Line:
    rows = tuple(tuple(clean(cell) for cell in row) for row in line.rows)
    is_kept = line.is_kept or line.style in HEADINGS
    return replace(line, text=clean(line.text), other=clean(line.other), rows=rows, is_kept=is_kept)


def _head(document: Official) -> Iterator[Line]:
    if document.banner:
        yield Line("banner", document.banner)
    if document.mark:
        yield Line("mark", document.mark)
    if document.number or document.approver:
        approver = f"签发人：{document.approver}" if document.approver else ""
        yield Line("number" if document.mark else "bare_number", document.number, other=approver)
    if document.mark:
        yield Line("rule")
    yield from _title(document.title, above=2 if document.mark else int(bool(document.number)))
    if document.addressee:
        yield Line("addressee", document.addressee + "：")


def _title(text: str, *, above: int) -> Iterator[Line]:
    if above:
        yield Line("space", count=above)
    for part in text.split(NEWLINE):
        yield Line("title", part)
    yield Line("space", count=1)


def _text(document: Official) -> Iterator[Line]:
    for block in document.blocks:
        if block.kind == "sheet":
            yield Line("page")
            yield from _title(block.text, above=0)
        else:
            yield Line(
                block.kind, block.text, rows=block.rows, widths=block.widths, bars=block.bars
            )


def _foot(document: Official) -> Iterator[Line]:
    if document.attachments:
        yield Line("space", count=1)
        yield from _attachments(document.attachments)
    if document.signers or document.dated:
        yield Line("space", count=2)
    yield from _signed(document.signers, document.dated)
    if document.note:
        yield Line("paragraph", f"（{document.note}）")


def _attachments(names: tuple[str, ...]) -> Iterator[Line]:
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else "\u3000" * 3
        ordinal = f"{number}. " if len(names) > 1 else ""
        yield Line("attachment", f"{lead}{ordinal}{name}")


def _signed(signers: tuple[str, ...], dated: str) -> Iterator[Line]:
    """Each name centred over the date, which stands four characters from the right edge."""
    centre = DATE_INDENT + width(dated) / 2
    widest = max((width(name) for name in signers), default=0.0)
    centre = max(centre, widest / 2)
    for name in signers:
        yield Line("signer", name, right=round(centre - width(name) / 2, 2))
    if dated:
        yield Line("dated", dated, right=round(centre - width(dated) / 2, 2))


def _colophon(document: Official) -> Iterator[Line]:
    if document.copies:
        yield Line("colophon", f"抄送：{document.copies}")
    if document.printer:
        yield Line("colophon", document.printer, other=f"{document.printed}印发")


def texts(lines: Iterable[Line]) -> Iterator[str]:
    """Every text in the order in which it is read."""
    for line in lines:
        yield from (part for part in (line.text, line.other) if part)
        yield from (cell for row in line.rows for cell in read_cells(line, row) if cell)


def read_cells(line: Line, row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row that are read: all but the strokes of a box."""
    return (row[0], *row[1::2]) if line.style == "boxes" else row


def to_plain(document: Official) -> dict[str, Any]:
    """As JSON holds it; `from_plain` reads it back."""
    return asdict(document)


def from_plain(stored: Mapping[str, Any]) -> Official:
    blocks = tuple(
        Block(
            block["kind"],
            block["text"],
            tuple(tuple(row) for row in block["rows"]),
            tuple(block["widths"]),
            tuple((label, value) for label, value in block.get("bars", ())),
        )
        for block in stored["blocks"]
    )
    lists = {name: tuple(stored[name]) for name in ("attachments", "signers")}
    return Official(**{**stored, **lists, "blocks": blocks})
