"""The frame of every page: who reads, what he may reach, and that it is demonstration data."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import reverse

UNIT_MENU = ["首页", "案件", "督办", "统计", "规则", "日历", "组织", "与我有关", "我的账号"]


def menu(page: str) -> list[str]:
    return re.findall(r'class="menu__item"[^>]*>([^<]+)</a>', page)


@pytest.fixture
def page(lawful, client):
    """`page("case_officer")` is the home page of that person."""

    def read(who: str, language: str = "zh-hans") -> str:
        signed = client.as_(lawful.cast[who].account)
        signed.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return signed.get(reverse("home")).content.decode()

    return read


@pytest.mark.parametrize("who", ["case_officer", "unit_head", "deputy_head", "executive_deputy"])
def test_a_unit_and_its_leaders_see_no_menu_of_accountability(page, who):
    assert menu(page(who)) == UNIT_MENU


@pytest.mark.parametrize("who", ["justice_officer", "party_group_member", "discipline_officer"])
def test_those_who_carry_a_proceeding_see_its_menu(page, who):
    assert "责任追究" in menu(page(who))


@pytest.mark.parametrize("who", ["auditor", "system_admin", "security_admin"])
def test_the_three_officers_have_an_island_of_their_own(page, who):
    shown = page(who)
    assert not {"案件", "责任追究"} & set(menu(shown))
    assert "系统状态" in menu(shown)
    assert reverse("cases:list") not in shown


def test_every_page_names_reader_post_county_and_says_demonstration(page):
    shown = page("case_officer")
    for words in ("王芳", "青石镇人民政府 司法所所长", "云岭县", "演示数据", "2026 年正式"):
        assert words in shown


def test_the_page_speaks_english_after_the_switch(page):
    shown = page("case_officer", "en")
    assert menu(shown)[:3] == ["Home", "Cases", "Follow-ups"]
    assert "演示数据" in shown


def test_the_language_is_switched_by_a_form_that_returns_to_the_page(client, db):
    answer = client.post(reverse("set-language"), {"language": "en", "next": "/health"})
    assert (answer.status_code, answer.url) == (302, "/health")
    assert answer.cookies["guize-language"].value == "en"


def test_the_watermark_names_its_reader_and_nobody_else(lawful, client):
    address = reverse("watermark")
    tile = client.as_(lawful.case_officer.account).get(address)
    assert tile["Content-Type"] == "image/svg+xml"
    assert "private" in tile["Cache-Control"]
    assert "王芳" in tile.content.decode()
    assert "<text" not in client.get(address).content.decode()


def test_no_page_asks_for_inline_style_or_script(page):
    shown = page("justice_officer")
    assert not re.findall(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=", shown)


def test_pages_forbid_inline_style_and_script_by_header(lawful, client):
    answer = client.as_(lawful.case_officer.account).get(reverse("home"))
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy
