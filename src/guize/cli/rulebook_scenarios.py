"""`guize rulebook test DIR`: the example cases that lie beside the rules they prove."""

from __future__ import annotations

from pathlib import Path

from guize.cli.failing import BadInputError
from guize.core.rulebook import Norms, Rulebook
from guize.formats.calendar_files import read_calendar
from guize.formats.scenarios import differences, read_scenarios


def run(folder: Path, book: Rulebook, calendars: Path) -> int:
    """Prints every example with what differs from its expectation; 1 if any does."""
    norms = Norms((book,), read_calendar(calendars))
    try:
        scenarios = read_scenarios(folder, book)
    except (ValueError, KeyError) as error:
        raise BadInputError(f"范例有误:{error}", f"a scenario is wrong: {error}") from error
    failed = 0
    for scenario in scenarios:
        wrong = differences(scenario, norms)
        failed += bool(wrong)
        print(f"{'✗' if wrong else '✓'} {scenario.file} {scenario.title}")
        for each in wrong:
            print(f"    {each.part}: 应为 {each.wanted};实为 {each.found}")
    print(f"{len(scenarios)} 例,{failed} 例不符")
    return 1 if failed else 0
