"""Opinions within a proceeding: the officer proposes, the head of the bureau decides."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

import people
from guize.accountability import services
from guize.core.facts import FactError
from guize.ledger.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(lawful, lost, settings, tmp_path):
    settings.DATA = tmp_path
    return services.open_proceeding(
        actor=lawful.justice_officer.actor, case=lost.id, occurred_on=people.TODAY, reasons="败诉"
    )


@pytest.fixture
def take(lawful, row):
    def _take(by: str, type_: str, **payload: object):
        return services.record_step(
            actor=lawful.cast[by].actor, proceeding=row.id, type=type_,
            occurred_on=people.TODAY, payload=payload,
        )  # fmt: skip

    return _take


def opinion(member, kind: str, **more: object) -> dict[str, object]:
    return {"opinion_kind": kind, "signed_by": member.appointment, "opinion": "同意。", **more}


def ask(take, lawful):
    return take("justice_officer", "review_opinion_requested", matter="请审定处理建议",
                asked_of=lawful.justice_head.appointment, opinion_kind="instruction")  # fmt: skip


def test_the_head_of_the_bureau_is_asked_on_his_home_and_answers(client, lawful, take):
    ask(take, lawful)
    window = client.as_(lawful.justice_head.account)
    (one,) = window.get(reverse("home")).context["home"].signing
    form = window.get(one.url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    assert window.post(one.url, shown | {"phrase": "instruction_agree"}).status_code == 302
    assert not window.get(reverse("home")).context["home"].signing


def test_the_page_of_the_proceeding_shows_the_opinions_and_logs_the_reading(
    client, lawful, row, take
):
    take("justice_officer", "review_opinion_given", **opinion(lawful.justice_officer, "proposed"))
    entered = opinion(lawful.justice_head, "instruction")
    take("justice_officer", "review_opinion_given", **entered)
    window = client.as_(lawful.justice_head.account)
    before = ReadLog.objects.count()
    page = window.get(reverse("accountability:proceeding", args=[row.id])).content.decode()
    assert "由孙丽 · 行政应诉科科长代录" in page
    assert ReadLog.objects.count() == before + 1


def test_nobody_else_writes_or_learns_of_it(client, lawful, take):
    ask(take, lawful)
    own = {"justice_officer", "justice_head"}
    for key in set(lawful.cast) - own:
        with pytest.raises((Http404, PermissionDenied)):
            take(key, "review_opinion_given", **opinion(lawful.cast[key], "noted"))
        home = client.as_(lawful.cast[key].account).get(reverse("home"))
        assert not home.context["home"].signing, key


def test_the_officer_gives_no_instruction(lawful, take):
    with pytest.raises(FactError, match="公文处理条例"):
        take("justice_officer", "review_opinion_given",
             **opinion(lawful.justice_officer, "instruction"))  # fmt: skip


def test_a_check_list_stands_beside_its_ground_and_concludes_nothing(client, lawful, lost, row):
    window = client.as_(lawful.justice_officer.account)
    place = reverse("accountability:determination", args=[row.id]) + "?step=3"
    page = window.get(place)
    items = {item.fact.code: item for item in page.context["page"].items}
    assert items["ground_no_defence"].checks.bearing == "open"
    assert items["ground_illegal_evidence"].checks is None
    shown = page.content.decode()
    assert "尚未核对完,不说明存在或者不存在" in shown
    assert not items["ground_no_defence"].found
