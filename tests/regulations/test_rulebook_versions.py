"""A version of a rulebook is uploaded by one person and adopted by another, from a day on."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import workbooks
from guize.cases.models import Duty, DutySnapshot
from guize.formats.rulebook_archive import archive_of
from guize.formats.rulebook_folder import RULEBOOKS, PackTexts, read_texts
from guize.ledger.queries import stream_events
from guize.regulations import queries
from guize.regulations.models import LawChange, RulebookVersion
from guize.regulations.queries import uploads, versions
from guize.regulations.queries.changes import stream_of

PACK, BASE, SINCE = "xiuyan-2024", "cn-procedure", "2026-09-01"
OLD = "| 2工作日 | 次日 | 不顺延 | 向分管副县长报告 |"
NEW = "| 4工作日 | 次日 | 不顺延 | 向分管副县长报告 |"


def texts(pack: str = PACK, file: str = "", old: str = "", new: str = "") -> PackTexts:
    """The shipped texts of a pack with one change."""
    found = read_texts(RULEBOOKS / pack)
    files = dict(found.files)
    if file:
        assert old in files[file]
        files[file] = files[file].replace(old, new)
    return PackTexts(found.manifest, files, found.scenarios)


longer = partial(texts, PACK, "02-response.md", OLD, NEW)


def sent(county, client, content: bytes, who: str = "justice_officer", **more: str):
    """The form with a file; 200 is the preview."""
    data = {"since": SINCE, "reason": "条例修改", "idempotency_key": "k", **more}
    data["file"] = SimpleUploadedFile("pack.zip", content)
    return client.as_(county.cast[who].account).post(reverse("rulebook-upload"), data)


def uploaded(county, client, content: bytes, **more: str) -> LawChange:
    """What the preview's own form sends on."""
    preview = sent(county, client, content, **more)
    assert preview.status_code == 200, preview.content.decode()
    data = dict(preview.context["form"].again()) | {"confirm": "1"}
    officer = client.as_(county.justice_officer.account)
    answer = officer.post(reverse("rulebook-upload"), data)
    assert answer.status_code == 302, answer.content.decode()
    return LawChange.objects.latest("proposed_at")


def decided(county, client, change: LawChange, who: str = "justice_head", **data: str):
    url = reverse("law-change-decide", args=[change.id])
    given = data or {"adopt": "1", "reason": "核对无误"}
    return client.as_(county.cast[who].account).post(url, given)


def report_due() -> date | None:
    return Duty.objects.get(rule="7-2-报告").due


def test_everything_is_shown_before_anything_is_proposed(lawful, client, opened):
    page = sent(lawful, client, archive_of(longer(), PACK)).content.decode()
    for told in ("无错误", "100%", "7-2-报告", "4 个工作日", str(opened), "核对无误后提交审核"):
        assert told in page
    assert "31 例中" in page  # examples that expect two working days no longer hold
    assert not LawChange.objects.exists()


def test_two_persons_put_a_version_in_force_and_every_move_is_kept(lawful, client, opened):
    before = report_due()
    change = uploaded(lawful, client, archive_of(longer(), PACK))
    assert report_due() == before
    assert decided(lawful, client, change).status_code == 302
    assert queries.find_rulebook(lawful.tenant).read_from == date(2026, 9, 1)
    kept = DutySnapshot.objects.get(cause_id=str(change.id), rule="7-2-报告")
    assert (kept.due_before, kept.due, kept.cause) == (before, report_due(), "rulebook")
    assert kept.due > before


def test_both_persons_and_the_whole_text_are_in_the_ledger(lawful, client):
    change = uploaded(lawful, client, archive_of(longer(), PACK))
    decided(lawful, client, change)
    stream = stream_events(lawful.tenant, "organisation", stream_of(lawful.tenant).id)
    persons = lawful.justice_officer.account.id, lawful.justice_head.account.id
    assert [(e.type, e.account) for e in stream] == [
        ("law_change_proposed", str(persons[0])),
        ("law_change_adopted", str(persons[1])),
    ]
    assert stream[0].payload["change"]["files"] == dict(longer().files)
    page = client.as_(lawful.case_officer.account).get(reverse("law-change", args=[change.id]))
    for who in ("justice_officer", "justice_head"):
        assert f"{lawful.cast[who].name} 于" in page.content.decode()


def test_what_happened_before_the_day_keeps_the_earlier_text(lawful, client, opened):
    before = report_due()
    change = uploaded(lawful, client, archive_of(longer(), PACK), since="2026-12-01")
    decided(lawful, client, change)
    assert report_due() == before
    norms = queries.norms(lawful.tenant).rulebooks
    assert [book.read_from for book in norms] == [None, date(2026, 12, 1)]
    assert queries.find_rulebook(lawful.tenant).read_from is None


def test_the_proposer_cannot_adopt_and_nobody_else_can_withdraw(lawful, client):
    change = uploaded(lawful, client, archive_of(longer(), PACK))
    assert decided(lawful, client, change, "justice_officer").status_code == 403
    url = reverse("law-change-withdraw", args=[change.id])
    assert client.as_(lawful.justice_head.account).post(url).status_code == 403
    assert client.as_(lawful.justice_officer.account).post(url).status_code == 302
    assert LawChange.objects.get(id=change.id).status == "withdrawn"
    assert decided(lawful, client, change).status_code == 403
    assert RulebookVersion.objects.filter(tenant=lawful.tenant, pack=PACK).count() == 1


@pytest.mark.parametrize("who", ["justice_head", "case_officer", "county_head", "system_admin"])
def test_only_the_officer_of_the_bureau_uploads(lawful, client, who):
    answer = sent(lawful, client, archive_of(longer(), PACK), who)
    assert answer.status_code == (404 if who == "system_admin" else 403)


def test_every_fault_has_its_file_line_and_cause(lawful, client):
    wrong = texts(PACK, "02-response.md", "| 2工作日 |", "| 两三天 |")
    answer = sent(lawful, client, archive_of(wrong, PACK))
    assert answer.status_code == 422
    faults = [fault for fault, _ in answer.context["form"].faults]
    assert {fault.file for fault in faults} == {"02-response.md"}
    assert all(fault.line and "两三天" in fault.cause for fault in faults)
    assert f">{faults[0].line}</td>" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "more", "field"),
    [
        (b"no archive", {}, "file"),
        (archive_of(texts("haikou-2011"), "haikou-2011"), {}, "file"),
        (archive_of(texts(), PACK), {}, "file"),
        (archive_of(longer(), PACK), {"since": "2020-01-01"}, "since"),
        (archive_of(longer(), PACK), {"since": ""}, "since"),
        (archive_of(longer(), PACK), {"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(lawful, client, content, more, field):
    answer = sent(lawful, client, content, **more)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_file_is_not_asked_for_again_when_another_field_is_wrong(lawful, client):
    answer = sent(lawful, client, archive_of(longer(), PACK), reason="")
    data = {"sealed": answer.context["form"]["sealed"].value(), "since": SINCE, "reason": "修改",
            "idempotency_key": "k"}  # fmt: skip
    officer = client.as_(lawful.justice_officer.account)
    assert officer.post(reverse("rulebook-upload"), data).status_code == 200
    forged = officer.post(reverse("rulebook-upload"), data | {"sealed": "x" + data["sealed"]})
    assert "file" in forged.context["form"].errors


def test_a_base_in_a_new_version_is_read_beneath_the_countys_text_from_its_day(lawful, client):
    base = texts(BASE, "02-administrative.md", "| 15日 |", "| 16日 |")
    change = uploaded(lawful, client, archive_of(base, BASE))
    assert decided(lawful, client, change).status_code == 302
    books = queries.norms(lawful.tenant).rulebooks
    terms = {book.read_from: _term(book, "法-行政答辩") for book in books}
    assert {since: str(term) for since, term in terms.items()} == {
        None: "15日", date(2026, 9, 1): "16日"
    }  # fmt: skip


def _term(book, rule):
    return next(duty.period for duty in book.duties if duty.id == rule)


def test_a_base_under_which_the_countys_text_fails_is_refused(lawful, client):
    base = texts(BASE, "01-vocabulary.md", "向分管副县长报告", "向分管副县长上报")
    answer = sent(lawful, client, archive_of(base, BASE))
    assert answer.status_code == 422
    assert f"{PACK}/02-response.md:" in answer.context["form"].errors["file"][0]


def test_a_workbook_of_an_installed_version_is_one_way_to_upload(lawful, client, opened):
    row = versions.used_on(lawful.tenant, PACK)
    url = reverse("rulebook-download", args=[PACK, row.id, "xlsx"])
    downloaded = client.as_(lawful.justice_officer.account).get(url)
    assert client.as_(lawful.case_officer.account).get(url).status_code == 403

    def change(sheets):
        for cells in sheets["02-response"]:
            if cells[1] == "7-2-报告":
                cells[cells.index("2工作日")] = "4工作日"

    content = workbooks.edited(downloaded.content, change)
    preview = sent(lawful, client, content)
    assert "新写 2 行,去掉 2 行" in preview.content.decode()
    decided(lawful, client, uploaded(lawful, client, content))
    assert queries.find_rulebook(lawful.tenant).content_hash != row.content_hash


def test_a_fault_in_a_workbook_names_sheet_and_row(lawful, client):
    row = versions.used_on(lawful.tenant, PACK)

    def change(sheets):
        for cells in sheets["02-response"]:
            if cells[1] == "7-2-方案":
                cells[cells.index("3工作日")] = "两三天"

    answer = sent(lawful, client, workbooks.edited(uploads.as_workbook(row), change))
    assert answer.status_code == 422
    assert "工作表「02-response」第" in answer.content.decode()


def test_versions_are_listed_with_their_days_and_differences(lawful, client):
    decided(lawful, client, uploaded(lawful, client, archive_of(longer(), PACK)))
    listed = versions.editions(lawful.tenant, PACK)
    assert [(e.row.since, e.until) for e in listed] == [
        (date(2026, 9, 1), None), (date(2024, 9, 27), date(2026, 9, 1))
    ]  # fmt: skip
    assert listed[0].before == listed[1].row
    page = client.as_(lawful.case_officer.account).get(reverse("rulebook-versions", args=[PACK]))
    assert f"before={listed[1].row.id}&amp;after={listed[0].row.id}" in page.content.decode()
    assert "下载" not in page.content.decode()
