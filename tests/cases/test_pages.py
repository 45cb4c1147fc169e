"""Pages of cases: they answer, they preview what happens, they hide what is not the reader's."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cases_rows import rows_of
from guize.cases.models import Case, Duty

SECTIONS = ("timeline", "duties", "people", "facts")


@pytest.mark.parametrize("section", SECTIONS)
def test_the_case_file_shows_each_section(client, lawful, opened, section):
    page = client.as_(lawful.case_officer.account).get(url("case", opened) + f"?tab={section}")
    assert page.status_code == 200
    assert "向分管副县长" in page.content.decode() or section != "timeline"


def url(name: str, case: Case, *more: str) -> str:
    return reverse(f"cases:{name}", args=[case.id, *more])


def test_the_next_duty_shows_its_last_day_with_weekday_and_article(client, lawful, opened):
    page = client.as_(lawful.case_officer.account).get(url("case", opened)).content.decode()
    assert "2026-09-29(周二)" in page
    assert "第七条第二款" in page
    assert "逾期(未见记录)" in page


def test_the_list_shows_the_case_to_its_unit_alone(client, lawful, opened):
    listed = reverse("cases:list")
    assert opened.number in client.as_(lawful.case_officer.account).get(listed).content.decode()
    assert opened.number not in client.as_(lawful.outsider.account).get(listed).content.decode()


@pytest.mark.parametrize("name", ["case", "types", "print", "export", "amend", "add-instance"])
def test_another_unit_gets_not_found(client, lawful, opened, name):
    assert client.as_(lawful.outsider.account).get(url(name, opened)).status_code == 404


REPORT = {"occurred_on": "2026-10-09", "manner": "当面"}


def report_of(county) -> dict[str, str]:
    return {
        **REPORT,
        "reported_by": county.unit_head.appointment,
        "reported_to": county.deputy_head.appointment,
    }


def test_the_preview_says_what_happens_and_writes_nothing(client, lawful, opened):
    window = client.as_(lawful.unit_head.account)
    before = rows_of(opened)
    place = url("preview", opened, "report_made")
    preview = window.post(place, report_of(lawful), headers={"HX-Request": "true"})
    assert rows_of(opened) == before
    window.post(url("record", opened, "report_made"), report_of(lawful))
    told = preview.context["preview"]
    foreseen = {*told.arise, *told.close, *(new for _old, new in told.move)}
    happened = set(Duty.objects.filter(case=opened).values_list("rule", "due", "done_on"))
    assert {duty.rule for duty in foreseen} >= {"7-2-报告", "7-2-方案", "9-1-听取汇报"}
    assert {(duty.rule, duty.due, duty.done_on) for duty in foreseen} <= happened


def test_a_wrong_date_comes_back_with_everything_typed(client, lawful, opened):
    window = client.as_(lawful.unit_head.account)
    page = window.post(
        url("record", opened, "report_made"), report_of(lawful) | {"occurred_on": "2026-02-30"}
    ).content.decode()
    assert "没有这一天" in page
    assert "2026-02-30" in page
    assert "当面" in page


def test_a_day_to_come_is_refused_at_the_date(client, lawful, opened):
    window = client.as_(lawful.unit_head.account)
    page = window.post(
        url("record", opened, "report_made"), report_of(lawful) | {"occurred_on": "2026-12-01"}
    )
    assert "occurred_on" in page.context["form"].errors


def test_a_double_click_records_once(client, lawful, opened):
    window = client.as_(lawful.unit_head.account)
    given = report_of(lawful) | {"key": "same", "sequence": str(opened.sequence)}
    for _ in range(2):
        assert window.post(url("record", opened, "report_made"), given).status_code == 302
    opened.refresh_from_db()
    assert opened.sequence == 3


def test_two_people_at_once_the_second_is_told_and_may_submit_again(client, lawful, opened):
    first, second = client.as_(lawful.unit_head.account), client.as_(lawful.case_officer.account)
    seen = {"sequence": str(opened.sequence)}
    first.post(url("record", opened, "report_made"), report_of(lawful) | seen | {"key": "a"})
    evidence = {"occurred_on": "2026-10-09", "documents": "照片", "key": "b", **seen}
    place = url("record", opened, "evidence_filed")
    page = second.post(place, evidence)
    assert "他人已记录" in page.content.decode()
    again = evidence | {"sequence": page.context["form"].data["sequence"]}
    assert second.post(place, again).status_code == 302


def test_what_is_not_ones_to_record_is_forbidden(client, lawful, opened):
    window = client.as_(lawful.deputy_head.account)
    assert window.get(url("record", opened, "defence_filed")).status_code == 403


OPENING = {
    "start": "complaint_served",
    "occurred_on": "2026-09-24",
    "service_method": "direct",
    "kind": "administrative",
    "number": "(2026)辽9901行初50号",
    "court": "云岭县人民法院",
    "counterparty": "某某",
    "title": "不服处罚",
    "act_kind": "administrative_act",
    "act_on": "2026-03",
    "role": "defendant",
}


def test_registering_shows_the_duties_before_and_opens_the_case(client, lawful):
    window = client.as_(lawful.case_officer.account)
    given = OPENING | {"acting_organ": lawful.township, "key": "k"}
    fragment = window.post(reverse("cases:register-preview"), given).content.decode()
    assert "2026-09-29(周二)" in fragment
    assert not Case.objects.exists()
    done = window.post(reverse("cases:register"), given)
    case = Case.objects.get()
    assert done.url == url("case", case)
    assert Duty.objects.get(case=case, rule="7-2-报告").due == date(2026, 9, 29)


def test_a_suit_of_ones_own_starts_with_the_report_before_filing(client, lawful):
    window = client.as_(lawful.case_officer.account)
    given = OPENING | {
        "start": "suit_intended",
        "role": "plaintiff",
        "number": "",
        "acting_organ": lawful.township,
    }
    window.post(reverse("cases:register"), given)
    duty = Duty.objects.get(rule="7-2-请示")
    assert duty.done_on is None


def test_an_entry_is_corrected_on_its_page_and_stays_struck_through(client, lawful, opened):
    window = client.as_(lawful.case_officer.account)
    page = window.get(url("case", opened)).context["lines"][0]
    place = url("correct", opened, page.event.id)
    assert "2026-09-24" in window.get(place).content.decode()
    given = {"occurred_on": "2026-09-23", "service_method": "post", "reason": "回证载明"}
    assert window.post(place, given).status_code == 302
    assert "entry--struck" in window.get(url("case", opened)).content.decode()


def test_a_draft_comes_back_when_the_form_is_opened_again(client, lawful, opened):
    window = client.as_(lawful.case_officer.account)
    place = url("record", opened, "evidence_filed")
    given = {"documents": "一组照片", "occurred_on": "2026-10-09"}
    window.post(place, given | {"draft": "1"})
    assert "一组照片" in window.get(place).content.decode()
    window.post(place, given)
    assert "一组照片" not in window.get(place).content.decode()


def test_the_export_is_read_by_the_format(client, lawful, opened):
    from guize.formats.case_record import read_case

    window = client.as_(lawful.unit_head.account)
    known = read_case(window.get(url("export", opened)).content.decode())
    assert known.case.id == str(opened.id)
    assert [event.type for event in known.events] == ["complaint_served"]
