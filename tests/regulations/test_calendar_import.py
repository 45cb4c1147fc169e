"""A year's notice is pasted, its effect shown, two persons put it in force, every move is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guize.cases.models import Duty, DutySnapshot
from guize.formats.calendar_text import read_year_text, year_text
from guize.ledger.queries import stream_events
from guize.regulations import queries
from guize.regulations.models import CalendarYear, CountyDay, LawChange
from guize.regulations.queries.changes import stream_of

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦:1月1日(周五)至3日(周日)放假,共3天。
二、春节:2月5日(周五)至11日(周四)放假,共7天。2月14日(周日)上班。
三、清明节:4月3日(周六)至5日(周一)放假,共3天。
四、劳动节:5月1日(周六)至5日(周三)放假,共5天。5月8日(周六)上班。
五、端午节:6月9日(周三)放假。
六、中秋节:9月15日(周三)放假。
七、国庆节:10月1日(周五)至7日(周四)放假,共7天。10月9日(周六)上班。
"""


@pytest.fixture
def late(lawful, opened, record):
    """A judgment whose analysis report falls due in early 2027."""
    record("judgment_served", "2026-10-09", disposition="revoked", service_method="direct")
    judgment = stream_events(lawful.tenant, "case", opened.id)[-1].id
    record("effectiveness_certified", "2026-10-12", judgment=judgment, effective_on="2026-10-10")
    return opened


def post(county, client, who: str, name: str, data: dict, *args: object):
    return client.as_(county.cast[who].account).post(reverse(name, args=args), data)


def proposed(county, client, text: str = NOTICE, **more: str) -> LawChange:
    data = {"text": text, "confirm": "1", "idempotency_key": more.pop("key", "k1"), **more}
    answer = post(county, client, "justice_officer", "calendar-import", data)
    assert answer.status_code == 302, answer.content.decode()
    return LawChange.objects.latest("proposed_at")


def adopted(county, client, change: LawChange):
    data = {"adopt": "1", "reason": "核对无误"}
    return post(county, client, "justice_head", "law-change-decide", data, change.id)


def test_the_parsed_days_and_the_moves_are_shown_before_anything_is_proposed(lawful, client, late):
    data = {"text": NOTICE, "idempotency_key": "k"}
    page = post(lawful, client, "justice_officer", "calendar-import", data).content.decode()
    assert "2027 年" in page
    assert "国办发明电〔2026〕9号" in page
    assert str(late) in page
    assert "暂定" in page
    assert not LawChange.objects.exists()
    assert not queries.calendar(lawful.tenant).is_published_year(2027)


def test_a_proposal_is_in_the_ledger_and_not_in_force(lawful, client, late):
    change = proposed(lawful, client)
    event = stream_events(lawful.tenant, "organisation", stream_of(lawful.tenant).id)[-1]
    assert (event.type, event.account) == (
        "law_change_proposed", str(lawful.justice_officer.account.id)
    )  # fmt: skip
    assert change.status == "proposed"
    assert not queries.calendar(lawful.tenant).is_published_year(2027)


def test_once_adopted_every_case_is_computed_anew_and_every_move_is_kept(lawful, client, late):
    before = {duty.key: duty.due for duty in Duty.objects.filter(provisional=True)}
    assert before
    change = proposed(lawful, client)
    assert adopted(lawful, client, change).status_code == 302
    assert queries.calendar(lawful.tenant).is_published_year(2027)
    kept = DutySnapshot.objects.filter(cause_id=str(change.id))
    assert {row.key for row in kept} == set(before)
    assert {row.cause for row in kept} == {"calendar"}
    for row in kept:
        now = Duty.objects.get(key=row.key)
        assert (row.due_before, row.due) == (before[row.key], now.due)
        assert (row.was_provisional, row.provisional) == (True, False)


def test_the_page_of_an_adopted_change_reports_its_moves(lawful, client, late):
    change = proposed(lawful, client)
    adopted(lawful, client, change)
    page = client.as_(lawful.justice_head.account).get(reverse("law-change", args=[change.id]))
    assert str(late) in page.content.decode()
    outside = client.as_(lawful.outsider.account).get(reverse("law-change", args=[change.id]))
    assert str(late) not in outside.content.decode()


@pytest.mark.parametrize("who", ["justice_officer", "case_officer", "system_admin"])
def test_only_the_head_of_the_bureau_adopts(lawful, client, who):
    change = proposed(lawful, client)
    data = {"adopt": "1", "reason": ""}
    answer = post(lawful, client, who, "law-change-decide", data, change.id)
    assert answer.status_code == (404 if who == "system_admin" else 403)
    assert LawChange.objects.get(id=change.id).status == "proposed"


def test_a_change_is_decided_once(lawful, client):
    change = proposed(lawful, client)
    adopted(lawful, client, change)
    assert adopted(lawful, client, change).status_code == 403
    assert CalendarYear.objects.filter(tenant=lawful.tenant, year=2027).count() == 1


def test_sending_back_needs_a_reason_and_changes_nothing(lawful, client):
    change = proposed(lawful, client)
    bare = {"return": "1", "reason": ""}
    url = "law-change-decide"
    assert post(lawful, client, "justice_head", url, bare, change.id).status_code == 422
    told = {"return": "1", "reason": "请核对补班日"}
    assert post(lawful, client, "justice_head", url, told, change.id).status_code == 302
    assert LawChange.objects.get(id=change.id).status == "returned"
    assert not queries.calendar(lawful.tenant).is_published_year(2027)


def test_every_doubt_is_an_error_at_the_field(lawful, client):
    wrong = NOTICE.replace("1月1日(周五)", "1月1日(周四)").replace("共5天", "共6天")
    data = {"text": wrong, "idempotency_key": "k"}
    answer = post(lawful, client, "justice_officer", "calendar-import", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "「元旦」2027-01-01 不是周四" in page
    assert "「劳动节」写明 6 天" in page


def test_a_notice_that_forgets_a_fixed_festival_or_makes_up_on_a_working_day_is_doubted(
    lawful, client
):
    wrong = NOTICE.replace(
        "10月1日(周五)至7日(周四)放假,共7天", "10月4日(周一)至7日(周四)放假,共4天"
    )
    wrong = wrong.replace("10月9日(周六)上班", "10月8日(周五)上班")
    data = {"text": wrong, "idempotency_key": "k"}
    page = post(lawful, client, "justice_officer", "calendar-import", data).content.decode()
    assert "没有列明 2027-10-01(国庆节)放假" in page
    assert "2027-10-08 不是周末" in page


def test_a_published_year_is_replaced_only_with_a_reason(lawful, client):
    year = queries.calendar(lawful.tenant).notices[-1]
    changed = year_text(year).replace('"2026-10-10"', '"2026-10-11"')
    data = {"text": changed, "idempotency_key": "k", "confirm": "1"}
    answer = post(lawful, client, "justice_officer", "calendar-import", data)
    assert answer.status_code == 422
    assert "须写明理由" in answer.content.decode()
    assert proposed(lawful, client, changed, reason="通知有更正").subject == "2026"


def test_the_same_form_sent_twice_is_one_proposal(lawful, client):
    assert proposed(lawful, client).id == proposed(lawful, client).id
    assert LawChange.objects.count() == 1


@pytest.mark.parametrize("form", ["json", "toml"])
def test_a_file_is_read_like_the_pasted_text(lawful, client, form):
    year = read_year_text(NOTICE)
    runs = "".join(f'[[off]]\nname="{year.names[d]}"\nfirst={d}\nlast={d}\n' for d in year.off)
    makeup = ", ".join(str(day) for day in sorted(year.makeup))
    toml = f"year = 2027\nmakeup = [{makeup}]\n{runs}"
    content = year_text(year) if form == "json" else toml
    file = SimpleUploadedFile(f"2027.{form}", content.encode())
    data = {"file": file, "idempotency_key": "k", "confirm": "1"}
    answer = post(lawful, client, "justice_officer", "calendar-import", data)
    assert answer.status_code == 302
    assert LawChange.objects.get().payload["makeup"] == ["2027-02-14", "2027-05-08", "2027-10-09"]


def test_the_county_sets_days_of_its_own_with_a_document(lawful, client):
    data = {"text": "2026-12-07 放假 县庆日", "idempotency_key": "k", "confirm": "1"}
    assert post(lawful, client, "justice_officer", "calendar-county-days", data).status_code == 422
    data["notice"] = "岭政发〔2026〕30号"
    assert post(lawful, client, "justice_officer", "calendar-county-days", data).status_code == 302
    assert adopted(lawful, client, LawChange.objects.get()).status_code == 302
    assert CountyDay.objects.get(tenant=lawful.tenant).notice == "岭政发〔2026〕30号"
    assert not queries.calendar(lawful.tenant).is_working_day(date(2026, 12, 7))
