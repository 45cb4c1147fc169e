"""The county's own templates: checked, used for what is made afterwards, withdrawn again."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guize.ledger import blobs
from guize.papers import services
from guize.papers.models import Template

pytestmark = pytest.mark.django_db


def a_template(*lines: str) -> bytes:
    made, file = docx.Document(), BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue()


def add(county, *lines: str, by: str = "justice_officer") -> Template:
    actor = county.cast[by].actor
    return services.add_template(
        actor=actor, kind="suit_report", name="报告.docx", content=a_template(*lines)
    )


def paragraphs(paper) -> list[str]:
    content = blobs.content(paper.files.get(form="docx").digest)
    return [line.text for line in docx.Document(BytesIO(content)).paragraphs]


def test_a_document_is_made_from_the_template_of_its_kind(desk, lawful):
    add(lawful, "第一版 {{ title }}")
    add(lawful, "{{ number }}", "{{ body }}", "{{ case_number }}")
    told = paragraphs(desk.make("suit_report"))
    assert told[0] == "青石镇政应诉〔2026〕1号"
    assert "一、案件基本情况" in told
    assert told[-1] == "(2026)辽9901行初41号"
    services.withdraw_template(actor=lawful.justice_officer.actor, kind="suit_report")
    assert "青石镇人民政府文件" in paragraphs(desk.make("suit_report"))


def test_an_unfit_template_is_refused_with_what_was_found(lawful):
    with pytest.raises(services.TemplateRefused) as refused:
        add(lawful, "{{ tittle }}", "{% import os %}")
    assert refused.value.checked.unknown == ("tittle",)
    assert refused.value.checked.faults == (("expression", "{% import os %}"),)
    assert not Template.objects.exists()


def test_only_the_justice_bureau_keeps_templates(lawful):
    for who in ("case_officer", "system_admin", "deputy_head"):
        with pytest.raises(PermissionDenied):
            add(lawful, "{{ title }}", by=who)


def test_the_page_says_at_the_file_what_stands_in_the_way(client, lawful):
    signed = client.as_(lawful.justice_officer.account)
    file = SimpleUploadedFile("t.docx", a_template("{{ tittle }}"))
    shown = signed.post(reverse("papers:templates"), {"kind": "suit_report", "file": file})
    assert "没有这个占位符:tittle" in shown.content.decode()
    good = SimpleUploadedFile("t.docx", a_template("{{ title }}"))
    answer = signed.post(reverse("papers:templates"), {"kind": "suit_report", "file": good})
    assert answer.status_code == 302
    assert Template.objects.count() == 1
