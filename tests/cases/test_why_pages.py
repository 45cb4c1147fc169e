"""Each result on the page of a case explains itself, to those who may see what it is about."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from guize.cases import services

ON_PERSONS = ("过错情形", "从宽情形", "是否追究", "案件移送")


def url(name, case, **asked):
    place = reverse(f"cases:{name}", args=[case.id])
    return place + (
        "?" + "&".join(f"{k.rstrip('_')}={v}" for k, v in asked.items()) if asked else ""
    )


def reader(client, county, who="case_officer"):
    return client.as_(county.cast[who].account)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def conclusions(window, case):
    groups = window.get(url("why", case)).context["groups"]
    return {name: [entry.id for entry in entries] for name, entries in groups}


@pytest.mark.parametrize("who", ["case_officer", "justice_officer"])
def test_every_conclusion_opens_with_its_provision(client, lawful, lost, who):
    window = reader(client, lawful, who)
    asked = [id_ for ids in conclusions(window, lost).values() for id_ in ids]
    assert len(asked) > 20
    for id_ in asked:
        page = window.get(url("why", lost), {"of": id_})
        assert 'class="cite"' in text(page), id_
        found = page.context["found"]
        assert found.rows or found.said.reasons, id_


def test_a_conclusion_shows_its_row_the_facts_in_their_states_and_the_words(client, lawful, lost):
    page = text(reader(client, lawful).get(url("why", lost, of="gate")))
    assert "4-损失" in page
    assert "未认定" in page
    assert "重大经济损失或产生重大不利影响案件的责任追究" in page
    assert "4-未败诉" in page  # a row that did not hit, with the way to why not


def test_why_not_names_the_condition_that_is_not_met(client, lawful, lost):
    window = reader(client, lawful)
    page = text(window.get(url("why", lost), {"not": "4-未败诉"}))
    assert "败诉为是,不符合“4-未败诉”的条件" in page
    assert window.get(url("why", lost), {"not": "4-9"}).status_code == 404


def test_what_bears_on_persons_is_explained_to_those_who_find_it_alone(client, lawful, lost):
    unit, bureau = reader(client, lawful), reader(client, lawful, "justice_officer")
    told = conclusions(bureau, lost)
    assert set(ON_PERSONS) <= set(told)
    assert not set(ON_PERSONS) & set(conclusions(unit, lost))
    for id_ in ("circumstance:10-1", *told["是否追究"]):
        assert unit.get(url("why", lost), {"of": id_}).status_code == 404
        assert bureau.get(url("why", lost), {"of": id_}).status_code == 200
    assert unit.get(url("why", lost), {"not": "12-1-接任"}).status_code == 404
    assert "12-1-接任" in text(bureau.get(url("why", lost), {"not": "12-1-接任"}))


def test_a_likely_ground_says_without_which_lateness_it_would_not_arise(client, lawful, lost):
    page = reader(client, lawful, "justice_officer").get(
        url("why", lost), {"of": "circumstance:10-1"}
    )
    assert "以前完成" in text(page)
    assert page.context["supposed"]


def test_a_late_duty_says_what_would_have_followed_in_time(client, lawful, opened):
    page = text(reader(client, lawful).get(url("case", opened, tab="duties")))
    assert "即使于 2026-09-29(周二) 以前完成“报告”,提示仍因其他逾期的职责存在" in page


def test_the_case_shows_who_appeared_and_by_what_that_is_judged(client, lawful, lost):
    page = text(reader(client, lawful).get(url("case", lost, tab="facts")))
    assert "负责人出庭" in page
    assert "不符合规定" in page
    assert "法释〔2020〕3号第十二条" in page


def test_a_presumed_effect_shows_the_earliest_safe_date(client, lawful, lost):
    page = text(reader(client, lawful).get(url("case", lost, tab="facts")))
    assert "最早稳妥日 2026-06-01(周一)" in page


def test_a_mark_of_the_judgment_stands_beside_its_result(client, lawful, lost):
    event = record(lawful, lost, "judgment_served", "2026-08-03", disposition="claim_dismissed",
                   service_method="direct", criticised=True)  # fmt: skip
    page = text(reader(client, lawful).get(url("case", lost, tab="facts")))
    assert event.id in page
    assert "胜诉,裁判指出瑕疵" in page
    assert "D40" in page


def test_the_text_at_the_act_stands_beside_that_of_the_day(client, lawful, lost):
    page = text(reader(client, lawful).get(url("case", lost, tab="people")))
    assert "从旧兼从轻" not in page  # no matter is on record
    services.add_matter(actor=lawful.justice_officer.actor, case=lost.id, matter=matter(lawful))
    page = text(reader(client, lawful).get(url("case", lost, tab="people")))
    assert "2023-03-01(周三) 行为时本办法尚未施行" in page
    assert "D37" in page


def matter(county):
    from guize.core.facts import Matter, partial_date

    return Matter("", county.township, "administrative_act", partial_date("2023-03-01"))


def record(county, case, type_, on, **payload):
    """The unit's file is frozen by now: the justice bureau adds to it."""
    return services.record_event(
        actor=county.justice_officer.actor,
        case=case.id,
        type=type_,
        occurred_on=date.fromisoformat(on),
        payload=payload,
    )


PROMPTS = {
    "按建议书载明的日期回复": ("judicial_suggestion_received", {"until": "2026-11-20"}),
    "人民检察院": ("procuratorial_suggestion_received", {"until": "2026-11-20"}),
    "迟延履行期间的债务利息": ("performance_expired", {}),
    "履行生效裁判": ("enforcement_notice_served", {"until": "2026-11-20"}),
    "责令有关人员承担赔偿费用": ("compensation_paid", {"amount": 30_000_00}),
}


@pytest.mark.parametrize("act", PROMPTS)
def test_what_follows_a_judgment_is_prompted_where_it_arises(client, lawful, lost, act):
    type_, payload = PROMPTS[act]
    before = text(reader(client, lawful).get(url("case", lost, tab="duties")))
    assert act not in before
    if type_ == "performance_expired":
        payload = {"judgment": judgment_of(lawful, lost)}
    record(lawful, lost, type_, "2026-10-09", **payload)
    assert act in text(reader(client, lawful).get(url("case", lost, tab="duties")))


def judgment_of(county, case):
    from guize.ledger.queries import stream_events

    events = stream_events(county.tenant, "case", case.id)
    return next(event.id for event in events if event.type == "judgment_served")
