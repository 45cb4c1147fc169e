"""Mutants: each is one small fault in one place of one file of the product."""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from mutating import faults

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "src" / "guize"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Mutant:
    """A fault by its place: the file, the function (empty: outside of any), the number of the
    node there and of the fault in it. `first` to `last` are the lines that run when it matters.
    """

    file: str
    function: str
    node: int
    fault: int
    line: int
    first: int
    last: int
    what: str
    text: str

    def __str__(self) -> str:
        where = f"`{self.function}`" if self.function else "the module"
        return f"{self.file}:{self.line} {where} {self.what} — `{self.text}`"

    @property
    def path(self) -> Path:
        return PRODUCT / self.file

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it whatever the lines above it: for the list of equivalents."""
        return (self.file, self.function, self.what, self.text)


def mutants_of(part: str, *, is_whole: bool = True) -> Iterator[Mutant]:
    """Every mutant of a file or folder below the product; `is_whole`: outside functions too."""
    place = PRODUCT / part
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    for file in files:
        if "migrations" not in file.parts:
            yield from _of_file(file, is_whole)


def _of_file(file: Path, is_whole: bool) -> Iterator[Mutant]:
    lines = file.read_text(encoding="utf-8").splitlines()
    tree = tree_of(file)
    spans = _spans(tree)
    for name, root in (*_functions(tree), *((("", tree),) if is_whole else ())):
        for number, place in enumerate(_places(root)):
            span = spans[id(place)]
            at = getattr(place, "lineno", span[0])
            text = lines[at - 1].strip()
            for fault, what in enumerate(faults.names_of(place)):
                own = (str(file.relative_to(PRODUCT)), name, number, fault)
                yield Mutant(*own, at, *span, what, text)


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            inner = (each for each in node.body if isinstance(each, Function))
            yield from ((f"{node.name}.{each.name}", each) for each in inner)


def _places(root: ast.AST) -> Iterator[ast.AST]:
    """The places of a function, or those of a module and its classes outside their functions."""
    if isinstance(root, Function):
        for statement in root.body:
            if not faults.only_says(statement):
                yield statement
                yield from faults.places(statement)
        return
    for node in root.body:  # type: ignore[attr-defined]
        if isinstance(node, ast.ClassDef):
            yield from _places(node)
        elif not isinstance(node, Function) and not faults.only_says(node) and not _lists(node):
            yield node
            yield from faults.places(node)


def _lists(node: ast.stmt) -> bool:
    """Checks if a statement only lists names for importers."""
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _spans(tree: ast.Module) -> dict[int, tuple[int, int]]:
    """For each node the lines of the statement it stands in, of a block's head alone."""
    found: dict[int, tuple[int, int]] = {}

    def note(node: ast.AST, span: tuple[int, int]) -> None:
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            span = (node.lineno, last or node.lineno)
        found[id(node)] = span
        for inner in ast.iter_child_nodes(node):
            note(inner, span)

    note(tree, (1, 1))
    return found


def _changed(mutant: Mutant, root: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(root)
    place = list(_places(fresh))[mutant.node]
    faults.change(place, mutant.fault)
    return fresh


def module_code(mutant: Mutant) -> CodeType:
    """The whole file with the fault."""
    tree = tree_of(mutant.path)
    if not mutant.function:
        whole = _changed(mutant, tree)
    else:
        whole = copy.copy(tree)
        path = tuple(mutant.function.split("."))
        whole.body = [_with(node, path, mutant) for node in tree.body]
    return compile(ast.fix_missing_locations(whole), str(mutant.path), "exec", dont_inherit=True)


def _with(node: ast.stmt, path: tuple[str, ...], mutant: Mutant) -> ast.stmt:
    if getattr(node, "name", None) != path[0]:
        return node
    if not isinstance(node, ast.ClassDef):
        return _changed(mutant, node)  # type: ignore[return-value]
    whole = copy.copy(node)
    whole.body = [_with(inner, path[1:], mutant) for inner in node.body]
    return whole


def function_code(mutant: Mutant) -> CodeType:
    """The code of the function with the fault."""
    code = module_code(mutant)
    for name in mutant.function.split("."):
        inner = (each for each in code.co_consts if isinstance(each, CodeType))
        code = next(each for each in inner if each.co_name == name)
    return code


def live(mutant: Mutant) -> FunctionType | None:
    """The function of the running program; None if its code cannot be exchanged."""
    if not mutant.function:
        return None
    name = ".".join(("guize", *Path(mutant.file).with_suffix("").parts))
    found: Any = importlib.import_module(name.removesuffix(".__init__"))
    for part in mutant.function.split("."):
        found = inspect.getattr_static(found, part, None)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = getattr(found, "func", found)  # a property that is kept
    found = inspect.unwrap(found) if callable(found) else None
    is_plain = isinstance(found, FunctionType) and not found.__code__.co_freevars
    return found if is_plain else None


def put_in(mutant: Mutant) -> None:
    """Makes the running program use the mutant."""
    function = live(mutant)
    if function is None:
        raise ValueError(f"cannot be put into the running program: {mutant}")
    function.__code__ = function_code(mutant)
