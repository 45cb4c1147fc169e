"""The outcome of a simulation as lines for people, and as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date

from guize.core.duties import DutyState
from guize.core.explain import say_state, word
from guize.core.simulation import DUTY, Change, Outcome, Totals

VERSION = "guize-simulation/1"
MOST_SHOWN = 20
ROWS = {
    "duties": ("职责", "duties"),
    "overdue": ("逾期(未见记录)", "overdue (nothing recorded)"),
    "routed": ("已定办理机关的人员", "persons routed"),
    "accountable": ("涉责人员、单位(系统提示)", "to be looked at (hint only)"),
    "undetermined": ("未定(缺事实)", "undetermined (facts missing)"),
}
KINDS = {
    "duty": ("职责", "duty"),
    "route": ("办理机关", "competent body"),
    "pursuit": ("追究(系统提示)", "accountability (hint)"),
    "table": ("表", "table"),
}
HINT = (
    "涉及人员、单位的各项均为系统提示,不作为处理依据。",
    "What concerns persons and units is a computed hint, no basis for any decision.",
)


def as_values(outcome: Outcome, on: date) -> dict[str, object]:
    """The outcome as JSON values."""
    tables = [
        {"table": name, "before": before, "after": after, "cases": cases}
        for (name, before, after), cases in sorted(outcome.tables.items())
    ]
    return {
        "format": VERSION,
        "on": on.isoformat(),
        "cases": outcome.cases,
        "changed_cases": outcome.changed_cases,
        "first": asdict(outcome.first),
        "second": asdict(outcome.second),
        "changes": [asdict(change) for change in outcome.changes],
        "tables": tables,
        "failures": [asdict(failure) for failure in outcome.failures],
    }


def page(outcome: Outcome, names: tuple[str, str], on: date, language: str) -> Iterator[str]:
    """The summary table, what changes by kind, and the first of the changes and failures."""
    pick = 1 if language == "en" else 0
    yield (
        f"{outcome.cases} cases on {on}, {outcome.changed_cases} differ"
        if pick
        else f"{on}:{outcome.cases} 件,{outcome.changed_cases} 件有变化"
    )
    yield f"A = {names[0]}  B = {names[1]}"
    yield from _sums(outcome, pick)
    yield from _changes(outcome, pick, language)
    for failure in outcome.failures[:MOST_SHOWN]:
        yield f"! {failure.case} {failure.english if pick else failure.cause}"
    yield HINT[pick]


def _sums(outcome: Outcome, pick: int) -> Iterator[str]:
    yield f"{'A':>10}{'B':>10}{'±':>10}"
    for each in fields(Totals):
        before, after = getattr(outcome.first, each.name), getattr(outcome.second, each.name)
        yield f"{before:>10}{after:>10}{after - before:>+10}  {ROWS[each.name][pick]}"
    failed = len(outcome.failures)
    if failed:
        yield f"{failed:>20}{'':>10}  {('未能评估', 'not assessed')[pick]}"


def _changes(outcome: Outcome, pick: int, language: str) -> Iterator[str]:
    for what, number in Counter(change.what for change in outcome.changes).items():
        yield f"{number:>10}  {('变化', 'changes')[pick]}: {KINDS[what][pick]}"
    for change in outcome.changes[:MOST_SHOWN]:
        before, after = (
            _said(change, values, language) for values in (change.before, change.after)
        )
        yield f"  {change.case}  {KINDS[change.what][pick]} {change.about}: {before} → {after}"
    if len(outcome.changes) > MOST_SHOWN:
        yield "  …"


def _said(change: Change, values: tuple[str, ...], language: str) -> str:
    if change.what == DUTY and values:
        return f"{say_state(DutyState(values[0]), language)} {values[1]}".strip()
    return word("joiner", language).join(values) or "—"
