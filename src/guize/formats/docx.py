"""Official documents as DOCX: the geometry of GB/T 9704-2012, fonts by their names.

WPS and Word have 仿宋_GB2312 and its sisters on officials' machines, so the file only names them,
in all four slots of a run: a slot left open falls back to the theme. The grid is of lines with a
spacing of -0.25 pt: LibreOffice draws a grid of characters in double width.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from guize.formats import charts, codes
from guize.formats.official import CHARACTERS, Line, Official, clean, flow
from guize.formats.strokes import png

TITLE, BODY, SCRIPT, HEADING = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
NUMBER = "宋体"
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
PITCH, TRACKING = 579, -5  # twentieths of a point, rounded down: 22 lines in 225 mm, 28 in 156 mm
CELL = 156 / CHARACTERS  # mm
RED = RGBColor(0xE6, 0x00, 0x12)
TWIPS_IN_MM = 1440 / 25.4
BOX_MM, HAND_MM, BOX_WIDTHS = 24, 54, (5, 23)
CODE_MM = 9
LEFT_OUT = frozenset({"stylesWithEffects", "thumbnail", "customXml"})
STYLES: Mapping[str, str] = {"first": HEADING, "second": SCRIPT, "banner": HEADING}
INDENTED = frozenset({"paragraph", "attachment", "first", "second"})
LONG_MARK = 150 / 14.1  # characters of 40 pt that fit the line


def docx_file(document: Official) -> bytes:
    """The document as a DOCX file."""
    made = docx.Document()
    _clear(made)
    _set_up(made, document)
    for line in flow(document):
        _draw(made, line)
    made.core_properties.title = clean(document.title.replace("\n", ""))
    made.core_properties.author = clean("、".join(document.signers))
    return _saved(made)


def _clear(made: Any) -> None:
    """Takes out of the library's blank what is not ours: styles of Word 2010 that contradict the
    other styles, a picture of the blank page, its author and its year.
    """
    for holder in (made.part, made.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in LEFT_OUT:
                del holder.rels[key]
    made.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")
    made.core_properties.comments = ""
    about = made.core_properties._element
    for day in ("dcterms:created", "dcterms:modified"):
        about.remove(about.find(qn(day)))


def stamped(content: bytes, stamp: str) -> bytes:
    """A copy of a DOCX with a line in the header of every page: who fetched it, when."""
    made = docx.Document(BytesIO(content))
    for section in made.sections:
        for header in (section.header, section.even_page_header, section.first_page_header):
            _run(header.add_paragraph(), clean(stamp), BODY, 9, tracking=0)
    return _saved(made)


def _saved(made: Any) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Any, document: Official) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(11)
    _replace(section._sectPr, _element("docGrid", type="lines", linePitch=PITCH))
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(16)
    _fonts(normal.element.get_or_add_rPr(), BODY)
    made.settings.odd_and_even_pages_header_footer = True
    check = clean(document.check)
    _footer(section.footer, ALIGN.RIGHT, check)
    _footer(section.even_page_footer, ALIGN.LEFT, check)


def _footer(footer: Any, side: Any, check: str) -> None:
    """「— 1 —」 at the outer edge, line of the ledger and its code at the inner one."""
    number = footer.paragraphs[0]
    number.alignment = side
    edge = "right_indent" if side == ALIGN.RIGHT else "left_indent"
    setattr(number.paragraph_format, edge, Mm(CELL))
    _run(number, "— ", NUMBER, 14, tracking=0)
    for part in (
        _element("fldChar", fldCharType="begin"),
        _instruction(" PAGE "),
        _element("fldChar", fldCharType="end"),
    ):
        _run(number, "", NUMBER, 14, tracking=0)._r.append(part)
    _run(number, " —", NUMBER, 14, tracking=0)
    if check:
        line = footer.add_paragraph()
        line.alignment = ALIGN.LEFT if side == ALIGN.RIGHT else ALIGN.RIGHT
        drawn = line.add_run().add_picture(BytesIO(codes.png(check)), height=Mm(CODE_MM))
        drawn._inline.docPr.id = 1 + side  # the library counts anew in each footer
        _run(line, check, BODY, 7.5, tracking=0)


def _draw(made: Any, line: Line) -> None:
    drawers: dict[str, Callable[[Any, Line], None]] = {
        "mark": _mark,
        "rule": _rule,
        "number": _ends,
        "bare_number": _ends,
        "space": _space,
        "title": _title,
        "table": _table,
        "boxes": _boxes,
        "chart": _chart,
        "page": _page,
        "colophon": _colophon,
    }
    before = len(made.paragraphs)
    drawers.get(line.style, _paragraph)(made, line)
    if line.is_kept:
        for paragraph in made.paragraphs[before:]:
            paragraph.paragraph_format.keep_with_next = True


def _paragraph(made: Any, line: Line) -> None:
    paragraph = _lined(made.add_paragraph())
    _run(paragraph, line.text, STYLES.get(line.style, BODY), 16)
    if line.style in INDENTED:
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(2 * (320 + TRACKING)))
        paragraph.alignment = ALIGN.JUSTIFY
    elif line.style in ("signer", "dated"):
        paragraph.alignment = ALIGN.RIGHT
        paragraph.paragraph_format.right_indent = Mm(line.right * CELL)
    elif line.style == "centre":
        paragraph.alignment = ALIGN.CENTER


def _mark(made: Any, line: Line) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before = Mm(20)
    paragraph.paragraph_format.space_after = Pt(2 * PITCH / 20 - 14)
    _off_grid(paragraph)
    size = 40 * min(1, LONG_MARK / max(1, len(line.text)))
    _run(paragraph, line.text, TITLE, size, tracking=0).font.color.rgb = RED


def _ends(made: Any, line: Line) -> None:
    """The number in the middle, or at the left with who signed it out at the right."""
    paragraph = _lined(made.add_paragraph())
    if not line.other:
        paragraph.alignment = ALIGN.CENTER if line.style == "number" else ALIGN.RIGHT
        _run(paragraph, line.text, BODY, 16)
        return
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(CELL)
    _tabbed(paragraph, line, 16)


def _tabbed(paragraph: Any, line: Line, size: float) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156 - CELL), WD_TAB_ALIGNMENT.RIGHT)
    tracking = TRACKING if size == 16 else 0  # noqa: PLR2004 - the size of the text
    _run(paragraph, line.text, BODY, size, tracking=tracking)
    if line.other:
        _run(paragraph, "\t" + line.other, BODY, size, tracking=tracking)


def _rule(made: Any, line: Line) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.line_spacing = Mm(4)
    paragraph.paragraph_format.space_after = Pt(0)
    _off_grid(paragraph)
    _border(paragraph, bottom=18, color="E60012")


def _space(made: Any, line: Line) -> None:
    for _number in range(line.count):
        _lined(made.add_paragraph())


def _title(made: Any, line: Line) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    layout = paragraph.paragraph_format
    layout.space_after, layout.line_spacing = Pt(0), Pt(35)
    _off_grid(paragraph)
    _run(paragraph, line.text, TITLE, 22, tracking=0)


def _page(made: Any, line: Line) -> None:
    """The break stands at the end of the last paragraph: an empty one would take a line."""
    last = made.paragraphs[-1] if made.paragraphs else made.add_paragraph()
    last.add_run().add_break(WD_BREAK.PAGE)


def _table(made: Any, line: Line) -> None:
    table = made.add_table(rows=0, cols=len(line.widths), style="Table Grid")
    table.autofit = False
    for number, row in enumerate(line.rows):
        cells = table.add_row().cells
        for cell, text, characters in zip(cells, row, line.widths, strict=True):
            cell.width = Mm(characters * CELL)
            _run(_cell(cell), text, BODY if number else HEADING, 14, tracking=0)
    if line.rows:
        table.rows[0]._tr.get_or_add_trPr().append(_element("tblHeader"))


def _chart(made: Any, line: Line) -> None:
    paragraph = made.add_paragraph()
    _off_grid(paragraph)
    paragraph.add_run().add_picture(BytesIO(charts.png(line.bars)), width=Mm(156))


def _boxes(made: Any, line: Line) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, characters in zip(table.columns, BOX_WIDTHS, strict=True):
        column.width = Mm(characters * CELL)  # what LibreOffice goes by
    for name, *parts in line.rows:
        row = table.add_row()
        row.height = Mm(BOX_MM)
        for cell, characters in zip(row.cells, BOX_WIDTHS, strict=True):
            cell.width = Mm(characters * CELL)
        named = row.cells[0]
        named.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _cell(named).alignment = ALIGN.CENTER
        _run(named.paragraphs[0], name, HEADING, 14, tracking=0)
        _box(row.cells[1], parts)


def _box(cell: Any, parts: list[str]) -> None:
    """By turns a text, each of its lines a paragraph, and what was written by hand."""
    is_first = True
    for number, part in enumerate(parts):
        if number % 2 == 0:
            for content in part.split("\n"):
                _run(_cell(cell, is_first=is_first), content, BODY, 14, tracking=0)
                is_first = False
        elif part:
            run = _cell(cell, is_first=False).add_run()
            picture = run.add_picture(BytesIO(png(part)), width=Mm(HAND_MM))
            picture._inline.docPr.set("descr", "手写")


def _cell(cell: Any, *, is_first: bool = True) -> Any:
    paragraph = cell.paragraphs[0] if is_first else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    _off_grid(paragraph)
    return paragraph


def _colophon(made: Any, line: Line) -> None:
    """A frame at the foot of the last page; paragraphs of the same frame stand together in it."""
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    _off_grid(paragraph)
    frame = _element(
        "framePr", w=round(156 * TWIPS_IN_MM), hSpace=0, wrap="notBeside", vAnchor="margin",
        hAnchor="margin", xAlign="left", yAlign="bottom",
    )  # fmt: skip
    paragraph._p.get_or_add_pPr().insert(0, frame)
    _border(paragraph, top=8, bottom=8, between=6)
    paragraph.paragraph_format.left_indent = Pt(14)
    paragraph.paragraph_format.right_indent = Pt(14)
    _tabbed(paragraph, line, 14)


def _lined(paragraph: Any) -> Any:
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Twips(PITCH)
    return paragraph


def _off_grid(paragraph: Any) -> None:
    """Lines of another size than the text would be set at twice the pitch on the grid."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(_element("snapToGrid", val=0))
    _sort(properties)


def _run(paragraph: Any, text: str, font: str, size: float, *, tracking: int = TRACKING) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    _fonts(properties, font)
    if tracking:
        properties.append(_element("spacing", val=tracking))
        _sort(properties)
    return run


def _fonts(properties: Any, font: str) -> None:
    slots = properties.get_or_add_rFonts()
    for slot in SLOTS:
        slots.set(qn(f"w:{slot}"), font)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        slots.attrib.pop(qn(f"w:{theme}"), None)


def _border(paragraph: Any, *, color: str = "000000", **edges: int) -> None:
    """Lines along the edges of a paragraph, in eighths of a point."""
    borders = _element("pBdr")
    for edge in ("top", "bottom", "between"):
        if edge in edges:
            borders.append(_element(edge, val="single", sz=edges[edge], space=1, color=color))
    properties = paragraph._p.get_or_add_pPr()
    properties.append(borders)
    _sort(properties)


def _element(name: str, **attributes: object) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _instruction(text: str) -> Any:
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def _replace(parent: Any, child: Any) -> None:
    for old in parent.findall(child.tag):
        parent.remove(old)
    parent.append(child)


ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("pBdr", "shd", "tabs", "snapToGrid", "spacing", "ind", "jc", "rPr"),
    *("rStyle", "rFonts", "b", "color", "w", "kern", "sz", "szCs"),
)
"""Children of w:pPr and w:rPr in the order of the schema; in w:rPr spacing follows color."""


def _sort(properties: Any) -> None:
    """Puts the children in the order that the schema of OOXML prescribes."""
    is_run = properties.tag == qn("w:rPr")
    order = [name for name in ORDER if name != "spacing"] if is_run else list(ORDER)
    if is_run:
        order.insert(order.index("color") + 1, "spacing")
    places = {qn(f"w:{name}"): place for place, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda child: places.get(child.tag, len(places)))
