"""One word for one thing, and none that says nothing."""

from __future__ import annotations

import ast

import sources

EMPTY_WORDS = {
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "handler",
    "info", "flag", "temp", "tmp", "stuff",
}  # fmt: skip
EMPTY_FILES = EMPTY_WORDS | {"data", "process", "handle", "signals", "admin"}
EMPTY_VERBS = ("get_", "do_", "process_", "handle_", "manage_")
FRAMEWORK_NAMES = {
    "get_context", "get_user", "get_prep_value", "get_queryset", "process_request",
    "get_help_text", "get_model_class", "get_session_store_class",
}  # fmt: skip


def test_no_module_has_a_name_that_says_nothing():
    parts = {part for path in sources.python() for part in path.relative_to(sources.ROOT).parts}
    assert not {part for part in parts if part.removesuffix(".py") in EMPTY_FILES}


def test_no_function_or_class_has_a_name_that_says_nothing():
    product = [p for p in sources.python() if p.is_relative_to(sources.ROOT / "src")]
    assert not [
        f"{sources.name(path)}:{node.lineno} {node.name}"
        for path in product
        for node in ast.walk(sources.tree(path))
        if isinstance(node, sources.Function | ast.ClassDef) and says_nothing(node.name)
    ]


def says_nothing(name: str) -> bool:
    """Checks a name; what a framework calls by its own name is not ours to choose."""
    if name in FRAMEWORK_NAMES:
        return False
    words = set(name.strip("_").lower().split("_"))
    return name.startswith(EMPTY_VERBS) or bool(words & EMPTY_WORDS)


def test_public_names_of_the_core_say_what_they_mean():
    core = sources.ROOT / "src" / "guize" / "core"
    assert not [
        f"{sources.name(path)}:{node.lineno} {node.name}"
        for path in sources.python()
        if path.is_relative_to(core)
        for node in sources.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and path.name[0] != "_"
        and ast.get_docstring(node) is None
    ]
