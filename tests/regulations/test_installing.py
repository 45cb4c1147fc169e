"""Texts and calendars are installed once, replaced by newer ones, and read back as they were."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from django.conf import settings

from guize.core.days import YearNotice
from guize.core.markdown import RulebookError
from guize.formats.calendar_files import read_calendar
from guize.formats.rulebook_folder import read_norms
from guize.ledger.identifiers import new_id
from guize.regulations import queries, services
from guize.regulations.models import CalendarYear, RulebookVersion

BASE = settings.RULEBOOKS / "cn-procedure"
OWN = settings.RULEBOOKS / "xiuyan-2024"


@pytest.fixture
def edited(tmp_path):
    """A copy of the county's pack that a test may write in."""
    return shutil.copytree(OWN, tmp_path / "xiuyan-2024")


def test_what_is_installed_equals_what_the_folders_say(law):
    from_files = read_norms(settings.RULEBOOKS, settings.CALENDARS, "xiuyan-2024")
    installed = queries.norms(law)
    assert installed.rulebooks == from_files.rulebooks
    assert installed.calendar.notices == from_files.calendar.notices
    assert set(installed.calendar.festivals) == set(from_files.calendar.festivals)


def test_a_pack_that_others_extend_binds_only_through_them(law):
    assert [book.id for book in queries.norms(law).rulebooks] == ["xiuyan-2024"]
    assert {book.id for book in queries.installed(law)} == {"cn-procedure", "xiuyan-2024"}
    assert queries.find_rulebook(law).id == "xiuyan-2024"
    assert queries.find_rulebook(law, "cn-procedure").id == "cn-procedure"
    assert queries.find_rulebook(law, "elsewhere") is None


def test_installing_the_same_again_changes_nothing(law):
    before = queries.fingerprint(law)
    services.install_rulebook(tenant=law, folder=OWN)
    assert services.install_calendars(tenant=law, folder=settings.CALENDARS) == 0
    assert queries.fingerprint(law) == before
    assert RulebookVersion.objects.filter(tenant=law).count() == 2


def test_a_corrected_text_replaces_the_earlier_one_which_is_kept(law, edited):
    manifest = edited / "pack.toml"
    manifest.write_text(
        manifest.read_text().replace("岫岩满族自治县人民政府办公室", "县政府办公室")
    )
    services.install_rulebook(tenant=law, folder=edited)
    rows = RulebookVersion.objects.filter(tenant=law, pack="xiuyan-2024")
    assert sorted(rows.values_list("is_active", flat=True)) == [False, True]
    assert queries.find_rulebook(law).instrument.startswith("县政府办公室")


def test_going_back_to_an_earlier_text_puts_it_in_force_again(law, edited):
    first = queries.fingerprint(law)
    manifest = edited / "pack.toml"
    manifest.write_text(
        manifest.read_text().replace("岫岩满族自治县人民政府办公室", "县政府办公室")
    )
    services.install_rulebook(tenant=law, folder=edited)
    services.install_rulebook(tenant=law, folder=OWN)
    assert queries.fingerprint(law) == first


def test_a_faulty_pack_changes_nothing(law, edited):
    before = queries.fingerprint(law)
    text = edited / "02-response.md"
    text.write_text(text.read_text().replace("| 2工作日 |", "| 两三天 |"))
    with pytest.raises(RulebookError) as refused:
        services.install_rulebook(tenant=law, folder=edited)
    assert any(fault.file == "02-response.md" and fault.line for fault in refused.value.faults)
    assert queries.fingerprint(law) == before


def test_a_pack_whose_base_is_not_installed_is_refused(tenant):
    with pytest.raises(RulebookError):
        services.install_rulebook(tenant=tenant, folder=OWN)
    assert not RulebookVersion.objects.filter(tenant=tenant).exists()


def test_the_law_of_one_county_is_not_that_of_another(law):
    assert queries.norms(new_id()).rulebooks == ()


def test_a_new_notice_moves_what_was_provisional(law):
    assert not queries.calendar(law).is_published_year(2027)
    off = frozenset({date(2027, 1, 1), date(2027, 1, 4)})
    assert services.adopt_year(tenant=law, notice=YearNotice(2027, off, frozenset(), "某号"))
    assert queries.calendar(law).is_published_year(2027)
    assert not queries.calendar(law).is_working_day(date(2027, 1, 4))


def test_a_changed_notice_keeps_the_earlier_one(law):
    notice = next(n for n in read_calendar(settings.CALENDARS).notices if n.year == 2026)
    changed = YearNotice(2026, notice.off, frozenset(), notice.notice)
    assert services.adopt_year(tenant=law, notice=changed)
    rows = CalendarYear.objects.filter(tenant=law, year=2026)
    assert sorted(rows.values_list("is_active", flat=True)) == [False, True]
