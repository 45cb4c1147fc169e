"""One truth: what a list shows is what the matrix allows, for every member of the cast."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

import people
from guize.cases import queries
from guize.core.access import may
from guize.core.assess import assess
from guize.formats.case_record import read_case
from guize.ledger import clock
from guize.regulations.queries import norms


@pytest.mark.parametrize("who", sorted(people.CAST))
def test_list_detail_and_matrix_agree(lawful, opened, who):
    actor = lawful.cast[who].actor
    listed = queries.cases(actor, queries.Filters()).total == 1
    allowed = may(
        actor, "V", "O1", queries.stage_of(opened), relations=queries.relations(opened)
    ).allowed
    assert listed == allowed == is_found(actor, opened)


def is_found(actor, case) -> bool:
    try:
        return queries.case(actor, case.id) is not None
    except Http404:
        return False


def test_the_file_reaches_the_body_it_was_handed_to_and_no_other(lawful, approved):
    case = approved.row.case
    assert not is_found(lawful.organization_officer.actor, case)
    approved.refer(lawful.unit_head.appointment, "organization_department")
    assert is_found(lawful.organization_officer.actor, case)
    assert not is_found(lawful.discipline_officer.actor, case)


def test_an_exported_case_is_assessed_with_equal_results(client, lawful, opened):
    window = client.as_(lawful.unit_head.account)
    text = window.get(reverse("cases:export", args=[opened.id])).content.decode()
    page = window.get(reverse("cases:case", args=[opened.id]) + "?tab=duties")
    assert assess(read_case(text), norms(lawful.tenant), on=clock.today()).duties == tuple(
        page.context["outcome"].duties
    )


def test_numbers_count_what_the_lists_show(lawful, opened):
    seen = queries.counts(lawful.case_officer.actor)
    late = queries.cases(lawful.case_officer.actor, queries.Filters(due="overdue"))
    assert (seen["cases"], late.total) == (1, 1)
    assert queries.counts(lawful.outsider.actor)["cases"] == 0


def test_duties_due_are_listed_with_the_late_ones_first(lawful, opened):
    found = queries.duties_due(lawful.case_officer.actor, until=clock.today().replace(year=2027))
    assert [one.row.due for one in found] == sorted(one.row.due for one in found)
    assert found[0].state.value == "overdue"
