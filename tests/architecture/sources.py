"""The committed files of this project, by kind, for the tests of its own shape."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT_ENDS = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".po", ".yml", ".json", ".svg"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """What a clone holds: tracked files, and new ones that are not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def python() -> list[Path]:
    return [p for p in files() if (p.suffix == ".py" or p == ROOT / "guize") and not generated(p)]


def generated(path: Path) -> bool:
    return path.parent.name == "migrations"


def templates() -> list[Path]:
    return [p for p in files() if p.suffix == ".html" and "templates" in p.parts]


def texts() -> list[Path]:
    return [p for p in files() if p.suffix in TEXT_ENDS or p.name in {"guize", "run"}]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=512)
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Lines of a function, its docstring apart."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return total
    return total - ((first.end_lineno or first.lineno) - first.lineno + 1)
