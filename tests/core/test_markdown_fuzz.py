"""Whatever text comes in, the reader gives a rulebook or a RulebookError, never anything else."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from core.a_pack import ARTICLE, PACK, WORDS
from guize.core.markdown import RulebookError, read_pack

LABELS = ["是", "否", ">30万元", "≤1元", "民事", "移交", "应当", "第一条", "1-a", ">1元 ≤2元"]
CELLS = st.sampled_from(["", *LABELS]) | st.text(max_size=12)
SOME = ["缺文", "非规范性 1-1-1 x", "|---|"]
LINES = st.sampled_from([*ARTICLE.split("\n"), *WORDS.split("\n"), *SOME])
TABLE = st.lists(st.lists(CELLS, max_size=7).map("|".join).map("| {} |".format), max_size=4)
TEXTS = st.lists(st.text(max_size=4), max_size=2)
VALUES = st.none() | st.text(max_size=9) | st.integers() | TEXTS


def survives(pack, files):
    with suppress(RulebookError):
        read_pack(pack, files)


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES | st.text(max_size=30), max_size=40).map("\n".join))
def test_any_arrangement_of_lines(text):
    survives(PACK, {"00-words.md": WORDS, "01-text.md": text})


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(ARTICLE)), st.integers(0, 30), st.text(max_size=10))
def test_any_edit_of_a_good_rulebook(at, length, new):
    changed = ARTICLE[:at] + new + ARTICLE[at + length :]
    survives(PACK, {"00-words.md": WORDS, "01-text.md": changed})


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(WORDS)), st.integers(0, 30), st.text(max_size=10))
def test_any_edit_of_the_words(at, length, new):
    changed = WORDS[:at] + new + WORDS[at + length :]
    survives(PACK, {"00-words.md": changed, "01-text.md": ARTICLE})


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(ARTICLE.split("\n")[4:]), TABLE)
def test_any_table(title, rows):
    survives(PACK, {"00-words.md": WORDS, "01-text.md": "\n".join([ARTICLE, title, *rows])})


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from([*PACK, "extends", "articles", "x"]), VALUES))
def test_any_manifest(changes):
    survives(PACK | changes, {"00-words.md": WORDS, "01-text.md": ARTICLE})
