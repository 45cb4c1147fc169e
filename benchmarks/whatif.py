"""A what-if: one article's table edited as text, parsed, proven, and a million cases anew."""

from __future__ import annotations

import tomllib

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import MILLION, REFERRAL, RULEBOOKS, amounts, cells, rulebook
from benchmarks.timing import Figure, figure
from guize.core.columns import as_columns, cells_of, cut, pack
from guize.core.markdown import read_pack

OLD, NEW = "30万元", "50万元"
MANIFEST = """
id = "draft"
title = "修改稿"
jurisdiction = "试验"
instrument = "试验"
valid_from = 2026-01-01
extends = ["xiuyan-2024"]
source = "试验"
"""


def table_text(name: str) -> str:
    """A decision table as it stands in the rulebook, with the line that names it."""
    for path in sorted((RULEBOOKS / "xiuyan-2024").glob("*.md")):
        before, found, after = path.read_text("utf-8").partition(f"表 {name} ")
        if found and before.endswith("\n"):
            return found + after.partition("\n\n")[0] + "\n"
    raise LookupError(name)


def new_rows(text: str) -> NDArray[np.int16]:
    """From the text of the edited table to the row of each of a million cases."""
    draft = read_pack(tomllib.loads(MANIFEST), {"draft.md": text}, (rulebook(),))
    table = draft.tables[REFERRAL]
    known = cells()
    kept = {column.fact: known[column.fact] for column in table.columns}
    kept |= {c.fact: cut(c, amounts()) for c in table.columns if c.kind == "money"}
    return as_columns(table).rows_of(pack(table, kept))


def figures() -> list[Figure]:
    text = table_text(REFERRAL)
    edited = "\n".join(
        line.replace(OLD, NEW) if line.startswith("|") else line for line in text.splitlines()
    )
    before, after = new_rows(text), new_rows(edited)
    moved = int((before != after).sum())
    assert 0 < moved < MILLION
    column = next(c for c in rulebook().tables[REFERRAL].columns if c.kind == "money")
    assert (cut(column, amounts())[:1000] == cells()[column.fact][:1000]).all()
    assert cells_of(column, [None])[0] == cells()[column.fact].max()
    name = "what-if: one article edited, parsed, proven → rows of 1,000,000 packed cases"
    note = f"{moved} cases change row"
    work = lambda: new_rows(edited)  # noqa: E731
    return [figure(name, "guize", work, target=5e-3, note=note)]
