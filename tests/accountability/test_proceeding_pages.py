"""Pages of a proceeding: determination in five steps, each step's form, the list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guize.accountability.models import Proceeding


def url(name: str, course, *more: str) -> str:
    return reverse(f"accountability:{name}", args=[course.row.id, *more])


@pytest.mark.parametrize("step", "12345")
def test_the_five_steps_of_the_determination_answer(client, proposed, step):
    page = client.as_(proposed.county.justice_officer.account).get(
        url("determination", proposed) + f"?step={step}"
    )
    assert page.status_code == 200
    assert "系统提示,不作为处理依据" in page.content.decode()


def test_the_third_step_lists_all_items_of_article_10_with_their_words(client, proposed):
    page = client.as_(proposed.county.justice_officer.account).get(
        url("determination", proposed) + "?step=3"
    )
    assert len(page.context["page"].items) == 8
    assert "无正当理由不提交答辩状" in page.content.decode()


def test_findings_of_a_page_are_recorded_together_or_not_at_all(client, course):
    window = client.as_(course.county.justice_officer.account)
    place = url("determination", course) + "?step=3"
    given = {
        "state-ground_not_performed": "present",
        "reasons-ground_not_performed": "未报告",
        "about-ground_not_performed": course.county.unit_head.appointment,
        "state-ground_concealment": "absent",
        "sequence": str(course.row.sequence),
    }
    page = window.post(place, given)
    assert "请写明理由" in page.content.decode()
    course.row.refresh_from_db()
    assert course.row.sequence == 1
    assert window.post(place, given | {"reasons-ground_concealment": "查无"}).status_code == 302
    course.row.refresh_from_db()
    assert course.row.sequence == 3


def test_direct_loss_is_entered_in_yuan(client, course):
    window = client.as_(course.county.justice_officer.account)
    given = {
        "state-direct_loss": "present",
        "value-direct_loss": "300,000.01",
        "reasons-direct_loss": "赔偿款",
        "sequence": str(course.row.sequence),
    }
    window.post(url("determination", course) + "?step=1", given)
    page = window.get(url("determination", course) + "?step=1").content.decode()
    assert "300,000.01" in page


def test_the_page_of_a_proceeding_says_who_is_next_under_which_article(client, proposed):
    page = client.as_(proposed.county.justice_head.account).get(url("proceeding", proposed))
    text = page.content.decode()
    assert "提请县政府党组会议审核" in text
    assert "第十五条第二款" in text
    assert "按人分流" in text


def test_a_step_is_recorded_from_its_form(client, proposed):
    window = client.as_(proposed.county.justice_head.account)
    place = url("step", proposed, "proposal_submitted")
    given = {"occurred_on": "2026-10-10", "reasons": "提请审核"}
    assert window.get(place).status_code == 200
    asked = window.post(place, given)  # what cannot be taken back is asked once more
    assert asked.status_code == 200
    assert "确认提交" in asked.content.decode()
    assert window.post(place, given | {"sure": "1"}).status_code == 302
    proposed.row.refresh_from_db()
    assert proposed.row.stage == "S3"


def test_a_refused_step_comes_back_with_the_article(client, approved):
    head = approved.county.unit_head.appointment
    window = client.as_(approved.county.justice_head.account)
    given = {
        "occurred_on": "2026-10-10",
        "subject": head,
        "body": "discipline_body",
        "reasons": "移送",
    }
    page = window.post(url("step", approved, "referral_made"), given)
    assert "第十六条第一款" in str(page.context["form"].errors)


def test_the_preview_of_a_decision_shows_the_report_to_the_committee(client, approved):
    head = approved.county.unit_head.appointment
    approved.refer(head, "organization_department")
    window = client.as_(approved.county.organization_officer.account)
    given = {
        "occurred_on": "2026-10-12",
        "subject": head,
        "measure": "14-1",
        "body": "organization_department",
        "document_number": "组字1号",
    }
    place = url("preview", approved, "decision_made")
    assert "2026-10-26(周一)" in window.post(place, given).content.decode()


def test_the_bureau_opens_a_proceeding_from_the_case(client, lawful, lost):
    window = client.as_(lawful.justice_officer.account)
    asked = window.get(reverse("accountability:of-case", args=[lost.id]))
    assert "启动责任追究" in asked.content.decode()
    given = {"occurred_on": "2026-10-10", "reasons": "影响重大", "key": "k"}
    done = window.post(reverse("accountability:open", args=[lost.id]), given)
    assert done.url == reverse("accountability:proceeding", args=[Proceeding.objects.get().id])
    assert window.get(reverse("accountability:list")).status_code == 200


def test_a_finding_names_the_entries_of_the_file_it_rests_on(client, course):
    window = client.as_(course.county.justice_officer.account)
    place = url("determination", course) + "?step=3"
    offered = window.get(place).context["page"].entries
    served = next(ref for ref, title in offered if title.startswith("收到判决书"))
    given = {
        "state-ground_no_defence": "not_proven",
        "reasons-ground_no_defence": "答辩状去向不明",
        "entries-ground_no_defence": served,
        "evidence-ground_no_defence": "收文登记簿",
    }
    assert window.post(place, given).status_code == 302
    found = next(item for item in window.get(place).context["page"].items if item.found).found[0]
    assert found.entries == ("收到判决书 2026-06-01(周一)",)
    assert (found.evidence, found.found_by) == ("收文登记簿", "孙丽 · 行政应诉科科长")
    strange = given | {"entries-ground_no_defence": str(course.row.id)}
    assert "ground_no_defence" in str(window.post(place, strange).context["form"].errors)


def test_what_was_computed_is_not_followed_only_with_a_reason(client, proposed):
    head = proposed.county.unit_head.appointment
    window = client.as_(proposed.county.justice_officer.account)
    place = url("step", proposed, "hint_rejected") + f"?subject={head}&hint=pursuit"
    assert window.get(place).context["form"].initial["subject"] == head
    given = {"occurred_on": "2026-10-10", "subject": head, "hint": "pursuit", "reasons": ""}
    assert "reasons" in window.post(place, given).context["form"].errors
    assert window.post(place, given | {"reasons": "证据不足以支持"}).status_code == 302
    page = window.get(url("determination", proposed) + "?step=5").content.decode()
    assert "证据不足以支持" in page
    proposed.row.refresh_from_db()
    assert proposed.row.stage == "S2"


def test_who_drafted_is_told_that_another_must_review(client, proposed):
    proposed.propose(proposed.county.unit_deputy.appointment, by="justice_head")
    window = client.as_(proposed.county.justice_head.account)
    assert "须由另一人审核或批准" in window.get(url("proceeding", proposed)).content.decode()
    given = {"occurred_on": "2026-10-10", "reasons": "提请", "sure": "1"}
    refused = window.post(url("step", proposed, "proposal_submitted"), given)
    assert refused.status_code == 403
    assert "内容由您起草" in refused.content.decode()
