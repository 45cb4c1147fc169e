"""The DOCX: well-formed, in the order of the schema, its fonts named, its text that of the PDF."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from a_paper import official, squeezed, text_of
from guize.formats import codes, typst
from guize.formats.docx import SLOTS, docx_file
from guize.formats.official import Block, from_plain, to_plain

RUN_ORDER = ("rFonts", "color", "spacing", "sz")
PARAGRAPH_ORDER = ("keepNext", "framePr", "pBdr", "tabs", "snapToGrid", "spacing", "ind", "jc")


@pytest.fixture(scope="module")
def made():
    return docx.Document(BytesIO(docx_file(official())))


def told(document) -> str:
    """Paragraphs and cells as they stand."""
    return squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


def test_every_part_is_well_formed():
    with zipfile.ZipFile(BytesIO(docx_file(official()))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_children_stand_in_the_order_of_the_schema(made):
    for tag, order in (("w:rPr", RUN_ORDER), ("w:pPr", PARAGRAPH_ORDER)):
        for node in made.element.body.iter(qn(tag)):
            names = [etree.QName(child).localname for child in node]
            assert names == sorted(names, key=order.index)


def test_the_geometry_is_that_of_the_standard(made):
    section = made.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_a_line_of_twenty_eight_characters_fills_the_type_area(made):
    body = next(p for p in made.paragraphs if len(p.text) > 300)
    run = body.runs[0]
    tracking = int(run._r.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 * (run.font.size.pt * 20 + tracking) / 1440 * 25.4 == pytest.approx(156, abs=1)
    assert body.paragraph_format.line_spacing.mm * 22 == pytest.approx(225, abs=1)


def test_each_run_names_its_font_in_all_four_slots(made):
    named = set()
    for run in (text.getparent() for text in made.element.body.iter(qn("w:t"))):
        fonts = run.find(qn("w:rPr")).find(qn("w:rFonts"))
        found = {fonts.get(qn(f"w:{slot}")) for slot in SLOTS}
        assert len(found) == 1
        named |= found
    assert named == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"}


def test_the_text_equals_that_of_the_pdf(made):
    assert told(made) == text_of(typst.pdf(official()))


def test_the_footer_has_the_page_number_as_a_field_and_the_line_of_the_ledger(made):
    for footer in (made.sections[0].footer, made.sections[0].even_page_footer):
        assert "PAGE" in etree.tostring(footer._element).decode()
        assert footer.paragraphs[-1].text == official().check


def test_a_name_with_rare_characters_and_control_characters_is_written():
    odd = Block("paragraph", "当事人𠮷\x00田\x0b䶮￾")
    document = docx.Document(BytesIO(docx_file(official(blocks=(odd,)))))
    assert "当事人𠮷田䶮" in told(document)


def test_a_document_is_kept_as_plain_values_and_read_back():
    assert from_plain(to_plain(official())) == official()


def test_the_footer_has_the_line_of_the_ledger_as_a_code(made):
    for footer in (made.sections[0].footer, made.sections[0].even_page_footer):
        images = [part.blob for part in footer.part.related_parts.values()]
        assert images == [codes.png(official().check)]
