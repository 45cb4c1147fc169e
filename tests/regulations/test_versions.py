"""Two versions or two packs side by side: the same parts that `guize rulebook diff` names."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings
from django.urls import reverse

from guize.regulations import services
from guize.regulations.models import RulebookVersion
from guize.regulations.queries import versions

OWN = settings.RULEBOOKS / "xiuyan-2024"


@pytest.fixture
def two_texts(lawful, tmp_path):
    """The county's text and one that gives three working days for the report."""
    copy = shutil.copytree(OWN, tmp_path / "xiuyan-2024")
    text = copy / "02-response.md"
    rows = [
        line.replace("| 2工作日 |", "| 3工作日 |") if line.startswith("| 7-2-报告 |") else line
        for line in text.read_text().splitlines()
    ]
    text.write_text("\n".join(rows) + "\n")
    services.install_rulebook(tenant=lawful.tenant, folder=copy)
    own = RulebookVersion.objects.filter(tenant=lawful.tenant, pack="xiuyan-2024")
    return [str(own.get(is_active=active).id) for active in (False, True)]


def shown(lawful, client, name: str, **data: str) -> str:
    answer = client.as_(lawful.case_officer.account).get(reverse(name), data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_changed_row_shows_what_changed_in_it(lawful, two_texts):
    before, after = (versions.find(lawful.tenant, key) for key in two_texts)
    groups = versions.told(before, after)
    assert [(g.kind, [d.change.name for d in g.differences]) for g in groups] == [
        ("职责", ["7-2-报告"])
    ]
    lines = groups[0].differences[0].lines
    assert [(line.before, line.after) for line in lines] == [("2 个工作日", "3 个工作日")]


def test_the_page_lays_two_texts_side_by_side(lawful, client, two_texts):
    page = shown(lawful, client, "rulebook-differences", before=two_texts[0], after=two_texts[1])
    assert "7-2-报告" in page
    assert "3 个工作日" in page


def test_a_text_does_not_differ_from_itself(lawful, client, two_texts):
    page = shown(lawful, client, "rulebook-differences", before=two_texts[0], after=two_texts[0])
    assert "没有差别" in page


def test_two_packs_are_told_apart(lawful):
    keys = {version.label.split()[0]: version.key for version in versions.versions(lawful.tenant)}
    before, after = (versions.find(lawful.tenant, keys[p]) for p in ("cn-procedure", "xiuyan-2024"))
    signs = {d.change.sign for group in versions.told(before, after) for d in group.differences}
    assert "+" in signs


def test_a_choice_that_is_not_offered_is_an_error_of_the_form(lawful, client):
    page = shown(lawful, client, "rulebook-differences", before="pack:../..", after="x")
    assert 'role="alert"' in page
    assert versions.find(lawful.tenant, "pack:../xiuyan-2024") is None
