"""The PDF measured: margins, 22 lines, 28 characters, fonts embedded; text is never a command."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a_paper import HAN, official, pages, squeezed, text_of
from guize.formats import codes, typst
from guize.formats.official import Block, flow, texts

PLAIN = {"mark": "", "number": "", "approver": "", "banner": "", "addressee": ""}


@pytest.fixture(scope="module")
def full_page() -> list:
    """A page of nothing but text: the second of a long document."""
    blocks = (Block("plain", HAN * 60),)
    return pages(typst.pdf(official(**PLAIN, blocks=blocks)))[1].body


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters(full_page):
    assert [len(line[0]) for line in full_page] == [28] * 22


def test_the_margins_are_those_of_the_standard_within_a_millimetre(full_page):
    assert min(line[1] for line in full_page) == pytest.approx(28, abs=1)
    assert 210 - max(line[3] for line in full_page) == pytest.approx(26, abs=1)
    pitches = {round(b[4] - a[4], 1) for a, b in pairwise(full_page)}
    assert all(pitch == pytest.approx(225 / 22, abs=0.15) for pitch in pitches)
    assert full_page[0][4] - 16 * 25.4 / 72 == pytest.approx(37, abs=1)
    assert full_page[-1][4] <= 297 - 35


def test_the_page_is_a4_and_the_number_stands_at_the_outer_edge():
    made = typst.pdf(official(blocks=(Block("plain", HAN * 60),)))
    assert [round(side * 25.4 / 72) for side in pypdfium2.PdfDocument(made)[0].get_size()] == [
        210,
        297,
    ]
    first, second = (
        next(line for line in page.lines if line[0].startswith("—")) for page in pages(made)[:2]
    )
    assert (first[0], second[0]) == ("—1—", "—2—")
    assert first[3] > 170
    assert second[1] < 40


def test_every_text_of_the_document_is_in_the_pdf_in_its_order():
    document = official()
    assert text_of(typst.pdf(document)) == squeezed("".join(texts(flow(document))))


def test_the_line_of_the_ledger_stands_in_the_footer_of_every_page():
    made = pages(typst.pdf(official()))
    check = squeezed(official().check)
    assert all(any(line[0] == check and line[2] > 262 for line in page.lines) for page in made)


def test_the_fonts_are_embedded_and_stand_ins_are_named():
    assert b"/FontFile" in typst.pdf(official())
    found = typst.faces()
    assert set(found.stand_ins) <= {names[0] for names in typst.PROPER.values()}
    assert all(found.families[use] for use in typst.PROPER)


def test_a_folder_without_fonts_changes_nothing(tmp_path):
    assert typst.faces(tmp_path) == typst.faces(tmp_path / "absent")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from('#[]$*_`<>@=/\\"{}&%;()x王𠮷\x00\x0b￾'), min_size=1, max_size=30))
def test_whatever_is_typed_is_text_and_never_markup(typed):
    made = typst.pdf(official(blocks=(Block("paragraph", f"始{typed}终"),)))
    assert "终" in text_of(made)


def test_a_command_of_the_typesetter_is_printed_as_it_was_typed():
    typed = '#read("/etc/hostname")#panic("x")'
    made = typst.pdf(official(**PLAIN, title=typed, blocks=(Block("paragraph", typed),)))
    assert text_of(made).count(squeezed(typed)) == 2


def test_a_fetched_copy_bears_its_stamp():
    made = typst.pdf(official(), stamp="王芳 2026-10-12 编号 ab12")
    told = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert "编号" in told


def test_a_long_last_paragraph_begins_where_the_one_before_it_ends():
    made = pages(typst.pdf(official(blocks=(Block("paragraph", HAN * 60),))))
    assert len(made[0].body) > 12  # as one block with the signature it would begin on page two
    assert [len(page.body) for page in made[1:-2]] == [22] * (len(made) - 3)
    last = [line[0] for line in made[-1].body]
    assert len(last[0]) == 28  # text, before who signed
    assert any("青石镇人民政府" in line for line in last)


def test_the_check_line_stands_beside_its_code_on_every_page():
    document = official()
    dark = [sum(row) for row in codes.matrix(document.check)]
    for page in pypdfium2.PdfDocument(typst.pdf(document)):
        assert dark_rows(page, modules=len(dark)) == dark


def dark_rows(page, *, modules: int) -> list[int]:
    """The dark modules of each row of the code at the foot, counted in a picture of the page."""
    image = page.render(scale=8, grayscale=True).to_numpy().squeeze()
    foot = image[int(image.shape[0] * 0.925) :] < 128
    rows = [row for row in range(foot.shape[0]) if foot[row].any()]
    columns = foot[rows[0]].nonzero()[0]
    top, left = rows[0], columns[0]
    eye = next(step for step in range(1, 400) if not foot[top, left + step])  # seven modules
    module = eye / 7
    places = [round((n + 0.5) * module) for n in range(modules)]
    return [sum(bool(foot[top + y, left + x]) for x in places) for y in places]
