"""A clone depends on no machine and no registry, and holds nothing unfinished."""

from __future__ import annotations

import re
import tomllib

import sources
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:root|home|work|Users)/[\w.-]+/")
ORIGINS = ("--index" + "-url", "--extra" + "-index-url", "--find" + "-links", "pypi" + ".org")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
SKIPPED = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail|importor" + r"skip)")


def found(pattern: re.Pattern[str], paths: list[sources.Path]) -> list[str]:
    return [
        f"{sources.name(path)}:{number} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_of_one_machine():
    assert not found(ABSOLUTE, sources.texts())


def test_requirements_name_no_source_and_pin_every_package_by_hash():
    for path in (sources.ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text
        assert not [word for word in ORIGINS if word in text]
        blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
        assert blocks
        assert all("==" in block and "--hash=sha256:" in block for block in blocks)


def test_no_file_but_the_start_file_speaks_of_package_sources():
    """The start file may install from wheelhouse/ and from nowhere else by name."""
    others = [p for p in sources.texts() if p != sources.ROOT / "guize" and "tests" not in p.parts]
    assert not found(re.compile("|".join(map(re.escape, ORIGINS))), others)


def pinned(name: str) -> dict[str, str]:
    text = (sources.ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def test_the_locked_lists_satisfy_what_pyproject_asks_for():
    asked = tomllib.loads((sources.ROOT / "pyproject.toml").read_text())
    groups = {"run": asked["project"]["dependencies"], "test": asked["dependency-groups"]["test"]}
    for name, wanted in groups.items():
        have = pinned(name)
        for requirement in map(Requirement, wanted):
            version = have[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), requirement
    assert pinned("run").items() <= pinned("test").items()


def test_nothing_is_left_unfinished_or_skipped():
    own = [path for path in sources.python() if path.name != "test_committed_files.py"]
    assert not found(UNFINISHED, own)
    assert not found(SKIPPED, own)
