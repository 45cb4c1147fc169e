"""The pages of the record: one big line for the auditor, health alone for the administrator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guize.core.ledger import check_code
from guize.ledger import blobs
from guize.ledger.clock import BEIJING
from guize.ledger.models import Verification
from guize.ledger.queries import stream_events
from guize.ledger.services import check, log_denied, log_read, sequence
from ledger import forging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def auditor(client, county):
    return client.as_(county.auditor.account)


def page(client, name: str = "record", **asked: str) -> str:
    return client.get(reverse(name), asked).content.decode()


def test_the_auditor_checks_and_reads_one_line(auditor, county):
    assert "尚未校验" in page(auditor)
    answer = auditor.post(reverse("record-check"), follow=True)
    size = Verification.objects.get().size
    assert size > 10
    assert f"✓ 完整 {size} 条" in answer.content.decode()


def test_a_forgery_is_told_with_its_number_and_kind(auditor, county):
    sequence(tenant=county.tenant)
    forging.unguard()
    forging.run("UPDATE ledger_event SET account = 'x' WHERE id = %s",
                forging.verifying.key(forging.entries(county.tenant)[3].id))  # fmt: skip
    report = check(tenant=county.tenant, is_full=True)
    shown = page(auditor)
    assert f"✗ 第 {report.first} 条起不一致" in shown
    assert "记录被改动" in shown


def test_a_code_from_paper_and_a_file_are_verified(auditor, opened, county):
    sequence(tenant=county.tenant)
    event = stream_events(county.tenant, "case", opened.id)[0]
    shown = page(auditor, code=check_code(event.hash).lower().replace("-", " "))
    assert "✓ 在记录中" in shown
    assert str(opened.id) not in shown
    assert opened.title not in shown
    assert "与存档的文件一致" in page(auditor, code=blobs.keep(b"document"))
    assert "没有这个核验码" in page(auditor, code="0" * 64)


def test_the_system_administrator_reads_the_state_and_nothing_else(client, county):
    check(tenant=county.tenant, is_full=True)
    signed = client.as_(county.system_admin.account)
    shown = page(signed, code="0" * 64)
    assert "✓ 完整" in shown
    assert "核对文书" not in shown
    assert "没有这个核验码" not in shown
    assert signed.post(reverse("record-check")).status_code == 403
    assert signed.get(reverse("readers")).status_code == 404


def test_who_has_read_a_case_is_shown_with_the_name(auditor, opened, county):
    about = {"tenant": county.tenant, "object": "O6", "object_id": str(opened.id)}
    log_read(account=county.justice_head.account.id, **about)
    log_denied(account=county.outsider.account.id, **about)
    shown = page(auditor, "readers", file=str(opened.id))
    assert "周涛" in shown
    assert "林外" in shown
    assert "拒绝" in shown
    only = page(auditor, "readers", file=str(opened.id), account="justice_head")
    assert "林外" not in only
    assert "没有符合条件" in page(auditor, "readers", until="2020-01-01")


def test_the_sheet_of_the_day_has_the_checkpoint_and_its_code(auditor, county):
    assert "没有签署检查点" in page(auditor, "record-sheet", day="2020-01-01")
    head = sequence(tenant=county.tenant)
    day = str(head.at.astimezone(BEIJING).date())
    shown = page(auditor, "record-sheet", day=day)
    assert check_code(f":{head.root}") in shown
    assert str(head.size) in shown
    assert auditor.get(reverse("record-sheet"), {"day": "x"}).status_code == 404


def test_the_auditor_takes_the_record_and_its_growth_to_others(auditor, county):
    sequence(tenant=county.tenant)
    answer = auditor.get(reverse("record-export"))
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith('{"format": "guize-ledger/1"')
    assert '"body"' not in text
    assert auditor.get(reverse("record-growth")).content.startswith(b"old 0\n")
    assert auditor.get(reverse("record-growth"), {"since": "99999"}).status_code == 302
