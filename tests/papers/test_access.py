"""Who may make, read and fetch which paper: the right on its object, at its stage."""

from __future__ import annotations

from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

import people
from desks import desk_of
from guize.ledger.models import ReadLog
from guize.papers.kinds import KINDS
from guize.papers.models import Paper

pytestmark = pytest.mark.django_db


def fetch(client, county, who: str, paper, form: str = "pdf"):
    url = reverse("papers:download", args=[paper.id, form])
    return client.as_(county.cast[who].account).get(url)


def readers(client, county, paper) -> set[str]:
    url = reverse("papers:paper", args=[paper.id])
    return {
        who
        for who, member in county.cast.items()
        if client.as_(member.account).get(url).status_code == 200
    }


SEE_CASE = {"case_officer", "unit_head", "unit_deputy", "deputy_head"} | {
    "justice_officer", "justice_head"
}  # fmt: skip


def test_a_paper_of_a_case_is_read_by_whoever_may_view_its_object(client, desk, lawful):
    paper = desk.make("response_plan")
    assert readers(client, lawful, paper) == SEE_CASE
    assert fetch(client, lawful, "outsider", paper).status_code == 404


def test_whoever_may_only_view_may_not_make(desk):
    with pytest.raises(PermissionDenied):
        desk.make("response_plan", by="justice_officer")
    with pytest.raises(Http404):
        desk.make("response_plan", by="outsider")
    assert not Paper.objects.exists()


def test_a_transfer_letter_does_not_exist_for_the_unit_nor_for_whom_it_concerns(client, approved):
    head = approved.county.unit_head.appointment
    paper = desk_of(approved).make("transfer_letter", by="justice_officer", subject=head)
    found = readers(client, approved.county, paper)
    assert not found & {"case_officer", "unit_head", "unit_deputy", "deputy_head"}
    assert {"justice_officer", "justice_head"} <= found
    denied = ReadLog.objects.filter(outcome="denied", object="O8", object_id=str(paper.id))
    assert denied.exists()


def test_the_papers_of_the_case_show_none_of_the_proceeding(client, approved):
    head = approved.county.unit_head.appointment
    shelf = reverse("papers:case", args=[approved.row.case_id])
    before = client.as_(approved.county.unit_head.account).get(shelf).content
    paper = desk_of(approved).make("transfer_letter", by="justice_officer", subject=head)
    signed = client.as_(approved.county.unit_head.account)
    assert str(paper.id) not in signed.get(shelf).content.decode()
    assert len(signed.get(shelf).content) == len(before)


def test_a_decision_is_read_by_the_person_only_once_it_is_served(client, approved, decided):
    desk, head = decided
    paper = desk.make("decision_notice", by="organization_officer", subject=head)
    assert fetch(client, approved.county, "unit_head", paper).status_code == 404
    approved.take("organization_officer", "decision_served", subject=head, service_method="direct")
    assert fetch(client, approved.county, "unit_head", paper).status_code == 200
    mine = client.as_(approved.county.unit_head.account).get(reverse("papers:mine"))
    assert str(paper.id) in mine.content.decode()
    others = client.as_(approved.county.unit_deputy.account).get(reverse("papers:mine"))
    assert str(paper.id) not in others.content.decode()


def test_a_confidential_kind_has_numbers_of_its_own(approved, desk):
    head = approved.county.unit_head.appointment
    letter = desk_of(approved).make("transfer_letter", by="justice_officer", subject=head)
    assert letter.number == "县司追移〔2026〕1号"
    assert (letter.series, KINDS["suit_report"].series) == ("transfer_letter", "")


def test_a_confidential_file_bears_who_fetched_it_and_each_download_is_logged(client, approved):
    head = approved.county.unit_head.appointment
    paper = desk_of(approved).make("transfer_letter", by="justice_officer", subject=head)
    answer = fetch(client, approved.county, "justice_head", paper)
    told = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    log = ReadLog.objects.filter(object="O8", object_id__startswith=f"{paper.id}:").get()
    assert log.object_id.rpartition(":")[2] in told
    word = fetch(client, approved.county, "justice_head", paper, "docx").content
    header = docx.Document(BytesIO(word)).sections[0].header
    assert "周涛" in header.paragraphs[-1].text


def test_a_file_keeps_its_chinese_name_and_is_never_guessed_at(client, desk, lawful):
    answer = fetch(client, lawful, "case_officer", desk.make("suit_report"))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "filename*=UTF-8''%E9%9D%92" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].isascii()


def test_the_values_behind_a_paper_are_no_file_of_the_reader(client, desk, lawful):
    paper = desk.make("suit_report")
    assert fetch(client, lawful, "case_officer", paper, "json").status_code == 404


def test_another_county_finds_no_paper(client, desk):
    paper = desk.make("suit_report")
    other = people.county("邻县", prefix="n-")
    assert fetch(client, other, "justice_head", paper).status_code == 404
