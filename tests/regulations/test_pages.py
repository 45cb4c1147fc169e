"""The pages of the law show the text beside its rules, whole and linked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from guize.regulations.queries import calendar, cells, find_rulebook, matrix, months, pages
from guize.ui import rules

NAMES = ("rulebook", "rulebook-duties", "rulebook-responsibility", "rulebook-interpretations")


@pytest.fixture
def book(law):
    found = find_rulebook(law)
    with rules.using(lambda pack: found):
        yield found


@pytest.fixture
def reader(lawful, client):
    return client.as_(lawful.case_officer.account)


def test_every_sentence_of_the_regulation_stands_on_its_page_once(book):
    shown = [u for page in pages.articles(book) for line in page.lines for u in line.units]
    own = [u for a in book.articles if a.pack == book.id for u in a.units]
    assert [unit.id for unit in shown] == [unit.id for unit in own]


def test_items_stand_on_lines_of_their_own(book):
    tenth = next(page for page in pages.articles(book) if page.article.id == "art-10")
    assert [line.is_item for line in tenth.lines] == [False] + [True] * 8


def test_every_rule_of_the_pack_is_shown_beside_an_article(book):
    shown = {duty.id for page in pages.articles(book) for duty in page.duties}
    assert shown == {duty.id for duty in book.duties if duty.citation.pack == book.id}
    rows = {row.id for page in pages.articles(book) for t in page.tables for row in t.rows}
    own = (row for t in book.tables.values() for row in t.rows if row.citation.pack == book.id)
    assert rows == {row.id for row in own}


def test_an_amount_reads_as_the_rulebook_wrote_it(book):
    table = book.tables["案件移送"]
    texts = {
        cells.condition_text(book, column, condition)
        for row in table.rows
        for column in table.columns
        for condition in row.conditions
        if column.fact == condition.fact and column.kind == "money"
    }
    assert ">30万元" in texts


def test_the_matrix_names_the_head_of_the_unit_as_first_responsible(book):
    bearers = {bearer.name: bearer for bearer in matrix.responsibility(book)}
    assert [item.name for item in bearers["主要负责人"].bears] == ["第一责任人责任"]
    assert "7-2-报告" in {duty.id for duty in bearers["主要负责人"].duties}


def test_a_year_shows_days_off_and_days_worked_instead(law):

    year = months.year_page(calendar(law), 2026, date(2026, 10, 12))
    found = {c.day: c for m in year.months for w in m.weeks for c in w if c.day}
    assert len(found) == 365
    assert (found[date(2026, 10, 1)].mark, found[date(2026, 10, 1)].name) == ("休", "国庆节")
    assert found[date(2026, 10, 10)].mark == "班"
    assert found[date(2026, 10, 17)].mark == ""
    assert "is-today" in found[date(2026, 10, 12)].kind


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pack", ["xiuyan-2024", "cn-procedure"])
def test_every_page_of_a_rulebook_opens(reader, name, pack):
    assert reader.get(reverse(name, args=[pack])).status_code == 200


def test_the_list_names_both_packs_with_their_coverage(reader):
    page = reader.get(reverse("rulebooks")).content.decode()
    assert "败诉过错责任追究暂行办法" in page
    assert "100%" in page


def test_each_citation_of_the_duty_table_lands_on_an_anchor(reader):
    page = reader.get(reverse("rulebook-duties", args=["xiuyan-2024"])).content.decode()
    for address, anchor in set(re.findall(r'href="(/regulations/[\w-]+/)#([\w-]+)"', page)):
        assert f'id="{anchor}"' in reader.get(address).content.decode(), anchor


def test_a_year_without_a_notice_says_that_it_is_provisional(reader):
    assert "暂定" in reader.get(reverse("calendar-year", args=[2027])).content.decode()
    assert "尚未录入" not in reader.get(reverse("calendar-year", args=[2026])).content.decode()


@pytest.mark.parametrize("address", ["/regulations/elsewhere/", "/regulations/calendar/9999/"])
def test_what_is_not_there_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


def test_those_who_keep_the_machine_do_not_read_the_law(lawful, client):
    for keeper in (lawful.system_admin, lawful.security_admin):
        assert client.as_(keeper.account).get(reverse("rulebooks")).status_code == 404
        page = client.as_(keeper.account).get(reverse("organisation")).content.decode()
        assert f'href="{reverse("rulebooks")}"' not in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(reverse("rulebooks")).status_code == 302


def test_a_remedy_not_checked_against_its_text_says_so(reader, book):
    page = reader.get(reverse("rulebook", args=["xiuyan-2024"])).content.decode()
    rows = {row.id: row for row in book.tables["救济"].rows}
    for row in rows.values():
        shown = page.split(f'id="rule-{row.id}"')[1].split("</tr>")[0]
        assert ("未核实" in shown) == row.citation.unverified == (row.id in ("17-党纪", "17-事业"))
