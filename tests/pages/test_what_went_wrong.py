"""A page that cannot be shown says what happened and what to do; health says what works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guize.regulations.models import CalendarYear
from guize.web import errors


@pytest.mark.django_db
def test_an_unknown_address_says_so_in_the_language_of_the_reader(client):
    assert "没有找到" in client.get("/nowhere/").content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get("/nowhere/")
    assert english.status_code == 404
    assert "Not found" in english.content.decode()


def test_a_refusal_gives_the_cause_it_was_raised_with():
    page = errors.forbidden(RequestFactory().get("/"), PermissionDenied("您不是本案承办人"))
    assert page.status_code == 403
    assert "您不是本案承办人" in page.content.decode()


def test_a_failure_is_shown_without_asking_the_database():
    page = errors.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "系统出错" in page.content.decode()


def test_a_bad_request_is_explained():
    page = errors.bad_request(RequestFactory().get("/"), Exception())
    assert (page.status_code, "请求无法识别" in page.content.decode()) == (400, True)


@pytest.mark.django_db
def test_a_form_from_an_old_page_is_refused_with_a_way_on():
    answer = Client(enforce_csrf_checks=True).post(reverse("sign-in"), {"username": "x"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_health_is_well_where_law_and_calendar_are_current(lawful, client):
    answer = client.get(reverse("health"))
    assert answer.status_code == 200
    assert "异常" not in answer.content.decode()


def test_health_names_the_part_that_needs_care(lawful, client):
    CalendarYear.objects.filter(year=2026).update(is_active=False)
    answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert "异常" in answer.content.decode()


@pytest.mark.django_db
def test_the_catalogue_shows_every_component(client):
    page = client.get(reverse("styleguide")).content.decode()
    for name in ("state--late", "step--current", "entry--struck", "errors", "empty", "figure"):
        assert f'class="{name}' in page or f" {name}" in page


def test_health_says_when_no_worker_takes_the_tasks(lawful, client):
    long_ago = timezone.now() - timedelta(hours=1)
    DBTaskResult.objects.create(
        task_path="guize.cases.tasks.any",
        args_kwargs={},
        backend_name="default",
        run_after=long_ago,
    )
    answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert "等候超过十分钟" in answer.content.decode()
