"""A table's rows to code → rows, with the proof that it decides every case exactly as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from operator import and_, or_

from guize.core.rulebook import Column, DecisionTable, Row
from guize.core.tables.cells import TableError, TableFault, known_cells, share_of
from guize.core.tables.tree import tree_of

MOST_CODES = 65_536
MOST_SHOWN = 5


def compile_table(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    per: str = "case",
    hit: str = "one",
    cell_names: Sequence[Sequence[str]] = (),
) -> DecisionTable:
    """Proves and compiles a table.

    `cell_names` gives, per column, the words for its known cells in a counter-example (败诉=是).
    Raises TableError with every gap, overlap, contradiction, dead row or unknown 例外于 found.
    """
    radix = tuple(known_cells(column) + 1 for column in columns)
    if prod(radix) > MOST_CODES:
        raise TableError(_too_many(name, prod(radix)))
    beaten = _exceptions(rows)
    hits = _masks(columns, rows)
    if beaten:
        hits = [_without_beaten(mask, beaten) for mask in hits]
    names = cell_names or [_plain_names(column) for column in columns]
    if faults := tuple(_faults(hits, rows, hit, names)):
        raise TableError(*faults)
    certain, possible = _with_unknown(hits, radix)
    ids = {mask: tuple(r.id for n, r in enumerate(rows) if mask >> n & 1) for mask in set(certain)}
    return DecisionTable(
        name=name,
        per=per,
        hit=hit,
        columns=tuple(columns),
        rows=tuple(rows),
        radix=radix,
        certain=_rows_of(certain),
        possible=_rows_of([all_ & ~sure for all_, sure in zip(possible, certain, strict=True)]),
        weights=tuple(share_of(column, prod(radix[n + 1 :])) for n, column in enumerate(columns)),
        tree=tree_of(columns, radix, [ids[mask] for mask in certain]),
    )


def _too_many(name: str, codes: int) -> TableFault:
    return TableFault(
        "",
        f"表「{name}」有 {codes} 种组合,超过上限 {MOST_CODES},请按问题拆成几个表",
        f'table "{name}" has {codes} combinations, more than the {MOST_CODES} allowed; split it',
    )


def _masks(columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """For every combination of known cells the rows whose conditions it meets, as a set of bits."""
    masks = [(1 << len(rows)) - 1]
    for column in columns:
        cells = [_bits(rows, column.fact, cell) for cell in range(known_cells(column))]
        masks = [mask & cell for mask in masks for cell in cells]
    return masks


def _bits(rows: Sequence[Row], fact: str, cell: int) -> int:
    return sum(
        1 << n
        for n, row in enumerate(rows)
        if all(cell in c.accepts for c in row.conditions if c.fact == fact)
    )


def _exceptions(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """(bit of an excepting row, bits of the rows it displaces), the excepting rows first."""
    number = {row.id: n for n, row in enumerate(rows)}
    for row in rows:
        for other in row.except_to:
            if other not in number or other == row.id:
                raise TableError(
                    TableFault(
                        row.id, f"例外于「{other}」不是本表的另一行", f"no other row {other}"
                    )
                )
    order: list[int] = []
    waiting = set(range(len(rows)))
    while waiting:
        displaced = {number[other] for n in waiting for other in rows[n].except_to}
        free = sorted(waiting - displaced)
        if not free:
            row = rows[min(waiting)]
            raise TableError(TableFault(row.id, "例外于 互相循环", "the exceptions form a circle"))
        order += free
        waiting -= set(free)
    beaten = ((n, sum(1 << number[o] for o in rows[n].except_to)) for n in order)
    return [(1 << n, displaced) for n, displaced in beaten if displaced]


def _without_beaten(mask: int, exceptions: list[tuple[int, int]]) -> int:
    for bit, displaced in exceptions:
        if mask & bit:
            mask &= ~displaced
    return mask


def _with_unknown(hits: list[int], radix: Sequence[int]) -> tuple[list[int], list[int]]:
    """Adds unknown to every column: certain is what all its answers share, possible any."""
    certain, possible, inner = hits, hits, 1
    for size in reversed(radix):
        certain = _widened(certain, size - 1, inner, and_)
        possible = _widened(possible, size - 1, inner, or_)
        inner *= size
    return certain, possible


def _widened(
    masks: list[int], cells: int, inner: int, join: Callable[[int, int], int]
) -> list[int]:
    wide: list[int] = []
    step = cells * inner
    for start in range(0, len(masks), step):
        unknown = masks[start : start + inner]
        for at in range(start + inner, start + step, inner):
            unknown = list(map(join, unknown, masks[at : at + inner]))
        wide += masks[start : start + step]
        wide += unknown
    return wide


def _rows_of(masks: list[int]) -> tuple[tuple[int, ...], ...]:
    known = {
        mask: tuple(n for n in range(mask.bit_length()) if mask >> n & 1) for mask in set(masks)
    }
    return tuple([known[mask] for mask in masks])


def _faults(
    hits: list[int], rows: Sequence[Row], hit: str, names: Sequence[Sequence[str]]
) -> Iterator[TableFault]:
    if hit == "one":
        yield from _not_one(hits, rows, names)
    else:
        yield from _contradictions(hits, rows, names)
    reached = 0
    for mask in set(hits):
        reached |= mask
    for n, row in enumerate(rows):
        if not reached >> n & 1:
            yield TableFault(row.id, f"「{row.id}」永远不会命中", f"row {row.id} can never hit")


def _not_one(
    hits: list[int], rows: Sequence[Row], names: Sequence[Sequence[str]]
) -> Iterator[TableFault]:
    """One example for every set of rows that overlaps, and the first few gaps."""
    gaps = 0
    seen: set[int] = set()
    for mask, cells in zip(hits, product(*names), strict=True):
        if mask and not mask & (mask - 1):
            continue
        if mask in seen and mask:
            continue
        seen.add(mask)
        example = "、".join(cells) or "任何情形"
        if mask:
            ids = "、".join(row.id for n, row in enumerate(rows) if mask >> n & 1)
            last = rows[mask.bit_length() - 1].id
            yield TableFault(
                last, f"{ids} 同时命中:{example}", f"rows {ids} hit together: {example}"
            )
        elif (gaps := gaps + 1) <= MOST_SHOWN:
            yield TableFault("", f"没有一行适用于:{example}", f"no row covers: {example}")
    if gaps > MOST_SHOWN:
        yield TableFault("", f"另有 {gaps - MOST_SHOWN} 处遗漏", f"{gaps - MOST_SHOWN} more gaps")


def _contradictions(
    hits: list[int], rows: Sequence[Row], names: Sequence[Sequence[str]]
) -> Iterator[TableFault]:
    """Two rows that hit together with equal results but another modality contradict each other."""
    rivals = [
        (1 << a | 1 << b, rows[a], rows[b])
        for b in range(len(rows))
        for a in range(b)
        if rows[a].results == rows[b].results and rows[a].modality != rows[b].modality
    ]
    for both, one, other in rivals:
        at = next((n for n, mask in enumerate(hits) if mask & both == both), None)
        if at is not None:
            example = "、".join(next(c for n, c in enumerate(product(*names)) if n == at))
            yield TableFault(
                other.id,
                f"{one.id} 与 {other.id} 结果相同而方式相反:{example}",
                f"{one.id} and {other.id} agree in result but not in modality: {example}",
            )


def _plain_names(column: Column) -> list[str]:
    if column.kind == "yes_no":
        return [f"{column.fact}=否", f"{column.fact}=是"]
    if column.kind == "choice":
        return [f"{column.fact}={code}" for code in column.codes]
    edges = [f"{'≤' if after else '<'}{value}" for value, after in column.cuts]
    last = column.cuts[-1] if column.cuts else (0, False)
    top = f"{'>' if last[1] else '≥'}{last[0]}" if column.cuts else "任意"
    return [f"{column.fact}{text}" for text in (*edges, top)]
