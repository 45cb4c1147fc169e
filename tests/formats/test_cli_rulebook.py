"""`guize rulebook`: check, show, coverage, hash, diff."""

import shutil

import pytest

from guize.cli import main
from guize.formats.rulebook_folder import RULEBOOKS


def asked(capsys, *words):
    code = main(["rulebook", *words])
    streams = capsys.readouterr()
    return code, streams.out, streams.err


@pytest.fixture
def copy(tmp_path):
    """A copy of the regulation that a test may spoil; its base stays where it is."""
    return shutil.copytree(RULEBOOKS / "xiuyan-2024", tmp_path / "mine")


def spoil(copy, old, new):
    for path in copy.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_regulation_has_no_fault(capsys):
    code, out, _ = asked(capsys, "check", "xiuyan-2024")
    assert code == 0
    assert "20 条" in out
    assert "覆盖 100.0%" in out


def test_a_mistyped_comparison_is_found_with_its_counter_example(capsys, copy):
    spoil(copy, "| ≤30万元 |", "| <30万元 |")
    code, out, _ = asked(capsys, "check", str(copy))
    assert code == 1
    assert "没有一行适用于:败诉=是、失职渎职致败诉=是、直接经济损失≤30万元" in out
    assert out.startswith("01-general.md:")


def test_a_changed_character_of_the_text_is_found(capsys, copy):
    spoil(copy, "2个工作日内,其主要负责人", "3个工作日内,其主要负责人")
    code, out, _ = asked(capsys, "check", str(copy), "--lang", "en")
    assert code == 1
    assert "the text of art-7 differs from its fingerprint" in out


def test_a_sentence_without_a_rule_is_listed(capsys, copy):
    spoil(copy, "非规范性 5-1-1 原则,由认定和建议的理由体现\n", "")
    code, out, _ = asked(capsys, "check", str(copy))
    assert code == 1
    assert "第五条 [5-1-1] 没有规则,也未标为非规范性" in out


@pytest.mark.parametrize("article", ["7", "第七条", "art-7"])
def test_an_article_is_shown_with_its_rules(capsys, article):
    code, out, _ = asked(capsys, "show", "xiuyan-2024", article)
    assert code == 0
    assert "[7-2-1] 各单位在提起诉讼前或者" in out
    assert "职责 7-2-报告:" in out
    assert "2工作日" in out


def test_an_article_that_does_not_exist_is_bad_input(capsys):
    code, _, err = asked(capsys, "show", "xiuyan-2024", "99")
    assert (code, err) == (2, "guize: xiuyan-2024 没有「99」这一条\n")


def test_the_fingerprints_printed_are_those_in_the_manifest(capsys):
    _, out, _ = asked(capsys, "hash", "xiuyan-2024")
    manifest = (RULEBOOKS / "xiuyan-2024" / "pack.toml").read_text(encoding="utf-8")
    assert out.splitlines()[1:] == manifest.split("[articles]\n")[1].strip().splitlines()


def test_coverage_lists_every_sentence_with_its_rows(capsys):
    code, out, _ = asked(capsys, "coverage", "xiuyan-2024")
    assert code == 0
    assert "7-2-1      有规则  第七条第二款  7-2-请示、7-2-报告、7-2-方案" in out
    assert out.endswith("100.0%\n")


def test_the_difference_of_two_versions_is_told_row_by_row(capsys, copy):
    spoil(
        copy,
        "| 2工作日 | 次日 | 不顺延 | 向分管副县长报告 |",
        "| 3工作日 | 次日 | 不顺延 | 向分管副县长报告 |",
    )
    shutil.copytree(RULEBOOKS / "cn-procedure", copy.parent / "cn-procedure")
    code, out, _ = asked(capsys, "diff", "xiuyan-2024", str(copy))
    assert (code, out) == (0, "~ 职责 7-2-报告\n")


def test_the_example_cases_beside_the_rules_are_run(capsys):
    code, out, _ = asked(capsys, "test", "xiuyan-2024")
    assert code == 0
    assert out.rstrip().endswith(",0 例不符")


def test_an_example_that_no_longer_holds_is_told(capsys, copy):
    spoil(
        copy, "| 2工作日 | 次日 | 不顺延 | 向分管副县长报告 |", "| 9工作日 | | | 向分管副县长报告 |"
    )
    code, out, _ = asked(capsys, "test", str(copy))
    assert code == 1
    assert "✗ 01-chain.toml" in out


def test_tables_are_brought_into_one_form_and_stay_so(capsys, copy):
    spoil(copy, "| 编号 | 措施 |", "|编号|   措施 |")
    assert asked(capsys, "format", str(copy), "--check")[:2] == (1, "04-proceeding.md\n")
    assert asked(capsys, "format", str(copy))[:2] == (0, "04-proceeding.md\n")
    assert asked(capsys, "format", str(copy), "--check")[:2] == (0, "")
    original = (RULEBOOKS / "xiuyan-2024" / "04-proceeding.md").read_bytes()
    assert (copy / "04-proceeding.md").read_bytes() == original


@pytest.mark.parametrize("words", [["check", "/nonexistent"], [], ["what"], ["check"]])
def test_bad_usage_is_one_line_and_exit_code_2(capsys, words):
    code, out, err = asked(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
