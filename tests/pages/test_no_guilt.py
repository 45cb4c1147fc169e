"""Before a decision is served nobody is called guilty: on no page, in no paper, in no message."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from addresses import ADDRESSES
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from test_sweep import swept
from world import built

from desks import GIVEN
from fixtures_cases import ROOT
from guilt import guilt, own_words
from guize.core.explain import chinese, english
from guize.core.facts import entry
from guize.formats.official import to_plain
from guize.ledger.queries import stream_events
from guize.papers import queries
from guize.papers.kinds import KINDS
from guize.papers.queries import Place

CATALOGUE = ROOT / "src" / "guize" / "locale" / "en" / "LC_MESSAGES" / "django.po"
QUOTED = re.compile(r"「[^」]*」|“[^”]*”|《[^》]*》")
LANGUAGES = ("zh-hans", "en")
TABS = {
    "accountability:determination": tuple(f"?step={n}" for n in "12345"),
    "cases:case": ("", "?tab=people", "?tab=duties"),
}
OF_PERSONS = ("责任身份", "是否追究", "按人分流")
HEADINGS = ("<h2>", "<caption>")
READERS = ("justice_officer", "unit_head", "system_admin", "auditor", "organization_officer")
OF_THE_PERSON = ["home", "accountability:mine", "accountability:own-step", "papers:mine"]
HANDED_ON = {"proceeding", "lost", "part"}


def messages() -> Iterator[str]:
    """Every text of a page, form, notice or refusal, in both languages."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="en"):
            for text in (message.id, message.string):
                yield from text if isinstance(text, tuple | list) else (text,)
    for said in (chinese, english):
        for table in vars(said).values():
            if isinstance(table, dict):
                yield from map(str, table.values())
    yield from entry.CAUSES.values()


def rows_of(pack: Path) -> Iterator[str]:
    """The cells of a rulebook: what it says itself, between the words of the law it quotes."""
    for path in sorted(pack.glob("*.md")):
        lines = path.read_text("utf-8").splitlines()
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if line.startswith("|") and not following.startswith("|---"):
                yield QUOTED.sub("", line)


def test_the_list_finds_what_it_is_for():
    said = "<p>王某系责任人</p><p class='law'>追究责任人员责任</p><i title='the culprit'>x</i>"
    assert len(guilt(own_words(said))) == 2
    assert not guilt("第一责任人责任;涉责人员;不予追究;the person concerned")


def test_no_text_of_the_product_finds_anyone_guilty():
    assert not [found for text in messages() for found in guilt(text or "")]


@pytest.mark.parametrize("pack", sorted(path.name for path in (ROOT / "rulebooks").glob("*-*")))
def test_no_word_of_a_rulebook_finds_anyone_guilty_but_where_it_quotes(pack):
    assert not [found for row in rows_of(ROOT / "rulebooks" / pack) for found in guilt(row)]


@pytest.fixture
def proceeding(course, opened, settings, tmp_path) -> dict[str, object]:
    """What addresses name, on a proceeding with findings, a notice and a statement of the head."""
    settings.DATA = tmp_path
    county, file = course.county, str(course.row.id)
    head = county.unit_head.appointment
    course.find("serious_impact")
    course.find("ground_not_performed", about=head)
    course.find("mitigation_minor", "not_proven", about=head)
    course.take("justice_officer", "notice_served", subject=head, note="拟认定")
    course.take("justice_officer", "statement_received", subject=head, statement="已按期报告")
    own = {"proceeding": file, "lost": str(course.row.case_id), "course": course, "head": head}
    own["opening"] = stream_events(county.tenant, "proceeding", file)[0].id
    own["part"] = course.row.subjects.get(subject=head).id
    return built(county, str(opened.id)) | own


Page = tuple[str, str, str]


def read(client, world: dict[str, object], who: str, names: list[str]) -> list[Page]:
    """Each page that answers the reader: address, language, text."""
    found = []
    for language in LANGUAGES:
        signed = client.as_(world["county"].cast[who].account)
        signed.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        chosen = [name for name in names if language == "zh-hans" or is_read_in_english(name)]
        for name, place in [(each, url(world, each)) for each in chosen]:
            for query in TABS.get(name, ("",)):
                answer = signed.get(place + query)
                if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                    found.append((place + query, language, answer.content.decode()))
    return found


def is_read_in_english(name: str) -> bool:
    """What speaks of persons; with `--long` everything, whose words are swept above anyhow."""
    return name in OF_THE_PERSON or speaks_of_persons(name) or "GUIZE_LONG" in os.environ


def speaks_of_persons(name: str) -> bool:
    return bool(set(ADDRESSES[name].arguments) & HANDED_ON) and not ADDRESSES[name].posts


def url(world: dict[str, object], name: str) -> str:
    return reverse(name, args=[world[each] for each in ADDRESSES[name].arguments])


def found_in(pages: list[Page]) -> list[tuple[str, str, list[str]]]:
    return [(at, language, found) for at, language, text in pages
            if (found := guilt(own_words(text)))]  # fmt: skip


def reader_of(name: str) -> str:
    readers = ADDRESSES[name].readers
    return next((who for who in READERS if who in readers), min(readers, default="unit_head"))


def test_no_page_finds_anyone_guilty_while_a_proposal_is_drafted(client, proceeding):
    names = [name for name, address in swept().items() if not address.posts]
    pages = [page for name in names for page in read(client, proceeding, reader_of(name), [name])]
    pages += read(client, proceeding, "unit_head", OF_THE_PERSON)
    assert len(pages) > len(names) / 2
    assert not found_in(pages)
    assert not [(at, language) for at, language, text in pages if is_unmarked(text, language)]


def is_unmarked(page: str, language: str) -> bool:
    """Whether it shows what was computed of persons and does not say 不作为处理依据."""
    with translation.override(language):
        shows = any(f"{tag}{gettext(name)}" in page for name in OF_PERSONS for tag in HEADINGS)
        return shows and gettext("系统提示,不作为处理依据") not in page


def test_no_page_finds_anyone_guilty_once_it_is_handed_on(client, proceeding):
    course, head = proceeding["course"], proceeding["head"]
    course.propose(head)
    course.approve()
    course.refer(head, "organization_department")
    names = [name for name in ADDRESSES if speaks_of_persons(name)]
    proceeding["step"] = "decision_made"
    assert not found_in(read(client, proceeding, "organization_officer", names))
    assert not found_in(read(client, proceeding, "unit_head", OF_THE_PERSON))


def test_no_paper_finds_anyone_guilty_before_the_decision(proceeding):
    course, head = proceeding["course"], proceeding["head"]
    course.propose(head)
    of_case, of_proceeding = Place(course.row.case), Place(course.row.case, course.row)
    written = set()
    for kind in KINDS.values():
        place = of_proceeding if kind.stream == "proceeding" else of_case
        subject = head if kind.about_one and not kind.is_of_units else ""
        for who in ("justice_officer", "justice_head", "case_officer"):
            try:
                draft = queries.draft(course.county.cast[who].actor, kind, place, subject=subject,
                                      given=GIVEN)  # fmt: skip
            except (Http404, PermissionDenied):
                continue
            written.add(kind.code)
            assert not guilt(QUOTED.sub("", str(to_plain(draft.document)))), kind.code
    assert {"review_opinion", "agenda_paper", "supervision_slip"} <= written
