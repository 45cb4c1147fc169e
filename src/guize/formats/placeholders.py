"""Templates a county uploads: a DOCX whose only device is {{ name }}, filled by plain substitution.

Nothing in a template is evaluated. `check` lists what it asks for, which names are unknown, and
what makes the file unfit (macros, links out, embedded objects, other template languages); `fill`
puts texts in place of names and refuses a file that `check` finds unfit.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from guize.formats.official import clean

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 30_000_000, 300
NAME = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}")
DEVICE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
LEFT_OPEN = re.compile(r"\{\{|\}\}|\{%|%\}")
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
ACTIVE_PARTS = re.compile(
    r"vbaProject|vbaData|/embeddings/|/activeX/|/attachedToolbars|afchunk", re.IGNORECASE
)
ACTIVE_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|DATABASE)\b"
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class UnfitTemplate(ValueError):  # noqa: N818 - it is the template that is unfit
    """A template that must not be filled. `faults` are codes with what was found."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{code}: {found}" for code, found in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template asks for: names it may use, names nobody knows, and (code, what was found)
    for what makes it unfit. Codes: not_docx, too_large, macros, link_out, active_field, expression,
    left_open.
    """

    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def is_fit(self) -> bool:
        return not self.unknown and not self.faults


def check(content: bytes, names: frozenset[str]) -> Checked:
    """Everything that is wrong with a template at once; never raises for a bad file."""
    if fault := _unopenable(content):
        return Checked(faults=(fault,))
    asked: list[str] = []
    faults: list[tuple[str, str]] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        faults += _active(archive)
        for text in _paragraphs_of(archive):
            asked += NAME.findall(text)
            faults += _devices(text)
    found = dict.fromkeys(asked)
    return Checked(
        tuple(name for name in found if name in names),
        tuple(name for name in found if name not in names),
        tuple(dict.fromkeys(faults)),
    )


def _unopenable(content: bytes) -> tuple[str, str] | None:
    if len(content) > MOST_BYTES:
        return "too_large", str(len(content))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return "too_large", str(len(parts))
            types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
            if MAIN_TYPE not in types or "word/document.xml" not in archive.namelist():
                return "not_docx", ""
            if declared := [p.filename for p in parts if _declares_types(archive, p.filename)]:
                return "not_docx", declared[0]
            docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError, OSError, etree.XMLSyntaxError):
        return "not_docx", ""
    return None


def _declares_types(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether an XML part has a DOCTYPE: the way to entities that grow without end."""
    return part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)


def _active(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for part in archive.namelist():
        if ACTIVE_PARTS.search(part):
            yield "macros", part
        elif part.endswith(".rels"):
            for link in _xml(archive, part):
                if link.get("TargetMode") == "External" and "hyperlink" not in link.get("Type", ""):
                    yield "link_out", link.get("Target", "")
        elif TEXT_PARTS.search(part):
            root = _xml(archive, part)
            instructions = "".join(node.text or "" for node in root.iter(qn("w:instrText")))
            instructions += " ".join(n.get(qn("w:instr"), "") for n in root.iter(qn("w:fldSimple")))
            yield from (("active_field", found) for found in ACTIVE_FIELDS.findall(instructions))


def _xml(archive: zipfile.ZipFile, part: str) -> Any:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(part), strict)


def _paragraphs_of(archive: zipfile.ZipFile) -> Iterator[str]:
    for part in archive.namelist():
        if TEXT_PARTS.search(part):
            for paragraph in _xml(archive, part).iter(qn("w:p")):
                yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _devices(text: str) -> Iterator[tuple[str, str]]:
    """Whatever looks like a template language and is not a plain name."""
    for device in DEVICE.findall(text):
        if not NAME.fullmatch(device):
            yield "expression", device[:80]
    if LEFT_OPEN.search(DEVICE.sub("", text)):
        yield "left_open", text[:80]


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """The template with every name replaced. A value of several lines makes a paragraph of each
    where the name stands alone in its own. Raises `UnfitTemplate`.
    """
    checked = check(content, frozenset(values))
    if not checked.is_fit:
        unknown = tuple(("unknown", name) for name in checked.unknown)
        raise UnfitTemplate(checked.faults + unknown)
    made = docx.Document(BytesIO(content))
    for root in _roots(made):
        for paragraph in list(root.iter(qn("w:p"))):
            _fill_paragraph(paragraph, values)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _roots(made: Any) -> Iterator[Any]:
    yield made.element.body
    for section in made.sections:
        for part in (section.header, section.footer, section.even_page_header,
                     section.even_page_footer, section.first_page_header,
                     section.first_page_footer):  # fmt: skip
            if not part.is_linked_to_previous:
                yield part._element


def _fill_paragraph(paragraph: Any, values: Mapping[str, str]) -> None:
    nodes = list(paragraph.iter(qn("w:t")))
    text = "".join(node.text or "" for node in nodes)
    alone = NAME.fullmatch(text.strip())
    if alone and "\n" in values[alone[1]]:
        _spread(paragraph, clean(values[alone[1]]).split("\n"))
        return
    for match in reversed(list(NAME.finditer(text))):
        _put(nodes, match.span(), clean(values[match[1]]).replace("\n", " "))


def _spread(paragraph: Any, lines: list[str]) -> None:
    for line in lines:
        twin = deepcopy(paragraph)
        paragraph.addprevious(twin)
        nodes = list(twin.iter(qn("w:t")))
        _put(nodes, (0, sum(len(node.text or "") for node in nodes)), line)
    paragraph.getparent().remove(paragraph)


def _put(nodes: list[Any], span: tuple[int, int], value: str) -> None:
    """Replaces a stretch of text that may run over several runs; the first keeps its look."""
    place, start, end, is_put = 0, *span, False
    for node in nodes:
        text = node.text or ""
        left, right = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if left > right or (left == right and (is_put or left == len(text))):
            continue
        node.text = text[:left] + ("" if is_put else value) + text[right:]
        node.set(qn("xml:space"), "preserve")
        is_put = True
