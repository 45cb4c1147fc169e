"""The core has no clock, no files and no chance: the same record gives the same answer for ever."""

from __future__ import annotations

import ast

import sources

CORE = sources.ROOT / "src" / "guize" / "core"
IMPURE_CALLS = {
    "open", "print", "input", "eval", "exec", "compile", "__import__",
    "date.today", "datetime.now", "datetime.utcnow", "datetime.today",
}  # fmt: skip
IMPURE_MODULES = {
    "django", "os", "io", "pathlib", "time", "logging", "sqlite3", "subprocess", "socket",
    "urllib", "random", "secrets", "uuid", "tempfile", "threading", "importlib", "warnings",
}  # fmt: skip


def core() -> list[sources.Path]:
    return [path for path in sources.python() if path.is_relative_to(CORE)]


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module.split(".")[0]}
    return set()


def test_the_core_imports_nothing_that_reads_the_world():
    assert not [
        f"{sources.name(path)}:{node.lineno}"
        for path in core()
        for node in ast.walk(sources.tree(path))
        if imported(node) & IMPURE_MODULES
    ]


def test_the_core_calls_nothing_that_reads_the_world():
    assert not [
        f"{sources.name(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in core()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in IMPURE_CALLS
    ]


def test_the_core_keeps_no_state():
    assert not [
        f"{sources.name(path)}:{node.lineno}"
        for path in core()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Global | ast.Nonlocal)
    ]
