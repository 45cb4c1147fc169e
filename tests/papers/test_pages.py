"""The pages: what is missing stands above the form, a draft is looked at, filing leads to it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guize.papers.models import Paper

pytestmark = pytest.mark.django_db
FILLED = {"plan": "围绕程序答辩", "evidence": "收齐", "appearance": "镇长出庭", "key": "k1"}


@pytest.fixture
def page(client, lawful, opened):
    """`page("response_plan", …)` gets, or posts what is given."""
    signed = client.as_(lawful.case_officer.account)

    def _page(kind: str, **given: str):
        url = reverse("papers:make-for-case", args=[opened.id, kind])
        return signed.post(url, given) if given else signed.get(url)

    return _page


def test_missing_facts_are_shown_before_anything_is_made(page):
    shown = page("response_plan").content.decode()
    assert "卷内还缺少" in shown
    assert "诉讼代理人" in shown
    assert "答辩思路" not in shown.partition("<form method")[0].partition("卷内还缺少")[2]


def test_a_document_with_blanks_is_filed_only_when_they_are_accepted(page):
    assert "还缺少:诉讼代理人" in page("response_plan", **FILLED).content.decode()
    answer = page("response_plan", **FILLED, accepts_blanks="on")
    assert answer.status_code == 302
    assert answer.url == reverse("papers:paper", args=[Paper.objects.get().id])


def test_a_second_click_files_nothing_more(page):
    for _click in range(2):
        page("response_plan", **FILLED, accepts_blanks="on")
    assert Paper.objects.count() == 1


def test_a_draft_is_looked_at_and_leaves_nothing_behind(page):
    answer = page("response_plan", **FILLED, look="1")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")
    assert not Paper.objects.exists()


def test_a_kind_that_does_not_belong_here_is_not_found(page):
    assert page("review_opinion").status_code == 404
    assert page("no-such-kind").status_code == 404


def test_what_was_typed_comes_back_with_the_error(page):
    shown = page("response_plan", **FILLED | {"plan": ""}, look="1").content.decode()
    assert "镇长出庭" in shown
    assert "field__error" in shown


def test_the_paper_says_that_chain_and_files_hold(client, desk, lawful):
    paper = desk.make("suit_report")
    url = reverse("papers:paper", args=[paper.id])
    shown = client.as_(lawful.unit_head.account).get(url).content.decode()
    assert "与系统记录相符" in shown
    assert paper.files.get(form="pdf").digest in shown
