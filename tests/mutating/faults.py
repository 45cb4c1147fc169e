"""The small faults: what each changes in one place of a syntax tree, and what it is called."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

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
COUNTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
DECIDED = (ast.Compare, ast.BoolOp, ast.UnaryOp)
SAID = ("annotation", "returns", "decorator_list", "type_params")

Fault = Callable[[Any], str]


def places(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one that decide something: not what is raised, declared or documented."""
    for name, value in ast.iter_fields(node):
        if name in SAID:
            continue
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST) and not only_says(inner):
                yield inner
                yield from places(inner)


def only_says(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
        return True  # a pattern with one sign more mostly means the same
    return isinstance(node, (ast.Raise, ast.Import, ast.ImportFrom, ast.arguments))


def names_of(place: ast.AST) -> list[str]:
    """What each fault of a place is called; nothing where none can be made."""
    return [what for _, what in _made(place)]


def change(place: ast.AST, number: int) -> None:
    """Makes the fault of this number in the place itself."""
    fault, _ = _made(place)[number]
    fault(place)


def _made(place: ast.AST) -> list[tuple[Fault, str]]:
    found = [fault for kind, fault in FAULTS if isinstance(place, kind)] + _rows(place)
    return [(fault, what) for fault in found if (what := fault(copy.deepcopy(place)))]


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
    node.operand = ast.UnaryOp(ast.Not(), node.operand)
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
    return any(sign.isspace() for sign in text) or not text.isascii()


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


def _never(node: Any) -> str:
    node.test = ast.Constant(False)
    return "never entered"


def _contrary(node: Any) -> str:
    if isinstance(node.test, DECIDED):
        return ""  # has faults of its own
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "condition turned"


def _sift(node: Any) -> str:
    if not node.ifs or isinstance(node.ifs[0], DECIDED):
        return ""
    node.ifs[0] = ast.UnaryOp(ast.Not(), node.ifs[0])
    return "condition turned"


def _omit(node: Any) -> str:
    if not isinstance(node.value, ast.Call):
        return ""
    node.value = ast.Constant(None)
    return "call left out"


def _word(line: int) -> Fault:
    """One cell of one line of a table kept as text, as the access matrix is."""

    def fault(node: Any) -> str:
        rows = node.value.split("\n")
        cells = re.split(r"(\s+)", rows[line])
        at = 4 + 2 * (line * 5 % (len(cells) // 2 - 1))
        was, cells[at] = cells[at], "·" if cells[at] not in ("·", "○") else "V"
        rows[line] = "".join(cells)
        node.value = "\n".join(rows)
        return f"{' '.join(cells[:3:2])}: {was} → {cells[at]}"

    return fault


def _rows(place: ast.AST) -> list[Fault]:
    text = place.value if isinstance(place, ast.Constant) else None
    lines = text.split("\n") if isinstance(text, str) and " · " in text else []
    return [_word(number) for number, line in enumerate(lines) if line.count(" ") > 2]


FAULTS: tuple[tuple[type[ast.AST], Fault], ...] = (
    (ast.Compare, _compare),
    (ast.BinOp, _count),
    (ast.BoolOp, _join),
    (ast.UnaryOp, _turn),
    (ast.Constant, _constant),
    (ast.Return, _return),
    (ast.IfExp, _choose),
    (ast.Call, _call),
    (ast.If, _never),
    (ast.If, _contrary),
    (ast.comprehension, _sift),
    (ast.Expr, _omit),
)
