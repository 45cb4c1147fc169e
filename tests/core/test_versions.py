"""Which text is law on a day: begun, replaced, repealed, extended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from build import calendar, day, rulebook
from guize.core.duties import Versions, rulebook_on
from guize.core.rulebook import Norms

FIRST = replace(rulebook(), id="first", valid_from=day("2024-09-27"), valid_to=day("2025-06-01"))
SECOND = replace(rulebook(), id="second", valid_from=day("2025-07-01"), valid_to=day("2026-01-01"))
OPEN = replace(rulebook(), id="open", valid_from=day("2025-09-01"), valid_to=None)
DAY = timedelta(days=1)


def law_on(when: str, *books):
    found, is_early = rulebook_on(Norms(books, calendar()), day(when))
    return found.id, is_early


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-09-26", ("first", True)),
        ("2024-09-27", ("first", False)),
        ("2025-05-31", ("first", False)),
        ("2025-06-01", ("first", False)),  # repealed without a successor as yet
        ("2025-06-30", ("first", False)),
        ("2025-07-01", ("second", False)),
        ("2025-12-31", ("second", False)),
        ("2027-01-01", ("second", False)),  # the latest of those repealed
    ],
)
def test_a_text_is_law_from_its_first_day_to_the_eve_of_its_end(when, expected):
    assert law_on(when, FIRST, SECOND) == expected
    assert law_on(when, SECOND, FIRST) == expected


def test_of_two_texts_in_force_the_later_one_is_law():
    assert law_on("2025-08-31", SECOND, OPEN) == ("second", False)
    assert law_on("2025-09-01", SECOND, OPEN) == law_on("2025-09-01", OPEN, SECOND)
    assert law_on("2025-09-01", SECOND, OPEN) == ("open", False)


def test_before_all_texts_the_first_is_shown_as_early():
    assert law_on("2020-01-01", SECOND, FIRST, OPEN) == ("first", True)


def test_one_text_alone_governs_to_the_end_and_is_early_before_it_begins():
    assert law_on("2030-01-01", FIRST) == ("first", False)
    assert law_on("2024-09-26", FIRST) == ("first", True)
    assert law_on("2024-09-27", FIRST) == ("first", False)


def test_a_text_that_another_extends_is_law_through_that_one():
    national, county = rulebook("cn-procedure"), rulebook()
    assert law_on("2025-01-01", national, county)[0] == county.id
    assert law_on("2025-01-01", national)[0] == national.id


def test_texts_that_extend_each_other_are_all_asked():
    one = replace(FIRST, extends=("second",))
    other = replace(SECOND, extends=("first",))
    assert law_on("2025-08-01", one, other) == ("second", False)


def test_norms_without_a_text_are_refused():
    with pytest.raises(ValueError, match="no rulebook"):
        rulebook_on(Norms((), calendar()), date(2025, 1, 1))


def test_versions_know_the_county_s_own_rows_from_inherited_ones():
    version = Versions(Norms((rulebook(),), calendar())).at(day("2025-01-01"))
    own = {rule.id for rules in version.rules.values() for rule in rules if version.is_own(rule)}
    assert "7-2-报告" in own
    assert "法-行政答辩" not in own
    assert not version.is_early
