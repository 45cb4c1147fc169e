"""What SQL lists is what the matrix allows: one truth for lists, pages, counts and exports."""

from __future__ import annotations

import random

import pytest
from generated import TENANT, actors, cases, proceedings
from hypothesis import HealthCheck, given, settings

from guize.accountability.queries import sight as of_proceedings
from guize.cases.queries import sight as of_cases
from guize.core.access import Object, Relations, covers, may, scope

pytestmark = pytest.mark.django_db
DAILY, LONG = 150, 2000
AMOUNTS = [DAILY, pytest.param(LONG, marks=pytest.mark.long)]


@pytest.fixture
def rows(db):
    """Cases and proceedings with what each has to do with whom, read once."""
    draw = random.Random(5)  # noqa: S311 - a choice of test rows
    made = cases(draw)
    opened = proceedings(draw, made)
    related = {row.id: (of_cases.stage_of(row), of_cases.relations(row)) for row in made}
    within = {row.id: (row.stage, of_proceedings.relations(row)) for row in opened}
    return related, within


def checked(amount: int):
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=amount, deadline=None, database=None, suppress_health_check=quiet)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_cases_listed_are_those_the_matrix_shows(rows, amount):
    related, _within = rows
    seen = set()

    @checked(amount)
    @given(actors([str(case) for case in list(related)[:5]]))
    def agree(actor):
        listed = set(of_cases.visible(actor).values_list("id", flat=True))
        extent = scope(actor, Object.CASE)
        for case, (stage, relations) in related.items():
            verdict = may(actor, "V", Object.CASE, stage, relations=relations)
            assert (case in listed) == verdict.allowed == covers(extent, relations), verdict
        seen.update(listed)

    agree()
    assert len(seen) > len(related) // 3  # the proof is not about empty lists


@pytest.mark.parametrize("amount", AMOUNTS)
def test_proceedings_listed_are_those_whose_page_the_matrix_shows(rows, amount):
    _related, within = rows
    seen = set()

    @checked(amount)
    @given(actors([str(case) for case in list(_related)[:40]]))
    def agree(actor):
        listed = set(of_proceedings.visible(actor).values_list("id", flat=True))
        for proceeding, (stage, relations) in within.items():
            shown = any(
                may(actor, "V", each, stage, relations=relations).allowed
                for each in of_proceedings.ON_PAGE
            )
            assert (proceeding in listed) == shown, (stage, relations)
        seen.update(listed)

    agree()
    assert len(seen) > len(within) // 3


def test_the_rows_of_another_county_are_among_those_proven(rows):
    related, within = rows
    for found in (related, within):
        tenants = {relations.tenant for _stage, relations in found.values()}
        assert len(tenants) == 2
        assert str(TENANT) in tenants
    assert Relations() not in {relations for _stage, relations in related.values()}
