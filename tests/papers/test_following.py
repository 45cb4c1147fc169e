"""Duties followed up: proposed, issued in bulk after a dry run, received by the unit, closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from guize.core.facts import FactError
from guize.ledger.mapping import StreamRef
from guize.ledger.queries import stream_events, verify
from guize.papers import queries, services
from guize.papers.models import FollowUp, Paper

pytestmark = pytest.mark.django_db
BOARD = "papers:follow-ups"
DEMAND, BY = "三日内回告", "2026-11-30"


@pytest.fixture
def late(lawful, opened, pinned_today):
    """The open case of the township with its report to the deputy overdue."""
    pinned_today("2026-11-20")
    return lawful


def found(county):
    return queries.candidates(county.justice_officer.actor)


def issued(county, key: str = "k") -> FollowUp:
    one = found(county)[0]
    return services.issue_follow_up(
        actor=county.justice_officer.actor, candidate=one, tier=one.tier, demand=DEMAND,
        answer_by=date.fromisoformat(BY), idempotency_key=key,
    )  # fmt: skip


def form(county, **more):
    about = {"key": "form", "chosen": [one.ref for one in found(county)], "tier": "",
             "demand": DEMAND, "answer_by": BY}  # fmt: skip
    return about | more


def test_overdue_duties_are_proposed_at_the_second_tier(late):
    tiers = {one.tier for one in found(late)}
    assert tiers == {"urging"}
    assert queries.candidates(late.case_officer.actor) == []


def test_a_slip_is_numbered_and_recorded_in_the_case_with_its_duty(late, opened):
    row = issued(late)
    assert (row.tier, row.unit, row.received_on) == ("urging", late.township, None)
    assert "督〔2026〕1号" in row.paper.number
    told = stream_events(late.tenant, "case", opened.id)[-1]
    assert (told.type, told.payload["duty"]) == ("follow_up_issued", row.duty)
    assert verify(late.tenant, StreamRef("case", str(opened.id))) is None
    assert row.duty not in {one.due.row.key for one in found(late)}


def test_the_same_form_sent_twice_issues_one_slip(late):
    first = found(late)[0]
    row = issued(late)
    again = services.issue_follow_up(
        actor=late.justice_officer.actor, candidate=first, tier=first.tier, demand=DEMAND,
        answer_by=row.answer_by, idempotency_key="k",
    )  # fmt: skip
    assert again == row
    assert (FollowUp.objects.count(), Paper.objects.count()) == (1, 1)


def test_the_unit_receives_and_nobody_else(late):
    row = issued(late)
    for who in ("justice_officer", "deputy_head"):
        with pytest.raises(PermissionDenied):
            services.receive_follow_up(actor=late.cast[who].actor, follow_up=row.id)
    with pytest.raises(Http404):
        services.receive_follow_up(actor=late.other_head.actor, follow_up=row.id)
    assert [one.row for one in queries.awaiting_receipt(late.unit_head.actor)] == [row]
    done = services.receive_follow_up(actor=late.unit_head.actor, follow_up=row.id)
    assert (done.received_on.isoformat(), done.received_by) == (
        "2026-11-20", late.unit_head.actor.account,
    )  # fmt: skip
    assert queries.awaiting_receipt(late.unit_head.actor) == []


def test_it_is_closed_by_the_bureau_with_a_reason(late):
    row = issued(late)
    with pytest.raises(PermissionDenied):
        services.close_follow_up(actor=late.unit_head.actor, follow_up=row.id, reasons="办结")
    done = services.close_follow_up(
        actor=late.justice_officer.actor, follow_up=row.id, reasons="已补报"
    )
    assert (done.closing, done.closed_on.isoformat()) == ("已补报", "2026-11-20")


def test_rows_are_made_anew_from_the_events(late, opened):
    row = issued(late)
    services.receive_follow_up(actor=late.unit_head.actor, follow_up=row.id)
    services.close_follow_up(actor=late.justice_officer.actor, follow_up=row.id, reasons="办结")
    before = FollowUp.objects.values().get()
    assert services.rebuild(tenant=late.tenant, stream=StreamRef("case", str(opened.id))) == 1
    assert FollowUp.objects.values().get() == before


def test_a_day_gone_by_and_an_unknown_tier_are_refused(late):
    one = found(late)[0]
    about = {"actor": late.justice_officer.actor, "candidate": one, "demand": DEMAND}
    with pytest.raises(FactError, match="回告期限"):
        services.issue_follow_up(tier=one.tier, answer_by=date(2026, 11, 19), **about)
    with pytest.raises(FactError, match="层级"):
        services.issue_follow_up(tier="shout", answer_by=date(2026, 11, 30), **about)
    assert Paper.objects.count() == 0


def test_a_dry_run_writes_nothing_and_sending_issues_all(late, client):
    desk = client.as_(late.justice_officer.account)
    number = len(found(late))
    assert number > 1
    shown = desk.post(reverse(BOARD), form(late, look="1"))
    assert f"发出 {number} 份" in shown.content.decode()
    assert FollowUp.objects.count() == 0
    told = desk.post(reverse(BOARD), form(late, send="1"), follow=True)
    assert f"已发出 {number} 份督办单" in told.content.decode()
    assert FollowUp.objects.count() == number
    numbers = sorted(paper.serial for paper in Paper.objects.all())
    assert numbers == list(range(1, number + 1))


def test_what_is_wrong_in_the_form_is_told_and_the_choice_is_kept(late, client):
    desk = client.as_(late.justice_officer.account)
    told = desk.post(reverse(BOARD), form(late, answer_by="2026-11-01", send="1"))
    page = told.content.decode()
    assert "回告期限不能早于今天" in page
    assert page.count(" checked") == len(found(late))
    empty = desk.post(reverse(BOARD), form(late, chosen=[], send="1")).content.decode()
    assert "请至少选择一项" in empty
    assert FollowUp.objects.count() == 0


def test_units_see_their_slips_and_cannot_issue(late, client):
    row = issued(late)
    own = client.as_(late.unit_head.account)
    assert row.paper.number in own.get(reverse(BOARD)).content.decode()
    assert "需签收的督办" in own.get(reverse("home")).content.decode()
    assert own.post(reverse(BOARD), form(late, send="1")).status_code == 403
    other = client.as_(late.other_head.account)
    assert row.paper.number not in other.get(reverse(BOARD)).content.decode()
    own.post(reverse("papers:receive", args=[row.id]), {"received": "1"})
    assert "需签收的督办" not in own.get(reverse("home")).content.decode()


def test_closing_asks_first_and_needs_a_reason(late, client):
    row = issued(late)
    url = reverse("papers:close", args=[row.id])
    desk = client.as_(late.justice_officer.account)
    assert "销号后不能恢复" in desk.get(url).content.decode()
    assert "必填" in desk.post(url, {"reasons": ""}).content.decode()
    assert desk.post(url, {"reasons": "已办结"}).status_code == 302
    assert "已办结" in desk.get(reverse(BOARD) + "?closed=1").content.decode()
