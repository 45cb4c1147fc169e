"""The small faults: each changes one place of one function of the core, as a code object."""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import guize.core

CORE = Path(guize.core.__file__).parent
COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """A function of the core with one fault. `code` is that of the sound function."""

    file: str
    line: int
    what: str
    function: FunctionType
    code: CodeType
    mutated: CodeType

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


def put_in(mutant: Mutant) -> None:
    """Makes the running program use the mutant."""
    mutant.function.__code__ = mutant.mutated


def mutants_of(part: str) -> Iterator[Mutant]:
    """Every mutant of a module or package of the core."""
    place = CORE / part
    files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    for file in files:
        yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Mutant]:
    name = ".".join(("guize.core", *file.relative_to(CORE).with_suffix("").parts))
    module = importlib.import_module(name.removesuffix(".__init__"))
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for path, node in _functions(tree):
        function = _live(module, path)
        if function is None or function.__code__.co_freevars:
            continue
        for line, what, changed in _changes(node):
            mutated = _compiled(tree, path, changed, file)
            label = str(file.relative_to(CORE.parent))
            yield Mutant(label, line, what, function, function.__code__, mutated)


def _functions(tree: ast.Module) -> Iterator[tuple[tuple[str, ...], ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield (node.name,), node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield (node.name, inner.name), inner


def _live(module: Any, path: tuple[str, ...]) -> FunctionType | None:
    found: Any = module
    for name in path:
        found = inspect.getattr_static(found, name, None)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = inspect.unwrap(found) if callable(found) else None
    return found if isinstance(found, FunctionType) else None


def _compiled(
    tree: ast.Module, path: tuple[str, ...], changed: ast.FunctionDef, file: Path
) -> CodeType:
    """The code of the changed function, compiled at its place in the module."""
    whole = copy.copy(tree)
    whole.body = [_with(node, path, changed) for node in tree.body]
    code = compile(ast.fix_missing_locations(whole), str(file), "exec", dont_inherit=True)
    for name in path:
        inner = (each for each in code.co_consts if isinstance(each, CodeType))
        code = next(each for each in inner if each.co_name == name)
    return code


def _with(node: ast.stmt, path: tuple[str, ...], changed: ast.FunctionDef) -> ast.stmt:
    if getattr(node, "name", None) != path[0]:
        return node
    if not isinstance(node, ast.ClassDef):
        return changed
    whole = copy.copy(node)
    whole.body = [changed if getattr(n, "name", None) == path[1] else n for n in node.body]
    return whole


def _changes(node: ast.FunctionDef) -> Iterator[tuple[int, str, ast.FunctionDef]]:
    """Each place of the body with each of its faults, made in a copy of the function."""
    count = len(list(_places(node)))
    for number in range(count):
        for change in range(2):
            fresh = copy.deepcopy(node)
            place = list(_places(fresh))[number]
            what = _change(place, change)
            if what:
                yield getattr(place, "lineno", node.lineno), what, fresh


def _places(node: ast.FunctionDef) -> Iterator[ast.AST]:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    for statement in body:
        yield from _within(statement)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """Not what is raised, nor annotations: they say, and do not decide."""
    if isinstance(node, ast.Raise):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST):
                yield from _within(inner)


def _change(node: ast.AST, number: int) -> str:
    """Makes the fault of this number at a place; empty if there is none."""
    makers = [make for kind, make in FAULTS if isinstance(node, kind)]
    return makers[number](node) if number < len(makers) else ""


def _compare(node: Any) -> str:
    other = COMPARED[type(node.ops[0])]()
    what = f"{type(node.ops[0]).__name__} → {type(other).__name__}"
    node.ops[0] = other
    return what


def _count(node: Any) -> str:
    other = COUNTED.get(type(node.op))
    if other is None:
        return ""
    what = f"{type(node.op).__name__} → {other.__name__}"
    node.op = other()
    return what


def _join(node: Any) -> str:
    is_and = isinstance(node.op, ast.And)
    node.op = ast.Or() if is_and else ast.And()
    return "and → or" if is_and else "or → and"


def _turn(node: Any) -> str:
    if not isinstance(node.op, ast.Not):
        return ""
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    return "not removed"


def _constant(node: Any) -> str:
    value = node.value
    if isinstance(value, bool):
        node.value = not value
    elif isinstance(value, int):
        node.value = value + 1
    elif isinstance(value, str) and value and not _is_wording(value):
        node.value = f"{value}?"
    else:
        return ""
    return f"{value!r} → {node.value!r}"


def _is_wording(text: str) -> bool:
    """A text for people, of several words or in Chinese, is no part of the logic."""
    return " " in text or not text.isascii()


def _return(node: Any) -> str:
    if node.value is None or isinstance(node.value, ast.Constant):
        return ""
    node.value = ast.Constant(None)
    return "returns None"


def _choose(node: Any) -> str:
    node.body, node.orelse = node.orelse, node.body
    return "branches exchanged"


def _call(node: Any) -> str:
    name = getattr(node.func, "id", "")
    if name not in CALLED:
        return ""
    node.func.id = CALLED[name]
    return f"{name} → {CALLED[name]}"


FAULTS: tuple[tuple[type[ast.AST], Callable[[Any], str]], ...] = (
    (ast.Compare, _compare),
    (ast.BinOp, _count),
    (ast.BoolOp, _join),
    (ast.UnaryOp, _turn),
    (ast.Constant, _constant),
    (ast.Return, _return),
    (ast.IfExp, _choose),
    (ast.Call, _call),
)
