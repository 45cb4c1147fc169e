"""What a case leaves open: what rules out most first, with the form that takes the answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import reverse


def facts_of(client, county, case, who):
    place = reverse("cases:case", args=[case.id]) + "?tab=facts"
    page = client.as_(county.cast[who].account).get(place)
    return {each.missing.fact: each for each in page.context["open_questions"]}


def test_the_fact_that_rules_out_most_comes_first_with_the_results(client, lawful, lost):
    told = facts_of(client, lawful, lost, "justice_officer")
    counts = [len(each.missing.rules_out) for each in told.values()]
    assert counts == sorted(counts, reverse=True)
    (gate,) = told["major_economic_loss"].ruled_out
    assert gate.results == ("适用责任追究", "不适用责任追究")


def test_questions_on_conduct_and_persons_are_left_to_the_proceeding(client, lawful, lost):
    told = facts_of(client, lawful, lost, "justice_officer")
    assert not {"dereliction_caused_loss", "evident_error", "act_defect"} & set(told)
    unit = facts_of(client, lawful, lost, "case_officer")
    assert (
        "direct_loss" not in unit
    )  # it decides the referral alone, which is not the unit's to see


def test_the_link_opens_the_form_with_the_fact_chosen(client, lawful, lost):
    place = facts_of(client, lawful, lost, "justice_officer")["serious_impact"].place.url
    window = client.as_(lawful.justice_officer.account)
    form = window.get(place).context["form"]
    assert form["fact"].value() == "serious_impact"
    given = {"occurred_on": "2026-10-10", "fact": "serious_impact", "state": "present",
             "reasons": "群体性", "key": "k"}  # fmt: skip
    assert window.post(urlsplit(place).path, given).status_code == 302
    assert "serious_impact" not in facts_of(client, lawful, lost, "justice_officer")


def test_who_may_not_record_it_is_shown_the_question_without_a_form(client, lawful, lost):
    told = facts_of(client, lawful, lost, "deputy_head")
    assert told["serious_impact"].place is None


def test_the_level_of_court_is_asked_where_it_leaves_effectiveness_open(client, lawful, lost):
    told = facts_of(client, lawful, lost, "case_officer")
    assert "judgment_effective" not in told
