"""Rulebooks as folders: the Xiuyan regulation whole, broken folders refused."""

import pytest

from guize.core.markdown import RulebookError, coverage
from guize.formats.rulebook_folder import RULEBOOKS, read_norms, read_rulebook

MINIMAL = 'id = "{}"\ntitle = "t"\njurisdiction = "某县"\nvalid_from = 2025-01-01\n{}'


def folder(path, name, more="", text="# 空\n"):
    (path / name).mkdir()
    (path / name / "pack.toml").write_text(MINIMAL.format(name, more), encoding="utf-8")
    (path / name / "01.md").write_text(text, encoding="utf-8")
    return path / name


def test_every_sentence_of_the_xiuyan_regulation_is_claimed_or_tagged():
    book = read_rulebook(RULEBOOKS / "xiuyan-2024")
    covered = coverage(book)
    assert [unit.label for unit in covered.uncovered] == []
    assert covered.missing == ()
    assert len([article for article in book.articles if article.pack == book.id]) == 20


def test_the_norms_of_a_county_are_its_rulebooks_and_the_calendar():
    norms = read_norms()
    assert [book.id for book in norms.rulebooks] == ["xiuyan-2024"]
    assert norms.calendar.published_until is not None


def test_what_a_pack_extends_is_found_beside_it_or_where_told(tmp_path):
    folder(tmp_path, "base")
    county = folder(tmp_path, "county", 'extends = ["base"]')
    assert read_rulebook(county).extends == ("base",)
    (tmp_path / "away").mkdir()
    away = folder(tmp_path / "away", "county-2", 'extends = ["base"]')
    assert read_rulebook(away, search=tmp_path).extends == ("base",)
    with pytest.raises(RulebookError, match="所扩展的「base」不存在"):
        read_rulebook(away)


def test_a_fault_in_a_base_names_its_folder(tmp_path):
    folder(tmp_path, "base", text="## 第一条\n")
    county = folder(tmp_path, "county", 'extends = ["base"]')
    with pytest.raises(RulebookError, match=r"base/01\.md:1: 标题"):
        read_rulebook(county)


def test_packs_that_extend_each_other_are_refused(tmp_path):
    folder(tmp_path, "a", 'extends = ["b"]')
    folder(tmp_path, "b", 'extends = ["a"]')
    with pytest.raises(RulebookError, match="扩展关系循环"):
        read_rulebook(tmp_path / "a")


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    pack = folder(tmp_path, "a")
    (pack / "02.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(RulebookError, match=r"02\.md:0: 是指向文件夹之外的链接"):
        read_rulebook(pack)


@pytest.mark.parametrize(
    ("file", "content", "cause"),
    [
        ("pack.toml", b"id = ", "TOML"),
        ("01.md", b"\xff\xfe\xff", "不是 UTF-8 文字"),
        ("01.md", b"x" * 2_000_001, "文件过大"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, file, content, cause):
    pack = folder(tmp_path, "a")
    (pack / file).write_bytes(content)
    with pytest.raises(RulebookError, match=cause):
        read_rulebook(pack)


def test_a_folder_without_a_manifest_is_no_rulebook(tmp_path):
    with pytest.raises(RulebookError, match=r"没有 pack\.toml"):
        read_rulebook(tmp_path)
