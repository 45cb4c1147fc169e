"""Filing a document: numbered without gaps, its files stored before its row, anchored, once."""

from __future__ import annotations

import json
from hashlib import sha256

import pypdfium2
import pytest
from django.http import Http404
from django.urls import reverse

from guize.ledger import blobs
from guize.ledger.mapping import StreamRef
from guize.ledger.queries import head, stream_events, verify
from guize.papers import checks, drafting, queries, services
from guize.papers.models import Paper, PaperFile
from guize.papers.services import filing

pytestmark = pytest.mark.django_db


def text_of(paper) -> str:
    content = blobs.content(paper.files.get(form="pdf").digest)
    pages = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def test_numbers_of_an_organ_run_without_gaps_through_its_common_series(desk):
    made = [desk.make(kind) for kind in ("suit_report", "judgment_report", "suit_report")]
    assert [paper.number for paper in made] == [
        "青石镇政应诉〔2026〕1号", "青石镇政裁报〔2026〕2号", "青石镇政应诉〔2026〕3号",
    ]  # fmt: skip
    assert made[0].number in text_of(made[0])


def test_the_word_an_organ_chose_for_its_numbers_is_kept(desk):
    made = [desk.make("suit_report", mark="青政"), desk.make("judgment_report")]
    assert [paper.number for paper in made] == ["青政应诉〔2026〕1号", "青政裁报〔2026〕2号"]


def test_a_paper_for_the_court_bears_no_number_and_takes_none(desk):
    assert desk.make("defence").number == ""
    assert desk.make("suit_report").serial == 1


def test_the_event_holds_the_hash_of_each_file(desk, lawful, opened):
    paper = desk.make("suit_report")
    told = stream_events(lawful.tenant, "case", opened.id)[-1]
    assert (told.type, told.id) == ("document_filed", str(paper.event))
    for file in paper.files.all():
        stored = told.payload["files"][file.form]
        assert stored == {"sha256": file.digest, "size": file.size}
        assert sha256(blobs.content(file.digest)).hexdigest() == file.digest
    assert verify(lawful.tenant, StreamRef("case", str(opened.id))) is None


@pytest.mark.parametrize("code", ["written_admonition", "circular"])
def test_a_measure_against_units_is_filed_of_no_person__art_13(decided, code):
    desk, head = decided
    before = Paper.objects.count()
    with pytest.raises(Http404):
        desk.make(code, by="organization_officer", subject=head)
    assert Paper.objects.count() == before


def test_a_paper_is_filed_of_nobody_but_those_the_proceeding_is_about(decided):
    desk, _head = decided
    for stranger in (desk.county.unit_deputy.appointment, desk.county.other_unit, "nobody"):
        with pytest.raises(Http404):
            desk.make("transfer_letter", by="justice_officer", subject=stranger)
    assert not Paper.objects.exists()


def test_the_footer_bears_the_head_of_the_stream_it_was_made_on(desk, lawful, opened):
    before = head(lawful.tenant, StreamRef("case", str(opened.id)))
    paper = desk.make("suit_report")
    assert checks.code(before).replace(" ", "") in text_of(paper).replace(" ", "")
    assert queries.checked(paper)["chain"]
    paper.head = "sha256:" + "0" * 64
    assert not queries.checked(paper)["chain"]


def test_a_file_that_was_changed_is_said_to_be(desk, store):
    paper = desk.make("suit_report")
    digest = paper.files.get(form="pdf").digest
    (store / digest[:2] / digest[2:]).write_bytes(b"%PDF-changed")
    assert queries.checked(paper) == {"chain": True, "docx": True, "pdf": False, "json": True}


def test_the_same_key_gives_the_first_paper_again(desk):
    first = desk.make("suit_report", idempotency_key="k1")
    assert desk.make("suit_report", idempotency_key="k1").id == first.id
    assert Paper.objects.count() == 1


def test_blanks_are_refused_until_the_author_accepts_them(desk):
    desk.given = {}
    with pytest.raises(services.BlanksLeft) as refused:
        desk.make("suit_report", accepts_blanks=False)
    assert "初步研判意见" in refused.value.missing
    assert not Paper.objects.exists()
    assert "＿" in text_of(desk.make("suit_report"))


def test_no_row_is_written_where_a_file_could_not_be_stored(desk, monkeypatch, lawful, opened):
    before = len(stream_events(lawful.tenant, "case", opened.id))

    def full(content: bytes) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(filing.blobs, "keep", full)
    with pytest.raises(OSError, match="no space"):
        desk.make("suit_report")
    assert not Paper.objects.exists()
    assert len(stream_events(lawful.tenant, "case", opened.id)) == before


def test_whoever_is_overtaken_while_drawing_takes_the_next_number(desk, monkeypatch):
    drawn = drafting.files
    late = []

    def slow(*args):
        if not late:
            late.append(True)
            desk.make("suit_report")
        return drawn(*args)

    monkeypatch.setattr(filing.drafting, "files", slow)
    paper = desk.make("suit_report")
    assert sorted(Paper.objects.values_list("serial", flat=True)) == [1, 2]
    assert paper.serial == 2
    assert paper.number in text_of(paper)


def test_the_case_record_says_nothing_of_papers_and_goes_on_being_recorded(desk, record, lawful):
    desk.make("suit_report")
    known = queries.of_case(lawful.case_officer.actor, desk.place.case.id).case
    assert known.sequence == desk.place.case.sequence + 1
    record("evidence_filed", "2026-10-09", documents="送达回证")


def test_rows_rebuilt_from_the_stream_equal_those_written(desk, lawful, opened):
    desk.make("suit_report")
    desk.make("defence")
    before = list(Paper.objects.order_by("event").values()), _files()
    made = services.rebuild(tenant=lawful.tenant, stream=StreamRef("case", str(opened.id)))
    assert made == 2
    assert (list(Paper.objects.order_by("event").values()), _files()) == before


def _files() -> list[tuple]:
    return sorted(PaperFile.objects.values_list("paper", "form", "digest", "size"))


def test_the_values_a_paper_was_drawn_from_are_kept(desk):
    stored = json.loads(blobs.content(desk.make("suit_report").files.get(form="json").digest))
    assert stored["number"] == "青石镇政应诉〔2026〕1号"


def test_a_name_of_a_blob_that_is_no_hash_opens_nothing():
    for digest in ("../../secret-key", "x" * 64, ""):
        with pytest.raises(blobs.BlobFault):
            blobs.content(digest)


def test_who_wrote_meanwhile_is_told_that_a_paper_was_filed(client, desk, lawful, opened):
    before = str(head(lawful.tenant, StreamRef("case", str(opened.id))).sequence)
    desk.make("suit_report")
    signed = client.as_(lawful.case_officer.account)
    address = reverse("cases:record", args=[opened.id, "evidence_filed"])
    given = {"occurred_on": "2026-10-09", "documents": "送达回证", "sequence": before}
    assert "他人已记录:文书归卷(" in signed.post(address, given).content.decode()
