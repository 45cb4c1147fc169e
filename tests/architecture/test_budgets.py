"""Limits that keep every piece readable at one sitting. What outgrows one becomes a package."""

from __future__ import annotations

import ast

import sources

FILE, CORE_FILE, TEST_FILE, TEMPLATE = 400, 300, 300, 120
FUNCTION, VIEW, POSITIONAL = 40, 12, 4


def limit(path: sources.Path) -> int:
    parts = path.relative_to(sources.ROOT).parts
    if parts[0] == "tests":
        return TEST_FILE
    return CORE_FILE if parts[:3] == ("src", "guize", "core") else FILE


def test_no_python_file_outgrows_its_limit():
    assert not [
        f"{sources.name(path)}: {sources.lines(path)} lines"
        for path in sources.python()
        if sources.lines(path) > limit(path)
    ]


def test_no_template_outgrows_its_limit():
    assert not [
        f"{sources.name(path)}: {sources.lines(path)} lines"
        for path in sources.templates()
        if sources.lines(path) > TEMPLATE
    ]


def test_no_function_is_longer_than_a_screen():
    assert not [
        f"{sources.name(path)}:{function.lineno} {function.name}: {sources.body_lines(function)}"
        for path in sources.python()
        for function in sources.functions(path)
        if sources.body_lines(function) > FUNCTION
    ]


def test_views_stay_thin():
    views = [p for p in sources.python() if p.name == "views.py" or p.parent.name == "views"]
    assert not [
        f"{sources.name(path)}:{function.lineno} {function.name}: {sources.body_lines(function)}"
        for path in views
        for function in sources.functions(path)
        if sources.body_lines(function) > VIEW
    ]


def positional(function: sources.Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args]
    return len(given) - (given[:1] != [] and given[0].arg in ("self", "cls"))


def test_no_function_takes_more_than_four_positional_parameters():
    product = [p for p in sources.python() if p.is_relative_to(sources.ROOT / "src")]
    assert not [
        f"{sources.name(path)}:{function.lineno} {function.name}: {positional(function)}"
        for path in product
        for function in sources.functions(path)
        if positional(function) > POSITIONAL
    ]


def test_services_take_keywords_only():
    """The office's verbs are called by name: `record_event(actor=…, case=…)`."""
    services = [
        p for p in sources.python() if p.name == "services.py" or p.parent.name == "services"
    ]
    assert not [
        f"{sources.name(path)}:{function.lineno} {function.name}"
        for path in services
        for function in sources.tree(path).body
        if isinstance(function, ast.FunctionDef)
        and is_a_write(function)
        and positional(function) > 1
    ]


def is_a_write(function: ast.FunctionDef) -> bool:
    """A public service opens a transaction; what it is built from need not be called by keyword."""
    marks = {ast.unparse(mark).split("(")[0] for mark in function.decorator_list}
    return not function.name.startswith("_") and bool(marks & {"transaction.atomic", "atomic"})
