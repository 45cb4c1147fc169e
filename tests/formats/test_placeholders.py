"""Templates of a county: names are filled, anything else is refused with what was found."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest

from guize.formats.placeholders import UnfitTemplate, check, fill

NAMES = frozenset({"title", "number", "body"})


def a_template(*paragraphs: str | tuple[str, ...]) -> bytes:
    """A DOCX; a tuple makes a paragraph of several runs, as Word does when one types."""
    made = docx.Document()
    for paragraph in paragraphs:
        line = made.add_paragraph()
        for part in (paragraph,) if isinstance(paragraph, str) else paragraph:
            line.add_run(part).bold = True
    made.sections[0].header.paragraphs[0].text = "{{ number }}"
    return saved(made)


def saved(made) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, text: str) -> bytes:
    """The same file with a part put in or replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return file.getvalue()


def lines(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def test_names_are_filled_in_text_and_header_and_keep_their_look():
    made = fill(a_template("题目:{{title}}。"), {"title": "报告", "number": "〔2026〕1号"})
    document = docx.Document(BytesIO(made))
    assert lines(made) == ["题目:报告。"]
    assert document.paragraphs[0].runs[0].bold
    assert document.sections[0].header.paragraphs[0].text == "〔2026〕1号"


def test_a_name_split_over_several_runs_is_found():
    made = fill(a_template(("甲{", "{ ti", "tle }", "}乙")), {"title": "报告", "number": ""})
    assert lines(made) == ["甲报告乙"]


def test_a_text_of_several_lines_becomes_paragraphs_where_the_name_stands_alone():
    values = {"body": "一\n二", "number": ""}
    assert lines(fill(a_template("{{ body }}", "见{{body}}"), values)) == ["一", "二", "见一 二"]


def test_what_is_put_in_is_not_read_again():
    values = {"title": "{{ number }}{{ 7*7 }}", "number": "1"}
    assert lines(fill(a_template("{{ title }}"), values)) == ["{{ number }}{{ 7*7 }}"]


def test_unknown_names_are_listed_and_not_filled():
    found = check(a_template("{{ title }}{{ tittle }}{{ secret }}"), NAMES)
    assert (found.unknown, found.known) == (("tittle", "secret"), ("title", "number"))
    with pytest.raises(UnfitTemplate):
        fill(a_template("{{ tittle }}"), {"title": "", "number": ""})


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{{ 7*7 }}", "expression"),
        ("{{ title.__class__ }}", "expression"),
        ("{{ title|safe }}", "expression"),
        ("{% for x in y %}", "expression"),
        ("{{ title", "left_open"),
        ("{{ }}", "expression"),
    ],
)
def test_other_template_languages_are_refused(typed, code):
    assert code in {fault for fault, _found in check(a_template(typed), NAMES).faults}


def test_macros_links_out_and_active_fields_are_refused():
    plain = a_template("{{ title }}")
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/attachedTemplate" Target="http://evil.example/t.dotm"'
        ' TargetMode="External"/></Relationships>'
    )
    field = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r></w:p></w:body>"
        "</w:document>"
    )
    for part, text, code in (
        ("word/vbaProject.bin", "x", "macros"),
        ("word/_rels/settings.xml.rels", link, "link_out"),
        ("word/document.xml", field, "active_field"),
    ):
        assert code in {one for one, _found in check(with_part(plain, part, text), NAMES).faults}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5_000_001, b"%PDF-1.7"])
def test_what_is_no_docx_is_said_to_be_none(content):
    assert not check(content, NAMES).is_fit


def test_entities_that_grow_are_refused_unread():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    found = check(with_part(a_template("x"), "word/extra.xml", bomb), NAMES)
    assert found.faults == (("not_docx", "word/extra.xml"),)
