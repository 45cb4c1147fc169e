"""Adding working days: one at a time and a million at once."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from benchmarks.cases import MILLION, norms
from benchmarks.timing import Figure, figure
from guize.core.columns import day_columns
from guize.core.days import Period, Unit, last_day

N = 10
FIRST, SPAN = date(2024, 1, 1), 1_000


def figures() -> list[Figure]:
    calendar = norms().calendar
    days = [FIRST + timedelta(n) for n in range(SPAN)]
    columns = day_columns(calendar)
    places = columns.places(np.array(days, "datetime64[D]").repeat(MILLION // SPAN))
    np.random.default_rng(1).shuffle(places)
    lengths = np.random.default_rng(2).integers(1, 60, MILLION).astype(np.int32)
    some = columns.dates(columns.add_working_days(places[:SPAN], N)).tolist()
    starts = columns.dates(places[:SPAN]).tolist()
    assert some == [calendar.add_working_days(day, N) for day in starts]
    period = Period(2, Unit.WORKING_DAY)

    def one_by_one() -> None:
        add = calendar.add_working_days
        for day in days:
            add(day, N)

    def explained() -> None:
        for day in days:
            last_day(day, period, calendar)

    one, million = f"add {N} working days to a date", f"add {N} working days to 1,000,000 dates"
    return [
        figure(one, "guize", one_by_one, pieces=SPAN, target=0.15e-6),
        figure("period of 2 working days with its counting", "guize", explained, pieces=SPAN),
        figure(million, "guize", lambda: columns.add_working_days(places, N), target=1e-3),
        figure(
            "add a number of working days to each of 1,000,000 dates",
            "guize",
            lambda: columns.add_working_days(places, lengths),
            target=3e-3,
        ),
    ]
