"""One court number at one level is one case: a second file under it needs a stated reason."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures_cases import header
from guize.cases import queries, services
from guize.cases.models import Case
from guize.core.facts import FactError, Instance, Matter, Party
from guize.ledger.queries import stream_events

NUMBER = "(2026)辽9901行初41号"
TITLE = "某某不服青石镇政府拆除决定"
REASON = "同一案号下分案审理"


def again(county, actor=None, **changes):
    given = {**header(county), "duplicate_reason": "", **changes}
    return services.register_case(
        actor=actor or county.case_officer.actor,
        type="complaint_served",
        occurred_on=date(2026, 9, 25),
        payload={"service_method": "direct"},
        **given,
    )


def of_the_outsider(county, **changes):
    """The other unit's case officer opens a file of his own unit."""
    other = county.outsider.actor.seats[0].organ
    return again(
        county,
        actor=county.outsider.actor,
        units=(other,),
        matters=(Matter("", other, "administrative_act", None, "略"),),
        parties=(Party("", "", "defendant", organ=other), Party("", "", "plaintiff", name="某某")),
        **changes,
    )


def level(number, code="first"):
    return (Instance("", code, "defendant", "云岭县人民法院", number),)


def refused(write, *args, **changes) -> str:
    before = Case.objects.count()
    with pytest.raises(FactError) as error:
        write(*args, **changes)
    assert error.value.field == "duplicate_reason"
    assert Case.objects.count() == before
    return error.value.cause


@pytest.mark.parametrize(
    "written", [NUMBER, "（2026）辽9901行初41号", " 〔2026〕辽9901 行初４１号"]
)
def test_the_same_number_is_refused_however_it_is_written_and_names_the_case(
    lawful, opened, written
):
    cause = refused(again, lawful, instances=level(written))
    assert TITLE in cause
    assert "青石镇人民政府,2026-09-24 登记" in cause


def test_to_someone_who_may_not_see_that_case_it_is_not_named(lawful, opened):
    cause = refused(of_the_outsider, lawful)
    assert TITLE not in cause
    assert "您无权查看" in cause


def test_with_a_reason_it_is_opened_and_the_reason_is_kept(lawful, opened):
    case = again(lawful, duplicate_reason=REASON)
    first = stream_events(case.tenant, "case", case.id)[0]
    assert (first.type, first.reason) == ("case_opened", REASON)


@pytest.mark.parametrize(
    "instances", [level("(2026)辽9901行初42号"), level(NUMBER, "retrial"), level("")]
)
def test_another_number_another_level_or_none_is_another_case(lawful, opened, instances):
    assert again(lawful, instances=instances).id != opened.id


def test_a_number_given_later_is_checked_too(lawful, opened):
    case = again(lawful, instances=level(""))
    known = queries.record(lawful.case_officer.actor, case).instances[0]
    changes = {"instances": {known.id: {"number": NUMBER, "court": ""}}}
    given = {"actor": lawful.case_officer.actor, "case": case.id, "changes": changes}
    assert TITLE in refused(services.amend_case, **given)
    assert services.amend_case(**given, reason=REASON).number == NUMBER
    assert services.amend_case(**given).number == NUMBER  # unchanged: nothing to ask


def test_another_level_of_court_is_checked_too(lawful, opened):
    case = again(lawful, instances=level("(2026)辽9901行初42号"))
    given = {"actor": lawful.case_officer.actor, "case": case.id}
    given["instance"] = Instance("", "first", "defendant", "", NUMBER)
    assert TITLE in refused(services.add_instance, **given)
    assert services.add_instance(**given, duplicate_reason=REASON).number == NUMBER


FORM = {
    "start": "complaint_served",
    "kind": "administrative",
    "number": NUMBER,
    "counterparty": "某某",
    "title": "另一件",
    "act_kind": "administrative_act",
    "role": "defendant",
    "occurred_on": "2026-09-25",
    "service_method": "direct",
    "key": "k1",
}


def test_the_form_says_so_keeps_what_was_typed_and_takes_the_reason(lawful, opened, client):
    page = client.as_(lawful.case_officer.account)
    form = {**FORM, "acting_organ": lawful.township}
    shown = page.post("/cases/register/", form).content.decode()
    assert f"同一审级已有案件:{TITLE}" in shown
    assert 'value="另一件"' in shown
    assert "<details open>" in shown
    done = page.post("/cases/register/", {**form, "duplicate_reason": REASON})
    assert done.status_code == 302
