"""A rulebook's folder as ZIP: read back whole, and nothing else is let in."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbooks
from core.a_pack import ARTICLE, WORDS
from guize.core.markdown import RulebookError, read_pack
from guize.formats.rulebook_archive import archive_of, read_archive
from guize.formats.rulebook_folder import RULEBOOKS, PackTexts, manifest_of, read_texts

MANIFEST = 'id = "test-1"\ntitle = "t"\njurisdiction = "某县"\nvalid_from = 2025-01-01\n'
TEXTS = PackTexts(MANIFEST, {"00-words.md": WORDS, "01-text.md": ARTICLE}, {"01.toml": "title=1"})
GOOD = archive_of(TEXTS, "test-1")


def refused(content: bytes) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        read_archive(content, "in.zip")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("pack", ["cn-procedure", "xiuyan-2024", "haikou-2011", "quzhou-2012"])
def test_a_shipped_pack_comes_back_as_it_went(pack):
    texts = read_texts(RULEBOOKS / pack)
    found = read_archive(archive_of(texts, pack))
    assert (found.texts, found.unused) == (texts, ())
    assert texts.scenarios


def test_the_same_texts_are_the_same_bytes():
    assert archive_of(TEXTS, "test-1") == GOOD


def test_a_zip_of_the_files_without_their_folder_is_read_too():
    parts = {"pack.toml": MANIFEST.encode(), "01.md": b"# x\r\n", "note.json": b"{}"}
    found = read_archive(workbooks.zipped(parts))
    assert found.texts.files == {"01.md": "# x\n"}
    assert found.unused == ("note.json",)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("../pack.toml", "路径不被接受"),
        ("a/../../x.md", "路径不被接受"),
        ("/etc/x.md", "路径不被接受"),
        ("a\\x.md", "路径不被接受"),
        ("c:x.md", "路径不被接受"),
        ("run.py", "只收 .md .toml .json 文件"),
        ("run.md.exe", "只收"),
    ],
)
def test_a_path_or_kind_of_file_that_has_no_business_there_is_refused(name, cause):
    parts = {"pack.toml": MANIFEST.encode(), name: b"x"}
    assert any(cause in told for told in refused(workbooks.zipped(parts)))


def entry(content: bytes, attributes: int = 0, name: str = "01.md") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", MANIFEST)
        info = zipfile.ZipInfo(name)
        info.external_attr, info.compress_type = attributes, zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (entry(b"pack.toml", 0o120777 << 16), "是链接"),
        (entry(b"0" * 3_900_000), "解压后过大"),
        (entry(b"x" * 4_100_000), "解压后过大"),
        (entry(b"\xff\xfe"), "不是 UTF-8 文字"),
        (entry(b"x", name="PACK.toml"), "同名"),
        (b"x" * 2_000_001, "文件过大"),
        (b"PK", "不是可用的 ZIP"),
        (GOOD[:-9], "不是可用的 ZIP"),
        (workbooks.zipped({"01.md": b"x"}), "没有 pack.toml"),
        (workbooks.zipped({f"{n}.md": b"" for n in range(501)}), "文件过多"),
    ],
)
def test_what_would_do_harm_or_is_no_rulebook_is_refused(content, cause):
    assert any(cause in told for told in refused(content))


def test_a_part_that_asks_for_a_password_is_refused():
    marked = bytearray(GOOD)
    at = marked.index(b"PK\x01\x02")
    marked[at + 8] |= 1  # the bit that says so, in the list of parts
    assert any("设有密码" in told for told in refused(bytes(marked)))


def test_a_part_without_a_name_is_refused():
    assert refused(GOOD.replace(b"test-1/01-text.md", b"\0" * 17))


def survives(content: bytes) -> None:
    with suppress(RulebookError):
        texts = read_archive(content).texts
        read_pack(manifest_of(texts.manifest), texts.files)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6))
def test_any_damage_to_an_archive_is_read_or_refused(at, new):
    survives(GOOD[:at] + new + GOOD[at + len(new) :])


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_any_names_and_contents_are_read_or_refused(data):
    names = st.sampled_from(["pack.toml", "01.md", "scenarios/a.toml", "../x.md"])
    names |= st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    contents = st.sampled_from([MANIFEST.encode(), WORDS.encode()]) | st.binary(max_size=40)
    survives(workbooks.zipped(data.draw(st.dictionaries(names, contents, max_size=5))))
