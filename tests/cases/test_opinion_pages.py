"""Pages of opinions, and of what is logged, checked and noted beside them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guize.cases import queries
from guize.cases.models import Note
from guize.ledger.models import Event

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%signed\n"
STROKES = "[[[10,20],[40,60]]]"
ASKED = {"opinion_kind": "instruction", "matter": "应诉方案请批示", "occurred_on": "2026-09-28"}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def window(client, lawful):
    return lambda key: client.as_(lawful.cast[key].account)


def url(name: str, case, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.id, *more])


@pytest.fixture
def ask(window, lawful, opened):
    def _ask():
        given = ASKED | {"asked_of": lawful.deputy_head.appointment}
        return window("case_officer").post(url("record", opened, "opinion_requested"), given)

    return _ask


def pdf(name: str = "签批单.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def opinions(opened, actor):
    known = queries.record(actor, opened)
    boxes = queries.reading_of(actor, opened, known).board().boxes
    return [one.opinion for box in boxes for one in box.written]


def test_from_home_to_the_signed_opinion_with_a_phrase_and_a_hand(window, lawful, opened, ask):
    assert ask().status_code == 302
    home = window("deputy_head").get(reverse("home")).context["home"]
    (one,) = home.signing
    form = window("deputy_head").get(one.url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    given = shown | {"phrase": "instruction_agree", "handwriting": STROKES}
    done = window("deputy_head").post(one.url, given)
    assert done.url.endswith("?tab=opinions")
    assert not window("deputy_head").get(reverse("home")).context["home"].signing
    page = window("case_officer").get(done.url).content.decode()
    assert '<path d="M10 20L40 60"/>' in page
    assert "同意。" in page
    assert "代录" not in page


def test_a_phrase_and_a_line_of_ones_own_stand_together(window, lawful, opened):
    given = {"opinion_kind": "instruction", "occurred_on": "2026-09-28",
             "signed_by": lawful.unit_head.appointment, "phrase": "instruction_agree",
             "opinion": "请王芳办理。"}  # fmt: skip
    window("unit_head").post(url("record", opened, "opinion_given"), given)
    (one,) = opinions(opened, lawful.unit_head.actor)
    assert one.told("opinion") == "同意。\n请王芳办理。"


def test_an_empty_opinion_comes_back_with_what_was_drawn(window, lawful, opened):
    place = url("record", opened, "opinion_given")
    given = {"opinion_kind": "instruction", "occurred_on": "2026-02-30",
             "signed_by": lawful.unit_head.appointment, "handwriting": STROKES}  # fmt: skip
    page = window("unit_head").post(place, given).content.decode()
    assert "没有这一天" in page
    assert STROKES in page


def test_what_is_not_strokes_is_refused_at_the_hand(window, lawful, opened):
    given = {"opinion_kind": "instruction", "occurred_on": "2026-09-28",
             "signed_by": lawful.unit_head.appointment,
             "handwriting": '[[[1,2]]]"><script>'}  # fmt: skip
    page = window("unit_head").post(url("record", opened, "opinion_given"), given)
    assert "handwriting" in page.context["form"].errors
    assert "<script>" not in page.content.decode().split("handwriting", 1)[1][:300]


def entered(lawful, **more: object) -> dict[str, object]:
    return {"for": "others", "opinion_kind": "instruction", "occurred_on": "2026-09-28",
            "signed_by": lawful.deputy_head.appointment, "opinion": "同意。", **more}  # fmt: skip


def test_an_opinion_entered_for_another_says_so_and_is_confirmed_from_his_home(
    window, lawful, opened, ask
):
    ask()
    window("case_officer").post(url("record", opened, "opinion_given"), entered(lawful))
    page = window("unit_head").get(url("case", opened) + "?tab=opinions").content.decode()
    assert "由王芳 · 司法所所长代录" in page
    assert "待本人确认" in page
    (one,) = window("deputy_head").get(reverse("home")).context["home"].signing
    assert one.is_confirmation  # the request is answered, the answer is to be confirmed
    form = window("deputy_head").get(one.url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    assert shown["confirmation"] == "confirmed"
    assert window("deputy_head").post(one.url, shown).status_code == 302
    assert [one.state for one in opinions(opened, lawful.unit_head.actor)] == ["confirmed"]


def test_a_signed_original_is_kept_and_read_by_whom_the_opinion_may(window, lawful, opened):
    given = entered(lawful, scan=pdf(), paper_governs="on")
    window("case_officer").post(url("record", opened, "opinion_given"), given)
    (one,) = opinions(opened, lawful.unit_head.actor)
    assert one.state == "by_scan"
    place = url("attachment", opened, one.event.id)
    got = window("deputy_head").get(place)
    assert (got.content, got["Content-Type"]) == (PDF, "application/pdf")
    assert got["Content-Disposition"].startswith("attachment")
    assert window("outsider").get(place).status_code == 404
    assert window("deputy_head").get(place + "?of=handwriting").status_code == 404
    page = window("unit_head").get(url("case", opened) + "?tab=opinions").content.decode()
    assert "以纸质为准" in page


def test_a_chosen_file_is_not_lost_when_something_else_is_wrong(window, lawful, opened):
    place = url("record", opened, "opinion_given")
    wrong = entered(lawful, scan=pdf(), occurred_on="2026-02-30")
    form = window("case_officer").post(place, wrong).context["form"]
    again = entered(lawful, scan_kept=form["scan_kept"].value())
    assert window("case_officer").post(place, again).status_code == 302
    (one,) = opinions(opened, lawful.unit_head.actor)
    assert one.told("scan").endswith("/签批单.pdf")
    stolen = window("unit_head").post(place, again | {"opinion": "别的。"})
    assert "scan_kept" in stolen.context["form"].errors  # a token is its owner's


@pytest.mark.parametrize(
    "file", [pdf("a.html", b"<html>"), pdf("a.pdf", b"x" * (10 * 1024 * 1024 + 1))]
)
def test_what_is_no_document_or_too_large_is_refused_at_the_file(window, lawful, opened, file):
    page = window("case_officer").post(
        url("record", opened, "opinion_given"), entered(lawful, scan=file)
    )
    assert "scan" in page.context["form"].errors


LOG = {"type": "court_contacted", "participants": "承办法官", "note": "询问开庭安排"}


def test_a_contact_is_logged_on_the_case_page_with_today_filled_in(window, opened):
    tab = url("case", opened) + "?tab=communication"
    form = window("case_officer").get(tab).context["log_form"]
    given = {**LOG, "key": form["key"].value(), "occurred_on": str(form["occurred_on"].value())}
    for _ in range(2):  # a double press
        done = window("case_officer").post(url("log", opened), given | {"attachment": pdf()})
    shown = window("deputy_head").get(done.url)
    (line,) = shown.context["logged"]
    assert line.files == (("attachment", "签批单.pdf"),)
    assert "询问开庭安排" in shown.content.decode()


def test_a_log_entry_with_an_error_comes_back_with_all_that_was_typed(window, opened):
    given = LOG | {"occurred_on": "2027-01-01"}
    page = window("case_officer").post(url("log", opened), given)
    assert page.status_code == 422
    assert "询问开庭安排" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "answer"),
    [("unit_deputy", 302), ("deputy_head", 302), ("justice_officer", 403), ("outsider", 404)],
)
def test_who_acts_in_the_case_logs_and_checks_and_others_do_not(window, opened, who, answer):
    given = LOG | {"occurred_on": "2026-10-09"}
    assert window(who).post(url("log", opened), given).status_code == answer
    checks = url("checks", opened, "ground_no_defence")
    given = {"ground_no_defence-result-0": "done"}
    assert window(who).post(checks, given).status_code == answer


def test_a_check_list_records_what_changed_and_nothing_twice(window, opened):
    place, prefix = url("checks", opened, "ground_no_counterclaim"), "ground_no_counterclaim"
    given = {f"{prefix}-result-0": "done", f"{prefix}-note-0": "会议纪要3号",
             f"{prefix}-result-1": "not_applicable"}  # fmt: skip
    before = Event.objects.count()
    window("case_officer").post(place, given)
    window("case_officer").post(place, given)
    assert Event.objects.count() == before + 2
    page = window("justice_officer").get(url("case", opened) + "?tab=communication")
    assert "会议纪要3号" in page.content.decode()
    assert window("case_officer").post(url("checks", opened, "nothing")).status_code == 404


def test_a_note_on_evidence_without_a_result_is_asked_for(window, opened):
    page = window("case_officer").post(
        url("checks", opened, "ground_no_defence"), {"ground_no_defence-note-0": "见卷宗"}
    )
    assert page.status_code == 422
    assert "请选择已做、未做或者不适用" in page.content.decode()


def test_a_private_note_is_its_authors_alone_and_leaves_no_trace(window, lawful, opened):
    before, text = Event.objects.count(), "下周找老张核实红线图"
    window("unit_head").post(url("add-note", opened), {"text": text})
    assert text in window("unit_head").get(url("case", opened) + "?tab=notes").content.decode()
    assert Event.objects.count() == before
    assert text not in window("unit_head").get(url("export", opened)).content.decode()
    for tab in ("notes", "timeline"):
        page = window("case_officer").get(url("case", opened) + f"?tab={tab}")
        assert text not in page.content.decode()
    found = window("unit_head").get(reverse("cases:list") + "?q=红线图").content.decode()
    assert opened.number not in found
    note = Note.objects.get()
    place = reverse("cases:delete-note", args=[note.id])
    assert window("case_officer").post(place).status_code == 404
    assert "不能恢复" in window("unit_head").get(place).content.decode()
    window("unit_head").post(place)
    assert not Note.objects.exists()
    assert Event.objects.count() == before


def test_who_no_longer_sees_the_case_still_has_his_notes_without_it(window, lawful, opened):
    window("unit_head").post(url("add-note", opened), {"text": "备忘"})
    Note.objects.update(account=str(lawful.outsider.account.id))
    page = window("outsider").get(reverse("cases:notes")).content.decode()
    assert "备忘" in page
    assert opened.number not in page
    assert window("outsider").post(url("add-note", opened), {"text": "x"}).status_code == 404
