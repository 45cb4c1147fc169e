"""Which lines of the product each test runs, and which fill what outlasts a test: a cache
(`shared`), a module of the product (`imported`), or one of tests (`collected`, by its file). A
fault in such a line can hide behind what was made before it.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections import defaultdict
from types import CodeType, FrameType
from typing import Any

from mutating.mutants import PRODUCT, ROOT, Mutant

Place = tuple[str, int]


class Reach:
    """Notes lines while it is on."""

    def __init__(self, files: set[str]) -> None:
        self.files = {str(PRODUCT / file): file for file in files}
        self.shared: set[Place] = set()
        self.imported: set[Place] = set()
        self.collected: dict[Place, set[str]] = defaultdict(set)
        self.of_test: dict[Place, list[int]] = defaultdict(list)
        self._builders: set[CodeType] = set()
        self._building, self._importing, self._has_built = 0, 0, False
        self._remembering: list[Any] = []
        self._seen: dict[CodeType, set[int]] = {}
        self._needed: dict[CodeType, int] = {}

    def collect(self, file: str) -> None:
        """Begins to note what runs while this file of tests is collected."""
        self._seen = {}
        sys.settrace(self._enter)

    def collected_by(self, file: str) -> None:
        self.stop()
        for place in self._places():
            self.collected[place].add(file)

    def tests_begin(self) -> None:
        """Forgets what was cached, and knows from now on which functions fill caches."""
        for cached in caches():
            self._builders.add(cached.__wrapped__.__code__)
            cached.cache_clear()
        self._has_built = True

    def test(self) -> None:
        self.forget()
        self._seen, self._building = {}, 0
        sys.settrace(self._enter)

    def forget(self) -> None:
        """Empties what tables remember of earlier cases: who comes second would not run it."""
        if self._has_built:
            self._has_built, self._remembering = False, tables()
        for table in self._remembering:
            table.answers.clear()

    def stop(self) -> None:
        sys.settrace(None)

    def note(self, number: int) -> None:
        """Keeps what the test of this number ran."""
        for place in self._places():
            self.of_test[place].append(number)

    def is_imported(self, mutant: Mutant) -> bool:
        return not self.imported.isdisjoint(_lines(mutant))

    def files_of(self, mutant: Mutant) -> set[str]:
        """Files of tests whose collection runs it."""
        return {file for place in _lines(mutant) for file in self.collected.get(place, ())}

    def is_shared(self, mutant: Mutant) -> bool:
        return not self.shared.isdisjoint(_lines(mutant))

    def tests_of(self, mutant: Mutant) -> set[int]:
        return {number for place in _lines(mutant) for number in self.of_test.get(place, ())}

    def tests_near(self, mutant: Mutant) -> set[int]:
        """Tests that run anything of the folder of a mutant's file."""
        folder = mutant.file.rpartition("/")[0]
        own = (numbers for (file, _), numbers in self.of_test.items() if file.startswith(folder))
        return {number for numbers in own for number in numbers}

    def _places(self) -> set[Place]:
        return {
            (self.files[code.co_filename], line)
            for code, lines in self._seen.items()
            for line in lines
        }

    def _enter(self, frame: FrameType, event: str, _argument: object) -> Any:
        code = frame.f_code
        if code.co_name == "<module>" and code.co_filename.startswith(str(PRODUCT)):
            self._importing += 1
            return self._import
        if code in self._builders:
            self._building += 1
            self._has_built = True
            return self._build
        if code.co_filename not in self.files:
            return None
        if self._importing:
            return self._line_imported
        seen = self._seen.setdefault(code, {code.co_firstlineno})
        if self._building:
            return self._line_shared
        return None if len(seen) == self._lines_of(code) else self._line

    def _lines_of(self, code: CodeType) -> int:
        if code not in self._needed:
            lines = {line for *_, line in code.co_lines() if line} | {code.co_firstlineno}
            self._needed[code] = len(lines)
        return self._needed[code]

    def _line(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self._seen[frame.f_code].add(frame.f_lineno)
        return self._line

    def _line_imported(self, frame: FrameType, event: str, _argument: object) -> Any:
        self.imported.add((self.files[frame.f_code.co_filename], frame.f_lineno))
        return self._line_imported

    def _import(self, frame: FrameType, event: str, _argument: object) -> Any:
        """The body of a module of the product; all that it runs is imported until it ends."""
        if event == "return":
            self._importing -= 1
        return self._import

    def _line_shared(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            code = frame.f_code
            self._seen[code].add(frame.f_lineno)
            self.shared.add((self.files[code.co_filename], frame.f_lineno))
        return self._line_shared

    def _build(self, frame: FrameType, event: str, argument: object) -> Any:
        """A function that fills a cache; all that it runs is shared until it returns."""
        code = frame.f_code
        if code.co_filename in self.files:
            self._seen.setdefault(code, {code.co_firstlineno})
            self._line_shared(frame, event, argument)
        if event == "return":
            self._building -= 1
        return self._build


def caches() -> list[Any]:
    """Every cache of functions of the product or its tests that was made so far."""
    kind = functools._lru_cache_wrapper
    found = [each for each in gc.get_objects() if isinstance(each, kind)]
    return [each for each in found if _is_ours(each.__wrapped__)]


def tables() -> list[Any]:
    """Every decision table that was made so far and remembers its answers."""
    return [each for each in gc.get_objects() if type(each).__name__ == "DecisionTable"]


def _is_ours(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    return (
        code is not None
        and code.co_filename.startswith(str(ROOT))
        and (".venv" not in code.co_filename)
    )


def _lines(mutant: Mutant) -> list[Place]:
    return [(mutant.file, line) for line in range(mutant.first, mutant.last + 1)]
