"""The Word files of all nineteen documents: lawful by the schema of OOXML, laid out as measured.

LibreOffice lays them out in the long run; WPS and Word are not claimed.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from itertools import pairwise

import pytest
from openxml_audit import OpenXmlValidator

import machine
from a_paper import FOOTER, HAN, official, pages, squeezed, text_of
from desks import desk_of
from guize.formats.docx import docx_file, stamped
from guize.formats.official import Block, flow, texts
from guize.papers.kinds import KINDS

FULL = {"mark": "", "number": "", "approver": "", "banner": "", "addressee": ""}


@pytest.fixture
def every(approved):
    """All nineteen, written from the record of one proceeding."""
    head = approved.county.unit_head.appointment
    dossier = desk_of(approved).draft("transfer_letter", "justice_officer", head).dossier
    return {code: kind.write(dossier) for code, kind in KINDS.items()}


def faults(content: bytes, folder) -> list[str]:
    file = folder / "checked.docx"
    file.write_bytes(content)
    return [str(fault) for fault in OpenXmlValidator().validate(file).errors]


@pytest.mark.django_db
def test_each_passes_the_schema_of_ooxml(every, tmp_path):
    assert len(every) == 19
    found = {code: faults(docx_file(document), tmp_path) for code, document in every.items()}
    assert not {code: told for code, told in found.items() if told}


def test_a_copy_with_the_name_of_its_reader_passes_too(tmp_path):
    assert faults(stamped(docx_file(official()), "王芳 2026-11-22"), tmp_path) == []


def test_the_check_would_notice_a_file_that_word_refuses(tmp_path):
    broken = docx_file(official()).replace(b"word/styles.xml", b"word/stiles.xml")
    assert faults(broken, tmp_path)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Turns files into PDF with a profile of its own: LibreOffice serves one caller a profile."""
    machine.need_office()
    profile = tmp_path_factory.mktemp("profile")

    def turned(files: dict[str, bytes]) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("words")
        for name, content in files.items():
            (folder / f"{name}.docx").write_bytes(content)
        words = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        given = sorted(str(path) for path in folder.glob("*.docx"))
        command = ["soffice", *words, "--outdir", str(folder), *given]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {name: (folder / f"{name}.pdf").read_bytes() for name in files}

    return turned


def headings(document) -> list[Counter]:
    """The first rows of its tables: shown again where a table goes on."""
    tables = [line.rows for line in flow(document) if line.style == "table"]
    return [Counter(squeezed("".join(rows[0]))) for rows in tables if rows]


@pytest.mark.long
@pytest.mark.django_db
def test_libreoffice_shows_the_text_of_each_within_its_margins(every, office):
    turned = office({code: docx_file(document) for code, document in every.items()})
    for code, document in every.items():
        told = Counter(text_of(turned[code]))  # of characters: marks are written apart
        said = Counter(squeezed("".join(texts(flow(document)))))
        assert told - said in (Counter(), *headings(document)), code
        assert not said - told, code
        for line in (line for page in pages(turned[code]) for line in page.body):
            assert line[1] > 27, (code, line)
            assert line[3] < 210 - 25, (code, line)
            assert line[2] > 36, (code, line)


@pytest.mark.long
def test_libreoffice_sets_twenty_two_lines_of_twenty_eight_characters(office):
    document = official(**FULL, blocks=(Block("plain", HAN * 60),))
    full = pages(office({"full": docx_file(document)})["full"])[1].body
    assert [len(line[0]) for line in full] == [28] * 22
    assert min(line[1] for line in full) == pytest.approx(28, abs=1)
    assert 210 - max(line[3] for line in full) == pytest.approx(26, abs=1)
    pitch = 225 / 22
    assert all(b[4] - a[4] == pytest.approx(pitch, abs=0.15) for a, b in pairwise(full))
    middle = (full[0][2] + full[0][4]) / 2
    assert middle - pitch / 2 == pytest.approx(37, abs=1)
    assert (full[-1][2] + full[-1][4]) / 2 + pitch / 2 == pytest.approx(FOOTER, abs=1)
