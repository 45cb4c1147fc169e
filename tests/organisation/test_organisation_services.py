"""Each change is one event and its rows; what cannot be is refused at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from build import rulebook
from guize.core import facts
from guize.core.facts import FactError, PartialDate
from guize.core.rulebook import Word
from guize.ledger import queries as ledger
from guize.ledger.services import IdempotencyConflict
from guize.organisation import services
from guize.organisation.mapping import organisation_record
from guize.organisation.models import Appointment, Organ, Person
from guize.ui import rules


def events(county) -> list[str]:
    tenant = county.tenant.id
    return [event.type for event in ledger.stream_events(tenant, "organisation", tenant)]


def refused_at(field: str, service, **fields):
    with pytest.raises(FactError) as refused:
        service(**fields)
    assert refused.value.field == field
    assert refused.value.cause


def test_every_change_is_one_event_of_the_county(county):
    assert events(county) == [
        "county_founded",
        *["organ_established"] * 2,
        *["post_created"] * 2,
        *["person_registered"] * 3,
        *["appointment_made"] * 2,
        "portfolio_assigned",
    ]
    assert ledger.verify_all(county.tenant.id) == {}


def test_rows_become_core_values(county):
    record = organisation_record(county.tenant.id)
    held, charge = record.appointments[-1], record.portfolios[0]
    assert held.since == PartialDate(date(2024, 3, 1), date(2024, 3, 31))
    assert (held.person, held.post, held.until) == (str(county.li.id), str(county.mayor.id), None)
    assert record.appointments[0].cadre_authority == "city"
    assert (charge.appointment, charge.organ) == (str(county.in_government.id), str(county.town.id))
    assert (charge.kind, charge.instrument) == ("main", "分工〔1〕")


def test_the_core_finds_the_holder_from_the_rows(county):
    known = organisation_record(county.tenant.id)
    record = facts.CaseRecord(
        case=facts.Case("c", "administrative", "案", (str(county.town.id),)),
        organs=known.organs,
        posts=known.posts,
        persons=known.persons,
        appointments=known.appointments,
        portfolios=known.portfolios,
    )
    found = facts.holders(record, "deputy_head", str(county.town.id), date(2026, 9, 24))
    assert [held.person for held in found.value] == [str(county.chen.id)]
    within = facts.holders(record, "principal", str(county.town.id), date(2024, 3, 15))
    assert not within.is_known


def test_a_second_principal_is_refused_at_the_day(county):
    again = county.by(person=county.lin.id, post=county.mayor.id, since="2025-06-01")
    refused_at("since", services.appoint, **again)
    assert events(county).count("appointment_made") == 2


def test_a_second_post_of_principal_in_the_same_organ_is_no_way_around(county):
    other = services.create_post(
        **county.by(organ=county.town.id, title="党委书记", function="principal")
    )
    again = county.by(person=county.lin.id, post=other.id, since="2025-06-01")
    refused_at("since", services.appoint, **again)


@pytest.mark.parametrize("mode", ["acting", "presiding"])
def test_someone_may_act_beside_the_principal(county, mode):
    fields = {"person": county.lin.id, "post": county.mayor.id, "since": "2025-06-01"}
    assert services.appoint(**county.by(**fields, mode=mode)).mode == mode


def test_the_successor_begins_on_the_day_the_former_ends(county):
    services.end_appointment(**county.by(appointment=county.in_town.id, until="2026-01-15"))
    fields = {"person": county.lin.id, "post": county.mayor.id}
    refused_at("since", services.appoint, **county.by(**fields, since="2026-01-14"))
    assert services.appoint(**county.by(**fields, since="2026-01-15")).until_first is None


def test_a_handover_known_to_the_month_is_not_refused(county):
    services.end_appointment(**county.by(appointment=county.in_town.id, until="2026-01"))
    fields = {"person": county.lin.id, "post": county.mayor.id, "since": "2026-01"}
    assert services.appoint(**county.by(**fields)).since_first == date(2026, 1, 1)


def test_a_former_principal_may_be_entered_later(county):
    fields = {"person": county.lin.id, "post": county.mayor.id, "since": "2020"}
    refused_at("since", services.appoint, **county.by(**fields))
    refused_at("since", services.appoint, **county.by(**fields, until="2024-05"))
    refused_at("until", services.appoint, **county.by(**fields, until="2019"))
    former = services.appoint(**county.by(**fields, until="2024-03"))
    assert (former.until_first, former.until_last) == (date(2024, 3, 1), date(2024, 3, 31))


def test_an_end_is_recorded_once_and_after_the_beginning(county):
    ending = county.by(appointment=county.in_town.id)
    refused_at("until", services.end_appointment, **ending, until="2023-12-31")
    ended = services.end_appointment(**ending, until="2026-01-15", instrument="云任〔2026〕2 号")
    assert (ended.until_first, ended.until_last) == (date(2026, 1, 15), date(2026, 1, 15))
    refused_at("until", services.end_appointment, **ending, until="2026-02-01")


def test_a_portfolio_ends(county):
    ended = services.end_portfolio(**county.by(portfolio=county.charge.id, until="2026-07"))
    assert (ended.until_first, ended.until_last) == (date(2026, 7, 1), date(2026, 7, 31))


def test_a_new_organ_succeeds_a_dissolved_one(county):
    services.dissolve_organ(**county.by(organ=county.town.id, on=date(2026, 1, 1)))
    new = services.establish_organ(
        **county.by(name="青石街道", kind="subdistrict", succeeds=[county.town.id])
    )
    record = organisation_record(county.tenant.id)
    assert {organ.id: organ.succeeds for organ in record.organs}[str(new.id)] == (
        str(county.town.id),
    )


REFUSED = {
    "name": (services.establish_organ, {"name": " ", "kind": "township"}),
    "kind": (services.establish_organ, {"name": "白河镇", "kind": ""}),
    "parent": (services.establish_organ, {"name": "白河镇", "kind": "x", "parent": uuid4()}),
    "succeeds": (services.establish_organ, {"name": "白河镇", "kind": "x", "succeeds": ["no"]}),
    "organ": (services.create_post, {"organ": uuid4(), "title": "镇长", "function": "principal"}),
}


@pytest.mark.parametrize("field", REFUSED)
def test_what_is_missing_or_unknown_is_refused_at_its_field(county, field):
    before = events(county)
    service, fields = REFUSED[field]
    refused_at(field, service, **county.by(**fields))
    assert events(county) == before


def test_a_name_stands_once(county):
    refused_at("name", services.establish_organ, **county.by(name="青石镇", kind="township"))


@pytest.mark.parametrize("since", ["", "2024-13", "2024-02-30", "下个月", "24-1-1"])
def test_a_day_that_is_none_is_refused(county, since):
    fields = {"person": county.lin.id, "post": county.deputy.id, "since": since}
    refused_at("since", services.appoint, **county.by(**fields))


@pytest.mark.parametrize("field", ["mode", "cadre_authority"])
def test_a_code_outside_the_vocabulary_is_refused(county, field):
    fields = {"person": county.lin.id, "post": county.deputy.id, "since": "2024", field: "king"}
    with rules.using(lambda pack: rulebook()):
        refused_at(field, services.appoint, **county.by(**fields))


def test_a_word_that_the_countys_rulebook_adds_is_taken(county):
    words = dict(rulebook().words)
    words["干部管理权限"] = (*words["干部管理权限"], Word("army", "军队管理", "army-managed"))
    wider = replace(rulebook(), words=words)
    fields = {"person": county.lin.id, "post": county.deputy.id, "since": "2024"}
    with rules.using(lambda pack: wider):
        held = services.appoint(**county.by(cadre_authority="army", **fields))
    assert held.cadre_authority == "army"


def test_what_belongs_to_another_county_is_unknown(county):
    other = services.found_county(by="x", name="邻县", pack="p")
    fields = {"person": county.lin.id, "post": county.deputy.id, "since": "2024"}
    refused_at("person", services.appoint, tenant=other.id, by="x", **fields)


def test_a_form_sent_twice_makes_one_entry(county):
    entry = county.by(name="孙丽", idempotency_key="form-1")
    first, again = services.register_person(**entry), services.register_person(**entry)
    assert first == again
    assert Person.objects.filter(tenant=county.tenant, name="孙丽").count() == 1
    with pytest.raises(IdempotencyConflict):
        services.register_person(**county.by(name="周涛", idempotency_key="form-1"))


def test_an_appointment_sent_twice_does_not_conflict_with_itself(county):
    services.end_appointment(**county.by(appointment=county.in_town.id, until="2026-01-15"))
    fields = {"person": county.lin.id, "post": county.mayor.id, "since": "2026-01-15"}
    entry = county.by(**fields, idempotency_key="form-2")
    assert services.appoint(**entry) == services.appoint(**entry)


def test_no_county_sees_the_rows_of_another(county):
    other = services.found_county(by="x", name="邻县", pack="p")
    assert organisation_record(other.id).organs == ()
    assert Organ.objects.filter(tenant=county.tenant).count() == 2
    assert Appointment.objects.filter(tenant=other).count() == 0
