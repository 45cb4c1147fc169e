"""Who leads (第九条) and who bears what (第八条): rules joined with the holders of the suit's
days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guize.core.answers import Answer, TableAnswer
from guize.core.facts import CaseFacts
from guize.core.responsibility.subjects import UNIT, Seat, seats
from guize.core.responsibility.values import Bearing, Lead
from guize.core.rulebook import Rulebook
from guize.core.tables import ask_all, ask_one

LEAD_TABLE, LEAD = "牵头", "牵头"
BEARING_TABLE, SUBJECT, KIND = "责任", "责任主体", "责任"


def lead_of(facts: CaseFacts, rulebook: Rulebook, span: tuple[date, date]) -> Lead | None:
    """Who leads the response on the last day of the span, and who led before.

    依据: 第九条第一款; 解释 D18, D19. None if the rulebook has no table 牵头.
    """
    table = rulebook.tables.get(LEAD_TABLE)
    if table is None:
        return None
    said = ask_one(table, facts.value, result=LEAD)
    function = said.answer.value
    if function is None:
        return Lead("", said.answer, rows=said.possible)
    held = seats(facts, function, span)
    last = {seat.organ: seat for seat in held}
    missing = tuple(m for seat in last.values() for m in seat.holding.missing)
    reasons = tuple(r for seat in last.values() for r in seat.holding.reasons)
    answer = said.answer if not missing else Answer[str].undetermined(*missing, reasons=reasons)
    return Lead(
        function=function,
        answer=answer,
        holders=_ids(list(last.values())),
        changes=tuple((seat.since, "、".join(_ids([seat]))) for seat in held),
        rows=said.rows or said.possible,
        citation=said.citation,
        reasons=reasons,
    )


def _ids(held: list[Seat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.id for seat in held for h in seat.holding.value or ()))


def bearings_of(
    facts: CaseFacts, rulebook: Rulebook, span: tuple[date, date]
) -> tuple[Bearing, ...]:
    """Who bears which responsibility for the adverse judgment: a proposal of rule and record.

    Each holder over the suit is listed with the day from which; a vacant or contested post is
    undetermined. 依据: 第八条; 解释 D15, D16, D17.
    """
    table = rulebook.tables.get(BEARING_TABLE)
    if table is None:
        return ()
    found: dict[tuple[str, str, str, str], Bearing] = {}
    for row, said in ask_all(table, facts.value, result=KIND):
        for bearing in _of_function(facts, row.results[SUBJECT], said, span):
            key = (bearing.subject, bearing.organ, bearing.function, row.results[KIND])
            found[key] = _merged(found.get(key), bearing)
    return tuple(found.values())


def _merged(known: Bearing | None, bearing: Bearing) -> Bearing:
    """Two rows may give one person the same responsibility; one that is certain suffices."""
    if known is None:
        return bearing
    first, second = (known, bearing) if known.answer.is_known else (bearing, known)
    if first.answer.is_known:
        rows = (*first.rows, *second.rows) if second.answer.is_known else first.rows
        return replace(first, rows=rows)
    missing = dict.fromkeys((*known.answer.missing, *bearing.answer.missing))
    open_ = Answer[str].undetermined(*missing, reasons=known.answer.reasons)
    return replace(known, answer=open_, rows=(*known.rows, *bearing.rows))


def _of_function(
    facts: CaseFacts, function: str, said: TableAnswer, span: tuple[date, date]
) -> list[Bearing]:
    rows = said.rows or said.possible

    def bearing(subject: str, person: str, seat: Seat, answer: Answer[str]) -> Bearing:
        return Bearing(
            subject=subject,
            person=person,
            organ=seat.organ,
            function=function,
            decisive_on=seat.since,
            answer=answer,
            rows=rows,
            modality=said.modality,
            citation=said.citation,
        )

    if function == UNIT:
        units = [Seat(UNIT, organ, span[0], Answer(())) for organ in facts.bearing_organs()]
        return [bearing(seat.organ, "", seat, said.answer) for seat in units]
    found = []
    for seat in seats(facts, function, span):
        if not seat.holding.is_known:
            found.append(bearing("", "", seat, _unknown(seat, said)))
        for held in seat.holding.value or ():
            with_reasons = replace(said.answer, reasons=said.answer.reasons + seat.holding.reasons)
            found.append(bearing(held.id, held.person, seat, with_reasons))
    return found


def _unknown(seat: Seat, said: TableAnswer) -> Answer[str]:
    missing = (*seat.holding.missing, *said.answer.missing)
    return Answer.undetermined(*missing, reasons=seat.holding.reasons)
