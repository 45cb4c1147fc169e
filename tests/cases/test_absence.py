"""Someone is absent: who stands in for him has his rights and duties, from and to a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404
from django.urls import reverse

from guize.cases import queries, services
from guize.core.access import Role
from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.organisation import services as organisation

pytestmark = pytest.mark.django_db
GONE, BACK = date(2026, 10, 8), date(2026, 10, 20)


def absence(county, who: str, stand_in: str, **more: object):
    return organisation.record_absence(
        tenant=county.tenant, by=county.system_admin.account.id,
        appointment=county.cast[who].appointment, person=county.cast[stand_in].person,
        **{"since": GONE, "until": BACK, "instrument": "云人〔2026〕3号", **more},
    )  # fmt: skip


def test_the_duty_falls_on_whoever_stands_in_and_back_on_the_holder(lawful, opened):
    made = absence(lawful, "unit_head", "unit_deputy")
    actor = lawful.case_officer.actor
    known = queries.record(actor, opened)
    held = {}
    for day in (date(2026, 10, 7), GONE, BACK):
        outcome = queries.assessment(actor, known, on=day)
        duty = next(one for one in outcome.duties if one.rule == "7-2-报告")
        held[day] = [one.id for one in duty.holders_now.value]
    assert list(held.values()) == [
        [lawful.unit_head.appointment], [str(made.id)], [lawful.unit_head.appointment],
    ]  # fmt: skip


def test_whoever_stands_in_may_do_what_the_post_may_meanwhile(lawful, opened):
    outsider = lawful.outsider
    with pytest.raises(Http404):
        queries.case(outsider.actor, opened.id)
    absence(lawful, "unit_head", "outsider")
    assert Role.UH in outsider.actor.roles
    assert queries.case(outsider.actor, opened.id) == opened
    report = {"reported_by": lawful.unit_head.appointment,
              "reported_to": lawful.deputy_head.appointment}  # fmt: skip
    event = services.record_event(
        actor=outsider.actor_on(GONE), case=opened.id, type="report_made", occurred_on=GONE,
        payload=report,
    )  # fmt: skip
    assert event.appointment in {seat.appointment for seat in outsider.actor.seats}
    for day in (date(2026, 10, 7), BACK):
        assert Role.UH not in outsider.actor_on(day).roles


def test_a_leader_is_stood_in_for_in_all_he_is_in_charge_of(lawful, opened):
    other = lawful.other_deputy_head
    with pytest.raises(Http404):
        queries.case(other.actor, opened.id)
    absence(lawful, "deputy_head", "other_deputy_head")
    assert queries.case(other.actor, opened.id) == opened
    known = queries.record(lawful.case_officer.actor, opened)
    outcome = queries.assessment(lawful.case_officer.actor, known, on=GONE)
    assert [known_name(known, ref) for ref in outcome.lead.holders] == ["韩冰"]


def known_name(known, appointment: str) -> str:
    held = next(one for one in known.appointments if one.id == appointment)
    return next(one.name for one in known.persons if one.id == held.person)


def test_what_cannot_be_is_refused_at_its_field(lawful):
    for field, more in (
        ("instrument", {"instrument": " "}),
        ("until", {"until": GONE}),
        ("since", {"since": date(2023, 1, 1)}),
    ):
        with pytest.raises(FactError) as refused:
            absence(lawful, "unit_head", "unit_deputy", **more)
        assert refused.value.field == field
    with pytest.raises(FactError, match="本人代理"):
        absence(lawful, "unit_head", "unit_head")
    absence(lawful, "unit_head", "unit_deputy")
    with pytest.raises(FactError, match="已登记代理人员"):
        absence(lawful, "unit_head", "case_officer")


def test_an_early_return_ends_rights_and_portfolio_and_keeps_the_first_entry(lawful):
    made = absence(lawful, "deputy_head", "other_deputy_head")
    early = {"until": date(2026, 10, 10), "reason": "提前返岗"}
    own = {"tenant": lawful.tenant, "by": lawful.system_admin.account.id}
    organisation.end_absence(**own, appointment=made.id, **early)
    seats = lawful.other_deputy_head.actor.seats
    assert str(made.id) not in {seat.appointment for seat in seats}
    before = len(ledger.stream_events(lawful.tenant, "organisation", lawful.tenant))
    organisation.end_absence(**own, appointment=made.id, **early)
    after = ledger.stream_events(lawful.tenant, "organisation", lawful.tenant)
    assert len(after) == before
    assert [event.supersedes != "" for event in after[-2:]] == [True, True]


def test_the_administrator_records_it_on_a_page_that_keeps_what_was_typed(client, lawful):
    window = client.as_(lawful.system_admin.account)
    place = reverse("organisation-record", args=["record-absence"])
    key = window.get(place).context["form"]["idempotency_key"].value()
    given = {"appointment": lawful.unit_head.appointment, "person": lawful.unit_deputy.person,
             "since": "2026-10-08", "until": "2026-10-20", "idempotency_key": key}  # fmt: skip
    refused = window.post(place, given)
    assert refused.status_code == 422
    assert refused.context["form"]["until"].value() == "2026-10-20"
    assert window.post(place, given | {"instrument": "云人〔2026〕3号"}).status_code == 302
    shown = window.get(reverse("organisation") + "?on=2026-10-12").content.decode()
    assert "代理(李强 缺席期间)" in shown
