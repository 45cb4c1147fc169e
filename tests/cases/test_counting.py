"""Figures of a quarter: counted once, over what the reader's statistics are of."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from guize.cases import queries
from guize.cases.models import Case, Duty, NamedPerson

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, "2026-01-01", "2026-03-31"),
        (2, "2026-04-01", "2026-06-30"),
        (3, "2026-07-01", "2026-09-30"),
        (4, "2026-10-01", "2026-12-31"),
    ],
)
def test_a_quarter_has_its_own_days(number, first, last):
    span = queries.quarter(2026, number)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


def counted(county, who: str = "justice_head", number: int = 4, on: date = ON):
    return queries.figures(county.cast[who].actor, queries.quarter(2026, number), on)


def test_the_figures_are_those_of_the_rows(lawful, opened, lost):
    found = counted(lawful, number=3)
    assert (found.opened, found.open, found.adverse) == (1, 1, 1)
    assert dict(found.by_kind) == {"administrative": 1}
    assert dict(found.dispositions) == {"revoked": 1}
    assert found.months[-1] == ("2026-09", 1)
    assert dict(found.months)["2026-03"] == 1
    within = Duty.objects.filter(
        due__range=("2026-07-01", "2026-09-30"), is_watch=False, moot_on=None, expected=None
    )
    assert sum(found.duties.values()) == within.count() > 0


def test_what_has_not_come_yet_is_not_counted(lawful, opened, lost):
    early = counted(lawful, number=1, on=date(2026, 3, 1))
    assert (early.opened, early.adverse) == (0, 0)


def test_each_reads_the_figures_of_what_is_his_to_count(lawful, opened):
    numbers = {who: counted(lawful, who, 3).opened for who in ("unit_head", "deputy_head")}
    assert numbers == {"unit_head": 1, "deputy_head": 1}
    assert counted(lawful, "other_head", 3).opened == 0
    for who in ("auditor", "organization_officer", "discipline_officer", "system_admin"):
        with pytest.raises(PermissionDenied):
            counted(lawful, who)
        assert not queries.may_count(lawful.cast[who].actor)


def test_a_case_in_which_the_reader_is_concerned_is_left_out(lawful, lost):
    head = lawful.unit_head.actor
    NamedPerson.objects.create(
        tenant=lawful.tenant, case=Case.objects.get(), person=head.person, relation="served"
    )
    assert counted(lawful, "unit_head", 1).opened == 0
    assert counted(lawful, "justice_head", 1).opened == 1
