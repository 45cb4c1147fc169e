"""Posts in time: who held a function on a day, as an `Answer` that may be undetermined.

Validity is half-open: on the day of a handover the new holder is in office and the former one is
not. 依据: 第十二条 (时任、接任), 第十六条第二款.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from guize.core.answers import Answer, Missing, Reason, reason
from guize.core.facts.record import Appointment, CaseRecord, FactError, PartialDate, Portfolio

Holding = Answer[tuple[Appointment, ...]]

# found by post alone, in whatever organ: there is one of each in the county
COUNTY_FUNCTIONS = frozenset({"executive_deputy", "county_head", "justice_head"})
SINGLE_SEATS = frozenset({"principal", "unit_deputy", "executive_deputy", "county_head"})
COMPLETE, TO_THE_MONTH, TO_THE_YEAR = 3, 2, 1


def partial_date(text: str) -> PartialDate:
    """Reads `2024-03-05`, `2024-03` or `2024`. Raises FactError for anything else."""
    parts = text.split("-")
    try:
        if len(parts) == COMPLETE:
            day = date.fromisoformat(text)
            return PartialDate(day, day)
        year, month = int(parts[0]), int(parts[1]) if len(parts) == TO_THE_MONTH else 1
        if len(parts) == TO_THE_MONTH:
            return PartialDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if len(parts) == TO_THE_YEAR:
            return PartialDate(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, IndexError) as error:
        raise FactError("date", f"日期无效:{text}") from error
    raise FactError("date", f"日期无效:{text}")


def partial_text(value: PartialDate) -> str:
    """Writes a partial date with the precision it has."""
    if value.is_exact:
        return value.first.isoformat()
    whole_year = value.first.month != value.last.month
    return value.first.isoformat()[: 4 if whole_year else 7]


def is_held(since: PartialDate, until: PartialDate | None, day: date) -> bool | None:
    """Whether a half-open interval covers `day`; None inside a bound known to month or year."""
    if day < since.first or (until is not None and day >= until.last):
        return False
    if day < since.last or (until is not None and day >= until.first):
        return None
    return True


class Offices:
    """The posts of a record, indexed once so that many questions about it are cheap."""

    def __init__(self, record: CaseRecord) -> None:
        self.record = record
        self.posts = {post.id: post for post in record.posts}
        self.appointments = {held.id: held for held in record.appointments}
        self._seats: dict[tuple[str, str], list[Appointment]] = defaultdict(list)
        for held in record.appointments:
            post = self.posts.get(held.post)
            if post is not None:
                organ = "" if post.function in COUNTY_FUNCTIONS else post.organ
                self._seats[post.function, organ].append(held)
        self._stand_ins: dict[str, list[Appointment]] = defaultdict(list)
        for held in record.appointments:
            if held.stands_in_for:
                self._stand_ins[held.stands_in_for].append(held)
        self._portfolios: dict[str, list[Portfolio]] = defaultdict(list)
        for portfolio in record.portfolios:
            self._portfolios[portfolio.organ].append(portfolio)
        self._known: dict[tuple[str, str, date], Holding] = {}

    def function_of(self, appointment: str) -> str:
        """The function of the post of an appointment; empty if the record does not hold it."""
        held = self.appointments.get(appointment)
        post = self.posts.get(held.post) if held else None
        return post.function if post else ""

    def organ_of(self, appointment: str) -> str:
        """The organ of the post of an appointment; empty if the record does not hold it."""
        held = self.appointments.get(appointment)
        post = self.posts.get(held.post) if held else None
        return post.organ if post else ""

    def holders(self, function: str, organ: str, day: date) -> Holding:
        """See `holders` of this module."""
        key = (function, organ, day)
        if key not in self._known:
            self._known[key] = self._find(function, organ, day)
        return self._known[key]

    def during(
        self, function: str, organ: str, span: tuple[date, date]
    ) -> tuple[tuple[date, Holding], ...]:
        """The answers of `holders` over a span, both days included: at its start and changes."""
        first, last = span
        bounds = (day for bound in self._bounds() for day in (bound.first, bound.last))
        days = {first} | {day for day in bounds if first < day <= last}
        answers: list[tuple[date, Holding]] = []
        for day in sorted(days):
            answer = self.holders(function, organ, day)
            if not answers or answers[-1][1].value != answer.value:
                answers.append((day, answer))
        return tuple(answers)

    def _bounds(self) -> Iterable[PartialDate]:
        for held in self.record.appointments:
            yield from (held.since, held.until) if held.until else (held.since,)
        for portfolio in self.record.portfolios:
            yield from (portfolio.since, portfolio.until) if portfolio.until else (portfolio.since,)

    def _find(self, function: str, organ: str, day: date) -> Holding:
        if function in ("deputy_head", "unit_deputy"):
            portfolios = [
                portfolio
                for portfolio in self._portfolios[organ]
                if (self.function_of(portfolio.appointment) == "unit_deputy")
                == (function == "unit_deputy")
            ]
            if portfolios or function == "deputy_head":
                return self._in_charge(portfolios, organ, day)
        seat = (function, "" if function in COUNTY_FUNCTIONS else organ)
        return self._seated(seat, organ, day)

    def _stood_in_for(self, appointment: Appointment, day: date) -> Appointment | None:
        """Who acts in the holder's absence on the day (代理), if anyone does."""
        acting = self._stand_ins.get(appointment.id, ())
        return next((held for held in acting if is_held(held.since, held.until, day)), None)

    def _present(
        self, found: tuple[Appointment, ...], day: date
    ) -> tuple[tuple[Appointment, ...], tuple[Reason, ...]]:
        """Those who do the work of the post on the day, and why others do not."""
        stood_in = {held.id: self._stood_in_for(held, day) for held in found}
        present = tuple(held for held in found if stood_in[held.id] is None)
        why = tuple(
            reason("absence_stood_in", appointment=id_, acting=acting.id, on=day)
            for id_, acting in stood_in.items()
            if acting
        )
        return (present, why) if present else (found, ())

    def _in_charge(self, portfolios: list[Portfolio], organ: str, day: date) -> Holding:
        states = [(portfolio, self._is_in_charge(portfolio, day)) for portfolio in portfolios]
        unsure = [portfolio.appointment for portfolio, state in states if state is None]
        if unsure:
            return _imprecise(Missing("portfolio", organ), unsure, day)
        held = [portfolio for portfolio, state in states if state]
        named = tuple(self.appointments[portfolio.appointment] for portfolio in held)
        present, absences = self._present(named, day)
        held = [
            portfolio for portfolio in held if self.appointments[portfolio.appointment] in present
        ]
        main = [portfolio for portfolio in held if portfolio.kind == "main"] or held
        if not main:
            why = reason("no_portfolio", organ=organ, on=day)
            return Answer.undetermined(Missing("portfolio", organ), reasons=(why,))
        ids = dict.fromkeys(portfolio.appointment for portfolio in main)
        found = tuple(self.appointments[id_] for id_ in ids)
        if len(found) > 1:
            return _conflict(Missing("portfolio", organ), found, day)
        return Answer.known(found, reason("portfolio_held", organ=organ, on=day), *absences)

    def _is_in_charge(self, portfolio: Portfolio, day: date) -> bool | None:
        appointment = self.appointments.get(portfolio.appointment)
        if appointment is None:
            return False
        states = {is_held(held.since, held.until, day) for held in (portfolio, appointment)}
        return False if False in states else None if None in states else True

    def _seated(self, seat: tuple[str, str], organ: str, day: date) -> Holding:
        states = [(held, is_held(held.since, held.until, day)) for held in self._seats[seat]]
        unsure = [held.id for held, state in states if state is None]
        if unsure:
            return _imprecise(Missing("holder", organ), unsure, day)
        found, absences = self._present(tuple(held for held, state in states if state), day)
        if not found:
            why = reason("post_vacant", function=seat[0], organ=organ, on=day)
            return Answer.undetermined(Missing("holder", organ), reasons=(why,))
        if seat[0] in SINGLE_SEATS and len({held.person for held in found}) > 1:
            return _conflict(Missing("holder", organ), found, day)
        why = reason("post_held", function=seat[0], organ=organ, on=day)
        return Answer.known(found, why, *absences)


def holders(
    record: CaseRecord, function: str, organ: str, day: date
) -> Answer[tuple[Appointment, ...]]:
    """Appointments that hold `function` for `organ` on `day`.

    The deputy county head in charge follows the portfolio of the organ; executive deputy, county
    head and head of the justice bureau are found by post alone, all others by a post in the organ.
    While someone stands in for an absent holder (代理), he and not the holder does.
    Undetermined: a vacant post or a bound known to the month or year (`holder`); no portfolio, or
    several that contradict (`portfolio`). 依据: 第七条第二款, 第八条, 第九条.
    """
    return Offices(record).holders(function, organ, day)


def _imprecise(missing: Missing, appointments: Sequence[str], day: date) -> Holding:
    why = tuple(reason("bound_imprecise", appointment=id_, on=day) for id_ in appointments)
    return Answer.undetermined(missing, reasons=why)


def _conflict(missing: Missing, found: tuple[Appointment, ...], day: date) -> Holding:
    names = "、".join(held.id for held in found)
    why = reason("several_holders", appointments=names, organ=missing.about, on=day)
    return Answer.undetermined(missing, reasons=(why,))
