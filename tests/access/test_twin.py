"""Who is named in a proceeding sees what his twin sees: no page tells him before the notice."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from world import lost_case, proceeding

import people
from guize.accountability import services as accountability
from guize.ledger.models import ReadLog

pytestmark = pytest.mark.django_db
SEALS = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|name="key" value="[\w-]+"'
    r"|\d{2}-\d{2} \d{2}:\d{2}"  # the clock of the frame: a minute may pass between two readings
)
UNIT = ("case_officer", "unit_head", "unit_deputy", "deputy_head")


def pages(client, county, case: str, who: str) -> dict[str, str]:
    """What someone of the unit reads: case file, its tabs, list, home, what concerns himself."""
    signed = client.as_(county.cast[who].account)
    file = reverse("cases:case", args=[case])
    addresses = [file, *(f"{file}?tab={tab}" for tab in ("duties", "people", "facts"))]
    addresses += [reverse(n) for n in ("home", "cases:list", "accountability:mine", "account")]
    addresses += [reverse(f"cases:{n}", args=[case]) for n in ("types", "print", "export")]
    addresses += [reverse("accountability:of-case", args=[case])]
    return {each: SEALS.sub("", signed.get(each).content.decode()) for each in addresses}


def name_him(county, file: str) -> None:
    """The justice bureau finds a fact about the head of the unit and proposes what follows."""
    own = {"actor": county.justice_officer.actor, "proceeding": file, "occurred_on": people.TODAY}
    head = county.unit_head.appointment
    found = {"fact": "ground_no_defence", "state": "present", "about": head, "reasons": "未答辩"}
    accountability.record_step(**own, type="finding_recorded", payload=found)


def test_until_the_notice_is_served_no_page_of_the_unit_changes(client, lawful):
    case = lost_case(lawful)
    before = {who: pages(client, lawful, case, who) for who in (*UNIT, "justice_head")}
    name_him(lawful, proceeding(lawful, case))
    after = {who: pages(client, lawful, case, who) for who in UNIT}
    assert pages(client, lawful, case, "justice_head") != before["justice_head"]
    for who in UNIT:
        for address, shown in before[who].items():
            assert after[who][address] == shown, (who, address)


def test_the_proceeding_is_not_there_for_the_unit_and_the_refusal_is_logged(client, lawful):
    file = proceeding(lawful, lost_case(lawful))
    absent = reverse("accountability:proceeding", args=[lawful.township])
    hidden = reverse("accountability:proceeding", args=[file])
    for who in UNIT:
        signed = client.as_(lawful.cast[who].account)
        answers = [signed.get(each) for each in (hidden, absent)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert len({SEALS.sub("", answer.content.decode()).replace(file, lawful.township)
                    for answer in answers}) == 1  # fmt: skip
    denied = ReadLog.objects.filter(outcome="denied", object_id=file)
    assert denied.count() == len(UNIT)


def test_reading_a_proceeding_leaves_one_line_in_the_read_log(client, lawful):
    file = proceeding(lawful, lost_case(lawful))
    client.as_(lawful.justice_head.account).get(reverse("accountability:proceeding", args=[file]))
    row = ReadLog.objects.get(object_id=file)
    assert (row.outcome, row.object) == ("read", "O6")
    assert row.account == str(lawful.justice_head.account.id)
    assert row.appointment == lawful.justice_head.appointment
