"""The worked example of docs/rulebook-format.md is a rulebook; its error is the one given."""

import re

from guize.cli import main
from guize.formats.rulebook_folder import RULEBOOKS

PAGE = RULEBOOKS.parent / "docs" / "rulebook-format.md"


def blocks():
    """The indented blocks of the page's example."""
    example = PAGE.read_text(encoding="utf-8").split("## A worked example")[1].split("\n## ")[0]
    found = re.findall(r"(?:^(?:    .*)?\n)+", example, flags=re.MULTILINE)
    return ["\n".join(line[4:] for line in b.strip("\n").split("\n")) for b in found if b.strip()]


def written(folder, text):
    manifest, _, _ = blocks()
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    (folder / "01-text.md").write_text(text, encoding="utf-8")
    return main(["rulebook", "check", str(folder)])


def test_the_worked_example_has_no_fault(tmp_path, capsys):
    assert written(tmp_path, blocks()[1]) == 0
    assert "example-2025: 1 条" in capsys.readouterr().out


def test_the_error_it_quotes_is_the_one_given(tmp_path, capsys):
    _, text, quoted = blocks()
    assert written(tmp_path, text.replace("| ≤30万元 |", "| <30万元 |")) == 1
    assert capsys.readouterr().out.strip() == quoted.strip()
