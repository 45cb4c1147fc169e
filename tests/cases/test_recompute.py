"""What each case told of its duties is kept: when a date moves, from what to what, and why."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from guize.cases import services
from guize.cases.models import Case, Duty, DutySnapshot
from guize.cases.queries.effects import effect_of
from guize.cases.services import recompute
from guize.core.days import YearNotice
from guize.ledger.queries import stream_events
from guize.regulations import queries
from guize.regulations import services as regulations
from guize.regulations.queries import law

OFF = {"2026-10-12": "临时放假", "2026-10-13": "临时放假"}
DAYS = {
    "notice": "岭政发〔2026〕31号",
    "days": [{"day": day, "name": name, "is_off": True} for day, name in OFF.items()],
}


def told(case: Case, rule: str = "7-2-方案") -> list[tuple]:
    rows = DutySnapshot.objects.filter(case=case.id, rule=rule).order_by("taken_at")
    return [(row.cause, row.due_before, row.due) for row in rows]


@pytest.fixture
def planned(opened, record, lawful) -> Case:
    """A report on Friday 2026-10-09: the plan is due on Tuesday 2026-10-13."""
    record(
        "report_made",
        "2026-10-09",
        reported_by=lawful.unit_head.appointment,
        reported_to=lawful.deputy_head.appointment,
    )
    return opened


def propose(lawful):
    return regulations.propose(
        actor=lawful.justice_officer.actor, kind="county_days", payload=DAYS, reason=""
    )


def adopt(lawful) -> recompute.Adopted:
    change = propose(lawful)
    return recompute.adopt_law_change(actor=lawful.justice_head.actor, change=change.id)


def test_a_duty_is_kept_when_it_first_arises_with_its_event(planned, lawful):
    event = stream_events(lawful.tenant, "case", planned.id)[-1]
    assert told(planned)[-1] == ("event", None, date(2026, 10, 13))
    assert DutySnapshot.objects.filter(rule="7-2-方案").latest("taken_at").cause_id == event.id


def test_what_does_not_change_is_not_kept_again(planned):
    before = DutySnapshot.objects.count()
    services.rebuild(planned)
    assert DutySnapshot.objects.count() == before


def test_a_calendar_moves_dates_and_the_move_names_it(planned, lawful):
    done = adopt(lawful)
    assert told(planned)[-1] == ("calendar", date(2026, 10, 13), date(2026, 10, 15))
    kept = DutySnapshot.objects.filter(cause_id=str(done.change.id))
    assert (done.moved, kept.count()) == (kept.count(), done.moved)
    assert done.moved > 0


def test_the_rows_of_the_case_equal_a_fresh_computation(planned, lawful):
    adopt(lawful)
    rows = {duty.key: duty.due for duty in Duty.objects.filter(case=planned)}
    services.rebuild(planned)
    assert {duty.key: duty.due for duty in Duty.objects.filter(case=planned)} == rows


def test_what_was_foreseen_is_what_happens(planned, lawful):
    norms = law.if_adopted(lawful.tenant, "county_days", DAYS)
    foreseen = effect_of(lawful.justice_head.actor, norms)
    expected = {c.duty.id: c.duty.due for each in foreseen.cases for c in each.duties}
    done = adopt(lawful)
    kept = DutySnapshot.objects.filter(cause_id=str(done.change.id))
    assert {row.key: row.due for row in kept} == expected


def test_foreseeing_writes_nothing(planned, lawful):
    norms = law.if_adopted(lawful.tenant, "county_days", DAYS)
    before = DutySnapshot.objects.count()
    effect_of(lawful.justice_head.actor, norms)
    assert DutySnapshot.objects.count() == before
    assert queries.calendar(lawful.tenant).is_working_day(date(2026, 10, 12))


def test_a_reader_foresees_only_the_cases_he_sees(planned, lawful):
    norms = law.if_adopted(lawful.tenant, "county_days", DAYS)
    assert effect_of(lawful.outsider.actor, norms).cases == ()
    assert effect_of(lawful.case_officer.actor, norms).moved > 0


def test_what_an_interruption_left_out_the_clock_makes_up_with_the_same_cause(planned, lawful):
    change = propose(lawful)
    regulations.adopt(actor=lawful.justice_head.actor, change=change.id)
    assert told(planned)[-1][0] == "event"
    services.refresh_stale(planned.tenant, on=date(2026, 10, 12))
    assert told(planned)[-1][0] == "calendar"
    assert DutySnapshot.objects.filter(cause_id=str(change.id)).exists()


def test_a_new_text_of_the_rulebook_is_a_cause_of_its_own(planned, lawful, tmp_path):
    copy = shutil.copytree(settings.RULEBOOKS / "xiuyan-2024", tmp_path / "xiuyan-2024")
    text = copy / "02-response.md"
    text.write_text(text.read_text().replace("| 3工作日 |", "| 4工作日 |"))
    regulations.install_rulebook(tenant=lawful.tenant, folder=copy)
    services.refresh_stale(planned.tenant, on=date(2026, 10, 12))
    assert told(planned)[-1] == ("rulebook", date(2026, 10, 13), date(2026, 10, 14))


def test_a_corrected_day_is_caused_by_the_correction(planned, lawful):
    events = stream_events(lawful.tenant, "case", planned.id)
    report = next(event for event in events if event.type == "report_made")
    services.record_event(
        actor=lawful.case_officer.actor,
        case=planned.id,
        type="report_made",
        occurred_on=date(2026, 10, 10),
        payload=dict(report.payload),
        supersedes=report.id,
        reason="日期有误",
    )
    assert {cause for cause, _before, _due in told(planned)} == {"event"}


def test_snapshots_are_only_added(planned):
    for act in (lambda rows: rows.update(due=None), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(DutySnapshot.objects.all())


def test_a_year_installed_from_a_file_moves_what_it_moves(planned, lawful):
    year = queries.calendar(lawful.tenant).notices[-1]
    assert year.year == 2026
    off = year.off | {date(2026, 10, 13)}
    regulations.adopt_year(
        tenant=lawful.tenant, notice=YearNotice(2026, off, year.makeup, year.notice)
    )
    services.refresh_stale(planned.tenant, on=date(2026, 10, 12))
    assert told(planned)[-1] == ("calendar", date(2026, 10, 13), date(2026, 10, 14))
