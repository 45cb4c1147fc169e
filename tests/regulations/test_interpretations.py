"""The register of interpretations: two persons choose another option from a day on."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from guize.cases.models import Duty, DutySnapshot
from guize.regulations import queries
from guize.regulations.models import AdoptedReading, LawChange

PACK = "xiuyan-2024"


def choose(county, client, entry: str, who: str = "justice_officer", **data: str):
    url = reverse("interpretation-choose", args=[PACK, entry])
    return client.as_(county.cast[who].account).post(url, {"idempotency_key": entry, **data})


def reading(option: str, since: str = "2026-10-01", **more: str) -> dict[str, str]:
    return {"option": option, "since": since, "reason": "县司法局解释", **more}


def adopt(county, client) -> LawChange:
    change = LawChange.objects.latest("proposed_at")
    url = reverse("law-change-decide", args=[change.id])
    answer = client.as_(county.justice_head.account).post(url, {"adopt": "1", "reason": ""})
    assert answer.status_code == 302
    return change


@pytest.fixture
def settled(lawful, opened, record):
    record("mediation_served", "2026-10-09", service_method="direct")
    return opened


def test_the_effect_on_open_cases_is_shown_before_it_is_proposed(lawful, client, settled):
    page = choose(lawful, client, "D11", **reading("仅判决书和裁定书")).content.decode()
    assert str(settled) in page
    assert "不再适用" in page
    assert not LawChange.objects.exists()


def test_an_adopted_option_binds_from_its_day_and_every_move_is_kept(lawful, client, settled):
    assert Duty.objects.filter(rule="7-3-调解书").exists()
    choose(lawful, client, "D11", confirm="1", **reading("仅判决书和裁定书"))
    change = adopt(lawful, client)
    assert not Duty.objects.filter(rule="7-3-调解书").exists()
    kept = DutySnapshot.objects.get(cause_id=str(change.id))
    assert (kept.cause, kept.rule, kept.is_known) == ("interpretation", "7-3-调解书", False)


def test_what_happened_before_that_day_keeps_the_earlier_reading(lawful, client, settled):
    choose(lawful, client, "D11", confirm="1", **reading("仅判决书和裁定书", "2026-10-10"))
    adopt(lawful, client)
    assert Duty.objects.filter(rule="7-3-调解书").exists()


def test_a_later_entry_takes_the_place_of_an_earlier_one_from_its_day(lawful, client):
    for option, since in (("全部文书必须", "2026-10-01"), ("仅判决书和裁定书", "2026-10-05")):
        data = reading(option, since, idempotency_key=since)
        choose(lawful, client, "D11", confirm="1", **data)
        adopt(lawful, client)
    books = queries.norms(lawful.tenant).rulebooks
    said = {book.read_from: book.interpretations["D11"].chosen for book in books}
    assert said == {
        None: "判决书和裁定书必须,调解书为内部目标",
        date(2026, 10, 1): "全部文书必须",
        date(2026, 10, 5): "仅判决书和裁定书",
    }
    assert queries.find_rulebook(lawful.tenant).interpretations["D11"].chosen == "仅判决书和裁定书"


def test_an_option_for_a_day_to_come_is_not_read_today(lawful, client):
    choose(lawful, client, "D28", confirm="1", **reading("全部生效裁判", "2027-01-01"))
    adopt(lawful, client)
    book = queries.find_rulebook(lawful.tenant)
    assert (book.read_from, book.interpretations["D28"].value) == (None, "败诉")


def test_entries_of_the_register_are_never_edited(lawful, client):
    choose(lawful, client, "D11", confirm="1", **reading("全部文书必须"))
    adopt(lawful, client)
    for act in (lambda rows: rows.update(option="别的"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(AdoptedReading.objects.all())


@pytest.mark.parametrize(
    ("entry", "status"), [("D13", 404), ("D15", 404), ("D99", 404), ("D11", 200)]
)
def test_what_the_statute_or_the_county_settles_is_not_for_the_bureau(
    lawful, client, entry, status
):
    url = reverse("interpretation-choose", args=[PACK, entry])
    assert client.as_(lawful.justice_officer.account).get(url).status_code == status


def test_only_the_officer_of_the_bureau_proposes(lawful, client):
    data = reading("全部文书必须", confirm="1")
    for who in ("justice_head", "case_officer", "county_head"):
        assert choose(lawful, client, "D11", who, **data).status_code == 403
    assert choose(lawful, client, "D11", "system_admin", **data).status_code == 404
    assert not LawChange.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"since": "2020-01-01"}, "since"),
        ({"option": "判决书和裁定书必须,调解书为内部目标"}, "option"),
        ({"option": "随意"}, "option"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(lawful, client, data, field):
    answer = choose(lawful, client, "D11", **(reading("全部文书必须") | data))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_an_amount_may_be_set_where_the_option_has_one(lawful, client):
    option = "达到30万元提示,其余勾选认定"
    assert choose(lawful, client, "D18", **reading(option, value="很多")).status_code == 422
    choose(lawful, client, "D18", confirm="1", **reading(option, value="50万元"))
    adopt(lawful, client)
    assert queries.find_rulebook(lawful.tenant).interpretations["D18"].value == "50万元"


def test_a_note_that_is_no_parameter_says_so(lawful, client):
    page = client.as_(lawful.case_officer.account).get(
        reverse("rulebook-interpretations", args=[PACK])
    )
    assert "尚未成为参数" in page.content.decode()
    told = choose(lawful, client, "D3", **reading("仅限省市通报")).content.decode()
    assert "只作记录,不改变计算结果" in told


def test_rows_show_the_option_in_force(lawful, client):
    choose(lawful, client, "D28", confirm="1", **reading("全部生效裁判"))
    adopt(lawful, client)
    pages = client.as_(lawful.case_officer.account)
    page = pages.get(reverse("rulebook", args=[PACK])).content.decode()
    assert "全部生效裁判 · 自 2026-10-01" in page
    register = pages.get(reverse("rulebook-interpretations", args=[PACK])).content.decode()
    assert "✓ 全部生效裁判" in register
