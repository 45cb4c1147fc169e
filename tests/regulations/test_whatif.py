"""What-if: an invented record under two versions. Nothing is written."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from guize.ledger.models import Event
from guize.regulations.models import LawChange, RulebookVersion
from guize.regulations.queries import find_rulebook, whatif

pytestmark = pytest.mark.django_db
HEADER = {"kind": "administrative", "role": "defendant", "level": "first"}


def key(county, pack: str) -> str:
    return str(RulebookVersion.objects.get(tenant=county.tenant, pack=pack, is_active=True).id)


def ask(county, client, **data: str):
    own = key(county, "xiuyan-2024")
    given = {"before": own, "after": own, **HEADER, **data}
    return client.as_(county.case_officer.account).get(reverse("what-if"), given)


def test_events_give_the_dates_of_the_statute_and_of_the_measures(lawful, client):
    page = ask(lawful, client, type_1="complaint_served", day_1="2026-09-24").content.decode()
    assert "2026-09-29" in page  # the report: Friday to Sunday is the Mid-Autumn holiday
    assert "2026-10-09" in page  # the answer
    assert "期限:0 项不同" in page


def test_two_versions_differ_in_the_duties_of_the_county_alone(lawful):
    book = find_rulebook(lawful.tenant)
    base = find_rulebook(lawful.tenant, "cn-procedure")
    supposed = [whatif.Supposed("complaint_served", date(2026, 9, 24))]
    record = whatif.record_of(HEADER, supposed, book)
    found = whatif.outcome(lawful.tenant, record, (base, book), date(2026, 9, 24))
    changed = {change.duty.rule for change in found.comparison.changed_duties}
    assert "7-2-报告" in changed
    assert "法-行政答辩" not in changed


def test_a_version_is_taken_as_if_it_had_always_been_in_force(lawful):
    book = find_rulebook(lawful.tenant)
    supposed = [whatif.Supposed("complaint_served", date(2020, 3, 2))]
    record = whatif.record_of(HEADER, supposed, book)
    found = whatif.outcome(lawful.tenant, record, (book, book), date(2020, 3, 2))
    report = next(duty for duty in found.after.duties if duty.rule == "7-2-报告")
    assert (report.due, report.moot_on) == (date(2020, 3, 4), None)


def test_every_example_of_the_pack_can_be_tried(lawful):
    examples = whatif.examples(lawful.tenant)
    assert len(examples) >= 8
    book = find_rulebook(lawful.tenant)
    for scenario in examples.values():
        found = whatif.outcome(lawful.tenant, scenario.record, (book, book), scenario.on)
        assert not found.refused, scenario.file
        assert not found.comparison.changed_duties, scenario.file


def test_an_example_is_tried_on_the_page(lawful, client):
    example = next(iter(whatif.examples(lawful.tenant)))
    answer = ask(lawful, client, example=example, after=key(lawful, "cn-procedure"))
    assert answer.context["found"].comparison is not None


def test_trying_out_writes_nothing(lawful, client):
    before = Event.objects.count()
    ask(lawful, client, type_1="complaint_served", day_1="2026-09-24")
    assert Event.objects.count() == before
    assert not LawChange.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "example"),
        ({"type_1": "complaint_served"}, "day_1"),
        ({"type_1": "complaint_served", "day_1": "2026-02-30"}, "day_1"),
        ({"type_1": "无此事件", "day_1": "2026-02-03"}, "type_1"),
        ({"type_1": "complaint_served", "day_1": "2026-02-03", "before": "别的"}, "before"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(lawful, client, data, field):
    answer = ask(lawful, client, **data)
    assert field in answer.context["form"].errors
    assert answer.context["found"] is None


def test_a_day_beyond_the_calendar_is_told_and_does_not_break_the_page(lawful, client):
    page = ask(lawful, client, type_1="complaint_served", day_1="2099-12-30").content.decode()
    assert "不能按其中一个版本推演" in page
