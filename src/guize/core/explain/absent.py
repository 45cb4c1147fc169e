"""Why not: what keeps a row from applying, be it a duty or a row of a decision table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from guize.core.answers import Reason, reason
from guize.core.duties import Versions, judgments_of, triggers_of
from guize.core.facts import CaseFacts, CaseRecord, FactValue, Offices, timeline
from guize.core.rulebook import Column, Condition, DecisionTable, DutyRule, Norms, Row, Rulebook
from guize.core.tables import holds


def why_not(
    row: str, record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> tuple[Reason, ...]:
    """What keeps the row `row` from applying on the day: no trigger, a condition not met, or a
    fact unknown; or that it does apply.
    """
    facts = CaseFacts(record, timeline(record, known_at, on), Offices(record), on)
    versions = Versions(norms)
    rulebook = versions.at(on).rulebook
    rule = next((rule for rule in rulebook.duties if rule.id == row), None)
    if rule is not None:
        return tuple(_of_duty(rule, facts, versions)) or (reason("absent.present", row=row),)
    found = _find(row, rulebook)
    if found is None:
        return (reason("absent.no_row", row=row),)
    table, hit = found
    columns = {column.fact: column for column in table.columns}
    pairs = [(columns[condition.fact], condition) for condition in hit.conditions]
    return tuple(_unmet(row, pairs, facts, "")) or (reason("absent.present", row=row),)


def _find(row: str, rulebook: Rulebook) -> tuple[DecisionTable, Row] | None:
    for table in rulebook.tables.values():
        for each in table.rows:
            if each.id == row:
                return table, each
    return None


def _of_duty(rule: DutyRule, facts: CaseFacts, versions: Versions) -> Iterator[Reason]:
    """Nothing if one trigger fulfils every condition."""
    judgments = judgments_of(facts, versions)
    triggers = [t for t in triggers_of(facts, versions, judgments) if t.type in rule.triggers]
    if not triggers:
        yield reason("absent.no_trigger", rule.citation, type="、".join(rule.triggers))
        return
    unmet = [tuple(_unmet(rule.id, rule.conditions, facts, t.event.id)) for t in triggers]
    if all(unmet):
        yield from unmet[0]


def _unmet(
    row: str,
    pairs: list[tuple[Column, Condition]] | tuple[tuple[Column, Condition], ...],
    facts: CaseFacts,
    about: str,
) -> Iterator[Reason]:
    for column, condition in pairs:
        value = facts.value(column.fact, about)
        held = holds(column, condition, value)
        if held is False:
            yield reason("absent.not_met", fact=column.fact, value=_text(value), row=row)
        elif held is None:
            yield reason("absent.unknown", fact=column.fact, row=row)


def _text(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
