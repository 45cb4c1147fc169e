"""The slip of a case: each opinion in its box with name, post, day and hand."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest

from a_paper import squeezed, text_of
from desks import desk_of
from guize.cases import services
from guize.formats import typst
from guize.formats.docx import docx_file
from guize.formats.strokes import png

pytestmark = pytest.mark.django_db
STROKES = "[[[20,20],[300,180],[580,20]],[[300,10]]]"
BOXES = ["拟办意见", "领导批示", "会签", "阅知", "承办结果"]


@pytest.fixture
def write(lawful, opened):
    def _write(by: str, kind: str, of: str = "", **payload: object):
        signer = lawful.cast[of or by].appointment
        return services.record_event(
            actor=lawful.cast[by].actor, case=opened.id, type="opinion_given",
            occurred_on=date(2026, 9, 28),
            payload={"opinion_kind": kind, "signed_by": signer, **payload},
        )  # fmt: skip

    return _write


@pytest.fixture
def signed(write):
    """Proposed, instructed by hand, entered for the unit head, and a result."""
    write("case_officer", "proposed", opinion="拟按期应诉,请批示。")
    write("deputy_head", "instruction", opinion="同意。", handwriting=STROKES)
    write("case_officer", "instruction", "unit_head", opinion="请抓紧办理。")
    write("case_officer", "result", opinion="已按批示办结。")


def boxes(document) -> dict[str, tuple[str, ...]]:
    (block,) = (block for block in document.blocks if block.kind == "boxes")
    return {row[0]: row[1:] for row in block.rows}


def test_the_boxes_stand_in_the_order_of_the_office_with_who_signed_when(desk, signed):
    found = boxes(desk.draft("handling_slip").document)
    assert list(found) == BOXES
    assert found["拟办意见"] == (
        "拟按期应诉,请批示。", "", "签名：王芳（司法所所长）　2026年9月28日",
    )  # fmt: skip
    told = "".join(found["领导批示"])
    assert "签名：陈刚（副县长）　2026年9月28日" in told
    assert "代录：由王芳录入，待本人确认" in told
    assert found["会签"] == ("签名：　　　　　　　　年　月　日",)


def test_word_and_pdf_say_the_same_and_both_show_the_hand(desk, signed):
    draft = desk.draft("handling_slip")
    word = docx.Document(BytesIO(docx_file(draft.document)))
    cells = [cell for row in word.tables[1].rows for cell in row.cells]
    told = squeezed("".join(p.text for cell in cells for p in cell.paragraphs))
    pdf = typst.pdf(draft.document)
    assert told in text_of(pdf)
    assert [shape.width.mm for shape in word.inline_shapes] == [pytest.approx(54, abs=0.1)]
    drawn, bare = (paths(pdf), paths(typst.pdf(desk_without_hand(desk))))
    assert drawn > bare


def desk_without_hand(desk):
    from dataclasses import replace

    document = desk.draft("handling_slip").document
    bare = tuple(
        replace(b, rows=tuple(tuple("" if "[[" in c else c for c in row) for row in b.rows))
        for b in document.blocks
    )
    return replace(document, blocks=bare)


def paths(pdf: bytes) -> int:
    page = pypdfium2.PdfDocument(pdf)[0]
    return sum(1 for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH)


def test_it_fits_one_page_while_the_opinions_are_short(desk, signed):
    assert len(pypdfium2.PdfDocument(typst.pdf(desk.draft("handling_slip").document))) == 1


def test_many_long_opinions_go_on_to_another_page_and_none_is_lost(desk, write):
    for number in range(8):
        write("deputy_head", "instruction", opinion=f"第{number}次批示。" + "请按期办理。" * 60)
    told = text_of(typst.pdf(desk.draft("handling_slip").document))
    assert all(f"第{number}次批示" in told for number in range(8))


def test_what_the_leader_denied_is_not_printed_as_his(lawful, opened, desk, write):
    entered = write("case_officer", "instruction", "deputy_head", opinion="同意调解。")
    payload = {"confirms": entered.id, "confirmation": "denied"}
    services.record_event(actor=lawful.deputy_head.actor, case=opened.id, payload=payload,
                          type="opinion_confirmed", occurred_on=date(2026, 9, 29))  # fmt: skip
    assert boxes(desk.draft("handling_slip").document)["领导批示"] == (
        "签名：　　　　　　　　年　月　日",
    )


def test_the_slip_of_a_proceeding_holds_its_own_opinions_and_not_those_of_the_case(course):
    from guize.accountability.services import record_step

    head = course.county.justice_head
    payload = {"opinion_kind": "instruction", "signed_by": head.appointment}
    about = {"actor": head.actor, "occurred_on": head.actor.on}
    services.record_event(
        case=course.row.case_id, type="bureau_opinion_given", **about,
        payload=payload | {"opinion": "请研究报告。"},
    )  # fmt: skip
    record_step(
        proceeding=course.row.id, type="review_opinion_given", **about,
        payload=payload | {"opinion": "同意提请。"},
    )  # fmt: skip
    told = boxes(desk_of(course).draft("review_slip", "justice_officer").document)
    assert told["领导批示"] == ("同意提请。", "", "签名：周涛（局长）　2026年10月12日")
    assert told["拟办意见"] == ("签名：　　　　　　　　年　月　日",)


def test_a_picture_of_strokes_is_dark_on_the_line_and_white_beside_it():
    from zlib import decompress

    content = png(STROKES)
    width = int.from_bytes(content[16:20], "big")
    start = content.index(b"IDAT") + 4
    size = int.from_bytes(content[start - 8 : start - 4], "big")
    rows = decompress(content[start : start + size])
    pixel = lambda x, y: rows[(2 * y) * (width + 1) + 1 + 2 * x]  # noqa: E731
    assert pixel(160, 100) < 30  # halfway down the first line
    assert pixel(300, 10) < 30  # a dot is a stroke
    assert pixel(20, 180) == 255
