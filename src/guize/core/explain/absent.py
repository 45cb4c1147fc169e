"""Why not: what keeps a row from applying, be it a duty, a row of a table or a circumstance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from guize.core.answers import Reason, reason
from guize.core.assess import examine
from guize.core.duties import Versions, judgments_of, triggers_of
from guize.core.explain.rows import OUT, POSSIBLE, Asked, Reader, RowRead, find_row
from guize.core.facts import CaseFacts, CaseRecord
from guize.core.rulebook import Circumstance, DutyRule, Norms, Rulebook
from guize.core.tables import look_up


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What keeps a row from applying to one subject. `reads`: the row as it was read, for a duty
    once for each event that could set it off; empty where there is no such row or event.
    """

    row: str
    about: str
    reasons: tuple[Reason, ...]
    reads: tuple[RowRead, ...] = ()


def why_not(
    row: str, record: CaseRecord, norms: Norms, *, on: date, known_at: datetime | None = None
) -> tuple[Reason, ...]:
    """What keeps the row `row` from applying on the day: no trigger, a condition not met, or a
    fact unknown; or that it does apply.
    """
    _, facts = examine(record, norms, on=on, known_at=known_at)
    return absence(row, facts, norms).reasons


def absence(row: str, facts: CaseFacts, norms: Norms, *, about: str = "") -> WhyNot:
    """The same with the row as it was read, about one subject (empty: the case); `facts` are those
    that `examine` gave.
    """
    versions = Versions(norms)
    rulebook = versions.at(facts.on).rulebook
    found = find_row(row, rulebook)
    if isinstance(found, DutyRule):
        return _of_duty(found, facts, versions)
    if found is None:
        return WhyNot(row, about, (_unknown(row, facts.on, versions),))
    reader = Reader(facts, rulebook, about)
    if isinstance(found[1], Circumstance):
        read = reader.circumstance(str(found[0]), found[1])
        return WhyNot(row, about, _told(read), (read,))
    table = rulebook.tables[found[0].name]
    read = reader.table_row(table, found[1])
    return WhyNot(row, about, _told(read) or _beaten(read, reader, rulebook), (read,))


def _unknown(row: str, on: date, versions: Versions) -> Reason:
    """No such row on the day: another version may have it."""
    if any(find_row(row, book) for book in versions.norms.rulebooks):
        return reason("absent.other_version", row=row, on=on)
    return reason("absent.no_row", row=row)


def _of_duty(rule: DutyRule, facts: CaseFacts, versions: Versions) -> WhyNot:
    """Applies if one trigger fulfils every condition."""
    judgments = judgments_of(facts, versions)
    triggers = [t for t in triggers_of(facts, versions, judgments) if t.type in rule.triggers]
    if not triggers:
        why = reason("absent.no_trigger", rule.citation, type="、".join(rule.triggers))
        return WhyNot(rule.id, "", (why,))
    rulebook = versions.at(facts.on).rulebook
    reads = tuple(Reader(facts, rulebook, t.event.id).rule(rule) for t in triggers)
    unmet = [_told(read) for read in reads]
    told = next(iter(unmet)) if all(unmet) else ()
    return WhyNot(rule.id, "", told or (reason("absent.present", row=rule.id),), reads)


def _told(read: RowRead) -> tuple[Reason, ...]:
    """Each condition that is not met or not known; nothing where all are met."""
    return tuple(_unmet(read)) if read.state in (OUT, POSSIBLE) else ()


def _unmet(read: RowRead) -> Iterator[Reason]:
    for asked in read.asked:
        if asked.held is False:
            yield reason("absent.not_met", fact=asked.read.fact, value=_text(asked), row=read.id)
        elif asked.held is None:
            yield reason("absent.unknown", fact=asked.read.fact, row=read.id)


def _beaten(read: RowRead, reader: Reader, rulebook: Rulebook) -> tuple[Reason, ...]:
    """A row whose conditions hold applies, unless another one is its exception (例外于)."""
    table = rulebook.tables[read.table]
    hits = look_up(table, {column.fact: reader.read(column.fact).value for column in table.columns})
    if any(row.id == read.id for row in (*hits.certain, *hits.possible)):
        return (reason("absent.present", row=read.id),)
    others = [row for row in hits.certain if read.id in row.except_to]
    return tuple(reason("absent.beaten", o.citation, row=read.id, other=o.id) for o in others)


def _text(asked: Asked) -> str | int:
    value = asked.read.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int) else str(value)
