"""The rows are what the events say: written step by step, computed anew, corrected."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from guize.core.facts import FactError
from guize.ledger import queries as ledger
from guize.organisation import services
from guize.organisation.models import Appointment, Organ, Person, Portfolio, Post, Tenant

TABLES = (Tenant, Organ, Post, Person, Appointment, Portfolio)


def rows(tenant) -> list[object]:
    every = [list(table.objects.order_by("id").values()) for table in TABLES]
    links = Organ.succeeds.through.objects.order_by("from_organ", "to_organ")
    return [*every, list(links.values_list("from_organ", "to_organ"))]


def event_of(county, row) -> str:
    return str(row.event)


@pytest.fixture
def busy(county):
    """A county in which everything has happened at least once."""
    services.end_appointment(**county.by(appointment=county.in_town.id, until="2026-01"))
    services.end_portfolio(**county.by(portfolio=county.charge.id, until="2026-02-01"))
    services.dissolve_organ(**county.by(organ=county.town.id, on=date(2026, 2, 1)))
    services.establish_organ(
        **county.by(name="青石街道", kind="subdistrict", succeeds=[county.town.id])
    )
    return county


def test_written_equals_rebuilt(busy):
    before = rows(busy.tenant)
    services.rebuild(busy.tenant.id)
    assert rows(busy.tenant) == before


def test_rebuilding_undoes_whatever_was_done_to_the_rows(busy):
    before = rows(busy.tenant)
    Appointment.objects.filter(tenant=busy.tenant).update(
        until_first=None, until_last=None, mode="acting"
    )
    Organ.objects.filter(tenant=busy.tenant).update(name="x", dissolved_on=None)
    Tenant.objects.filter(id=busy.tenant.id).update(court_code="9")
    Person.objects.create(tenant=busy.tenant, event=uuid4(), name="无中生有")
    services.rebuild(busy.tenant.id)
    assert rows(busy.tenant) == before


def test_rebuilding_a_county_leaves_the_others(busy):
    services.found_county(by="x", name="邻县", pack="p")
    before = rows(busy.tenant)
    services.rebuild(busy.tenant.id)
    assert rows(busy.tenant) == before


def test_a_correction_changes_the_row_and_keeps_the_first_entry(busy):
    first = event_of(busy, busy.in_town)
    correction = {"event": first, "payload": {"since": "2024-03-08"}, "reason": "任命文件日期"}
    services.correct(**busy.by(**correction))
    row = Appointment.objects.get(id=busy.in_town.id)
    assert (row.since_first, row.since_last) == (date(2024, 3, 8), date(2024, 3, 8))
    assert row.until_first == date(2026, 1, 1)  # the end recorded before still stands
    assert ledger.event(busy.tenant.id, first).payload["since"] == "2024-03"
    before = rows(busy.tenant)
    services.rebuild(busy.tenant.id)
    assert rows(busy.tenant) == before


def test_a_retracted_entry_leaves_no_row(county):
    event = event_of(county, county.charge)
    retracted = services.retract(**county.by(event=event, reason="登记错误"))
    assert not Portfolio.objects.filter(id=county.charge.id).exists()
    with pytest.raises(FactError):
        services.retract(**county.by(event=retracted.id, reason="恢复"))


def test_what_others_rest_on_cannot_be_retracted(county):
    before = rows(county.tenant)
    with pytest.raises(FactError, match="event"):
        services.retract(**county.by(event=event_of(county, county.town), reason="登记错误"))
    assert rows(county.tenant) == before
    assert Organ.objects.filter(id=county.town.id).exists()


def test_a_correction_needs_a_reason_and_an_entry_of_this_county(county):
    for field, fields in {
        "reason": {"event": event_of(county, county.charge), "reason": " "},
        "event": {"event": uuid4(), "reason": "登记错误"},
    }.items():
        with pytest.raises(FactError) as refused:
            services.retract(**county.by(**fields))
        assert refused.value.field == field


def test_a_correction_that_turns_the_days_round_is_refused(busy):
    before = rows(busy.tenant)
    event = event_of(busy, busy.in_town)
    with pytest.raises(FactError, match="event"):
        services.correct(**busy.by(event=event, payload={"since": "2026-06"}, reason="更正"))
    assert rows(busy.tenant) == before


def test_a_correction_that_makes_two_principals_is_refused(county):
    services.end_appointment(**county.by(appointment=county.in_town.id, until="2026-01-15"))
    successor = services.appoint(
        **county.by(person=county.lin.id, post=county.mayor.id, since="2026-01-15")
    )
    early = {"event": event_of(county, successor), "payload": {"since": "2025-01-01"}}
    with pytest.raises(FactError, match="since"):
        services.correct(**county.by(**early, reason="更正"))
    assert Appointment.objects.get(id=successor.id).since_first == date(2026, 1, 15)
